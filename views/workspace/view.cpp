// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/view.h"

#include "core/base/error.h"
#include "views/figure/exportdialog.h"
#include "views/figure/figuresheet.h"
#include "views/theme/coretext.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/provenance.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QDir>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace vsq {

namespace {

constexpr int kSoonMilliseconds = 30;

} // namespace

View::View(const QString &id, Workspace *workspace, QWidget *parent) : QWidget(parent), m_workspace(workspace), m_id(id) {}

FigureSpec View::withOrigin(FigureSpec spec) const
{
    spec.provenance = provenanceOf(*m_workspace, m_id, spec.name);
    return spec;
}

QStringList View::exportTo(const QString &path, const QString &figure) const
{
    const std::vector<FigureSpec> all = figures();
    if (all.empty()) {
        throw Error({.file = path.toStdString(), .item = m_id.toStdString()}, "nothing to export", "a view that shows something",
                    m_workspace->isEmpty() ? "no network is open" : "an empty view");
    }
    std::vector<FigureSpec> chosen;
    for (const QString &wanted : figure.split(QLatin1Char('+'))) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const FigureSpec &spec) {
            return wanted.isEmpty() || spec.name == wanted || spec.id == wanted;
        });
        if (found == all.end()) {
            QStringList names;
            for (const FigureSpec &spec : all) {
                names.append(spec.name);
            }
            throw Error({.file = {}, .item = "--export"}, "no such figure", names.join(QStringLiteral(", ")).toStdString(),
                        "'" + wanted.toStdString() + "'");
        }
        chosen.push_back(*found);
    }
    checkFigureEnding(path); // before the origin, which reads the whole network
    const int columns = std::min(static_cast<int>(chosen.size()), 2);
    return exportFigure(withOrigin(chosen.size() == 1 ? chosen.front() : sheetOf(std::move(chosen), columns)), path);
}

void View::askToExport()
{
    const std::vector<FigureSpec> all = figures();
    if (all.empty()) {
        m_workspace->raiseMessage(Workspace::Severity::Information, tr("There is nothing to export in this view yet."));
        return;
    }
    const auto current = static_cast<std::size_t>(std::clamp(currentFigure(), 0, static_cast<int>(all.size()) - 1));
    auto *dialog = new ExportDialog(all, static_cast<int>(current), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { write(dialog->figure(), dialog->path(), dialog->options()); });
    dialog->open();
}

void View::write(const FigureSpec &spec, const QString &path, const ExportOptions &options)
{
    const auto finish = [this, spec, path, options] {
        try {
            const QStringList written = exportFigure(withOrigin(spec), path, options);
            m_workspace->raiseMessage(Workspace::Severity::Information,
                                      tr("Figure written to %1").arg(QDir::toNativeSeparators(path)),
                                      written.join(QLatin1Char('\n')));
        } catch (const Error &error) {
            m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()));
        }
    };
    const QString model = m_workspace->modelPath();
    if (model.isEmpty() || hasDigest(model)) {
        finish();
        return;
    }
    // Hashing a large network takes a second or more: not on this thread.
    m_workspace->jobs()->start(
        tr("Identifying %1").arg(m_workspace->modelName()), [model](const JobContext &) { (void)digestOf(model); }, finish,
        [this](const QString &error) { m_workspace->raiseMessage(Workspace::Severity::Error, error); });
}

QWidget *View::focusTarget()
{
    if (focusPolicy() == Qt::NoFocus) {
        for (QWidget *child : findChildren<QWidget *>()) {
            if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisibleTo(this) && child->isEnabled()) {
                return child;
            }
        }
    }
    return this;
}

QAction *View::addCommand(const Command &row, std::function<void()> handler)
{
    QAction *action = makeAction(row, this);
    connect(action, &QAction::triggered, this, [handler = std::move(handler)] { handler(); });
    addAction(action); // the key works also where the view is a window of its own
    m_commands.push_back({row, action});
    return action;
}

QAction *View::command(const QString &id) const
{
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&](const BoundCommand &command) { return command.row.id == id; });
    Q_ASSERT_X(found != m_commands.end(), "View::command", qPrintable(id));
    return found->action;
}

void View::setInFront(bool inFront)
{
    m_inFront = inFront;
    refreshPending();
}

void View::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshPending();
}

void View::refreshWhenSeen(const QString &what, std::function<void()> refresh)
{
    if (isSeen()) {
        std::erase_if(m_pending, [&](const Pending &pending) { return pending.what == what; });
        refresh();
        return;
    }
    const auto waiting = std::find_if(m_pending.begin(), m_pending.end(),
                                      [&](const Pending &pending) { return pending.what == what; });
    if (waiting != m_pending.end()) {
        waiting->refresh = std::move(refresh);
    } else {
        m_pending.push_back({what, std::move(refresh)});
    }
}

void View::refreshSoon(const QString &what, std::function<void()> refresh)
{
    const bool waits = m_soon.contains(what);
    m_soon[what] = std::move(refresh);
    if (!waits) {
        QTimer::singleShot(kSoonMilliseconds, this, [this, what] {
            std::function<void()> latest = std::move(m_soon[what]);
            m_soon.erase(what);
            refreshWhenSeen(what, std::move(latest));
        });
    }
}

void View::refreshPending()
{
    if (isSeen()) {
        for (const Pending &pending : std::exchange(m_pending, {})) {
            pending.refresh();
        }
    }
}

} // namespace vsq
