// SPDX-License-Identifier: GPL-3.0-or-later
// Cross entropy of a network's first output with labels, mixed with the distance from a teacher's answers, and its gradient.
#pragma once

#include "core/network/graph.h"

#include <cstdint>
#include <optional>
#include <span>

namespace vsq {

/// What the first output holds: logits, or what a Softmax, LogSoftmax or Sigmoid at the end made of them.
enum class AnswerKind : std::uint8_t { Logits, Probabilities, LogProbabilities };
AnswerKind answerKindOf(const Graph &graph);

struct LossOptions {
    AnswerKind kind = AnswerKind::Logits;
    double labelSmoothing = 0.0;
    double distillation = 0.0; ///< w: (1 - w) cross entropy + w T^2 KL(teacher || network at temperature T)
    double temperature = 2.0;
};

struct Loss {
    double value = 0.0; ///< mean over the items
    Tensor gradient;    ///< of it by the output, the output's shape
    std::int64_t right = 0;
};

/// Values an item of an output; throws Error where it is no [items, classes] (or [items], [items, 1]: two classes, class 1 above
/// 0).
std::int64_t valuesAnItem(const Graph &graph, const Tensor &output, std::int64_t items);

/// labels: one for each item, within the classes. teacher: the output of the network that is imitated.
Loss crossEntropy(const Tensor &output, std::span<const std::int64_t> labels, const LossOptions &options,
                  const Tensor *teacher = nullptr);

} // namespace vsq
