// SPDX-License-Identifier: GPL-3.0-or-later
// The list of breakpoints with buttons to add and remove some.
#pragma once

#include "core/chip/breakpoint.h"

#include <QWidget>

#include <vector>

class QTableView;
class QToolButton;

namespace vsq {

class BreakpointModel;

class BreakpointPanel : public QWidget {
    Q_OBJECT
public:
    explicit BreakpointPanel(QWidget *parent = nullptr);

    void setBreakpoints(const std::vector<Breakpoint> &breakpoints);
    /// Where the open layer's loop indices end, 0: no layer.
    void setEnds(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a);
    void setStopped(int row);
    /// What "Add" proposes: a breakpoint on the position shown.
    void setProposal(const Breakpoint &proposal) { m_proposal = proposal; }
    [[nodiscard]] BreakpointModel *model() const { return m_model; }

public Q_SLOTS:
    void add();
    void removeSelected();

Q_SIGNALS:
    void breakpointsWanted(const std::vector<vsq::Breakpoint> &breakpoints);
    void refused(const QString &text); ///< why what was typed is no condition

private:
    void refresh();

    BreakpointModel *m_model;
    QTableView *m_table;
    QToolButton *m_remove;
    Breakpoint m_proposal;
};

} // namespace vsq
