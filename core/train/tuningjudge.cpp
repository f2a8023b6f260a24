// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuningjudge.h"

#include "core/study/classifier.h"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace vsq {

Judgement TuningJudge::judge(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, const BackendOptions &options,
                             const JobContext &job)
{
    askTeacher(job);
    BackendOptions backend = options;
    backend.engine.stop = job.stop;
    const PreparedNetwork prepared = prepareNetwork(graph, fidelity, std::move(backend));
    std::mutex mutex;
    std::map<std::int64_t, double> losses; // of batches; added up in the items' order, whoever was first
    const auto take = [&](std::int64_t begin, std::int64_t end, const Tensor &output) {
        const auto items = static_cast<std::size_t>(end - begin);
        const auto teacher = m_answers.find(begin);
        const Loss loss = crossEntropy(output, {m_data.labels.data() + begin, items}, m_loss,
                                       teacher == m_answers.end() ? nullptr : &teacher->second);
        const std::lock_guard lock(mutex);
        losses[begin] = loss.value * static_cast<double>(items);
    };
    const Classifier::Answers answers = Classifier(prepared.graph).predict(m_data, *prepared.backend, job, take);
    const auto right = std::count_if(answers.items.begin(), answers.items.end(), [](const Prediction &p) { return p.rank == 0; });
    const double sum = std::accumulate(losses.begin(), losses.end(), 0.0,
                                       [](double before, const auto &batch) { return before + batch.second; });
    return {.accuracy = {.correct = right, .count = m_data.size()}, .loss = sum / static_cast<double>(m_data.size())};
}

void TuningJudge::askTeacher(const JobContext &job)
{
    if (m_loss.distillation <= 0.0 || !m_answers.empty()) {
        return;
    }
    std::map<std::int64_t, Tensor> answers;
    std::mutex mutex;
    const auto keep = [&](std::int64_t begin, std::int64_t, const Tensor &output) {
        const std::lock_guard lock(mutex);
        answers.emplace(begin, output);
    };
    const auto backend = makeBackend(Fidelity::Float, {});
    static_cast<void>(Classifier(m_teacher).predict(m_data, *backend, job, keep));
    m_answers = std::move(answers);
}

} // namespace vsq
