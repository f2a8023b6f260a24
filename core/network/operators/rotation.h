// SPDX-License-Identifier: GPL-3.0-or-later
// Rotary position embeddings (arXiv 2104.09864) in elementary operators.
#pragma once

#include "core/network/operators/expansion.h"

namespace vsq {

struct Rotation {
    std::string cosines; ///< broadcast to [B, N, S, width / 2]
    std::string sines;
    std::int64_t width = 0;   ///< elements of a head that are rotated, the first ones
    std::int64_t size = 0;    ///< of a head
    bool interleaved = false; ///< pairs lie side by side, not half a width apart
};

/// x [B, N, S, size] rotated.
std::string rotated(Expansion &e, const std::string &x, const Rotation &rotation);

/// Rows of a table [positions, width / 2] for positions [B, S] (as [B, 1, S, width / 2]) or [S].
std::string rowsAt(Expansion &e, const std::string &table, const std::string &positions, bool ofBatch);

} // namespace vsq
