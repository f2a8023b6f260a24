// SPDX-License-Identifier: GPL-3.0-or-later
// What every view of the workspace offers to those who know no view by name: dock area, exporter, offscreen pictures and the
// window iterate the registry and use this.
#pragma once

#include "views/figure/figureexport.h"
#include "views/workspace/command.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <map>
#include <vector>

namespace vsq {

class Workspace;

class View : public QWidget {
    Q_OBJECT
public:
    /// id: as in the registry; layouts, --export and commands name it.
    View(const QString &id, Workspace *workspace, QWidget *parent);

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] Workspace *workspace() const { return m_workspace; }

    /// What is shown, the view's main figure first; empty while there is nothing to show. Without origin: exporting adds it.
    [[nodiscard]] virtual std::vector<FigureSpec> figures() const = 0;
    /// Index of the one that the user is at.
    [[nodiscard]] virtual int currentFigure() const { return 0; }
    /// Starts what the main figure waits for and only the user starts: a study, a measurement. Ends when no job runs.
    virtual void prepareFigures() {}
    /// Writes the main figure, or the one of that name ("a+b": several as one, (a) and (b)), by the path's ending: pdf, svg, png,
    /// csv or tex, with the data and the origin beside it. Returns the paths, the figure first. Throws Error for another ending
    /// or name, or where there is nothing to export.
    QStringList exportTo(const QString &path, const QString &figure = {}) const;
    /// Asks for file and size of the current figure (Ctrl+E), then writes it and says so.
    void askToExport();

    /// What the user has arranged: columns, choices, shares. Comes back exactly at the next start.
    [[nodiscard]] virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject &) {}

    /// The part that takes the keys when the view is raised.
    [[nodiscard]] virtual QWidget *focusTarget();
    /// What it contributes to the table of commands.
    [[nodiscard]] const std::vector<BoundCommand> &commands() const { return m_commands; }
    /// One of them; an unknown id is a broken invariant.
    [[nodiscard]] QAction *command(const QString &id) const;

    /// No animation.
    virtual void setReducedMotion(bool) {}

    /// On the screen: neither hidden nor a tab behind another.
    [[nodiscard]] bool isSeen() const { return isVisible() && m_inFront; }
    /// A dock among tabs says whether it is the one in front; then what was put off is done.
    void setInFront(bool inFront);

Q_SIGNALS:
    void raiseWanted(); ///< a command needs the view to be seen

protected:
    QAction *addCommand(const Command &command, std::function<void()> handler);
    /// Does it now where the view is seen, else once, when it is next: a hidden view computes nothing. what: which of the
    /// view's parts; a later request for the same replaces the one that waits.
    void refreshWhenSeen(const QString &what, std::function<void()> refresh);
    /// The same in a moment, once for all requests until then: a slider makes many.
    void refreshSoon(const QString &what, std::function<void()> refresh);
    void showEvent(QShowEvent *event) override;

    Workspace *const m_workspace;

private:
    struct Pending {
        QString what;
        std::function<void()> refresh;
    };
    void refreshPending();
    [[nodiscard]] FigureSpec withOrigin(FigureSpec spec) const;
    void write(const FigureSpec &spec, const QString &path, const ExportOptions &options);

    QString m_id;
    std::vector<BoundCommand> m_commands;
    std::vector<Pending> m_pending;
    std::map<QString, std::function<void()>> m_soon; ///< what a timer runs for
    bool m_inFront = true;
};

} // namespace vsq
