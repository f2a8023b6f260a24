// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/explainedvectors.h"

#include "core/chip/addressgenerator.h"
#include "core/chip/datapath.h"

namespace vsq {

namespace {

/// Scales, their product and its rounding; nothing outside Vsq.
void multiplyScales(const Operands &operands, const ChipConfig &config, std::int64_t m, std::int64_t n, ExplainedVector &v)
{
    v.scaleA = operands.a.scale(m, v.k);
    v.scaleB = operands.b.scale(n, v.k);
    v.scaleProduct = scaleProduct(static_cast<std::uint8_t>(v.scaleA), static_cast<std::uint8_t>(v.scaleB));
    v.p8 = roundedScale(v.scaleProduct, config);
}

void placeVector(const OpenedChip &chip, const ExecutedPlace &executed, ExplainedVector &v)
{
    const LayerContext &context = chip.context();
    const ProductPlace place = chip.times().product(executed.row, executed.column, v.k);
    const Subtile &subtile = context.subtile(place.subtile);
    v.cycle = place.cycle;
    v.subtile = static_cast<std::int64_t>(place.subtile);
    v.tile = subtile.firstTile + place.tile.ordinal;
    v.lane = place.lane;
    v.entry = place.entry;
    const std::int64_t pass = v.k - subtile.vectorBegin;
    v.aAddress = aAddresses(subtile, place.tile.m, context.plan().lanes).at(pass);
    v.bAddress = bAddresses(subtile, place.tile).at(pass * place.tile.columns + place.entry);
}

} // namespace

ExecutedPlace executedPlace(const OpenedChip &chip, std::int64_t m, std::int64_t n)
{
    const bool transposed = chip.context().plan().transposed;
    return {.row = transposed ? n : m, .column = chip.times().paddedColumn(transposed ? m : n)};
}

VectorChain multiplyVectors(const OpenedChip &chip, std::int64_t m, std::int64_t n)
{
    const LayerData &data = chip.data();
    const Operands &operands = *data.operands;
    const ChipConfig &config = chip.config();
    const bool vsq = operands.mode == Mode::Vsq;
    const int size = vectorSize(operands.mode);
    const bool wrapping = wraps(operands.mode, config);
    const ExecutedPlace executed = executedPlace(chip, m, n);
    VectorChain chain;
    float hostSum = 0.0F; // the host adds parts in binary32 and goes on with whole numbers
    std::int64_t part = -1;
    Sum sum;
    const auto endPart = [&] {
        ++chain.parts;
        chain.sums += static_cast<ExactReal>(sum.value);
        hostSum += static_cast<float>(sum.value);
    };
    chain.vectors.reserve(static_cast<std::size_t>(operands.a.vectors));
    for (std::int64_t k = 0; k < operands.a.vectors; ++k) {
        ExplainedVector v;
        v.k = k;
        placeVector(chip, executed, v);
        const std::int64_t begin = chip.context().subtile(static_cast<std::size_t>(v.subtile)).vectorBegin;
        if (begin != part) {
            if (part >= 0) {
                endPart();
            }
            part = begin;
            sum = {};
        }
        v.dot = treeSum(operands.a.vector(m, k, size), operands.b.vector(n, k, size), size);
        if (vsq) {
            multiplyScales(operands, config, m, n, v);
            const auto a = static_cast<std::size_t>(m * data.qa.vectors + k);
            const auto b = static_cast<std::size_t>(n * data.qb.vectors + k);
            chain.codes += static_cast<ExactReal>(v.dot) * static_cast<ExactReal>(data.qa.realScales[a])
                           * static_cast<ExactReal>(data.qb.realScales[b]);
            chain.scales += static_cast<ExactReal>(v.dot) * static_cast<ExactReal>(v.scaleProduct);
        } else {
            chain.scales += static_cast<ExactReal>(v.dot);
        }
        v.term = term(operands.mode, v.dot, v.p8, config);
        v.sumIn = sum.value;
        sum = accumulate(sum.value, v.term, wrapping);
        v.sum = sum.value;
        v.saturated = sum.clamped;
        chain.terms += static_cast<ExactReal>(v.term);
        chain.saturations += v.saturated ? 1 : 0;
        chain.vectors.push_back(v);
    }
    endPart();
    chain.sum = chain.parts == 1 ? sum.value : static_cast<std::int32_t>(hostSum);
    return chain;
}

std::int32_t sumOf(const OpenedChip &chip, std::int64_t m, std::int64_t n)
{
    return sumOf(chip, m, n, 0, chip.data().operands->a.vectors);
}

std::int32_t sumOf(const OpenedChip &chip, std::int64_t m, std::int64_t n, std::int64_t begin, std::int64_t end)
{
    const Operands &operands = *chip.data().operands;
    const ChipConfig &config = chip.config();
    const int size = vectorSize(operands.mode);
    Sum sum;
    for (std::int64_t k = begin; k < end; ++k) {
        ExplainedVector v;
        v.k = k;
        v.dot = treeSum(operands.a.vector(m, k, size), operands.b.vector(n, k, size), size);
        if (operands.mode == Mode::Vsq) {
            multiplyScales(operands, config, m, n, v);
        }
        sum = accumulate(sum.value, term(operands.mode, v.dot, v.p8, config), wraps(operands.mode, config));
    }
    return sum.value;
}

} // namespace vsq
