// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/notebook/notebookview.h"

#include "core/base/error.h"
#include "core/quantize/formatnames.h"
#include "core/quantize/formattext.h"
#include "views/figure/figureexport.h"
#include "views/figure/tablefigure.h"
#include "views/icons/icon.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"
#include "views/workspace/measuretext.h"
#include "views/workspace/navigator.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

namespace vsq {

namespace {

constexpr int kMostFigures = 4; ///< a moment, the views in front

/// A preview as wide as the label.
QPixmap pictureOf(const QByteArray &svg, int width, double ratio)
{
    QPixmap picture;
    if (width <= 0 || !picture.loadFromData(svg, "SVG")) {
        return picture;
    }
    picture = picture.scaledToWidth(static_cast<int>(std::min(width * ratio, 2.0 * picture.width())), Qt::SmoothTransformation);
    picture.setDevicePixelRatio(ratio);
    return picture;
}

} // namespace

NotebookView::NotebookView(Workspace *workspace, QWidget *parent)
    : StateView(QStringLiteral("notebook"), tr("Notebook"),
                tr("Moments that were kept with a sentence, to go back to and to export"), workspace, parent),
      m_sentence(new QLineEdit(this)),
      m_keep(makeTool("notebook.keep", "add", tr("Keep this moment"),
                      tr("Keep layer, cycle, selection and the figures of the views that are seen"))),
      m_export(makeTool("notebook.export", "export", tr("Export\u2026"), tr("Write the moments as Markdown with figures"))),
      m_list(new QTreeWidget(this)), m_preview(new QLabel(this))
{
    m_sentence->setObjectName(QStringLiteral("notebook.sentence"));
    m_sentence->setAccessibleName(tr("Sentence"));
    m_sentence->setPlaceholderText(tr("What is seen here, in a sentence"));
    m_sentence->setToolTip(tr("Said of the moment that is kept"));
    m_list->setObjectName(QStringLiteral("notebook.list"));
    m_list->setAccessibleName(tr("Kept moments"));
    m_list->setToolTip(tr("Double-click or Enter goes to a moment; F2 edits its sentence; Delete removes it"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHeaderLabels({tr("Sentence"), tr("Layer"), tr("Cycle"), tr("Place")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_preview->setObjectName(QStringLiteral("notebook.preview"));
    m_preview->setAccessibleName(tr("Figure of the moment"));
    m_preview->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_preview->setMinimumWidth(160);
    m_preview->setMargin(8);

    addTools({m_sentence, m_keep, m_export}, true);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("notebook.split"));
    split->setChildrenCollapsible(false);
    split->addWidget(m_list);
    split->addWidget(m_preview);
    split->setStretchFactor(0, 1);
    split->setSizes({600, 300});
    setContent(split);

    connect(m_keep, &QToolButton::clicked, this, &NotebookView::keepTyped);
    connect(m_sentence, &QLineEdit::returnPressed, this, &NotebookView::keepTyped);
    connect(m_export, &QToolButton::clicked, this, &NotebookView::askForMarkdown);
    connect(m_list, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { jumpTo(m_list->indexOfTopLevelItem(item)); });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &NotebookView::showPreview);
    connect(m_list, &QTreeWidget::customContextMenuRequested, this, &NotebookView::showMenu);
    connect(m_list, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item) {
        if (!m_filling) { // the list is made anew by what follows: not while it tells of this
            QMetaObject::invokeMethod(
                this,
                [this, index = m_list->indexOfTopLevelItem(item), sentence = item->text(0).trimmed()] {
                    m_workspace->notebook()->setSentence(index, sentence);
                    refresh();
                },
                Qt::QueuedConnection);
        }
    });
    connect(workspace->notebook(), &Notebook::changed, this, &NotebookView::refresh);
    connect(workspace, &Workspace::networkChanged, this, &NotebookView::refresh);
    connect(workspace, &Workspace::layerOpened, this, &NotebookView::refresh);
    auto *remove = new QAction(this);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    connect(remove, &QAction::triggered, this, [this] { m_workspace->notebook()->remove(currentRow()); });
    m_list->addAction(remove);
    addCommand({.id = QStringLiteral("notebook.keep"),
                .text = tr("Keep this moment"),
                .shortcut = QStringLiteral("Ctrl+Shift+M"),
                .icon = QStringLiteral("notebook"),
                .tip = tr("Keep layer, cycle, selection and the figures of the views that are seen."),
                .menu = Menu::Chip,
                .group = 7},
               [this] { keepTyped(); });
    refresh();
}

QWidget *NotebookView::focusTarget()
{
    return m_sentence;
}

QString NotebookView::placeText() const
{
    const auto snapshot = m_workspace->simulation()->snapshot();
    if (!snapshot) {
        return {};
    }
    const Position &at = snapshot->executed.cycle >= 0 ? snapshot->executed : snapshot->next;
    QString text = QStringLiteral("m %1, n %2, k %3, a %4").arg(at.m).arg(at.n).arg(at.k).arg(at.a);
    const Selection &selection = m_workspace->selection();
    if (selection.lane >= 0 && selection.entry >= 0) {
        text += tr("; lane %1, entry %2").arg(selection.lane).arg(selection.entry);
        const std::int32_t sum =
            snapshot->collector[static_cast<std::size_t>(selection.entry)][static_cast<std::size_t>(selection.lane)];
        text += tr(", sum %1").arg(number::integer(sum));
    } else if (selection.lane >= 0) {
        text += tr("; lane %1").arg(selection.lane);
    }
    for (const Event &event : snapshot->events) {
        text += QStringLiteral("; ") + coreText(nameOf(event.kind));
        break;
    }
    const RunList &runs = *m_workspace->runs();
    if (const ComparedLayer *compared = runs.compared(m_workspace->openedLayer()); compared != nullptr) {
        QStringList differences;
        for (const LayerMeasure measure : kLayerMeasures) {
            if (const auto difference = compared->difference(measure); difference && *difference != 0.0) {
                differences.append(titleOf(measure).toLower() + QLatin1Char(' ')
                                   + differenceText(measure, *difference, *compared->nowOf(measure)));
            }
        }
        text += QStringLiteral("; ")
                + (!compared->before ? tr("not in the baseline")
                   : differences.isEmpty()
                       ? tr("as in the baseline, %1").arg(runs.baselineRun()->name)
                       : tr("from the baseline, %1: %2").arg(runs.baselineRun()->name, differences.join(QStringLiteral(", "))));
    }
    return text;
}

std::vector<NotebookFigure> NotebookView::seenFigures() const
{
    std::vector<NotebookFigure> all;
    const QTemporaryDir folder;
    for (const View *view : window()->findChildren<View *>()) {
        // A table of layers says nothing of a moment.
        if (view == this || !view->isSeen() || static_cast<int>(all.size()) >= kMostFigures
            || view->id() == QLatin1String("network") || view->id() == QLatin1String("log")) {
            continue;
        }
        const std::vector<FigureSpec> figures = view->figures();
        if (figures.empty()) {
            continue;
        }
        const FigureSpec &figure =
            figures[static_cast<std::size_t>(std::clamp(view->currentFigure(), 0, static_cast<int>(figures.size()) - 1))];
        const QString path = folder.filePath(view->id() + QStringLiteral(".svg"));
        try {
            exportFigure(figure, path);
        } catch (const Error &) {
            continue; // a figure that cannot be drawn is no reason to lose the moment
        }
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) {
            all.push_back({view->id(), figure.title.isEmpty() ? view->accessibleName() : figure.title, file.readAll()});
        }
    }
    return all;
}

int NotebookView::currentRow() const
{
    return m_list->indexOfTopLevelItem(m_list->currentItem());
}

void NotebookView::keepTyped()
{
    const QString sentence = m_sentence->text().trimmed();
    keepMoment(sentence);
    m_sentence->clear();
}

void NotebookView::keepMoment(const QString &sentence)
{
    const auto here = m_workspace->navigator()->here();
    if (!here) {
        m_workspace->raiseMessage(Workspace::Severity::Information, tr("There is no moment to keep: no layer is on the chip."),
                                  {}, QStringLiteral("notebook"));
        return;
    }
    NotebookEntry entry;
    entry.layer = QString::fromStdString(m_workspace->layers()[static_cast<std::size_t>(here->layer)].name);
    entry.sentence = sentence.isEmpty() ? tr("Cycle %1 of %2").arg(number::integer(here->cycle), entry.layer) : sentence;
    entry.product = here->product;
    entry.cycle = here->cycle;
    entry.selection = here->selection;
    entry.selection.layer = -1;
    entry.place = placeText();
    const NumberFormat format = m_workspace->layerFormat(here->layer);
    entry.format = QString::fromStdString(nameOf(format).empty() ? describe(format) : nameOf(format));
    entry.figures = seenFigures();
    m_workspace->notebook()->add(std::move(entry));
    m_list->setCurrentItem(m_list->topLevelItem(m_list->topLevelItemCount() - 1));
    m_workspace->raiseMessage(Workspace::Severity::Information, tr("The moment is in the notebook."), {},
                              QStringLiteral("notebook"));
}

void NotebookView::jumpTo(int index)
{
    const std::vector<NotebookEntry> &entries = m_workspace->notebook()->entries();
    if (index < 0 || index >= static_cast<int>(entries.size())) {
        return;
    }
    const NotebookEntry &entry = entries[static_cast<std::size_t>(index)];
    const std::vector<Layer> &layers = m_workspace->layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name == entry.layer.toStdString()) {
            ChipPlace place{static_cast<int>(i), entry.product, entry.cycle, entry.selection};
            place.selection.layer = static_cast<int>(i);
            m_workspace->navigator()->goTo(place);
            return;
        }
    }
    m_workspace->raiseMessage(Workspace::Severity::Warning, tr("The network that is open has no layer %1.").arg(entry.layer), {},
                              QStringLiteral("notebook"));
}

