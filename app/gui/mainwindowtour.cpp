// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the five steps of the tour.
#include "app/gui/dockarea.h"
#include "app/gui/mainwindow.h"
#include "app/gui/tour.h"
#include "core/base/error.h"
#include "core/study/samples.h"
#include "views/theme/coretext.h"
#include "views/workspace/view.h"

#include <QDockWidget>
#include <QToolButton>

namespace vsq {

void MainWindow::startTour()
{
    if (findChild<Tour *>() != nullptr) {
        return;
    }
    if (m_workspace->isEmpty()) {
        try {
            const std::vector<Sample> all = listSamples(samplesFolder());
            if (all.empty()) {
                throw Error({.file = samplesFolder(), .item = {}}, "no samples", "the bundled networks", "an empty folder");
            }
            openPath(QString::fromStdString(all.front().path), QString::fromStdString(all.front().dataPath));
        } catch (const Error &error) {
            m_workspace->raiseMessage(Workspace::Severity::Error, coreText(error.what()));
            return;
        }
    }
    const auto dock = [this](const QString &id) { return [this, id]() -> QWidget * { return m_docks->dock(id); }; };
    const auto raise = [this](const QString &id) {
        return [this, id] {
            m_docks->showStartPage(false);
            m_docks->raiseView(id);
        };
    };
    const auto openLayer = [this] {
        m_docks->showStartPage(false);
        m_docks->raiseView(QStringLiteral("dataflow"));
        for (std::size_t i = 0; m_workspace->openedLayer() < 0 && i < m_workspace->layers().size(); ++i) {
            if (m_workspace->layers()[i].onChip && m_workspace->layers()[i].count == 1) {
                m_workspace->openLayer(static_cast<int>(i));
                break;
            }
        }
    };
    new Tour(
        {{.title = tr("The network"),
          .text = tr("Each row is a layer that became a matrix product on the chip, with what it costs. Double click one, or "
                     "press Enter, to open it on the chip; F2 in the column Format gives it a format of its own."),
          .enter = raise(QStringLiteral("network")),
          .target = dock(QStringLiteral("network"))},
         {.title = tr("The chip, cycle by cycle"),
          .text = tr("F8 executes one clock cycle, Shift+F8 takes it back. F7 goes to the next event, such as a sum that "
                     "saturates; F5 runs. What was read or written in this cycle lights up; beside it stands the loop nest."),
          .enter = openLayer,
          .target = dock(QStringLiteral("dataflow"))},
         {.title = tr("Why is this number what it is?"),
          .text = tr("Click a lane, a sum or a word of the chip: here are its codes, scales and formula, from FP32 to the real "
                     "value, with the error of each step."),
          .enter = raise(QStringLiteral("inspector")),
          .target = dock(QStringLiteral("inspector"))},
         {.title = tr("What the scales do"),
          .text = tr("How the scales of short vectors spread, which of them round to 0, and how many bits they win over one "
                     "scale a channel. Click a cell of the map to see its values."),
          .enter = raise(QStringLiteral("scales")),
          .target = dock(QStringLiteral("scales"))},
         {.title = tr("Change a format, leave with a figure"),
          .text = tr("Choose the number format of the network here; every change can be undone. Ctrl+E writes the view in front "
                     "as a figure for a paper with its data beside it. F1 explains the view that you are in."),
          .enter = {},
          .target = [this]() -> QWidget * { return m_formatButton; }}},
        this);
}

} // namespace vsq
