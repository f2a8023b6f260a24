// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes on a cache line's boundary, so that no vector load crosses two.
#pragma once

#include "core/base/blockpool.h"

#include <cstdint>

namespace vsq {

/// Uninitialised.
using AlignedBytes = BlockArray<std::uint8_t>;

} // namespace vsq
