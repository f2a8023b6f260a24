// SPDX-License-Identifier: GPL-3.0-or-later
// What a reviewer would point at in the open network, and what the user claims of it: a row each, with number and remedy; a click
// goes to the place.
#pragma once

#include "views/workspace/view.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace vsq {

class AssertionBar;
class FindingsModel;
class StatePage;
struct Finding;

class FindingsView : public View {
    Q_OBJECT
public:
    explicit FindingsView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the findings as a table
    void prepareFigures() override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] QWidget *focusTarget() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void find();
    void refresh();
    void fitLater(); ///< the table's columns and rows
    void goTo(const Finding &finding);
    void seekElement(int layer, std::int64_t m, std::int64_t n);

    AssertionBar *m_assertions;
    QPushButton *m_find;
    QCheckBox *m_notes;
    QLabel *m_counts;
    FindingsModel *m_model;
    QSortFilterProxyModel *m_shown;
    QTableView *m_table;
    StatePage *m_state;
    QStackedLayout *m_stack;
    QTimer m_soon; ///< after several changes in a row once
    int m_seekJob = 0;
    bool m_ownColumns = false; ///< the user has set their widths
    bool m_fitting = false;
    bool m_unasked = true; ///< small networks are looked at by themselves, but not again after a cancellation
};

} // namespace vsq
