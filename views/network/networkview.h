// SPDX-License-Identifier: GPL-3.0-or-later
// The layers of the open network: what runs on the chip and why, in which format, and what it costs. Double click or Enter
// opens a layer on the chip.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QStackedLayout;
class QTableView;

namespace vsq {

class CellDelegate;
class NetworkFilter;
class NetworkModel;
class Workspace;

class NetworkView : public QWidget {
    Q_OBJECT
public:
    explicit NetworkView(Workspace *workspace, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] NetworkModel *model() const { return m_model; }
    void focusFilter();

    /// The visible rows and columns, tab-separated with a header; numbers as the file formats want them.
    [[nodiscard]] QString asTsv() const;
    /// All columns of the visible rows. Throws Error when the file cannot be written.
    void exportCsv(const QString &path) const;

    // Widths, hidden columns, bars and sorting, for the layout.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildFilter();
    void buildTable();
    void openCurrent();
    void refresh();
    void applyPattern(const QString &pattern);
    void showHeaderMenu(const QPoint &position);
    void showRowMenu(const QPoint &position);
    void chooseFormat(int layer);
    void askForCsv();
    void selectLayer(int layer);
    [[nodiscard]] int layerAt(const QModelIndex &index) const;
    [[nodiscard]] QList<int> visibleColumns() const;

    Workspace *m_workspace;
    NetworkModel *m_model;
    NetworkFilter *m_filter;
    CellDelegate *m_delegate;
    QLineEdit *m_pattern = nullptr;
    QLabel *m_count = nullptr;
    QTableView *m_table = nullptr;
    QStackedLayout *m_stack = nullptr;
    bool m_columnsRestored = false; ///< the user's widths are kept
};

} // namespace vsq
