// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/tablefigure.h"

#include "views/figure/figurestyle.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr double kGap = 10.0;  ///< points between two columns
constexpr double kLine = 11.0; ///< points from row to row
constexpr double kPad = 3.0;   ///< points around rules
constexpr double kHeavy = 0.8; ///< points: rules above and below, as booktabs has them
constexpr double kLight = 0.5;
constexpr double kMostName = kDoubleColumn / 3;

struct SetTable {
    std::vector<TableColumn> columns;
    std::vector<QStringList> rows;
    std::vector<double> widths;
    double width = 0.0;
    double height = 0.0;
    QFont font;

    void paintRow(QPainter &painter, const QStringList &cells, double top) const
    {
        double x = 0.0;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const QRectF cell(x, top, widths[i], kLine);
            const QString text = QFontMetricsF(font).elidedText(cells.value(static_cast<int>(i)), Qt::ElideMiddle,
                                                                widths[i] + 0.5);
            painter.drawText(cell, Qt::AlignVCenter | (columns[i].numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextDontClip,
                             text);
            x += widths[i] + kGap;
        }
    }

    void paint(QPainter &painter, const QSizeF &size) const
    {
        painter.save();
        const double scale = std::min(size.width() / width, size.height() / height);
        painter.scale(scale, scale);
        painter.fillRect(QRectF(0, 0, width, height), Qt::white);
        painter.setFont(font);
        const auto rule = [&](double y, double weight) {
            painter.setPen(QPen(Qt::black, weight));
            painter.drawLine(QPointF(0, y), QPointF(width, y));
        };
        double y = kHeavy / 2;
        rule(y, kHeavy);
        QStringList headers;
        for (const TableColumn &column : columns) {
            headers.append(column.header);
        }
        paintRow(painter, headers, y + kPad);
        y += 2 * kPad + kLine;
        rule(y, kLight);
        y += kPad;
        for (const QStringList &row : rows) {
            paintRow(painter, row, y);
            y += kLine;
        }
        rule(y + kPad, kHeavy);
        painter.restore();
    }
};

} // namespace

FigureSpec tableFigure(const QString &id, const QString &title, const std::vector<TableColumn> &columns,
                       const std::vector<QStringList> &rows, std::vector<QStringList> values)
{
    SetTable table{columns, rows, {}, 0.0, 0.0, FigureStyle::paper().font};
    const QFontMetricsF metrics(table.font);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        double widest = metrics.horizontalAdvance(columns[i].header);
        for (const QStringList &row : rows) {
            widest = std::max(widest, metrics.horizontalAdvance(row.value(static_cast<int>(i))));
        }
        table.widths.push_back(columns[i].numeric ? widest : std::min(widest, kMostName));
        table.width += table.widths.back() + (i == 0 ? 0.0 : kGap);
    }
    table.width = std::ceil(std::max(table.width, 1.0));
    table.height = std::ceil(kHeavy + 4 * kPad + kLine * static_cast<double>(rows.size() + 1));
    FigureSpec spec;
    spec.id = id;
    spec.title = title;
    spec.summary = QStringLiteral("%1: a table of %2 rows").arg(title).arg(rows.size());
    spec.width = table.width;
    spec.height = table.height;
    spec.picture.table = std::move(values);
    spec.picture.paint = [table = std::move(table)](QPainter &painter, const QSizeF &size) { table.paint(painter, size); };
    return spec;
}

} // namespace vsq
