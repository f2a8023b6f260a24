// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of the open network: what runs on the chip and why, in which format, and what it costs. Double click or Enter
// opens a layer on the chip.
#pragma once

#include "views/workspace/view.h"

class QLabel;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QTableView;

namespace vsq {

class CellDelegate;
class NetworkFilter;
class NetworkFolds;
class NetworkModel;

class NetworkView : public View {
    Q_OBJECT
public:
    explicit NetworkView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] NetworkModel *model() const { return m_model; }
    void focusFilter();
    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the rows that the filter leaves, as a table
    [[nodiscard]] QWidget *focusTarget() override;

    /// Rows with sums above the blocks that the network repeats.
    [[nodiscard]] NetworkFolds *folds() const { return m_folds; }
    /// The visible rows and columns, tab-separated with a header; numbers as the file formats want them.
    [[nodiscard]] QString asTsv() const;
    /// Widths, hidden columns, bars and sorting.
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildFilter();
    void buildTable();
    void openCurrent();
    void refresh();
    void measureColumns(); ///< how wide what stands in them is
    void fitColumns();     ///< until the user gives them widths
    void applyPattern(const QString &pattern);
    void showHeaderMenu(const QPoint &position);
    void showRowMenu(const QPoint &position);
    void chooseFormat(int layer);
    void selectLayer(int layer);
    void addFoldCommands();
    void toggleBlock(int block);
    bool foldByKey(int key);
    bool foldByMouse(const QPoint &position);
    void addFoldActions(QMenu *menu);
    [[nodiscard]] int layerAt(const QModelIndex &index) const;
    [[nodiscard]] QList<int> visibleColumns() const;

    NetworkModel *m_model;
    NetworkFilter *m_filter;
    NetworkFolds *m_folds;
    CellDelegate *m_delegate;
    QLineEdit *m_pattern = nullptr;
    QLabel *m_count = nullptr;
    QTableView *m_table = nullptr;
    QStackedLayout *m_stack = nullptr;
    QList<int> m_contentWidths; ///< of all columns, since the rows last changed
    bool m_ownColumns = false;  ///< the user's widths are kept
    bool m_fitting = false;
};

} // namespace vsq
