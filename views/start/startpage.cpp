// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/startpage.h"

#include "views/icons/icon.h"
#include "views/start/droparea.h"
#include "views/start/startentry.h"
#include "views/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vsq {

namespace {

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(Theme::heading());
    return label;
}

void clear(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("startPage"));
    setAccessibleName(tr("Start page"));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("startScroll"));
    scroll->setAccessibleName(tr("Start page"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("startContent"));
    page->setMaximumWidth(960);
    auto *title = new QLabel(QStringLiteral("Vsqscope"), page);
    title->setObjectName(QStringLiteral("startTitle"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2.2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto *subtitle = new QLabel(tr("A microscope for per-vector scaled quantization on hardware"), page);
    subtitle->setObjectName(QStringLiteral("startSubtitle"));
    subtitle->setForegroundRole(QPalette::PlaceholderText);

    m_drop = new DropArea(page);
    connect(m_drop, &QAbstractButton::clicked, this, &StartPage::browseRequested);

    auto *columns = new QHBoxLayout;
    columns->setSpacing(5 * Theme::kGrid);
    for (QVBoxLayout **list : {&m_samples, &m_recent}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(Theme::kGrid);
        column->addWidget(makeHeading(list == &m_samples ? tr("Samples") : tr("Recent"), page));
        *list = new QVBoxLayout;
        (*list)->setSpacing(2);
        column->addLayout(*list);
        column->addStretch(1);
        columns->addLayout(column, list == &m_samples ? 3 : 2);
    }

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(5 * Theme::kGrid, 5 * Theme::kGrid, 5 * Theme::kGrid, 3 * Theme::kGrid);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(subtitle);
    layout->addSpacing(4 * Theme::kGrid);
    layout->addLayout(columns);
    layout->addSpacing(4 * Theme::kGrid);
    layout->addWidget(m_drop);
    layout->addSpacing(2 * Theme::kGrid);
    auto *tour = new StartEntry(icon(QStringLiteral("help")), tr("Take the tour"),
                                tr("Five steps on a sample: open, step, ask why, look at scales, leave with a figure."));
    tour->setObjectName(QStringLiteral("startTour"));
    tour->setToolTip(tr("Five steps through a bundled sample"));
    connect(tour, &QAbstractButton::clicked, this, &StartPage::tourRequested);
    layout->addWidget(tour);
    layout->addStretch(1);

    auto *holder = new QWidget;
    holder->setObjectName(QStringLiteral("startHolder"));
    auto *centring = new QHBoxLayout(holder);
    centring->setContentsMargins(0, 0, 0, 0);
    centring->addStretch(1);
    centring->addWidget(page, 100);
    centring->addStretch(1);
    scroll->setWidget(holder);
    setSamples({});
    setRecent({});
}

void StartPage::fill(QVBoxLayout *column, const std::vector<StartItem> &items, const QString &iconName, const QString &nothing,
                     bool forgettable)
{
    clear(column);
    int number = 0;
    for (const StartItem &item : items) {
        auto *entry = new StartEntry(icon(item.missing ? QStringLiteral("missing") : iconName), item.title,
                                     item.missing ? tr("missing: %1").arg(item.description) : item.description);
        entry->setObjectName(QStringLiteral("%1Entry%2").arg(iconName).arg(number++));
        entry->setToolTip(item.missing ? tr("%1 is no longer there").arg(item.path) : item.path);
        entry->setMissing(item.missing);
        connect(entry, &QAbstractButton::clicked, this, [this, item] { Q_EMIT openRequested(item.path, item.dataPath); });
        if (forgettable) {
            auto *forget = new QAction(tr("Remove from the list"), entry);
            connect(forget, &QAction::triggered, this, [this, item] { Q_EMIT forgetRequested(item.path); });
            entry->addAction(forget);
            entry->setContextMenuPolicy(Qt::ActionsContextMenu);
        }
        column->addWidget(entry);
    }
    if (items.empty()) {
        auto *label = new QLabel(nothing);
        label->setWordWrap(true);
        label->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(label);
    }
}

void StartPage::setSamples(const std::vector<StartItem> &samples)
{
    fill(m_samples, samples, QStringLiteral("sample"), tr("No samples were found beside the program."), false);
}

void StartPage::setRecent(const std::vector<StartItem> &recent)
{
    fill(m_recent, recent, QStringLiteral("recent"), tr("Networks and projects that you open will be listed here."), true);
}

void StartPage::setDropping(bool dropping)
{
    m_drop->setDropping(dropping);
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace vsq
