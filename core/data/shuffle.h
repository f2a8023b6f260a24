// SPDX-License-Identifier: GPL-3.0-or-later
// The items of a data set in a seeded random order: what looks at the first of them alone then sees all classes.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <vector>

namespace vsq {

/// Items are read from the original when they are asked for, nothing is copied before.
Dataset shuffled(const Dataset &data, std::uint64_t seed);

/// The items with these numbers, in this order.
Dataset pickedItems(const Dataset &data, std::vector<std::int64_t> items);

/// Items begin .. end-1 as a data set of their own.
Dataset itemRange(const Dataset &data, std::int64_t begin, std::int64_t end);

} // namespace vsq
