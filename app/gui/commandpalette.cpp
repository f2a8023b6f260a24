// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commandpalette.h"

#include "views/icons/icon.h"
#include "views/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vsq {

namespace {

constexpr int kMaximumShown = 200;

} // namespace

int CommandPalette::score(const QString &pattern, const QString &text)
{
    if (pattern.isEmpty()) {
        return 1;
    }
    if (const qsizetype at = text.indexOf(pattern, 0, Qt::CaseInsensitive); at >= 0) {
        return 1000 - static_cast<int>(std::min<qsizetype>(at, 500)) + (at == 0 || !text[at - 1].isLetterOrNumber() ? 500 : 0);
    }
    int points = 1;
    qsizetype at = -1;
    for (const QChar letter : pattern) {
        if (letter.isSpace()) {
            continue;
        }
        const qsizetype next = text.indexOf(letter, at + 1, Qt::CaseInsensitive);
        if (next < 0) {
            return 0;
        }
        points += next == 0 || !text[next - 1].isLetterOrNumber() ? 10 : next == at + 1 ? 5 : 0;
        at = next;
    }
    return points;
}

CommandPalette::CommandPalette(std::vector<Entry> entries, QWidget *parent)
    : QDialog(parent, Qt::Popup), m_entries(std::move(entries)), m_input(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_input->setObjectName(QStringLiteral("paletteInput"));
    m_input->setAccessibleName(tr("Search commands and layers"));
    m_input->setToolTip(tr("A few letters of a command or a layer"));
    m_input->setPlaceholderText(tr("Search commands and layers"));
    m_input->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setToolTip(tr("Enter runs the command"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({18, 18});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kGrid, Theme::kGrid, Theme::kGrid, Theme::kGrid);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    resize(560, 420);
    if (parent != nullptr) {
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 10 * Theme::kGrid)));
    }
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    refresh();
    m_input->setFocus();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int row = m_list->currentRow();
        switch (key) {
        case Qt::Key_Down: m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1)); return true;
        case Qt::Key_Up: m_list->setCurrentRow(std::max(row - 1, 0)); return true;
        case Qt::Key_PageDown: m_list->setCurrentRow(std::min(row + 10, m_list->count() - 1)); return true;
        case Qt::Key_PageUp: m_list->setCurrentRow(std::max(row - 10, 0)); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: runCurrent(); return true;
        default: break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::refresh()
{
    const QString pattern = m_input->text().trimmed();
    std::vector<std::pair<int, std::size_t>> ranked;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (const int points = score(pattern, m_entries[i].text); points > 0) {
            ranked.emplace_back(points, i);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    m_list->clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(ranked.size(), kMaximumShown); ++i) {
        const Entry &entry = m_entries[ranked[i].second];
        auto *item = new QListWidgetItem(m_list);
        item->setData(Qt::UserRole, static_cast<qulonglong>(ranked[i].second));
        item->setText(entry.hint.isEmpty() ? entry.text : entry.text + QStringLiteral("    ") + entry.hint);
        item->setIcon(icon(entry.iconName.isEmpty() ? QStringLiteral("goto") : entry.iconName));
        if (!entry.enabled) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
        }
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item == nullptr || !item->flags().testFlag(Qt::ItemIsEnabled)) {
        return;
    }
    const auto run = m_entries[item->data(Qt::UserRole).toULongLong()].run;
    close();
    run();
}

} // namespace vsq
