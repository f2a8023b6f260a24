// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/logview.h"

#include "views/figure/tablefigure.h"
#include "views/icons/icon.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHeaderView>
#include <QTime>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace vsq {

namespace {

constexpr int kMaximumLines = 2000;

QString nameOf(Workspace::Severity severity)
{
    switch (severity) {
    case Workspace::Severity::Information: return LogView::tr("Information");
    case Workspace::Severity::Warning: return LogView::tr("Warning");
    case Workspace::Severity::Error: break;
    }
    return LogView::tr("Error");
}

} // namespace

QString iconOf(Workspace::Severity severity)
{
    switch (severity) {
    case Workspace::Severity::Information: return QStringLiteral("information");
    case Workspace::Severity::Warning: return QStringLiteral("warning");
    case Workspace::Severity::Error: break;
    }
    return QStringLiteral("error");
}

LogView::LogView(Workspace *workspace, QWidget *parent)
    : View(QStringLiteral("log"), workspace, parent), m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("logView"));
    m_list->setObjectName(QStringLiteral("logList"));
    m_list->setAccessibleName(tr("Messages of this session"));
    m_list->setToolTip(tr("Messages of this session, newest last. Copy with Ctrl+C."));
    m_list->setHeaderLabels({tr("Time"), tr("Kind"), tr("Message")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);

    auto *copyAction = new QAction(icon(QStringLiteral("copy")), tr("Copy"), this);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyAction, &QAction::triggered, this, &LogView::copy);
    auto *clearAction = new QAction(icon(QStringLiteral("close")), tr("Clear"), this);
    connect(clearAction, &QAction::triggered, m_list, &QTreeWidget::clear);
    m_list->addActions({copyAction, clearAction});
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);

    connect(workspace, &Workspace::messageRaised, this, &LogView::append);
    connect(workspace, &Workspace::networkChanged, this, [this, workspace] {
        if (workspace->isEmpty()) {
            append(Workspace::Severity::Information, tr("Network closed."));
        } else {
            append(Workspace::Severity::Information,
                   tr("%1 opened, %2 layers.").arg(workspace->modelPath()).arg(workspace->layers().size()));
        }
    });
    append(Workspace::Severity::Information, tr("Session started."));
}

void LogView::append(Workspace::Severity severity, const QString &text, const QString &details)
{
    auto *item = new QTreeWidgetItem({QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), nameOf(severity),
                                      details.isEmpty() ? text : text + QStringLiteral("  ") + details});
    item->setIcon(1, icon(iconOf(severity)));
    item->setToolTip(2, details.isEmpty() ? text : text + QLatin1Char('\n') + details);
    m_list->addTopLevelItem(item);
    while (m_list->topLevelItemCount() > kMaximumLines) {
        delete m_list->takeTopLevelItem(0);
    }
    m_list->scrollToItem(item);
}

QString LogView::asText() const
{
    QStringList lines;
    const bool all = m_list->selectedItems().isEmpty();
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_list->topLevelItem(i);
        if (all || item->isSelected()) {
            lines.append(item->text(0) + QLatin1Char('\t') + item->text(1) + QLatin1Char('\t') + item->text(2));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

std::vector<FigureSpec> LogView::figures() const
{
    std::vector<QStringList> rows;
    std::vector<QStringList> values{{QStringLiteral("time"), QStringLiteral("kind"), QStringLiteral("message")}};
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_list->topLevelItem(i);
        rows.push_back({item->text(0), item->text(1), item->text(2)});
        values.push_back(rows.back());
    }
    FigureSpec spec = tableFigure(QStringLiteral("log"), tr("Messages of this session"),
                                  {{tr("Time")}, {tr("Kind")}, {tr("Message")}}, rows, std::move(values));
    spec.name = QStringLiteral("logMessages");
    return {spec};
}

void LogView::copy() const
{
    QApplication::clipboard()->setText(asText());
}

} // namespace vsq
