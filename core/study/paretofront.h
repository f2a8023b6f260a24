// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several choices no other beats.
#pragma once

#include <cstddef>
#include <vector>

namespace vsq {

/// Indices of the points that no other beats: none is at most as dear and at least as good, and better in one of both. Cheapest
/// first; of equal points the first.
std::vector<std::size_t> paretoFront(const std::vector<double> &costs, const std::vector<double> &values);

} // namespace vsq
