// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/layerchip.h"

#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

namespace vsq {

LayerChip::LayerChip(Workspace *workspace) : QObject(workspace), m_workspace(workspace)
{
    for (const auto signal : {&Workspace::layerOpened, &Workspace::chipConfigChanged, &Workspace::formatsChanged}) {
        connect(workspace, signal, this, &LayerChip::forgetOld);
    }
}

LayerChip::Key LayerChip::key() const
{
    const auto data = m_workspace->layerData();
    ChipConfig config = m_workspace->chipConfig();
    config.voltage = ChipConfig().voltage; // nothing of the schedule depends on it
    return data ? Key{data, config, m_workspace->nextFormat(m_workspace->openedLayer())} : Key{};
}

void LayerChip::forgetOld()
{
    Key now = key();
    if (now == m_key) {
        return;
    }
    m_key = std::move(now);
    m_workspace->jobs()->cancel(m_job);
    m_chip.reset();
    m_problem.clear();
    m_made = false;
    Q_EMIT changed();
}

void LayerChip::want()
{
    forgetOld();
    if (m_made || m_workspace->jobs()->isRunning(m_job)) {
        return;
    }
    if (!m_key.data || !m_key.data->operands) {
        m_made = true;
        return;
    }
    auto made = std::make_shared<std::shared_ptr<const OpenedChip>>();
    m_job = m_workspace->jobs()->start(
        tr("Laying out %1 on the chip").arg(QString::fromStdString(m_key.data->layer.name)),
        [made, graph = m_workspace->graph(), key = m_key](const JobContext &job) {
            ChipProgram program = programOf(graph, *key.data, key.config, key.next);
            job.check();
            *made = std::make_shared<const OpenedChip>(key.data, key.config, std::move(program),
                                                       biasOf(graph, *key.data, key.config));
        },
        [this, made] {
            m_made = true;
            m_chip = *made;
            Q_EMIT changed();
        },
        [this](const QString &error) {
            m_made = true;
            m_problem = error;
            Q_EMIT changed();
        });
}

} // namespace vsq