void NotebookView::refresh()
{
    m_filling = true;
    const int current = currentRow();
    m_list->clear();
    for (const NotebookEntry &entry : m_workspace->notebook()->entries()) {
        auto *item = new QTreeWidgetItem(m_list, {entry.sentence, entry.layer, number::integer(entry.cycle), entry.place});
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setFont(2, Theme::monospace());
        for (int column = 0; column < m_list->columnCount(); ++column) {
            item->setToolTip(column, item->text(column));
        }
    }
    m_list->setCurrentItem(m_list->topLevelItem(std::min(current, m_list->topLevelItemCount() - 1)));
    m_filling = false;
    const bool any = m_list->topLevelItemCount() > 0;
    m_keep->setEnabled(m_workspace->layerData() != nullptr);
    m_sentence->setEnabled(m_workspace->layerData() != nullptr);
    m_export->setEnabled(any);
    if (any) {
        showContent();
    } else {
        showState(StatePage::State::Empty, tr("No moment is kept"),
                  m_workspace->layerData()
                      ? tr("Say in a sentence what is seen, and keep the moment: layer, cycle, selection and figures.")
                      : tr("Open a layer on the chip; what is worth keeping is kept here, to go back to."));
    }
    showPreview();
}

void NotebookView::showPreview()
{
    const std::vector<NotebookEntry> &entries = m_workspace->notebook()->entries();
    const int row = currentRow();
    m_preview->clear();
    if (row >= 0 && row < static_cast<int>(entries.size()) && !entries[static_cast<std::size_t>(row)].figures.empty()) {
        const NotebookFigure &figure = entries[static_cast<std::size_t>(row)].figures.front();
        m_preview->setPixmap(pictureOf(figure.svg, m_preview->width() - 16, devicePixelRatioF()));
        m_preview->setToolTip(figure.title);
    }
}

