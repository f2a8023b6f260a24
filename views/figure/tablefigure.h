// SPDX-License-Identifier: GPL-3.0-or-later
// A table as a figure: set as papers set tables, three rules and no lines between columns.
#pragma once

#include "views/figure/figurespec.h"

namespace vsq {

struct TableColumn {
    QString header;
    bool numeric = false; ///< right-aligned
};

/// rows: cells as people read them; values: what the file of data holds, its header first. As wide and high as the text needs;
/// names longer than a third of a page are elided in the middle.
FigureSpec tableFigure(const QString &id, const QString &title, const std::vector<TableColumn> &columns,
                       const std::vector<QStringList> &rows, std::vector<QStringList> values);

} // namespace vsq
