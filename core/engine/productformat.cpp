// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/productformat.h"

#include "core/base/error.h"

#include <fmt/format.h>

namespace vsq {

namespace {

void require(bool holds, const char *item, const char *expected, int found)
{
    if (!holds) {
        throw Error({{}, item}, "integer product", expected, std::to_string(found));
    }
}

} // namespace

ProductFormat productFormat(Mode mode)
{
    switch (mode) {
    case Mode::Int8: return {.bitsA = 8, .bitsB = 8, .vectorSize = 32, .scaleBitsA = 0, .scaleBitsB = 0};
    case Mode::Int4: return {.scaleBitsA = 0, .scaleBitsB = 0};
    case Mode::Vsq: break;
    }
    return {};
}

bool runsOnIntegers(const OperandFormat &weights, const OperandFormat &activations)
{
    if (!weights.isTwoLevel() || !activations.isTwoLevel()) {
        return false;
    }
    const bool vectors = weights.granularity == Granularity::Vector;
    if (vectors != (activations.granularity == Granularity::Vector)) {
        return false;
    }
    const auto scaleBits = [](int bits) { return bits >= 2 && bits <= 8; };
    return !vectors
           || (weights.vectorSize == activations.vectorSize && weights.vectorSize % 16 == 0 && weights.vectorSize <= 128
               && scaleBits(weights.scaleBits) && scaleBits(activations.scaleBits));
}

ProductFormat productFormat(const OperandFormat &weights, const OperandFormat &activations)
{
    if (!runsOnIntegers(weights, activations)) {
        throw Error({}, "number format for integer products",
                    "scales a vector on both sides or on none, of 2..8 integer bits, vectors of 16, 32, 64 or 128",
                    describe({.weights = weights, .activations = activations, .calibration = {}, .preparation = {}}));
    }
    const bool vectors = weights.granularity == Granularity::Vector;
    ProductFormat format;
    format.bitsA = weights.bits;
    format.bitsB = activations.bits;
    format.unsignedA = weights.isUnsigned;
    format.unsignedB = activations.isUnsigned;
    // Without scales a vector only says how many products meet before each saturating addition, as on the chip.
    format.vectorSize = vectors ? weights.vectorSize : (weights.bits > 4 || activations.bits > 4 ? 32 : 64);
    format.scaleBitsA = vectors ? weights.scaleBits : 0;
    format.scaleBitsB = vectors ? activations.scaleBits : 0;
    validate(format);
    return format;
}

void validate(const ProductFormat &format)
{
    require(format.bitsA >= 2 && format.bitsA <= 8, "weight-bits", "2..8", format.bitsA);
    require(format.bitsB >= 2 && format.bitsB <= 8, "activation-bits", "2..8", format.bitsB);
    require(format.vectorSize >= 16 && format.vectorSize <= 128 && format.vectorSize % 16 == 0, "vector", "16, 32, 64 or 128",
            format.vectorSize);
    require(format.scaleBitsA == 0 || (format.scaleBitsA >= 2 && format.scaleBitsA <= 8), "scale-bits", "2..8",
            format.scaleBitsA);
    require(format.scaleBitsB == 0 || (format.scaleBitsB >= 2 && format.scaleBitsB <= 8), "scale-bits", "2..8",
            format.scaleBitsB);
    require((format.scaleBitsA == 0) == (format.scaleBitsB == 0), "scale-bits", "scales on both sides or on none",
            format.scaleBitsB);
    require(format.sumBits >= 16 && format.sumBits <= 30, "sum bits", "16..30", format.sumBits);
}

} // namespace vsq
