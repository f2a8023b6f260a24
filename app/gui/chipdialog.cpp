// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/chipdialog.h"

#include "app/gui/chippreview.h"
#include "app/gui/workspaceformats.h"
#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "core/chip/assumptions.h"
#include "core/chip/obstacles.h"
#include "core/chip/presets.h"
#include "views/theme/coretext.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

enum ChipColumn { NameColumn, ValueColumn, NumberColumn, MeaningColumn };
constexpr int kNameRole = Qt::UserRole;           ///< the field's name
constexpr int kAssumptionRole = Qt::UserRole + 1; ///< n of A-n, 0 for none

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QString wordsOf(std::string_view utf8)
{
    return coreText(utf8);
}

/// Place in the list of presets, whose first is none of them.
int placeOf(const ChipConfig &config, std::optional<Mode> mode)
{
    const std::vector<ChipPreset> &presets = chipPresets();
    const auto found = std::find_if(presets.begin(), presets.end(),
                                    [&](const ChipPreset &preset) { return preset.config == config && preset.mode == mode; });
    return found == presets.end() ? 0 : static_cast<int>(found - presets.begin()) + 1;
}

} // namespace

ChipDialog::ChipDialog(Workspace *workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_config(workspace->chipConfig()), m_presets(new QComboBox(this)),
      m_tree(new QTreeWidget(this)), m_details(new QLabel(this)), m_preview(new ChipPreview(workspace, this)),
      m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("chipDialog"));
    setWindowTitle(tr("Chip settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_presets->setObjectName(QStringLiteral("chipPresets"));
    m_presets->setAccessibleName(tr("Preset"));
    m_presets->setToolTip(tr("Whole chips; fields can be changed after choosing one"));
    m_presets->addItem(tr("As set"));
    for (const ChipPreset &preset : chipPresets()) {
        m_presets->addItem(wordsOf(preset.name));
        m_presets->setItemData(m_presets->count() - 1, wordsOf(preset.description), Qt::ToolTipRole);
    }
    connect(m_presets, &QComboBox::activated, this, &ChipDialog::takePreset);
    auto *presetLabel = new QLabel(tr("&Preset"), this);
    presetLabel->setBuddy(m_presets);
    auto *compare = new QPushButton(tr("Export &comparison\u2026"), this);
    compare->setObjectName(QStringLiteral("chipComparison"));
    compare->setAccessibleName(tr("Export comparison"));
    compare->setToolTip(tr("The open network on this chip and on all presets, as a LaTeX table (booktabs)"));
    compare->setEnabled(!workspace->isEmpty());
    connect(compare, &QPushButton::clicked, this, &ChipDialog::exportComparison);
    auto *top = new QHBoxLayout;
    top->addWidget(presetLabel);
    top->addWidget(m_presets);
    top->addStretch(1);
    top->addWidget(compare);

    m_tree->setObjectName(QStringLiteral("chipFields"));
    m_tree->setAccessibleName(tr("Fields of the chip"));
    m_tree->setToolTip(tr("Names as --set and JSON spell them; A-n: number of the assumption"));
    m_tree->setHeaderLabels({tr("Field"), tr("Value"), tr("No."), tr("Meaning")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    addFields();
    m_tree->expandAll();
    m_tree->header()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    m_tree->header()->resizeSection(ValueColumn, 18 * Theme::kGrid);
    m_tree->header()->setSectionResizeMode(NumberColumn, QHeaderView::ResizeToContents);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ChipDialog::describe);
    for (QLabel *label : {m_details, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_details->setObjectName(QStringLiteral("chipAssumption"));
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_details->setMinimumHeight(5 * m_details->fontMetrics().lineSpacing());
    m_problem->setObjectName(QStringLiteral("chipProblem"));
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults,
                                         this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, &ChipDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, [this] {
        m_mode.reset();
        showConfig(ChipConfig());
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kGrid, Theme::kGrid, Theme::kGrid, Theme::kGrid);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_details);
    layout->addWidget(m_preview);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(980, 720);
    describe(nullptr);
    m_presets->setCurrentIndex(placeOf(m_config, m_mode));
    m_preview->showSoon(m_config, m_mode);
}

void ChipDialog::addFields()
{
    const auto group = [this](const QString &title, QTreeWidgetItem *parent, bool bold) {
        auto *item = parent == nullptr ? new QTreeWidgetItem(m_tree, {title}) : new QTreeWidgetItem(parent, {title});
        item->setFirstColumnSpanned(true);
        QFont font = item->font(0);
        font.setBold(bold);
        item->setFont(0, font);
        return item;
    };
    QTreeWidgetItem *sizes = group(tr("Sizes and operation"), nullptr, true);
    QTreeWidgetItem *open = group(tr("What the publication leaves open"), nullptr, true);
    for (const ConfigField &field : configFieldList()) {
        if (field.assumption == 0) {
            addField(sizes, field);
        }
    }
    for (const Assumption &each : assumptions()) {
        QTreeWidgetItem *item = group(QStringLiteral("A-%1  %2").arg(each.number).arg(wordsOf(each.question)), open, false);
        item->setData(NameColumn, kAssumptionRole, each.number);
        for (const ConfigField &field : configFieldList()) {
            if (field.assumption == each.number) {
                addField(item, field);
            }
        }
        if (item->childCount() == 0) { // built in: there is nothing to choose
            item->setText(NameColumn, item->text(NameColumn) + QLatin1Char(' ') + tr("(built in)"));
        }
    }
}

void ChipDialog::addField(QTreeWidgetItem *group, const ConfigField &field)
{
    auto *item = new QTreeWidgetItem(group);
    item->setText(NameColumn, text(field.name));
    item->setData(NameColumn, kNameRole, text(field.name));
    item->setData(NameColumn, kAssumptionRole, field.assumption);
    item->setText(NumberColumn, field.assumption == 0 ? QString() : QStringLiteral("A-%1").arg(field.assumption));
    item->setText(MeaningColumn, wordsOf(field.description));
    const QString tip = wordsOf(field.description) + QLatin1Char('\n') + tr("Allowed: %1").arg(wordsOf(field.allowed));
    item->setToolTip(MeaningColumn, tip);
    item->setToolTip(NameColumn, tip);
    const QString value = text(fieldText(m_config, field.name));
    const std::string name = field.name;
    if (!field.choices.empty()) {
        auto *box = new QComboBox(m_tree);
        for (const std::string &choice : field.choices) {
            box->addItem(text(choice));
        }
        box->setCurrentText(value);
        box->setObjectName(text(field.name));
        box->setAccessibleName(text(field.name));
        box->setToolTip(tip);
        connect(box, &QComboBox::currentTextChanged, this, [this, name](const QString &chosen) { setText(name, chosen); });
        box->installEventFilter(this);
        m_tree->setItemWidget(item, ValueColumn, box);
    } else {
        auto *edit = new QLineEdit(value, m_tree);
        edit->setFont(Theme::monospace());
        edit->setObjectName(text(field.name));
        edit->setAccessibleName(text(field.name));
        edit->setToolTip(tip);
        connect(edit, &QLineEdit::textChanged, this, [this, name](const QString &typed) { setText(name, typed); });
        edit->installEventFilter(this);
        m_tree->setItemWidget(item, ValueColumn, edit);
    }
}

void ChipDialog::setText(const std::string &name, const QString &value)
{
    try {
        setField(m_config, name, value.trimmed().toStdString());
        m_presets->setCurrentIndex(placeOf(m_config, m_mode));
        check();
    } catch (const Error &error) {
        refuse(error);
    }
}

void ChipDialog::check()
{
    // A field that could not be set still holds its old value: every editor must agree with the configuration.
    try {
        for (const ConfigField &field : configFieldList()) {
            if (const auto *edit = m_tree->findChild<QLineEdit *>(text(field.name)); edit != nullptr) {
                ChipConfig trial = m_config;
                setField(trial, field.name, edit->text().trimmed().toStdString());
            }
        }
        validate(m_config);
        if (const auto obstacle = obstacleToLayers(m_config)) {
            throw *obstacle;
        }
        m_problem->clear();
        m_ok->setEnabled(true);
        m_preview->showSoon(m_config, m_mode);
    } catch (const Error &error) {
        refuse(error);
    }
}

void ChipDialog::refuse(const Error &error)
{
    m_problem->setText(coreText(error.what()));
    m_ok->setEnabled(false);
    m_preview->forget(); // what another chip costs says nothing of this one
}

bool ChipDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) { // the row of the editor that is worked in explains itself
        for (QTreeWidgetItemIterator it(m_tree); *it != nullptr; ++it) {
            if (m_tree->itemWidget(*it, ValueColumn) == watched) {
                m_tree->setCurrentItem(*it);
                break;
            }
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ChipDialog::describe(const QTreeWidgetItem *item)
{
    const int n = item != nullptr ? item->data(NameColumn, kAssumptionRole).toInt() : 0;
    if (n == 0) {
        const QString name = item != nullptr ? item->data(NameColumn, kNameRole).toString() : QString();
        m_details->setText(name.isEmpty() ? tr("Choose a field to read what it means.")
                                          : name + QStringLiteral(": ") + item->text(MeaningColumn));
        return;
    }
    const Assumption &open = assumption(n);
    m_details->setText(QStringLiteral("A-%1  %2\n").arg(n).arg(wordsOf(open.question))
                       + tr("Default: %1").arg(wordsOf(open.standard)) + QLatin1Char('\n')
                       + tr("Why: %1").arg(wordsOf(open.reason)) + QLatin1Char('\n')
                       + tr("Otherwise: %1").arg(wordsOf(open.otherwise)));
}

void ChipDialog::takePreset(int index)
{
    if (index == 0) {
        m_mode.reset();
        showConfig(m_workspace->chipConfig());
        m_presets->setCurrentIndex(0);
        return;
    }
    const ChipPreset &preset = chipPresets()[static_cast<std::size_t>(index - 1)];
    m_mode = preset.mode;
    showConfig(preset.config);
    m_presets->setCurrentIndex(index);
    m_details->setText(wordsOf(preset.description));
}

void ChipDialog::showConfig(const ChipConfig &config)
{
    m_config = config;
    for (const ConfigField &field : configFieldList()) {
        const QString value = text(fieldText(config, field.name));
        if (auto *box = m_tree->findChild<QComboBox *>(text(field.name)); box != nullptr) {
            const QSignalBlocker blocker(box);
            box->setCurrentText(value);
        } else if (auto *edit = m_tree->findChild<QLineEdit *>(text(field.name)); edit != nullptr) {
            const QSignalBlocker blocker(edit);
            edit->setText(value);
        }
    }
    m_presets->setCurrentIndex(placeOf(config, m_mode));
    check();
}

void ChipDialog::exportComparison()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export comparison"), QStringLiteral("chips.tex"),
                                                      tr("LaTeX table (*.tex)"));
    if (path.isEmpty()) {
        return;
    }
    try {
        std::vector<ComparedChip> chips;
        const auto add = [&](const QString &name, const ChipConfig &config, std::optional<Mode> mode) {
            const WorkspaceFormats formats(*m_workspace, mode);
            chips.push_back({name.toStdString(), networkCost(m_workspace->layers(), formats.format, formats.own, config)});
        };
        add(tr("As set here"), m_config, m_mode);
        for (const ChipPreset &preset : chipPresets()) {
            add(wordsOf(preset.name), preset.config, preset.mode);
        }
        writeFileAtomically(path.toStdString(), chipTable(m_workspace->modelName().toStdString(), chips));
        m_details->setText(tr("The comparison was written to %1").arg(QDir::toNativeSeparators(path)));
    } catch (const Error &error) {
        m_problem->setText(coreText(error.what()));
    }
}

void ChipDialog::apply()
{
    if (m_mode && !m_workspace->isEmpty() && !(m_workspace->format() == namedFormat(nameOf(*m_mode)))) {
        QUndoStack *stack = m_workspace->undoStack();
        stack->beginMacro(tr("Change the chip"));
        m_workspace->setFormat(namedFormat(nameOf(*m_mode)));
        m_workspace->setChipConfig(m_config);
        stack->endMacro();
    } else {
        m_workspace->setChipConfig(m_config);
    }
    accept();
}

} // namespace vsq
