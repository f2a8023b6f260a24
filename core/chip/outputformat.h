// SPDX-License-Identifier: GPL-3.0-or-later
// What the post-processing unit makes of a product's sums (spec section 6).
#pragma once

#include "core/chip/mode.h"

#include <cstdint>
#include <string_view>

namespace vsq {

enum class OutputFormat : std::uint8_t {
    Sums,       ///< no post-processing: the 24-bit sums themselves leave the chip
    Int8,       ///< one static scale for the tensor
    Int4,       ///< one static scale for the tensor
    Vsq,        ///< INT4 codes, a scale for 64 consecutive features
    Int8Vector, ///< INT8 codes, a scale for 32 consecutive features (A-14)
    Softmax,    ///< the approximate softmax along the features, U(1,7); leaves by its own port (spec section 7)
};

/// What a product in that mode takes as its activations.
constexpr OutputFormat outputFor(Mode consumer)
{
    return consumer == Mode::Vsq ? OutputFormat::Vsq : consumer == Mode::Int4 ? OutputFormat::Int4 : OutputFormat::Int8;
}

/// Features that share a scale: 64 (Vsq), 32 (Int8Vector), else 0.
constexpr int outputVectorSize(OutputFormat format)
{
    return format == OutputFormat::Vsq ? 64 : format == OutputFormat::Int8Vector ? 32 : 0;
}

/// Codes in a 128-bit output word: 32 of 4 bits or 16 of 8; 0 for Sums and Softmax.
constexpr int codesPerOutputWord(OutputFormat format)
{
    switch (format) {
    case OutputFormat::Int4:
    case OutputFormat::Vsq: return 32;
    case OutputFormat::Int8:
    case OutputFormat::Int8Vector: return 16;
    case OutputFormat::Sums:
    case OutputFormat::Softmax: break;
    }
    return 0;
}

/// "sums", "int8", "int4", "vsq", "int8-vector", "softmax".
std::string_view nameOf(OutputFormat format);
/// Throws Error for another name.
OutputFormat outputFormatFromName(std::string_view name);

} // namespace vsq
