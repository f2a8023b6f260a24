// SPDX-License-Identifier: GPL-3.0-or-later
// How much a figure can be trusted: every energy, clock and density carries it to wherever it is shown.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace vsq {

/// In the order of falling certainty.
enum class Origin : std::uint8_t {
    Published, ///< a number of the publication itself
    Derived,   ///< calculated or interpolated from published numbers and counted events
    Assumed,   ///< rests on one of our assumptions (A-n), which is a setting
};

/// "published", "derived", "assumed".
std::string_view nameOf(Origin origin);

/// A result is no more certain than the least certain of what it was made of.
constexpr Origin weakest(Origin a, Origin b)
{
    return std::max(a, b);
}

struct Figure {
    double value = 0.0;
    Origin origin = Origin::Derived;
    bool operator==(const Figure &) const = default;
};

constexpr Figure operator+(const Figure &a, const Figure &b)
{
    return {a.value + b.value, a.value == 0.0 ? b.origin : b.value == 0.0 ? a.origin : weakest(a.origin, b.origin)};
}

} // namespace vsq
