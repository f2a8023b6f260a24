// SPDX-License-Identifier: GPL-3.0-or-later
// A data set in two: items to learn from and items that only judge.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>

namespace vsq {

struct HeldOut {
    Dataset training;
    Dataset validation;
};

/// Of each class the same share, at least one item where the class has two, drawn with the seed; both parts in the data's
/// order. share in (0, 1). Throws Error where a part would be empty.
HeldOut holdOut(const Dataset &data, double share, std::uint64_t seed);

} // namespace vsq
