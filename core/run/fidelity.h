// SPDX-License-Identifier: GPL-3.0-or-later
// How faithfully a network is run: in FP32, as codes times scales in FP32, or with the accelerator's integers.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>
#include <string_view>

namespace vsq {

enum class Fidelity : std::uint8_t { Float, Quantized, Chip };

/// "float", "quantized", "chip".
std::string_view nameOf(Fidelity fidelity);
/// Throws Error for another name.
Fidelity fidelityFromName(std::string_view name);

/// Chip where the format is one of the chip's, else Quantized.
Fidelity defaultFidelity(const NumberFormat &format);

} // namespace vsq
