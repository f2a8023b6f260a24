// SPDX-License-Identifier: GPL-3.0-or-later
// The items of a data set in a seeded random order: what looks at the first of them alone then sees all classes.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>

namespace vsq {

/// Items are read from the original when they are asked for, nothing is copied before.
Dataset shuffled(const Dataset &data, std::uint64_t seed);

/// Items begin .. end-1 as a data set of their own.
Dataset itemRange(const Dataset &data, std::int64_t begin, std::int64_t end);

} // namespace vsq
