// SPDX-License-Identifier: GPL-3.0-or-later
// The three datapath modes of the accelerator (JSSC Fig. 7) and what each makes of a buffer word.
#pragma once

#include <cstdint>
#include <string_view>

namespace vsq {

enum class Mode : std::uint8_t { Int8, Int4, Vsq };

/// Elements of a vector, VS: 32 in Int8, 64 in Int4 and Vsq.
constexpr int vectorSize(Mode mode)
{
    return mode == Mode::Int8 ? 32 : 64;
}

/// "int8", "int4", "vsq".
std::string_view nameOf(Mode mode);
/// Throws Error for another name.
Mode modeFromName(std::string_view name);

} // namespace vsq
