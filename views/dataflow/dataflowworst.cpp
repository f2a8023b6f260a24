// SPDX-License-Identifier: GPL-3.0-or-later
// DataflowView: to where the open layer's product is furthest from FP32.
#include "views/dataflow/dataflowview.h"

#include "core/layer/worsterror.h"
#include "views/dataflow/layerbar.h"
#include "views/theme/number.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/navigator.h"
#include "views/workspace/workspace.h"

namespace vsq {

namespace {

const QString kWorstTopic = QStringLiteral("worst");

} // namespace

void DataflowView::goToWorstError()
{
    Q_EMIT raiseWanted();
    m_workspace->layerChip()->want();
    const auto chip = m_workspace->layerChip()->chip();
    m_workspace->jobs()->cancel(m_worstJob);
    m_workspace->withdrawMessages(kWorstTopic);
    if (!chip) {
        const QString &problem = m_workspace->layerChip()->problem();
        const bool isComing = problem.isEmpty() && m_workspace->layerData() && m_workspace->layerData()->operands;
        m_layerBar->setRemark(!problem.isEmpty() ? problem : isComing ? tr("laying the layer out") : tr("no layer is laid out"));
        if (isComing) { // asked a moment too early
            connect(m_workspace->layerChip(), &LayerChip::changed, this, &DataflowView::goToWorstError, Qt::SingleShotConnection);
        }
        return;
    }
    auto worst = std::make_shared<WorstError>();
    m_worstJob = m_workspace->jobs()->start(
        tr("Looking for the worst error"), [worst, chip](const JobContext &job) { *worst = worstError(*chip, job); },
        [this, worst, chip] {
            auto place = m_workspace->navigator()->here();
            if (!place || chip != m_workspace->layerChip()->chip()) {
                return; // another layer, or other settings
            }
            place->cycle = worst->place.cycle + 1;
            place->selection = {};
            place->selection.layer = place->layer;
            place->selection.lane = worst->place.lane;
            place->selection.entry = worst->place.entry;
            place->selection.m = worst->m;
            place->selection.n = worst->n;
            m_workspace->navigator()->goTo(*place);
            m_workspace->raiseMessage(Workspace::Severity::Information,
                                      tr("Worst error of the layer: C[%1, %2] is %3 on the chip, %4 in FP32.")
                                          .arg(number::integer(worst->m), number::integer(worst->n),
                                               number::significant(worst->value, 5), number::significant(worst->exact, 5)),
                                      {}, kWorstTopic);
        },
        [this](const QString &error) { m_layerBar->setRemark(error); });
}

} // namespace vsq
