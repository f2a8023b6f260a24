// SPDX-License-Identifier: GPL-3.0-or-later
// The question between two pieces of work, each of which takes a millisecond or so.
#pragma once

#include "core/base/error.h"

#include <stop_token>

namespace vsq {

/// Throws Cancelled when asked to stop. In a parallel loop that ends the other pieces too.
inline void throwIfStopped(const std::stop_token &stop)
{
    if (stop.stop_requested()) {
        throw Cancelled();
    }
}

} // namespace vsq
