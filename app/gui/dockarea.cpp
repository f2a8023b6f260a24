// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dockarea.h"

#include "app/gui/docktitle.h"
#include "app/gui/settings.h"
#include "views/icons/icon.h"
#include "views/registry/viewregistry.h"
#include "views/start/startpage.h"
#include "views/workspace/view.h"
#include "views/workspace/workspace.h"

#include <QApplication>
#include <QDockWidget>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLayout>
#include <QMenu>
#include <QTabBar>

#include <algorithm>

namespace vsq {

namespace {

// Shares of the window in the default layout.
constexpr double kLeftShare = 0.27;
constexpr double kRightShare = 0.235;
constexpr double kBottomShare = 0.42;
constexpr int kLeastHeight = 160;       ///< px that a view may be squeezed to
constexpr int kSettleMilliseconds = 30; ///< until docks that were raised or restored have been laid out
constexpr int kStateVersion = 2;

} // namespace

DockArea::DockArea(Workspace *workspace, Settings &settings, QWidget *parent)
    : QMainWindow(parent, Qt::Widget), m_workspace(workspace), m_settings(settings), m_start(new StartPage(this))
{
    setObjectName(QStringLiteral("dockArea"));
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCentralWidget(m_start);
    for (const ViewEntry &entry : viewRegistry()) {
        auto *dock = new QDockWidget(entry.title, this);
        dock->setObjectName(entry.id + QStringLiteral("Dock"));
        dock->setAccessibleName(entry.title);
        dock->setAccessibleDescription(entry.purpose);
        View *view = entry.make(m_workspace, dock);
        Q_ASSERT(view->id() == entry.id);
        m_views.push_back(view);
        connect(view, &View::raiseWanted, this, [this, id = entry.id] {
            showStartPage(false);
            raiseView(id);
        });
        // A minimum of our own: a view asks for more before it has been laid out, its neighbours would give way for good.
        view->setMinimumHeight(kLeastHeight);
        dock->setWidget(view);
        dock->setTitleBarWidget(new DockTitle(dock));
        for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged}) {
            connect(dock, signal, &m_titles, qOverload<>(&QTimer::start));
        }
        connect(dock, &QDockWidget::dockLocationChanged, &m_titles, qOverload<>(&QTimer::start));
        m_docks.insert(entry.id, dock);
        connect(dock, &QDockWidget::visibilityChanged, this, [this, view, id = entry.id](bool visible) {
            // In front only once all tabs have been laid out: each is "visible" for a moment before.
            if (visible) {
                m_shown.insert(id);
            } else {
                m_shown.remove(id);
                view->setInFront(false);
            }
            m_fronts.start();
            if (visible && !m_showsStart) {
                m_current = id;
            }
            Q_EMIT viewsChanged();
        });
    }
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        for (auto it = m_docks.cbegin(); now != nullptr && it != m_docks.cend(); ++it) {
            if (it.value()->isAncestorOf(now)) {
                m_current = it.key();
                Q_EMIT viewsChanged();
                return;
            }
        }
    });
    m_fronts.setSingleShot(true);
    m_fronts.setInterval(kSettleMilliseconds);
    connect(&m_fronts, &QTimer::timeout, this, [this] {
        for (View *view : m_views) {
            view->setInFront(m_shown.contains(view->id()));
        }
    });
    m_titles.setSingleShot(true);
    m_titles.setInterval(0);
    connect(&m_titles, &QTimer::timeout, this, &DockArea::refreshTitles);
    arrange();
    m_layout = m_settings.layout(QStringLiteral("docks"));
    if (!restoreState(m_layout, kStateVersion)) {
        m_layout.clear();
    }
    for (View *view : m_views) {
        view->restoreState(QJsonDocument::fromJson(m_settings.layout(view->id())).object());
    }
    m_showsStart = true;
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->hide();
    }
}

DockArea::~DockArea()
{
    // Docks hide when they are deleted, which is after the members here have gone.
    qApp->disconnect(this);
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->disconnect(this);
    }
}

View *DockArea::view(const QString &id) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&](const View *view) { return view->id() == id; });
    return found != m_views.end() ? *found : nullptr;
}

void DockArea::arrange()
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    // Everything in one dock area, nested: sizes across two areas without a central widget between are not kept.
    QDockWidget *upper = nullptr;
    QDockWidget *lower = nullptr;
    const auto place = [&](ViewArea area, const auto &first) {
        QDockWidget *firstOfArea = nullptr;
        for (const ViewEntry &entry : viewRegistry()) {
            if (entry.area == area) {
                QDockWidget *dock = m_docks.value(entry.id);
                if (firstOfArea == nullptr) {
                    first(dock);
                    firstOfArea = dock;
                } else {
                    tabifyDockWidget(firstOfArea, dock);
                }
                dock->show();
            }
        }
    };
    place(ViewArea::Left, [&](QDockWidget *dock) {
        addDockWidget(Qt::TopDockWidgetArea, dock);
        upper = dock;
    });
    place(ViewArea::Bottom, [&](QDockWidget *dock) {
        splitDockWidget(upper, dock, Qt::Vertical);
        lower = dock;
    });
    for (const ViewArea area : {ViewArea::Centre, ViewArea::Right}) {
        place(area, [&](QDockWidget *dock) {
            splitDockWidget(upper, dock, Qt::Horizontal);
            upper = dock;
        });
    }
    if (lower != nullptr) {
        lower->raise();
    }
}

