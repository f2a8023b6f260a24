// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector computes beside the GUI thread: errors of the operands, a word's accesses.
#include "views/inspector/inspectorview.h"

#include "views/workspace/jobqueue.h"
#include "views/workspace/layerchip.h"
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

} // namespace vsq
