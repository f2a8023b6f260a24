// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/packedproduct.h"

namespace vsq {

ProductSums multiply(const Operands &operands, const ChipConfig &config, const EngineOptions &options)
{
    validate(operands);
    const Isa isa = resolve(options.isa);
    const PackedWeights a(operands.a, operands.mode, isa, options.stop);
    const PackedActivations b(operands.b, operands.mode, isa, options.stop);
    ProductSums result;
    result.sums.resize(static_cast<std::size_t>(operands.m() * operands.n()));
    result.saturations = multiplyToSums(a, b, config, options, SumLayout::RowsOfA, result.sums.data());
    return result;
}

} // namespace vsq
