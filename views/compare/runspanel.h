// SPDX-License-Identifier: GPL-3.0-or-later
// The kept runs as a list: ticked is the baseline, names can be edited, a menu removes.
#pragma once

#include <QListWidget>

namespace vsq {

class RunList;

class RunsPanel : public QListWidget {
    Q_OBJECT
public:
    /// The list must stay.
    explicit RunsPanel(RunList *runs, QWidget *parent = nullptr);

private:
    void fill();
    void take(const QListWidgetItem *item);
    void showMenu(const QPoint &position);

    RunList *m_runs;
    bool m_filling = false;
};

} // namespace vsq
