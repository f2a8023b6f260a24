// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/baselinechip.h"

#include "core/layer/layerplan.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layeropening.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <utility>

namespace vsq {

BaselineChip::BaselineChip(Workspace *workspace, RunList *runs) : QObject(runs), m_workspace(workspace), m_runs(runs)
{
    connect(workspace, &Workspace::layerOpened, this, &BaselineChip::forgetOld);
    connect(workspace, &Workspace::networkChanged, this, &BaselineChip::forgetOld);
    connect(runs, &RunList::changed, this, &BaselineChip::forgetOld);
}

BaselineChip::Key BaselineChip::key() const
{
    const auto data = m_workspace->layerData();
    if (!data || !data->operands || !m_runs->isOfOpenNetwork()) {
        return {};
    }
    const KeptRun &run = *m_runs->baselineRun();
    return {data, run.format, run.layerFormats, nextFormat(data->layer, run.format, run.layerFormats), run.chip};
}

void BaselineChip::forgetOld()
{
    Key now = key();
    if (now == m_key) {
        return;
    }
    m_key = std::move(now);
    m_workspace->jobs()->cancel(m_job);
    m_chip.reset();
    m_made = false;
    Q_EMIT changed();
}

void BaselineChip::want()
{
    forgetOld();
    if (m_made || m_workspace->jobs()->isRunning(m_job)) {
        return;
    }
    if (!m_key.data) {
        m_made = true;
        return;
    }
    auto made = std::make_shared<std::shared_ptr<const OpenedChip>>();
    m_job = m_workspace->jobs()->start(
        tr("Running to %1 as the baseline does").arg(QString::fromStdString(m_key.data->layer.name)),
        [made, graph = m_workspace->graph(), key = m_key,
         opening = openingIn(*m_workspace, *m_runs->baselineRun())](const JobContext &job) {
            const auto data = std::make_shared<const LayerData>(opening.open(job));
            if (!data->operands) {
                return;
            }
            ChipProgram program = programOf(graph, *data, key.config, key.next);
            job.check();
            *made = std::make_shared<const OpenedChip>(data, key.config, std::move(program), biasOf(graph, *data, key.config));
        },
        [this, made] {
            m_made = true;
            m_chip = *made;
            Q_EMIT changed();
        },
        [this](const QString &) { m_made = true; }); // a chip that cannot run the layer has nothing to show beside it
}

} // namespace vsq
