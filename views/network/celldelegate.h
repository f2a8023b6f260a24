// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a numeric cell with a bar behind its number, and edits a layer's format in place.
#pragma once

#include "core/quantize/format.h"

#include <QSet>
#include <QStyledItemDelegate>

namespace vsq {

class Workspace;

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(Workspace *workspace, QObject *parent = nullptr);

    void setBars(int column, bool on);
    [[nodiscard]] bool hasBars(int column) const { return m_bars.contains(column); }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

Q_SIGNALS:
    /// The user wants a format that the list does not have.
    void otherFormatWanted(int layer) const;

private:
    Workspace *m_workspace;
    QSet<int> m_bars;
};

} // namespace vsq
