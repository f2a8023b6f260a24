// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/offscreen.h"

#include "app/gui/dockarea.h"
#include "app/gui/mainwindow.h"
#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "views/figure/figureexport.h"
#include "views/figure/turns.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/view.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace vsq {

namespace {

constexpr int kPatience = 600000;          ///< ms that a load or a layer may take
constexpr int kSettle = 250;               ///< ms without anything going on: views have drawn
constexpr int kPatienceForFigures = 60000; ///< ms that a study for one figure may take

/// Runs the event loop until the condition holds; false when it never does.
bool waitFor(const std::function<bool()> &condition, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > milliseconds) {
            return false;
        }
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

void settle()
{
    QEventLoop loop;
    QTimer::singleShot(kSettle, &loop, &QEventLoop::quit);
    loop.exec();
    waitFor([] { return Turns::isIdle(); }, kPatienceForFigures); // on a busy machine figures take their time
}

/// Brings a view to the front and lets it compute what it shows.
void show(MainWindow &window, const QString &id, int patience)
{
    window.docks()->raiseView(id);
    settle();
    waitFor([&] { return window.workspace()->jobs()->running().empty(); }, patience);
    settle();
}

/// The layer that was asked for; else, for pictures, the widest product of the chip of those in the middle.
int layerToOpen(const Workspace &workspace, const QString &name)
{
    const std::vector<Layer> &layers = workspace.layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!name.isEmpty() && layers[i].name == name.toStdString()) {
            return static_cast<int>(i);
        }
    }
    if (!name.isEmpty()) {
        throw Error({.file = workspace.modelPath().toStdString(), .item = "--layer"}, "no such layer", "a name of vsq info",
                    "'" + name.toStdString() + "'");
    }
    int best = -1;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].onChip && layers[i].count == 1
            && (best < 0 || layers[i].macs > layers[static_cast<std::size_t>(best)].macs)) {
            best = static_cast<int>(i);
        }
    }
    return best;
}

QStringList grab(MainWindow &window, const QString &folder)
{
    QStringList written;
    const auto save = [&](QWidget *widget, const QString &name) {
        const QString path = folder + QLatin1Char('/') + name + QStringLiteral(".png");
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        widget->grab().save(&buffer, "PNG");
        writeFileAtomically(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        written.append(path);
    };
    save(&window, QStringLiteral("window"));
    for (const View *view : window.docks()->views()) {
        show(window, view->id(), kPatienceForFigures);
        save(window.docks()->view(view->id()), view->id());
        for (const FigureSpec &figure : view->figures()) {
            written += view->exportTo(folder + QLatin1Char('/') + figure.name + QStringLiteral(".pdf"), figure.name);
        }
    }
    return written;
}

} // namespace

int runOffscreen(MainWindow &window, const Arguments &arguments)
{
    Workspace &workspace = *window.workspace();
    QString problem;
    QObject::connect(&workspace, &Workspace::messageRaised, &workspace,
                     [&problem](Workspace::Severity severity, const QString &text, const QString &) {
                         if (severity == Workspace::Severity::Error) {
                             problem = text;
                         }
                     });
    const QString viewId = arguments.exportView.section(QLatin1Char('.'), 0, 0);
    const auto idle = [&] { return workspace.jobs()->running().empty() || !problem.isEmpty(); };
    try {
        if (!arguments.exportView.isEmpty()) {
            checkFigureEnding(arguments.out); // before minutes of work
        }
        window.show();
        if (!arguments.model.isEmpty()) {
            window.openSized(arguments.model, arguments.dataPath, arguments.shapes);
        }
        waitFor(idle, kPatience);
        if (arguments.format && problem.isEmpty()) {
            workspace.setFormat(*arguments.format);
        }
        if (problem.isEmpty() && !workspace.isEmpty()) {
            if (const int layer = layerToOpen(workspace, arguments.layer); layer >= 0) {
                workspace.openLayer(layer);
                waitFor(idle, kPatience);
                waitFor(
                    [&] {
                        return workspace.simulation()->isLoaded() || !problem.isEmpty() || !workspace.layerData()
                               || !workspace.layerData()->operands;
                    },
                    kPatience);
                // Into a pass over K where sums have something to add to, past what fills the buffers.
                workspace.simulation()->seek(workspace.simulation()->totalCycles() / 3);
                for (int i = 0; i < 2; ++i) {
                    workspace.simulation()->step(Simulator::Unit::Vector);
                }
                for (int i = 0; i < 5; ++i) {
                    workspace.simulation()->step(Simulator::Unit::Cycle);
                }
            }
            // What only a user starts: a study, measurements.
            for (View *view : window.docks()->views()) {
                if (!arguments.screenshots.isEmpty() || view->id() == viewId) {
                    view->prepareFigures();
                    waitFor(idle, kPatienceForFigures);
                }
            }
            workspace.cancelStudy();
        }
        settle();
        if (problem.isEmpty() && !arguments.screenshots.isEmpty()) {
            if (!QDir().mkpath(arguments.screenshots)) {
                throw Error({.file = arguments.screenshots.toStdString(), .item = {}}, "cannot make the folder",
                            "a writable place", {});
            }
            for (const QString &path : grab(window, arguments.screenshots)) {
                std::printf("%s\n", qPrintable(path));
            }
        }
        if (problem.isEmpty() && !arguments.exportView.isEmpty()) {
            const View *view = window.docks()->view(viewId);
            if (view == nullptr) {
                QStringList names;
                for (const View *other : window.docks()->views()) {
                    names.append(other->id());
                }
                throw Error({.file = {}, .item = "--export"}, "no such view", names.join(QStringLiteral(", ")).toStdString(),
                            "'" + viewId.toStdString() + "'");
            }
            window.docks()->showStartPage(false);
            show(window, viewId, kPatience);
            for (const QString &path : view->exportTo(arguments.out, arguments.exportView.section(QLatin1Char('.'), 1))) {
                std::printf("%s\n", qPrintable(path));
            }
        }
    } catch (const std::exception &exception) {
        problem = QString::fromUtf8(exception.what());
    }
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "vsqscope: %s\n", qPrintable(problem));
        return 1;
    }
    return 0;
}

} // namespace vsq
