// SPDX-License-Identifier: GPL-3.0-or-later
// What watched values did over the cycles of the open layer, with rulers; a click goes to the cycle.
#pragma once

#include "core/chip/valuehistory.h"
#include "views/plots/stateview.h"

#include <memory>

class QLabel;
class QLineEdit;
class QToolButton;

namespace vsq {

class HistoryCanvas;

class HistoryView : public StateView {
    Q_OBJECT
public:
    explicit HistoryView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< a figure a trace, of the cycles in view
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    void prepareFigures() override;

    [[nodiscard]] HistoryCanvas *canvas() const { return m_canvas; }
    [[nodiscard]] bool isReading() const;

private:
    void addTyped();
    void refreshLater();
    void refresh();
    void read();
    void readDetail();
    void readBaseline(); ///< the same values as the baseline has them, where its cycles are the same
    void takePosition();
    void showRulers();
    void updateState();
    [[nodiscard]] FigureSpec figureOf(std::size_t signal) const;

    QLineEdit *m_signal;
    QToolButton *m_add;
    QToolButton *m_addSelected;
    HistoryCanvas *m_canvas;
    std::shared_ptr<const ValueHistory> m_history;
    std::shared_ptr<const void> m_read; ///< chip that m_history, or the job that reads it, is of
    int m_job = 0;
    int m_detailJob = 0;
    std::shared_ptr<const ValueHistory> m_beside; ///< of the baseline; null: none beside this
    std::shared_ptr<const void> m_besideRead;     ///< chip that m_beside, or the job that reads it, is of
    std::vector<ChipSignal> m_besideSignals;      ///< the same
    int m_besideJob = 0;
};

} // namespace vsq
