// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/networkview.h"

#include "views/figure/statepage.h"
#include "views/icons/icon.h"
#include "views/network/celldelegate.h"
#include "views/network/formatdialog.h"
#include "views/network/networkfilter.h"
#include "views/network/networkfolds.h"
#include "views/network/networkmodel.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace vsq {

NetworkView::NetworkView(Workspace *workspace, QWidget *parent)
    : View(QStringLiteral("network"), workspace, parent), m_model(new NetworkModel(workspace, this)),
      m_filter(new NetworkFilter(this)), m_folds(nullptr), m_delegate(new CellDelegate(workspace, this))
{
    setObjectName(QStringLiteral("networkView"));
    m_filter->setSourceModel(m_model);
    m_folds = new NetworkFolds(m_model, m_filter, this); // after the filter has heard of the model

    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("networkContent"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, Theme::kGrid / 2, 0, 0);
    column->setSpacing(Theme::kGrid / 2);
    buildFilter();
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::kGrid, 0, Theme::kGrid, 0);
    bar->addWidget(m_pattern, 1);
    bar->addWidget(m_count);
    column->addLayout(bar);
    buildTable();
    column->addWidget(m_table, 1);

    auto *empty = new StatePage(this);
    empty->setObjectName(QStringLiteral("networkEmpty"));
    empty->showState(StatePage::State::Empty, tr("No network"),
                     tr("Open a network to see its layers: File > Open, or drop an .onnx file here."));
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(empty);
    m_stack->addWidget(content);

    connect(workspace, &Workspace::networkChanged, this, &NetworkView::refresh);
    connect(workspace, &Workspace::measurementsChanged, this, [this] {
        refreshWhenSeen(QStringLiteral("columns"), [this] {
            measureColumns();
            fitColumns();
        });
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this,
            [this] { m_ownColumns = m_ownColumns || (!m_fitting && isSeen()); });
    connect(m_table->horizontalHeader(), &QHeaderView::sectionMoved, this, [this] { m_ownColumns = true; });
    connect(workspace, &Workspace::selectionChanged, this, [this](const Selection &selection) {
        if (selection.layer >= 0 && layerAt(m_table->currentIndex()) != selection.layer) {
            m_folds->reveal(selection.layer); // clicked elsewhere
        }
        selectLayer(selection.layer);
    });
    connect(m_folds, &QAbstractItemModel::modelReset, this, [this] { selectLayer(m_workspace->selection().layer); });
    addFoldCommands();
    connect(m_delegate, &CellDelegate::otherFormatWanted, this, &NetworkView::chooseFormat, Qt::QueuedConnection);
    QAction *find = addCommand({.id = QStringLiteral("network.filter"),
                                .text = tr("&Find a layer"),
                                .shortcut = QStringLiteral("Ctrl+F"),
                                .icon = QStringLiteral("filter"),
                                .tip = tr("Filter the list of layers by a regular expression."),
                                .menu = Menu::Edit,
                                .group = 1},
                               [this] {
                                   Q_EMIT raiseWanted();
                                   focusFilter();
                               });
    QAction *measure = addCommand({.id = QStringLiteral("network.measure"),
                                   .text = tr("&Measure every layer"),
                                   .shortcut = QStringLiteral("Ctrl+M"),
                                   .icon = {},
                                   .tip = tr("Run the network once in its formats: SQNR and energy of each layer."),
                                   .menu = Menu::Study,
                                   .group = 1},
                                  [this] { m_workspace->measureLayers(); });
    const auto enable = [this, find, measure] {
        find->setEnabled(!m_workspace->isEmpty());
        measure->setEnabled(!m_workspace->isEmpty());
    };
    connect(workspace, &Workspace::networkChanged, this, enable);
    enable();
    refresh();
}

void NetworkView::buildFilter()
{
    m_pattern = new QLineEdit(this);
    m_pattern->setObjectName(QStringLiteral("networkFilter"));
    m_pattern->setAccessibleName(tr("Filter layers"));
    m_pattern->setPlaceholderText(tr("Filter layers"));
    m_pattern->setToolTip(tr("Regular expression on the name or the operator of a layer, such as fc[12] or ^conv"));
    m_pattern->setClearButtonEnabled(true);
    m_pattern->addAction(icon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("networkCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    connect(m_pattern, &QLineEdit::textChanged, this, &NetworkView::applyPattern);
}

void NetworkView::buildTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("networkTable"));
    m_table->setAccessibleName(tr("Layers of the network"));
    m_table->setToolTip(tr("Double click or Enter opens a layer on the chip; F2 on a format changes it."));
    m_table->setModel(m_folds);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setTextElideMode(Qt::ElideMiddle); // names of layers differ at their ends
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + Theme::kGrid);
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    // What a narrow dock can show comes first; the file formats keep the columns' own order.
    int place = 0;
    for (const int column :
         {NetworkModel::Name, NetworkModel::Cycles, NetworkModel::Utilisation, NetworkModel::Sqnr, NetworkModel::Format,
          NetworkModel::Macs, NetworkModel::Energy, NetworkModel::M, NetworkModel::N, NetworkModel::K}) {
        header->moveSection(header->visualIndex(column), place++);
    }
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder); // the network's own order
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    for (const int column : {NetworkModel::Macs, NetworkModel::Utilisation}) {
        m_delegate->setBars(column, true);
    }
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);

    auto *copy = new QAction(icon(QStringLiteral("copy")), tr("Copy as table"), this);
    copy->setObjectName(QStringLiteral("networkCopy"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(asTsv()); });
    m_table->addAction(copy);

    connect(m_table, &QTableView::doubleClicked, this, &NetworkView::openCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, &NetworkView::showRowMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &NetworkView::showHeaderMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        Selection selection = m_workspace->selection();
        const int layer = layerAt(current);
        if (layer >= 0 && layer != selection.layer) {
            selection = {};
            selection.layer = layer;
            m_workspace->select(selection);
        }
    });
}

