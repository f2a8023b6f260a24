// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/format.h"

#include <array>

namespace vsq {

namespace {

/// Bits of one block's scale.
int scaleBitsOf(const OperandFormat &format)
{
    switch (format.scale) {
    case ScaleType::TwoLevel: break;
    case ScaleType::PowerOfTwo:
    case ScaleType::TensorE4M3:
    case ScaleType::E4M3: return 8;
    case ScaleType::Half: return 16;
    case ScaleType::Float: return 32;
    }
    return format.granularity != Granularity::Vector ? 0 : format.scaleBits == 0 ? 32 : format.scaleBits;
}

} // namespace

double bitsPerElement(const OperandFormat &format)
{
    return format.bits + static_cast<double>(scaleBitsOf(format)) / format.vectorSize;
}

OperandFormat twoLevelFormat(int bits, Granularity granularity, int vectorSize, int scaleBits, bool isUnsigned)
{
    const bool vectors = granularity == Granularity::Vector;
    return {.bits = bits,
            .vectorSize = vectors    ? vectorSize
                          : bits > 4 ? 32
                                     : 64,
            .scaleBits = vectors ? scaleBits : 0,
            .granularity = granularity,
            .isUnsigned = isUnsigned};
}

std::string_view chipModeName(const NumberFormat &format)
{
    OperandFormat weights = format.weights;
    OperandFormat activations = format.activations;
    weights.search = activations.search = ScaleSearch::None;
    for (const std::string_view name : {"vsq", "int4", "int8"}) {
        const OperandFormat chips = namedOperand(name);
        if (weights == chips && activations == chips) {
            return name;
        }
    }
    return {};
}

} // namespace vsq
