// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/breakpointpanel.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/icons/icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <set>

namespace vsq {

namespace {

/// Spin boxes whose lowest value reads "any", a list for the event.
class BreakpointDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        if (index.column() == BreakpointModel::Event) {
            auto *box = new QComboBox(parent);
            for (int event = -1; event <= static_cast<int>(EventKind::LayerDone); ++event) {
                box->addItem(eventName(event), event);
            }
            box->setEditable(true); // a condition is typed
            box->setInsertPolicy(QComboBox::NoInsert);
            box->lineEdit()->setPlaceholderText(BreakpointModel::tr("sum:any >= 4194304"));
            return box;
        }
        auto *box = new QSpinBox(parent);
        const auto *model = qobject_cast<const BreakpointModel *>(index.model());
        const std::int64_t end = model != nullptr ? model->endOf(index.column()) : 0;
        constexpr std::int64_t kMost = std::numeric_limits<int>::max();
        box->setRange(-1, static_cast<int>(end > 0 ? std::min(end - 1, kMost) : kMost));
        box->setButtonSymbols(QAbstractSpinBox::NoButtons); // a column is as wide as its number
        box->setSpecialValueText(BreakpointModel::tr("any"));
        box->setFrame(false);
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor)) {
            const QVariant held = index.data(Qt::EditRole);
            if (held.userType() == QMetaType::QString) {
                box->setEditText(held.toString());
            } else {
                box->setCurrentIndex(box->findData(held));
            }
        } else if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
            spin->setValue(index.data(Qt::EditRole).toInt());
        }
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        if (const auto *box = qobject_cast<QComboBox *>(editor)) {
            const QString text = box->currentText().trimmed();
            const int event = text.isEmpty() ? 0 : box->findText(text, Qt::MatchFixedString);
            model->setData(index, event >= 0 ? box->itemData(event) : QVariant(text), Qt::EditRole);
        } else if (auto *spin = qobject_cast<QSpinBox *>(editor)) {
            spin->interpretText();
            model->setData(index, spin->value(), Qt::EditRole);
        }
    }
};

} // namespace

BreakpointPanel::BreakpointPanel(QWidget *parent)
    : QWidget(parent), m_model(new BreakpointModel(this)), m_table(new QTableView(this)), m_remove(new QToolButton(this))
{
    setObjectName(QStringLiteral("dataflow.breakpoints"));
    setAccessibleName(tr("Breakpoints"));
    m_table->setObjectName(QStringLiteral("dataflow.breakpoints.table"));
    m_table->setAccessibleName(tr("Breakpoints"));
    m_table->setToolTip(tr("Where runs stop; double-click a field to change it"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BreakpointDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false); // Tab leaves the table; arrows walk in it
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setMinimumSectionSize(m_table->fontMetrics().horizontalAdvance(tr("any")) + 20);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(BreakpointModel::Event, QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);

    auto *addButton = new QToolButton(this);
    addButton->setObjectName(QStringLiteral("dataflow.breakpoints.add"));
    addButton->setIcon(icon(QStringLiteral("add")));
    addButton->setText(tr("Add here"));
    addButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addButton->setToolTip(tr("Add a breakpoint at the position shown; its fields can be edited"));
    addButton->setAutoRaise(true);
    m_remove->setObjectName(QStringLiteral("dataflow.breakpoints.remove"));
    m_remove->setIcon(icon(QStringLiteral("remove")));
    m_remove->setText(tr("Remove"));
    m_remove->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_remove->setToolTip(tr("Remove the selected breakpoints"));
    m_remove->setAutoRaise(true);
    connect(addButton, &QToolButton::clicked, this, &BreakpointPanel::add);
    connect(m_remove, &QToolButton::clicked, this, &BreakpointPanel::removeSelected);
    connect(m_model, &BreakpointModel::refused, this, &BreakpointPanel::refused);
    connect(m_model, &BreakpointModel::breakpointsWanted, this, &BreakpointPanel::breakpointsWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BreakpointPanel::refresh);

    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(4, 2, 4, 2);
    buttons->setSpacing(4);
    buttons->addWidget(addButton);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buttons);
    column->addWidget(m_table);
    refresh();
}

void BreakpointPanel::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    m_model->setBreakpoints(breakpoints);
    refresh();
}

void BreakpointPanel::setEnds(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a)
{
    m_model->setEnds(m, n, k, a);
}

void BreakpointPanel::setStopped(int row)
{
    m_model->setStopped(row);
}

void BreakpointPanel::add()
{
    std::vector<Breakpoint> list = m_model->breakpoints();
    list.push_back(m_proposal);
    Q_EMIT breakpointsWanted(list);
}

void BreakpointPanel::removeSelected()
{
    std::set<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        rows.insert(index.row());
    }
    std::vector<Breakpoint> list = m_model->breakpoints();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        list.erase(list.begin() + *row);
    }
    Q_EMIT breakpointsWanted(list);
}

void BreakpointPanel::refresh()
{
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

} // namespace vsq
