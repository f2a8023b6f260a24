// SPDX-License-Identifier: GPL-3.0-or-later
// A network's answers scored by a metric: of all items, or of some with repetitions.
#pragma once

#include "core/data/dataset.h"
#include "core/data/metric.h"

#include <cstddef>
#include <span>
#include <vector>

namespace vsq {

/// Whether the metric counts right answers: top-1 and top-5.
bool countsRight(Metric metric);

/// 1 for each item whose label is among the answers that the metric looks at; empty for metrics that count none.
std::vector<std::uint8_t> rightAnswers(const std::vector<Prediction> &answers, Metric metric);

/// By the metric, of the items with these numbers.
double scoreOf(const std::vector<Prediction> &answers, const Dataset &data, Metric metric, std::int64_t classes,
               std::span<const std::size_t> items);

} // namespace vsq
