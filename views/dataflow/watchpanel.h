// SPDX-License-Identifier: GPL-3.0-or-later
// The list of watched values.
#pragma once

#include "views/dataflow/watch.h"

#include <QWidget>

class QTableView;
class QToolButton;

namespace vsq {

class WatchList;

class WatchPanel : public QWidget {
    Q_OBJECT
public:
    /// The list must stay.
    explicit WatchPanel(WatchList *list, QWidget *parent = nullptr);

    [[nodiscard]] WatchModel *model() const { return m_model; }
    /// What "Watch selected" adds.
    void setSelection(const Selection &selection);

public Q_SLOTS:
    void addSelected();
    void removeSelected();

private:
    void refresh();

    WatchList *m_list;
    WatchModel *m_model;
    QTableView *m_table;
    QToolButton *m_add;
    QToolButton *m_remove;
    Selection m_selection;
};

} // namespace vsq
