// SPDX-License-Identifier: GPL-3.0-or-later
// Short rows copied where a call of memcpy() would take longer than the copy.
#pragma once

#include <cstdint>
#include <cstring>

namespace vsq {

/// The two do not overlap.
inline void copyFloats(const float *from, std::int64_t count, float *to)
{
    constexpr std::int64_t kLine = 16;
    std::int64_t i = 0;
    for (; i + kLine <= count; i += kLine) {
        std::memcpy(to + i, from + i, kLine * sizeof(float));
    }
    for (; i < count; ++i) {
        to[i] = from[i];
    }
}

} // namespace vsq
