// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats: how many bits a code has and who shares a scale (VS-Quant, arXiv 2102.04503, sections 3 and 4).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

/// Who shares one scale. Activations have no channels along which the hardware could hold scales, so Channel means one
/// scale for the whole tensor there (VS-Quant section 3).
enum class Granularity : std::uint8_t { Vector, Channel, Tensor };

/// How the largest representable magnitude is chosen from data.
struct Calibration {
    enum class Method : std::uint8_t { Max, Percentile, Entropy, Mse, Octav };
    Method method = Method::Max;
    double percentile = 99.99; ///< for Method::Percentile, in percent
    bool operator==(const Calibration &) const = default;
};

/// Format of one operand of a matrix product.
struct OperandFormat {
    int bits = 4;        ///< 2..8; codes -(2^(bits-1)-1) .. 2^(bits-1)-1
    int vectorSize = 64; ///< elements along K that share a scale (Granularity::Vector)
    int scaleBits = 8;   ///< 3..10 integer scale bits; 0: scales stay real ("fp")
    Granularity granularity = Granularity::Vector;
    bool isUnsigned = false; ///< A-5: codes 0 .. 2^bits-1; software-only formats
    bool operator==(const OperandFormat &) const = default;
};

/// A whole number format: weights are operand A, activations operand B (spec: C = A B^T).
struct NumberFormat {
    OperandFormat weights;
    OperandFormat activations;
    Calibration calibration;
    bool operator==(const NumberFormat &) const = default;
};

/// The chip's three modes as formats: "vsq" (4 bits, V=64, 8-bit scales), "int4", "int8" (one scale a weight row, one
/// for all activations). Throws Error for another name.
NumberFormat namedFormat(std::string_view name);
/// "vsq", "int4", "int8" where the format is exactly one of the chip's, else empty.
std::string nameOf(const NumberFormat &format);
/// One line for people: "W4 A8 V16 S8 per-vector, max".
std::string describe(const NumberFormat &format);

} // namespace vsq
