// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspectorfigure.h"

#include "views/figure/figurestyle.h"

#include <QPainter>
#include <QRegularExpression>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

#include <algorithm>
#include <cmath>
#include <memory>

namespace vsq {

namespace {

/// Without links, colours and sizes of the screen.
QString onPaper(const QString &html)
{
    static const QRegularExpression links(QStringLiteral("</?a\\b[^>]*>"));
    static const QRegularExpression looks(QStringLiteral("(background-)?color: ?#?\\w+;?|font-size: ?[\\d.]+p[tx];?"));
    return QString(html).remove(links).remove(looks);
}

QString textOf(const QTextTableCell &cell)
{
    QStringList lines;
    for (auto at = cell.begin(); at != cell.end(); ++at) {
        lines.append(at.currentBlock().text());
    }
    return lines.join(QLatin1Char(' ')).trimmed();
}

/// A row a paragraph and a row of a table, in the page's order.
void addRows(const QTextFrame *frame, std::vector<QStringList> &rows)
{
    for (auto at = frame->begin(); at != frame->end(); ++at) {
        if (const auto *table = qobject_cast<const QTextTable *>(at.currentFrame())) {
            for (int row = 0; row < table->rows(); ++row) {
                QStringList cells;
                for (int column = 0; column < table->columns(); ++column) {
                    cells.append(textOf(table->cellAt(row, column)));
                }
                while (!cells.isEmpty() && cells.back().isEmpty()) {
                    cells.removeLast();
                }
                if (!cells.isEmpty()) {
                    rows.push_back(cells);
                }
            }
        } else if (at.currentFrame() != nullptr) {
            addRows(at.currentFrame(), rows);
        } else if (const QString text = at.currentBlock().text().trimmed(); !text.isEmpty()) {
            rows.push_back({text});
        }
    }
}

} // namespace

FigureSpec inspectorFigure(const QString &html)
{
    // A document of its own; shared, since the figure may outlive the page.
    auto document = std::make_shared<QTextDocument>();
    document->setDefaultFont(FigureStyle::paper().font);
    document->setDocumentMargin(2);
    document->setHtml(onPaper(html));
    document->setTextWidth(kSingleColumn);
    const double width = std::max(kSingleColumn, std::ceil(document->size().width()));
    document->setTextWidth(width);
    FigureSpec spec;
    addRows(document->rootFrame(), spec.picture.table);
    spec.width = std::min(width, kDoubleColumn);
    const double scale = spec.width / width;
    spec.height = std::ceil(document->size().height() * scale);
    spec.picture.paint = [document, width](QPainter &painter, const QSizeF &size) {
        painter.save();
        const double fitting = std::min(size.width() / width, size.height() / document->size().height());
        painter.scale(fitting, fitting);
        document->drawContents(&painter);
        painter.restore();
    };
    return spec;
}

} // namespace vsq
