// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingscolumns.h"

#include "views/findings/findingsmodel.h"
#include "views/theme/theme.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kMostMeasured = 300; ///< rows; those beyond are as high as one line
constexpr int kAround = 2 * Theme::kGrid;
constexpr int kIcon = 3 * Theme::kGrid; ///< with its gap

int widestText(const QTableView &table, int column)
{
    const QAbstractItemModel &model = *table.model();
    int widest = table.horizontalHeader()->sectionSizeHint(column) - kAround;
    for (int row = 0; row < std::min(model.rowCount(), kMostMeasured); ++row) {
        widest = std::max(widest, table.fontMetrics().horizontalAdvance(model.index(row, column).data().toString()));
    }
    return widest + kAround;
}

} // namespace

void fitFindingsColumns(QTableView &table)
{
    int room = table.viewport()->width();
    table.setColumnWidth(FindingsModel::Severity, widestText(table, FindingsModel::Severity) + kIcon);
    for (const int column : {FindingsModel::Rule, FindingsModel::Baseline}) {
        table.setColumnWidth(column, widestText(table, column));
    }
    for (const int column : {FindingsModel::Severity, FindingsModel::Rule, FindingsModel::Baseline}) {
        room -= table.isColumnHidden(column) ? 0 : table.columnWidth(column);
    }
    const int most = room / 5;
    for (const int column : {FindingsModel::Layer, FindingsModel::Place}) {
        const int width = std::min(widestText(table, column), most);
        table.setColumnWidth(column, width);
        room -= width;
    }
    const int what = widestText(table, FindingsModel::What);
    const int remedy = widestText(table, FindingsModel::Remedy);
    table.setColumnWidth(FindingsModel::What, what + remedy <= room ? what : std::max(most, room * what / (what + remedy)));
}

void fitFindingsRows(QTableView &table)
{
    const QAbstractItemModel &model = *table.model();
    const QHeaderView &header = *table.verticalHeader();
    for (int row = 0; row < std::min(model.rowCount(), kMostMeasured); ++row) {
        int height = header.defaultSectionSize();
        for (const int column : {FindingsModel::What, FindingsModel::Remedy}) {
            const QRect room(0, 0, table.columnWidth(column) - kAround, 1000);
            const QString text = model.index(row, column).data().toString();
            height = std::max(height, table.fontMetrics().boundingRect(room, Qt::TextWordWrap, text).height() + Theme::kGrid);
        }
        table.setRowHeight(row, height);
    }
}

} // namespace vsq
