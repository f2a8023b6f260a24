// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of how good a network's answers are.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace vsq {

/// Top1, Top5: the label is (among) the largest. F1: of class 1 where there are two classes (as GLUE counts it), else the
/// mean over the classes. Spearman, Pearson: correlation of the network's one output with the label, a real number.
enum class Metric : std::uint8_t { Top1, Top5, F1, Spearman, Pearson };

/// "top1", "top5", "f1", "spearman", "pearson".
std::string_view nameOf(Metric metric);
/// Throws Error for another name.
Metric metricFromName(std::string_view name);
/// Whether labels are real numbers and not classes.
bool isRegression(Metric metric);

struct Accuracy {
    std::int64_t correct = 0;
    std::int64_t count = 0;
    [[nodiscard]] double value() const { return count == 0 ? 0.0 : static_cast<double>(correct) / static_cast<double>(count); }
    /// 95 % Wilson score interval (E. B. Wilson, JASA 1927).
    [[nodiscard]] std::array<double, 2> interval() const;
};

/// What a network said of one item.
struct Prediction {
    std::int64_t best = -1; ///< index of the largest output, the first of several; -1 where all are NaN
    std::int64_t rank = 0;  ///< outputs that stand before the label's; 0: the label is the answer
    float value = 0.0F;     ///< the first output
};

/// 2 TP / (2 TP + FP + FN) of class 1 where classes is 2, else its mean over the classes that occur in labels or answers.
/// 0 where nothing occurs.
double f1Score(std::span<const Prediction> predictions, std::span<const std::int64_t> labels, std::int64_t classes);
/// Pearson's r; 0 where a side does not vary.
double pearson(std::span<const double> x, std::span<const double> y);
/// Pearson's r of the ranks, equal values sharing the mean of theirs.
double spearman(std::span<const double> x, std::span<const double> y);

} // namespace vsq
