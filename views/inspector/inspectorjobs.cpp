// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector computes beside the GUI thread: errors of the operands, a word's accesses, the operands in the baseline.
#include "views/inspector/inspectorview.h"

#include "core/layer/otherformat.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

#include <utility>

namespace vsq {

void InspectorView::takeLayer()
{
    m_layer = m_workspace->layerData();
    m_errors = {};
    m_workspace->jobs()->cancel(m_job);
    if (m_layer) {
        // Millions of values of a large layer: not on this thread.
        auto errors = std::make_shared<LayerErrors>();
        m_job = m_workspace->jobs()->start(
            tr("Comparing the operands of %1 with FP32").arg(QString::fromStdString(m_layer->layer.name)),
            [errors, layer = m_layer](const JobContext &job) {
                errors->sqnrA = operandSqnr(layer->a, layer->qa);
                job.check();
                errors->sqnrB = operandSqnr(layer->b, layer->qb);
            },
            [this, errors] {
                m_errors = *errors;
                later();
            },
            {});
    }
    takeBaseline();
    later();
}

void InspectorView::takeWord()
{
    const Selection &selection = m_workspace->selection();
    const std::shared_ptr<const OpenedChip> chip = m_workspace->layerChip()->chip();
    std::optional<Word> wanted;
    if (chip && selection.memory && selection.address >= 0 && *selection.memory != Memory::SoftmaxPort) {
        const std::int64_t bank = *selection.memory == Memory::ABuffer ? selection.lane : 0;
        wanted = Word{chip, {*selection.memory, bank, selection.address}};
    }
    if (wanted == m_word) {
        return;
    }
    m_workspace->jobs()->cancel(m_wordJob);
    m_wordTimes.reset();
    m_word = wanted;
    if (!wanted) {
        return;
    }
    auto times = std::make_shared<std::shared_ptr<const WordTimes>>();
    m_wordJob = m_workspace->jobs()->start(
        tr("Looking for a word's writes and reads"),
        [times, chip, word = wanted->word](const JobContext &) {
            *times = std::make_shared<const WordTimes>(chip->times(), word);
        },
        [this, times] {
            m_wordTimes = *times;
            later();
        },
        [](const QString &) {}); // a word that the chip, as it is set now, has not
}

void InspectorView::takeBaseline()
{
    m_workspace->jobs()->cancel(m_baselineJob);
    m_baseline.reset();
    const RunList &runs = *m_workspace->runs();
    if (!m_layer || !m_layer->operands || !runs.isOfOpenNetwork()) {
        return;
    }
    const KeptRun &run = *runs.baselineRun();
    const auto own = run.layerFormats.find(m_layer->layer.name);
    auto chip = std::make_shared<std::shared_ptr<const OpenedChip>>();
    m_baselineJob = m_workspace->jobs()->start(
        tr("Quantizing %1 as the baseline does").arg(QString::fromStdString(m_layer->layer.name)),
        [chip, layer = m_layer, format = own == run.layerFormats.end() ? run.format : own->second,
         config = run.chip](const JobContext &job) {
            auto other = inFormat(*layer, format, config);
            job.check();
            if (other && other->operands) {
                *chip = std::make_shared<const OpenedChip>(std::make_shared<const LayerData>(std::move(*other)), config);
            }
        },
        [this, chip] {
            m_baseline = *chip;
            later();
        },
        [](const QString &) {}); // a chip that cannot run the layer has nothing to show beside it
}

} // namespace vsq
