// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/score.h"

#include <algorithm>

namespace vsq {

namespace {

bool isRight(const Prediction &answer, Metric metric)
{
    constexpr std::int64_t kTop = 5;
    return answer.rank < (metric == Metric::Top5 ? kTop : 1);
}

} // namespace

bool countsRight(Metric metric)
{
    return metric == Metric::Top1 || metric == Metric::Top5;
}

std::vector<std::uint8_t> rightAnswers(const std::vector<Prediction> &answers, Metric metric)
{
    std::vector<std::uint8_t> flags;
    if (countsRight(metric)) {
        flags.resize(answers.size());
        std::transform(answers.begin(), answers.end(), flags.begin(),
                       [metric](const Prediction &answer) { return isRight(answer, metric) ? 1 : 0; });
    }
    return flags;
}

double scoreOf(const std::vector<Prediction> &answers, const Dataset &data, Metric metric, std::int64_t classes,
               std::span<const std::size_t> items)
{
    if (isRegression(metric)) {
        std::vector<double> values(items.size());
        std::vector<double> targets(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            values[i] = double{answers[items[i]].value};
            targets[i] = data.targets[items[i]];
        }
        return metric == Metric::Pearson ? pearson(values, targets) : spearman(values, targets);
    }
    if (metric == Metric::F1) {
        std::vector<Prediction> some(items.size());
        std::vector<std::int64_t> labels(items.size());
        for (std::size_t i = 0; i < items.size(); ++i) {
            some[i] = answers[items[i]];
            labels[i] = data.labels[items[i]];
        }
        return f1Score(some, labels, classes);
    }
    const auto right = std::count_if(items.begin(), items.end(),
                                     [&](std::size_t item) { return isRight(answers[item], metric); });
    return items.empty() ? 0.0 : static_cast<double>(right) / static_cast<double>(items.size());
}

} // namespace vsq
