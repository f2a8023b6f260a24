// SPDX-License-Identifier: GPL-3.0-or-later
// Indices that come as data: from the front or from the end, and always checked.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

/// The index from the front; throws Error when outside -size..size-1.
inline std::int64_t wrapped(const Call &call, std::int64_t index, std::int64_t size)
{
    const std::int64_t result = index < 0 ? index + size : index;
    if (result < 0 || result >= size) {
        throw call.error("index", "-" + std::to_string(size) + " to " + std::to_string(size - 1), std::to_string(index));
    }
    return result;
}

/// Where the tuple of indices points, in pieces of the trailing dimensions.
inline std::int64_t pieceAt(const Call &call, const std::int64_t *tuple, std::size_t length, const Shape &shape, std::size_t from)
{
    std::int64_t at = 0;
    for (std::size_t i = 0; i < length; ++i) {
        at = at * shape[from + i] + wrapped(call, tuple[i], shape[from + i]);
    }
    return at;
}

} // namespace vsq
