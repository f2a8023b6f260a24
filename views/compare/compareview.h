// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs, one of them the baseline; each layer beside the baseline's; where two runs, or a run and another runtime's tensors,
// first part, with a jump there.
#pragma once

#include "core/layer/rundiff.h"
#include "views/plots/stateview.h"

#include <optional>

class QDoubleSpinBox;
class QLabel;
class QTableView;
class QToolButton;

namespace vsq {

class CompareModel;

class CompareView : public StateView {
    Q_OBJECT
public:
    explicit CompareView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the table of layers
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    [[nodiscard]] CompareModel *model() const { return m_model; }
    [[nodiscard]] const std::optional<RunDifference> &difference() const { return m_difference; }
    [[nodiscard]] QString verdict() const;
    /// The current run against the baseline; then against tensors by name in an .npz file, or a bench's dump (.hex).
    void findDivergence();
    void compareWithTensors(const QString &file);
    /// To the first difference with all views.
    void goThere();

private:
    void refreshLater();
    void refresh();
    void forgetDifference();
    void setLayers(CompareModel &model) const;
    void take(const RunDifference &difference, const QString &other);
    void askForTensors();
    [[nodiscard]] bool isSearching() const;

    QToolButton *m_keep;
    QToolButton *m_find;
    QToolButton *m_tensors;
    QDoubleSpinBox *m_tolerance;
    QLabel *m_verdict;
    QToolButton *m_go;
    CompareModel *m_model;
    QTableView *m_table;
    std::optional<RunDifference> m_difference;
    QString m_other; ///< what the current run was compared with
    int m_job = 0;
};

} // namespace vsq