bool NetworkView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport()
        && (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick)) {
        const auto *mouse = static_cast<const QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && foldByMouse(mouse->position().toPoint())) {
            return true;
        }
    }
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<const QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && foldByKey(key->key())) {
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

int NetworkView::layerAt(const QModelIndex &index) const
{
    return m_filter->mapToSource(m_folds->mapToSource(index)).row(); // of a block's own row: -1
}

void NetworkView::openCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (const int block = m_folds->blockAt(current); block >= 0) {
        toggleBlock(block);
    } else {
        m_workspace->openLayer(layerAt(current));
    }
}

void NetworkView::refresh()
{
    m_stack->setCurrentIndex(m_workspace->isEmpty() ? 0 : 1);
    m_pattern->clear();
    applyPattern({});
    if (m_workspace->isEmpty() || m_ownColumns) {
        return;
    }
    measureColumns();
    fitColumns();
    // Nothing to say in a network whose layers have one product each.
    const std::vector<Layer> &layers = m_workspace->layers();
    m_table->setColumnHidden(NetworkModel::Count,
                             std::all_of(layers.begin(), layers.end(), [](const Layer &layer) { return layer.count <= 1; }));
}

void NetworkView::measureColumns()
{
    // Measured here: resizeColumnsToContents() lays every cell out as the style would paint it, which takes 50 ms in BERT.
    const QFontMetrics texts = m_table->fontMetrics();
    const QFontMetrics numbers(Theme::monospace());
    const int rows = m_model->rowCount();
    const int shown = m_folds->rowCount(); // with the blocks' sums
    m_contentWidths.clear();
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        const QFontMetrics &used = NetworkModel::isNumeric(column) ? numbers : texts;
        const int padding = NetworkModel::isNumeric(column) ? 5 * Theme::kGrid / 2 : 3 * Theme::kGrid;
        // Without the room of a sort indicator, which only one column has at a time.
        int widest = m_table->horizontalHeader()->fontMetrics().horizontalAdvance(
            m_folds->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        if (NetworkModel::isNumeric(column) && column >= NetworkModel::Macs) {
            widest = std::max(widest, used.horizontalAdvance(QStringLiteral("88.8 k"))); // after the next edit too
        }
        for (int row = 0; row < rows; ++row) {
            const QString text = m_model->index(row, column).data().toString();
            widest = std::max(widest, used.horizontalAdvance(text));
        }
        for (int row = 0; row < shown && NetworkModel::isNumeric(column); ++row) {
            widest = std::max(widest, used.horizontalAdvance(m_folds->index(row, column).data().toString()));
        }
        m_contentWidths.append(widest + padding);
    }
}

void NetworkView::fitColumns()
{
    if (m_workspace->isEmpty() || m_ownColumns || m_contentWidths.isEmpty()) {
        return;
    }
    // Numbers whole; the name takes what is left, and gives way down to where it still tells layers apart.
    m_fitting = true;
    const int character = m_table->fontMetrics().averageCharWidth();
    int visible = m_table->viewport()->width();
    for (const int column : {NetworkModel::Cycles, NetworkModel::Utilisation, NetworkModel::Sqnr}) {
        visible -= m_table->isColumnHidden(column) ? 0 : m_contentWidths[column];
    }
    for (int column = 0; column < NetworkModel::ColumnCount; ++column) {
        const int most = m_contentWidths[column];
        int width = most;
        if (column == NetworkModel::Name) {
            width = std::clamp(visible, std::min(22 * character, most), most);
        } else if (column == NetworkModel::Format) {
            width = std::min(most, 22 * character);
        }
        m_table->setColumnWidth(column, width);
    }
    m_fitting = false;
}

void NetworkView::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    fitColumns();
}

void NetworkView::applyPattern(const QString &pattern)
{
    const QString problem = m_filter->setPattern(pattern);
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    const QString whole = all == 1 ? tr("1 layer") : tr("%1 layers").arg(all);
    m_count->setText(!problem.isEmpty() ? tr("not an expression") : shown == all ? whole : tr("%1 of %2").arg(shown).arg(whole));
    m_count->setToolTip(problem.isEmpty() ? tr("Layers that the filter shows") : problem);
}

QWidget *NetworkView::focusTarget()
{
    return m_workspace->isEmpty() ? this : static_cast<QWidget *>(m_table);
}

void NetworkView::focusFilter()
{
    m_pattern->setFocus(Qt::ShortcutFocusReason);
    m_pattern->selectAll();
}

void NetworkView::selectLayer(int layer)
{
    if (layer < 0 || layerAt(m_table->currentIndex()) == layer) {
        return;
    }
    const QModelIndex row = m_folds->mapFromSource(m_filter->mapFromSource(m_model->index(layer, 0)));
    if (row.isValid()) {
        m_table->selectionModel()->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_table->scrollTo(row);
    }
}

void NetworkView::chooseFormat(int layer)
{
    auto *dialog = new FormatDialog(m_workspace->layerFormat(layer), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, layer] { m_workspace->setLayerFormat(layer, dialog->format()); });
    dialog->open();
}

} // namespace vsq