void NotebookView::exportMarkdown(const QString &path)
{
    try {
        const QStringList written = exportNotebook(m_workspace->notebook()->entries(), m_workspace->modelName(), path);
        m_workspace->raiseMessage(Workspace::Severity::Information,
                                  tr("Notebook written to %1").arg(QDir::toNativeSeparators(path)),
                                  written.join(QLatin1Char('\n')), QStringLiteral("notebook"));
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()), {}, QStringLiteral("notebook"));
    }
}

void NotebookView::askForMarkdown()
{
    auto *dialog = new QFileDialog(this, tr("Export the notebook"), m_workspace->modelName() + QStringLiteral(".md"),
                                   tr("Markdown (*.md)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("md"));
    connect(dialog, &QFileDialog::fileSelected, this, &NotebookView::exportMarkdown);
    dialog->open();
}

void NotebookView::showMenu(const QPoint &position)
{
    const int row = m_list->indexOfTopLevelItem(m_list->itemAt(position));
    if (row < 0) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icon(QStringLiteral("goto")), tr("Go there"), this, [this, row] { jumpTo(row); });
    menu->addAction(tr("Edit the sentence"), this, [this, row] { m_list->editItem(m_list->topLevelItem(row), 0); });
    Notebook *notebook = m_workspace->notebook();
    menu->addAction(tr("Move up"), this, [notebook, row] { notebook->move(row, row - 1); })->setEnabled(row > 0);
    menu->addAction(tr("Move down"), this, [notebook, row] { notebook->move(row, row + 1); })
        ->setEnabled(row + 1 < m_list->topLevelItemCount());
    menu->addAction(icon(QStringLiteral("remove")), tr("Remove"), this, [this, row] { m_workspace->notebook()->remove(row); });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

std::vector<FigureSpec> NotebookView::figures() const
{
    const std::vector<NotebookEntry> &entries = m_workspace->notebook()->entries();
    if (entries.empty()) {
        return {};
    }
    std::vector<QStringList> rows;
    std::vector<QStringList> values{{QStringLiteral("sentence"), QStringLiteral("layer"), QStringLiteral("product"),
                                     QStringLiteral("cycle"), QStringLiteral("place"), QStringLiteral("format")}};
    for (const NotebookEntry &entry : entries) {
        rows.push_back({entry.sentence, entry.layer, number::integer(entry.cycle), entry.place});
        values.push_back({entry.sentence, entry.layer, QString::number(entry.product), QString::number(entry.cycle), entry.place,
                          entry.format});
    }
    FigureSpec spec = tableFigure(QStringLiteral("notebook"), tr("Kept moments"),
                                  {{tr("Sentence")}, {tr("Layer")}, {tr("Cycle"), true}, {tr("Place")}}, rows, std::move(values));
    spec.name = QStringLiteral("notebookMoments");
    return {spec};
}

} // namespace vsq
