// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/chipdialog.h"

#include "core/base/error.h"
#include "core/chip/obstacles.h"
#include "views/theme/theme.h"
#include "views/workspace/workspace.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vsq {

namespace {

enum ChipColumn { NameColumn, ValueColumn, NumberColumn, MeaningColumn };

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace

ChipDialog::ChipDialog(Workspace *workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_config(workspace->chipConfig()), m_tree(new QTreeWidget(this)),
      m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("chipDialog"));
    setWindowTitle(tr("Chip settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_tree->setObjectName(QStringLiteral("chipFields"));
    m_tree->setAccessibleName(tr("Fields of the chip"));
    m_tree->setToolTip(tr("Names as --set and JSON spell them; A-n: number of the assumption"));
    m_tree->setHeaderLabels({tr("Field"), tr("Value"), tr("No."), tr("Meaning")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSelectionMode(QAbstractItemView::NoSelection);
    const QStringList titles{tr("Sizes and operation"), tr("What the publication leaves open")};
    for (int group = 0; group < titles.size(); ++group) {
        auto *item = new QTreeWidgetItem(m_tree, {titles[group]});
        item->setFirstColumnSpanned(true);
        QFont bold = item->font(0);
        bold.setBold(true);
        item->setFont(0, bold);
        for (const ConfigField &field : configFieldList()) {
            if ((field.assumption != 0) == (group == 1)) {
                addField(item, field);
            }
        }
    }
    m_tree->expandAll();
    m_tree->header()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    m_tree->header()->resizeSection(ValueColumn, 18 * Theme::kGrid);
    m_tree->header()->setSectionResizeMode(NumberColumn, QHeaderView::ResizeToContents);
    m_problem->setObjectName(QStringLiteral("chipProblem"));
    m_problem->setWordWrap(true);
    m_problem->setMinimumHeight(m_problem->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults,
                                         this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        m_workspace->setChipConfig(m_config);
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, &ChipDialog::reset);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kGrid, Theme::kGrid, Theme::kGrid, Theme::kGrid);
    layout->addWidget(m_tree);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    resize(980, 640);
}

void ChipDialog::addField(QTreeWidgetItem *group, const ConfigField &field)
{
    auto *item = new QTreeWidgetItem(group);
    item->setText(NameColumn, text(field.name));
    item->setText(NumberColumn, field.assumption == 0 ? QString() : QStringLiteral("A-%1").arg(field.assumption));
    item->setText(MeaningColumn, text(field.description));
    const QString tip = text(field.description) + QLatin1Char('\n') + tr("Allowed: %1").arg(text(field.allowed));
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
        m_tree->setItemWidget(item, ValueColumn, box);
    } else {
        auto *edit = new QLineEdit(value, m_tree);
        edit->setFont(Theme::monospace());
        edit->setObjectName(text(field.name));
        edit->setAccessibleName(text(field.name));
        edit->setToolTip(tip);
        connect(edit, &QLineEdit::textChanged, this, [this, name](const QString &typed) { setText(name, typed); });
        m_tree->setItemWidget(item, ValueColumn, edit);
    }
}

void ChipDialog::setText(const std::string &name, const QString &value)
{
    try {
        setField(m_config, name, value.trimmed().toStdString());
        check();
    } catch (const Error &error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        m_ok->setEnabled(false);
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
    } catch (const Error &error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        m_ok->setEnabled(false);
    }
}

void ChipDialog::reset()
{
    m_config = {};
    for (const ConfigField &field : configFieldList()) {
        const QString value = text(fieldText(m_config, field.name));
        if (auto *box = m_tree->findChild<QComboBox *>(text(field.name)); box != nullptr) {
            box->setCurrentText(value);
        } else if (auto *edit = m_tree->findChild<QLineEdit *>(text(field.name)); edit != nullptr) {
            edit->setText(value);
        }
    }
    check();
}

} // namespace vsq
