// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace vsq {

/// 1.5 * 2^23: adding it to a binary32 number of magnitude below 2^22, and taking it away, rounds to the nearest integer, ties to
/// even.
inline constexpr float kRounder = 12582912.0F;

} // namespace vsq
