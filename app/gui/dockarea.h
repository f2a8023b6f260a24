// SPDX-License-Identifier: GPL-3.0-or-later
// All registered views as docks around the start page, and their layout: default, saved, restored.
#pragma once

#include <QHash>
#include <QMainWindow>
#include <QSet>
#include <QTimer>

#include <vector>

class QDockWidget;
class QTabBar;

namespace vsq {

class Settings;
class StartPage;
class View;
class Workspace;

class DockArea : public QMainWindow {
    Q_OBJECT
public:
    DockArea(Workspace *workspace, Settings &settings, QWidget *parent);
    ~DockArea() override;

    [[nodiscard]] StartPage *startPage() const { return m_start; }
    [[nodiscard]] QDockWidget *dock(const QString &id) const { return m_docks.value(id); }
    [[nodiscard]] View *view(const QString &id) const;                         ///< null where there is none of that id
    [[nodiscard]] const std::vector<View *> &views() const { return m_views; } ///< in the order of the registry
    /// Id of the view that has the focus, or had it last; empty when none had.
    [[nodiscard]] QString currentView() const { return m_current; }
    /// Shows a view in front of those it shares its place with, and gives it the focus.
    void raiseView(const QString &id);
    /// Closes a view that is in front, else brings it there.
    void toggleView(const QString &id);
    [[nodiscard]] bool isInFront(const QString &id) const;

    /// The start page alone, or the views in the layout that they had.
    void showStartPage(bool start);
    [[nodiscard]] bool showsStartPage() const { return m_showsStart; }
    void restoreDefaultLayout();
    void saveLayout();

Q_SIGNALS:
    void viewsChanged(); ///< some became visible, hidden or current

private:
    void arrange();
    void sizeDocks();
    void settleSizes(bool defaultSizes);
    void refreshTitles();
    void showTabMenu(QTabBar *tabs, const QPoint &position);

    Workspace *m_workspace;
    Settings &m_settings;
    StartPage *m_start;
    QHash<QString, QDockWidget *> m_docks;
    std::vector<View *> m_views;
    QString m_current;
    QByteArray m_layout; ///< while the start page is shown
    bool m_showsStart = false;
    QSet<QString> m_shown; ///< views whose docks are seen
    QTimer m_fronts;       ///< tells them so
    QTimer m_titles;       ///< after several docks have moved once
};

} // namespace vsq
