// SPDX-License-Identifier: GPL-3.0-or-later
// A layer with random operands and states of the chip filled in by hand from the loop nest, for tests of the views that
// need no simulator.
#pragma once

#include "core/chip/datapath.h"
#include "core/chip/snapshot.h"
#include "core/layer/layerdata.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

namespace vsq::test {

inline void quantizeRows(const std::vector<float> &x, std::int64_t rows, std::int64_t columns, Mode mode, bool perRowGamma,
                         QuantizedMatrix &q)
{
    const int size = vectorSize(mode);
    const float top = mode == Mode::Int8 ? 127.0F : 7.0F;
    q.format.bits = mode == Mode::Int8 ? 8 : 4;
    q.format.vectorSize = size;
    q.format.scaleBits = mode == Mode::Vsq ? 8 : 0;
    q.format.granularity = mode == Mode::Vsq ? Granularity::Vector : perRowGamma ? Granularity::Channel : Granularity::Tensor;
    q.rows = rows;
    q.columns = columns;
    q.vectors = mode == Mode::Vsq ? (columns + size - 1) / size : 1;
    q.codes.resize(x.size());
    const std::int64_t group = mode == Mode::Vsq ? size : columns;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t v = 0; v < q.vectors; ++v) {
            float largest = 0.0F;
            for (std::int64_t c = v * group; c < std::min(columns, (v + 1) * group); ++c) {
                largest = std::max(largest, std::abs(x[static_cast<std::size_t>(r * columns + c)]));
            }
            q.realScales.push_back(largest / top);
        }
    }
    const std::int64_t gammas = perRowGamma ? rows : 1;
    const std::int64_t perGamma = static_cast<std::int64_t>(q.realScales.size()) / gammas;
    for (std::int64_t g = 0; g < gammas; ++g) {
        const auto first = q.realScales.begin() + g * perGamma;
        const float largest = *std::max_element(first, first + perGamma);
        q.gamma.push_back(mode == Mode::Vsq ? largest / 255.0F : largest);
    }
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        const std::int64_t r = i / columns;
        const std::int64_t v = mode == Mode::Vsq ? i % columns / size : 0;
        const float s = mode == Mode::Vsq ? q.realScales[static_cast<std::size_t>(r * q.vectors + v)] : q.gammaOf(r);
        const float code = s == 0.0F ? 0.0F : std::nearbyint(x[static_cast<std::size_t>(i)] / s);
        q.codes[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(std::clamp(code, -top, top));
    }
    if (mode == Mode::Vsq) {
        for (std::size_t i = 0; i < q.realScales.size(); ++i) {
            const float gamma = q.gammaOf(static_cast<std::int64_t>(i) / q.vectors);
            q.scales.push_back(static_cast<std::uint16_t>(std::clamp(std::nearbyint(q.realScales[i] / gamma), 0.0F, 255.0F)));
        }
    } else {
        q.realScales.clear();
    }
}

inline Operand padded(const QuantizedMatrix &q, Mode mode)
{
    Operand operand;
    const int size = vectorSize(mode);
    operand.rows = q.rows;
    operand.columns = q.columns;
    operand.vectors = (q.columns + size - 1) / size;
    operand.codes.resize(static_cast<std::size_t>(q.rows * operand.vectors * size));
    for (std::int64_t r = 0; r < q.rows; ++r) {
        for (std::int64_t c = 0; c < q.columns; ++c) {
            operand.codes[static_cast<std::size_t>(r * operand.vectors * size + c)] =
                q.codes[static_cast<std::size_t>(r * q.columns + c)];
        }
    }
    operand.scales.assign(q.scales.begin(), q.scales.end());
    return operand;
}

inline std::shared_ptr<LayerData> makeLayer(Mode mode, std::int64_t m, std::int64_t n, std::int64_t k, unsigned seed = 7)
{
    auto layer = std::make_shared<LayerData>();
    layer->layer.name = "encoder.0.mlp.fc1";
    layer->layer.op = "Gemm";
    layer->layer.m = m;
    layer->layer.n = n;
    layer->layer.k = k;
    layer->layer.count = 1;
    layer->layer.macs = m * n * k;
    std::mt19937 engine(seed);
    std::normal_distribution<float> normal;
    const auto fill = [&](std::vector<float> &x, std::int64_t rows, float width) {
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t c = 0; c < k; ++c) {
                // Every vector has a spread of its own, as trained weights have.
                x.push_back(normal(engine) * width * (0.2F + 0.2F * static_cast<float>((r * 7 + c / 64 * 5) % 11)));
            }
        }
    };
    fill(layer->a, m, 0.05F);
    fill(layer->b, n, 1.0F);
    layer->format = namedFormat(nameOf(mode));
    quantizeRows(layer->a, m, k, mode, true, layer->qa);
    quantizeRows(layer->b, n, k, mode, false, layer->qb);
    auto operands = std::make_shared<Operands>();
    operands->mode = mode;
    operands->a = padded(layer->qa, mode);
    operands->b = padded(layer->qb, mode);
    layer->operands = operands;
    return layer;
}

