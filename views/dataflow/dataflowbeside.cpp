// SPDX-License-Identifier: GPL-3.0-or-later
// DataflowView: how the open layer differs from the baseline, in numbers above the chip and in the collector's sums.
#include "views/dataflow/dataflowview.h"

#include "core/layer/sumsbeside.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/layerbar.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/measuretext.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <QAction>

namespace vsq {

void DataflowView::takeBaseline()
{
    const RunList &runs = *m_workspace->runs();
    const int layer = m_workspace->layerData() ? m_workspace->openedLayer() : -1;
    const ComparedLayer *compared = runs.compared(layer);
    showBeside();
    if (compared == nullptr) {
        m_layerBar->setBaseline({}, {});
        return;
    }
    QStringList said;
    for (const LayerMeasure measure : kLayerMeasures) {
        if (const QString beside = besideBaseline(runs, layer, measure); !beside.isEmpty()) {
            said.append(tr("%1: %2").arg(titleOf(measure), beside));
        }
    }
    const double difference = compared->difference(LayerMeasure::Cycles).value_or(0.0);
    const double now = compared->nowOf(LayerMeasure::Cycles).value_or(0.0);
    m_layerBar->setBaseline(!compared->before ? tr("not in the baseline")
                            : difference != 0.0
                                ? tr("\u0394 %1 cycles").arg(differenceText(LayerMeasure::Cycles, difference, now))
                                : QString(), // there is little room, and the tooltip has it
                            said.join(QLatin1Char('\n')));
}

void DataflowView::showBeside()
{
    const RunList &runs = *m_workspace->runs();
    const auto layer = m_workspace->layerData();
    const bool any = layer && layer->operands && runs.isOfOpenNetwork();
    m_beside->setEnabled(any);
    if (!any || !m_beside->isChecked() || !m_shown) {
        m_canvas->setBeside(nullptr);
        return;
    }
    runs.chip()->want();
    const auto chip = runs.chip()->chip();
    const auto sums = chip ? sumsBeside(*m_shown, *layer, *chip) : std::nullopt;
    m_canvas->setBeside(sums ? std::make_shared<const CollectorSums>(*sums) : nullptr);
    if (chip && !sums) {
        m_layerBar->setRemark(
            tr("%1 adds vectors of another length: no sum stands beside another").arg(runs.baselineRun()->name));
    }
}

} // namespace vsq
