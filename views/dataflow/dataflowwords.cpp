// SPDX-License-Identifier: GPL-3.0-or-later
// The menu of a part of the chip, and the way to its word's last write and next read.
#include "views/dataflow/dataflowview.h"

#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/layerbar.h"
#include "views/dataflow/partword.h"
#include "views/icons/icon.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/navigator.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QMenu>

namespace vsq {

void DataflowView::goToPointedWord(bool write)
{
    if (!m_shown) {
        return;
    }
    auto word = wordOf(m_canvas->scene().hovered, *m_shown);
    word = word ? word : wordOf(m_workspace->selection());
    if (!word) {
        m_layerBar->setRemark(tr("point at a word or a register, or select one"));
        return;
    }
    goToWord(*word, write);
}

void DataflowView::goToWord(const ChipWord &word, bool write)
{
    m_workspace->layerChip()->want();
    const auto chip = m_workspace->layerChip()->chip();
    if (!chip || !m_shown) {
        m_layerBar->setRemark(tr("the layer is being laid out"));
        return;
    }
    m_workspace->jobs()->cancel(m_wordJob);
    const std::int64_t now = m_shown->executed.cycle;
    auto found = std::make_shared<std::optional<std::int64_t>>();
    m_wordJob = m_workspace->jobs()->start(
        write ? tr("Looking for the last write") : tr("Looking for the next read"),
        [found, chip, word, write, now](const JobContext &) {
            const WordTimes times(chip->times(), word);
            *found = write ? times.lastWrite(now - 1) : times.nextRead(now); // this cycle's own write is in view
        },
        [this, found, word, write] {
            const QString name = QString::fromStdString(toText(word));
            if (!*found) {
                m_layerBar->setRemark(write ? tr("%1 was not written before").arg(name)
                                            : tr("%1 is not read any more").arg(name));
                return;
            }
            if (auto place = m_workspace->navigator()->here()) {
                place->cycle = **found + 1;
                m_workspace->navigator()->goTo(*place);
            }
        },
        [this](const QString &error) { m_layerBar->setRemark(error); });
}

void DataflowView::showMenu(const ChipPart &part, const QPoint &global)
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("dataflow.menu"));
    const auto add = [&](const char *name) { menu.addAction(command(QLatin1String(name))); };
    if (part.kind != PartKind::None) {
        add("dataflow.watch.add");
        add("dataflow.breakpoint.here");
        if (const auto word = m_shown ? wordOf(part, *m_shown) : std::nullopt) {
            const QString name = QString::fromStdString(toText(*word));
            menu.addAction(tr("Last write of %1").arg(name), this, [this, word] { goToWord(*word, true); });
            menu.addAction(tr("Next read of %1").arg(name), this, [this, word] { goToWord(*word, false); });
        }
        menu.addSeparator();
    }
    for (const char *name : {"dataflow.zoom.in", "dataflow.zoom.out", "dataflow.zoom.fit"}) {
        add(name);
    }
    menu.addSeparator();
    for (const char *name : {"dataflow.copy.picture", "dataflow.copy.values"}) {
        add(name);
    }
    menu.addAction(tr("Export figure or values\u2026"), this, &View::askToExport);
    menu.exec(global);
}

} // namespace vsq