/// The state after the cycle (m, n, k, a) of a nest without subtiles; m and n multiples of 16.
inline std::shared_ptr<Snapshot> makeSnapshot(const LayerData &layer, std::int64_t m, std::int64_t n, std::int64_t k,
                                              std::int64_t a)
{
    const Operands &o = *layer.operands;
    const ChipConfig config;
    const int size = vectorSize(o.mode);
    auto s = std::make_shared<Snapshot>();
    s->mode = o.mode;
    const ProductShape shape{.m = o.m(), .n = o.n(), .k = o.a.vectors * size, .mode = o.mode, .convolution = {}};
    s->plan = std::make_shared<const Plan>(plan(shape, config));
    const std::int64_t tilesN = (o.n() + 15) / 16;
    const std::int64_t columns = std::min<std::int64_t>(16, o.n() - n);
    Position at;
    at.phase = Phase::Compute;
    at.m = m;
    at.n = n;
    at.k = k;
    at.a = a;
    at.columns = columns;
    at.tile = m / 16 * tilesN + n / 16;
    at.cycle = s->plan->subtiles.front().fillCycles + m / 16 * o.n() * o.a.vectors + n * o.a.vectors + k * columns + a;
    s->executed = at;
    s->next = at;
    s->next.cycle = at.cycle + 1;
    s->next.a = (a + 1) % columns;
    s->totalCycles = 40 + (o.m() + 15) / 16 * o.n() * o.a.vectors;
    for (int lane = 0; lane < kLanes; ++lane) {
        const std::int64_t row = m + lane;
        if (row >= o.m()) {
            continue;
        }
        const auto l = static_cast<std::size_t>(lane);
        Word &word = s->aRegister[l];
        word.valid = true;
        word.address = static_cast<std::int32_t>(m / 16 * o.a.vectors + k);
        std::copy_n(o.a.vector(row, k, size), size, word.codes.begin());
        word.scale = o.mode == Mode::Vsq ? o.a.scale(row, k) : 0;
        for (std::int64_t entry = 0; entry < columns; ++entry) {
            Sum sum;
            const std::int64_t last = entry <= a ? k : k - 1;
            for (std::int64_t v = 0; v <= last; ++v) {
                const std::int32_t tree = treeSum(o.a.vector(row, v, size), o.b.vector(n + entry, v, size), size);
                const std::uint32_t product = o.mode == Mode::Vsq ? scaleProduct(o.a.scale(row, v), o.b.scale(n + entry, v)) : 0;
                const std::uint32_t rounded = o.mode == Mode::Vsq ? roundedScale(product, config) : 0;
                const std::int32_t added = term(o.mode, tree, rounded, config);
                const Sum before = sum;
                sum = accumulate(sum.value, added, false);
                if (entry == a && v == k) {
                    LaneState &state = s->lanes[l];
                    state.active = true;
                    for (int e = 0; e < size; ++e) {
                        state.products[static_cast<std::size_t>(e)] = static_cast<std::int16_t>(
                            o.a.vector(row, v, size)[e] * o.b.vector(n + entry, v, size)[e]);
                    }
                    state.tree = tree;
                    state.scaleProduct = product;
                    state.roundedScale = rounded;
                    state.term = added;
                    state.sumIn = before.value;
                    state.sumOut = sum.value;
                    state.saturated = sum.clamped;
                }
            }
            s->collector[static_cast<std::size_t>(entry)][l] = sum.value;
            s->collectorValid[static_cast<std::size_t>(entry)] = last >= 0;
            s->collectorM[static_cast<std::size_t>(entry)] = m;
            s->collectorN[static_cast<std::size_t>(entry)] = n + entry;
        }
    }
    s->bWord.valid = true;
    s->bWord.address = static_cast<std::int32_t>((n + a) * o.b.vectors + k);
    std::copy_n(o.b.vector(n + a, k, size), size, s->bWord.codes.begin());
    s->bWord.scale = o.mode == Mode::Vsq ? o.b.scale(n + a, k) : 0;
    s->accesses = {{Memory::BBuffer, false, 0, s->bWord.address},
                   {Memory::Collector, false, 0, static_cast<std::int32_t>(a)},
                   {Memory::Collector, true, 0, static_cast<std::int32_t>(a)}};
    if (a == 0) {
        for (int bank = 0; bank < kLanes; ++bank) {
            s->accesses.push_back({Memory::ABuffer, false, bank, s->aRegister[static_cast<std::size_t>(bank)].address});
        }
        s->accesses.push_back({Memory::ARegister, true, 0, 0});
    }
    return s;
}

} // namespace vsq::test
