// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/celldelegate.h"

#include "views/network/networkmodel.h"
#include "views/theme/coretext.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QAbstractProxyModel>
#include <QApplication>
#include <QComboBox>
#include <QPainter>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kPadding = Theme::kGrid; ///< as the headers' in the style sheet

const NetworkModel *sourceOf(const QModelIndex &index, QModelIndex *source)
{
    const QAbstractItemModel *model = index.model();
    *source = index;
    while (const auto *proxy = qobject_cast<const QAbstractProxyModel *>(model)) {
        *source = proxy->mapToSource(*source);
        model = proxy->sourceModel();
    }
    return qobject_cast<const NetworkModel *>(model);
}

/// The hue of what a column is about.
Role hueOf(int column)
{
    switch (column) {
    case NetworkModel::Utilisation: return Role::Activations;
    case NetworkModel::Sqnr: return Role::Scales;
    case NetworkModel::Energy: return Role::Sums;
    default: return Role::Weights;
    }
}

} // namespace

CellDelegate::CellDelegate(Workspace *workspace, QObject *parent) : QStyledItemDelegate(parent), m_workspace(workspace) {}

void CellDelegate::setBars(int column, bool on)
{
    if (on) {
        m_bars.insert(column);
    } else {
        m_bars.remove(column);
    }
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * kPadding, 0);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Background, then the bar, then the text: the style would paint over the bar if it drew all at once.
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    QModelIndex source;
    const NetworkModel *model = sourceOf(index, &source);
    const QVariant value = index.data(NetworkModel::ValueRole);
    if (model != nullptr && m_bars.contains(source.column()) && value.isValid()) {
        const double whole = source.column() == NetworkModel::Utilisation ? 1.0 : model->maximum(source.column());
        QColor hue = selected ? item.palette.color(QPalette::HighlightedText) : Theme::current().color(hueOf(source.column()));
        hue.setAlphaF(selected ? 0.25F : 0.35F);
        QRectF bar = QRectF(item.rect).adjusted(kPadding / 2, 3, -kPadding / 2, -3);
        bar.setWidth(whole > 0.0 ? bar.width() * std::clamp(value.toDouble() / whole, 0.0, 1.0) : 0.0);
        painter->fillRect(bar, hue);
    }
    painter->save();
    painter->setFont(item.font);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const QRect inside = item.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->drawText(inside, static_cast<int>(item.displayAlignment),
                      item.fontMetrics.elidedText(item.text, item.textElideMode, inside.width()));
    painter->restore();
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    QModelIndex source;
    if (sourceOf(index, &source) == nullptr || source.column() != NetworkModel::Format) {
        return nullptr;
    }
    auto *box = new QComboBox(parent);
    box->setObjectName(QStringLiteral("layerFormatBox"));
    box->setAccessibleName(tr("Format of the layer"));
    const std::string network = nameOf(m_workspace->format());
    box->addItem(
        tr("Network's (%1)")
            .arg(network.empty() ? coreText(describe(m_workspace->format())) : QString::fromStdString(network).toUpper()));
    for (const FormatName &entry : formatNames()) {
        const QString name = QString::fromUtf8(entry.name.data(), static_cast<qsizetype>(entry.name.size()));
        box->addItem(name.toUpper(), name);
    }
    box->addItem(tr("Other…"));
    auto *self = const_cast<CellDelegate *>(this);
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = qobject_cast<QComboBox *>(editor);
    QModelIndex source;
    if (box == nullptr || sourceOf(index, &source) == nullptr || box->property("shown").toBool()) {
        return;
    }
    box->setProperty("shown", true); // later changes of the model must not reset what the user is choosing
    int current = 0;
    if (m_workspace->hasLayerFormat(source.row())) {
        current = box->findData(QString::fromStdString(nameOf(m_workspace->layerFormat(source.row()))));
        current = current < 0 ? box->count() - 1 : current;
    }
    box->setCurrentIndex(current);
    box->showPopup();
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    auto *box = qobject_cast<QComboBox *>(editor);
    QModelIndex source;
    if (box == nullptr || sourceOf(index, &source) == nullptr) {
        return;
    }
    const QString name = box->currentData().toString();
    if (box->currentIndex() == 0) {
        m_workspace->clearLayerFormat(source.row());
    } else if (!name.isEmpty()) {
        m_workspace->setLayerFormat(source.row(), namedFormat(name.toStdString()));
    } else {
        Q_EMIT otherFormatWanted(source.row());
    }
}

} // namespace vsq