void DockArea::settleSizes(bool defaultSizes)
{
    if (defaultSizes) {
        sizeDocks();
    }
    // Again when titles have gone from tabs and every view has been laid out at its width.
    QTimer::singleShot(0, this, [this, defaultSizes] {
        refreshTitles();
        layout()->activate();
        if (defaultSizes) {
            sizeDocks();
        }
        update(); // separators that were painted elsewhere before
    });
}

void DockArea::refreshTitles()
{
    // A tab is title enough.
    for (QDockWidget *dock : std::as_const(m_docks)) {
        static_cast<DockTitle *>(dock->titleBarWidget())
            ->setCollapsed(!dock->isFloating() && !tabifiedDockWidgets(dock).isEmpty());
    }
    for (QTabBar *tabs : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (tabs->contextMenuPolicy() != Qt::CustomContextMenu) {
            tabs->setAccessibleName(tr("Views"));
            tabs->setContextMenuPolicy(Qt::CustomContextMenu);
            tabs->setElideMode(Qt::ElideNone);
            connect(tabs, &QWidget::customContextMenuRequested, this, [this, tabs](const QPoint &at) { showTabMenu(tabs, at); });
        }
    }
}

void DockArea::showTabMenu(QTabBar *tabs, const QPoint &position)
{
    const QString title = tabs->tabText(tabs->tabAt(position));
    for (QDockWidget *dock : std::as_const(m_docks)) {
        if (dock->windowTitle() == title) {
            auto *menu = new QMenu(this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->addAction(icon(QStringLiteral("float")), tr("Detach %1").arg(title), this, [dock] { dock->setFloating(true); });
            menu->addAction(icon(QStringLiteral("close")), tr("Close %1").arg(title), dock, &QDockWidget::close);
            menu->popup(tabs->mapToGlobal(position));
        }
    }
}

void DockArea::sizeDocks()
{
    QList<QDockWidget *> row;
    QList<int> widths;
    QDockWidget *lower = nullptr;
    for (const ViewEntry &entry : viewRegistry()) {
        QDockWidget *dock = m_docks.value(entry.id);
        if (entry.area == ViewArea::Bottom) {
            lower = lower == nullptr ? dock : lower;
            continue;
        }
        row.append(dock);
        const double share = entry.area == ViewArea::Left    ? kLeftShare
                             : entry.area == ViewArea::Right ? kRightShare
                                                             : 1.0 - kLeftShare - kRightShare;
        widths.append(static_cast<int>(share * width()));
    }
    resizeDocks(row, widths, Qt::Horizontal);
    if (lower != nullptr && !row.isEmpty()) {
        const int below = static_cast<int>(kBottomShare * height());
        resizeDocks({row.first(), lower}, {height() - below, below}, Qt::Vertical);
    }
}

void DockArea::restoreDefaultLayout()
{
    showStartPage(false);
    arrange();
    settleSizes(true);
    Q_EMIT viewsChanged();
}

void DockArea::saveLayout()
{
    m_settings.setLayout(QStringLiteral("docks"), m_showsStart ? m_layout : saveState(kStateVersion));
    for (const View *view : m_views) {
        m_settings.setLayout(view->id(), QJsonDocument(view->saveState()).toJson(QJsonDocument::Compact));
    }
}

void DockArea::showStartPage(bool start)
{
    if (start == m_showsStart) {
        return;
    }
    m_showsStart = start;
    if (start) {
        m_layout = saveState(kStateVersion); // at the size that the window has
        for (QDockWidget *dock : std::as_const(m_docks)) {
            dock->hide();
        }
        m_start->show();
    } else {
        m_start->hide();
        // Only now has the window its size: what was saved fits it.
        const bool restored = restoreState(m_layout, kStateVersion);
        if (!restored) {
            arrange();
        }
        settleSizes(!restored);
    }
    Q_EMIT viewsChanged();
}

bool DockArea::isInFront(const QString &id) const
{
    const QDockWidget *dock = m_docks.value(id);
    // Not by its visible region, which is empty where opaque children cover it.
    return dock != nullptr && dock->isVisible() && m_shown.contains(id);
}

void DockArea::raiseView(const QString &id)
{
    QDockWidget *dock = m_docks.value(id);
    if (dock == nullptr) {
        return;
    }
    if (!m_workspace->isEmpty()) {
        showStartPage(false); // or its turn, which is still to come, would bring the layout from before
    }
    dock->show();
    dock->raise();
    m_current = id;
    view(id)->focusTarget()->setFocus(Qt::ShortcutFocusReason);
    Q_EMIT viewsChanged();
}

void DockArea::toggleView(const QString &id)
{
    if (isInFront(id)) {
        m_docks.value(id)->hide();
    } else {
        raiseView(id);
    }
    Q_EMIT viewsChanged();
}

} // namespace vsq
