// SPDX-License-Identifier: GPL-3.0-or-later
// What a number format is: element x block x scale type x scale rule x tie, and what is done before quantizing. Names, texts and
// ranges: core/quantize/formatnames.h, formattext.h, formatjson.h.
#pragma once

#include "core/quantize/preparation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

/// Who shares one scale. Activations have no channels along which the hardware could hold scales, so Channel means one
/// scale for the whole tensor there (VS-Quant section 3).
enum class Granularity : std::uint8_t { Vector, Channel, Tensor };

/// What a code stands for before its scale (core/quantize/element.h).
enum class Element : std::uint8_t {
    Integer, ///< of `bits`, symmetric unless the scale rule says otherwise
    E2M1,
    E2M3,
    E3M2,
    E4M3,
    E5M2,
    Nf4,      ///< the 16 levels of QLoRA's NormalFloat (arXiv 2305.14314)
    E2M1OrInt ///< each block is E2M1 or 4-bit integers of the same range (arXiv 2603.28765)
};

/// How a block's scale is held.
enum class ScaleType : std::uint8_t {
    /// VS-Quant's two levels: integers of `scaleBits` in units of a binary32 gamma a row or tensor; binary32 itself where
    /// scaleBits is 0 or the granularity has no vectors.
    TwoLevel,
    PowerOfTwo, ///< E8M0
    TensorE4M3, ///< E4M3, and one binary32 a tensor
    E4M3,       ///< without that
    Half,       ///< binary16
    Float       ///< binary32
};

/// Which scale a block gets, beyond what its type says. The order of operations stands in each format's file.
enum class ScaleRule : std::uint8_t {
    Nearest,   ///< the maximum over the largest element, rounded to the scale type
    Floor,     ///< MX: floor(log2 a) - emax (OCP Microscaling 1.0)
    Even,      ///< MX: a rounded to the element's mantissa first (AMD Quark)
    Ceil,      ///< MX: ceil(log2 a) - emax
    Rceil,     ///< MX: ceil(log2(a / max)) (NVIDIA's round-up)
    Divided,   ///< NVFP4 by divisions, with a smallest scale (torchao)
    HalfUp,    ///< rounded half up (ggml)
    FourOrSix, ///< the maximum becomes 4 or 6, whichever errs less (arXiv 2512.02010)
    SignedMax  ///< the value of largest magnitude becomes -2^(bits-1) (ggml's q4_0)
};

/// What becomes of a value in the middle between two codes.
enum class Tie : std::uint8_t { Even, TowardZero, HalfUp, AwayFromZero, Lower };

/// Whether a vector's integer scale is the nearest of its maximum's, or the one with the least squared error.
enum class ScaleSearch : std::uint8_t { None, Mse };

/// How the largest representable magnitude is chosen from data.
struct Calibration {
    enum class Method : std::uint8_t { Max, Percentile, Entropy, Mse, Octav };
    Method method = Method::Max;
    double percentile = 99.99; ///< for Method::Percentile, in percent
    bool operator==(const Calibration &) const = default;
};

/// Format of one operand of a matrix product.
struct OperandFormat {
    int bits = 4;        ///< 2..8 of a code, sign included; integers are -(2^(bits-1)-1) .. 2^(bits-1)-1
    int vectorSize = 64; ///< elements along K that share a scale: the block (Granularity::Vector)
    int scaleBits = 8;   ///< ScaleType::TwoLevel: 3..10 integer scale bits; 0: scales stay real ("fp")
    Granularity granularity = Granularity::Vector;
    bool isUnsigned = false; ///< A-5: codes 0 .. 2^bits-1; software-only formats
    Element element = Element::Integer;
    ScaleType scale = ScaleType::TwoLevel;
    ScaleRule rule = ScaleRule::Nearest;
    Tie tie = Tie::Even;
    ScaleSearch search = ScaleSearch::None; ///< integer scales of vectors only
    bool operator==(const OperandFormat &) const = default;

    /// Integers with VS-Quant's scales: the chip's formats and the free ones beside them. All others are blocks of
    /// core/quantize/blockformat.h: host arithmetic on dequantized values.
    [[nodiscard]] bool isTwoLevel() const { return scale == ScaleType::TwoLevel; }
    /// Scales are integers in units of a gamma.
    [[nodiscard]] bool hasIntegerScales() const { return isTwoLevel() && granularity == Granularity::Vector && scaleBits > 0; }
};

/// A whole number format: weights are operand A, activations operand B (spec: C = A B^T).
struct NumberFormat {
    OperandFormat weights;
    OperandFormat activations;
    Calibration calibration; ///< two-level formats only
    Preparation preparation; ///< of both operands
    bool operator==(const NumberFormat &) const = default;
};

/// Bits that an element costs in storage, its share of the block's scale included; scales a row or a tensor are not counted.
double bitsPerElement(const OperandFormat &format);

/// Integers with VS-Quant's scales, fields that mean nothing with the chip's values, so that equal formats compare equal.
/// scaleBits 0: real.
OperandFormat twoLevelFormat(int bits, Granularity granularity, int vectorSize, int scaleBits, bool isUnsigned = false);

/// "vsq", "int4" or "int8" where the chip multiplies the format's codes as they are: whatever found the scales (calibration,
/// search) and whatever was done before (preparation). Else empty.
std::string_view chipModeName(const NumberFormat &format);

} // namespace vsq

// Whoever has a format wants its name: the two belong together for readers, and stand apart for writers.
#include "core/quantize/formatnames.h" // IWYU pragma: export
#include "core/quantize/formattext.h"  // IWYU pragma: export
