// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerplan.h"

#include "core/base/error.h"
#include "core/chip/obstacles.h"
#include "core/chip/plancounters.h"
#include "core/chip/ppuarithmetic.h"
#include "core/run/chipmode.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <mutex>

namespace vsq {

namespace {

Place placeOf(const Layer &layer)
{
    return {.file = {}, .item = layer.name.empty() ? std::string() : "layer '" + layer.name + "'"};
}

Mode chipMode(const Layer &layer, const NumberFormat &format)
{
    const auto mode = modeOf(format);
    if (!mode) {
        throw Error(placeOf(layer), "format on the chip", "vsq, int4 or int8", describe(format));
    }
    return *mode;
}

/// Whether the M-tiles that share an output scale are resident at once (spec section 3).
bool isResident(OutputFormat output, std::int64_t vectors, const ChipConfig &config)
{
    const std::int64_t tiles = std::max(1, outputVector(output, config) / config.lanes);
    return tiles <= config.scaleEntries && vectors * tiles <= config.aBankEntries;
}

std::string noteOf(const Layer &layer, const Plan &plan)
{
    std::string note = plan.note;
    if (layer.channels > 0 && layer.count > 1 && layer.m < plan.lanes) {
        note += fmt::format("{}A group has {} {}: the other of the {} lanes idle.", note.empty() ? "" : ". ", layer.m,
                            layer.m == 1 ? "filter" : "filters", plan.lanes);
    }
    return note;
}

/// Counters of the plans asked for last: a transformer's layers are alike, and with streamed operands each is run through.
class KnownCounters {
public:
    Counters of(const Plan &plan, ChipConfig config)
    {
        config.voltage = ChipConfig().voltage; // nothing that is counted depends on it
        {
            const std::lock_guard lock(m_mutex);
            for (const Entry &known : m_entries) {
                if (known.shape == plan.shape && known.config == config) {
                    return known.counters;
                }
            }
        }
        const Counters counted = countersOf(plan, config);
        const std::lock_guard lock(m_mutex);
        m_entries.push_front({plan.shape, config, counted});
        if (m_entries.size() > kMost) {
            m_entries.pop_back();
        }
        return counted;
    }

private:
    struct Entry {
        ProductShape shape;
        ChipConfig config;
        Counters counters;
    };
    static constexpr std::size_t kMost = 128;
    std::mutex m_mutex;
    std::deque<Entry> m_entries;
};

} // namespace

ProductShape shapeOf(const Layer &layer, Mode mode)
{
    ProductShape shape{.m = layer.m, .n = layer.n, .k = layer.k, .mode = mode, .convolution = {}};
    if (layer.channels > 0 && layer.channels * layer.kernelHeight * layer.kernelWidth == layer.k) {
        const std::int64_t pixels = layer.outputHeight * layer.outputWidth;
        const bool known = pixels > 0 && layer.n % pixels == 0; // else: pixels run on in one row
        shape.convolution = ConvolutionShape{.channels = layer.channels,
                                             .kernelHeight = layer.kernelHeight,
                                             .kernelWidth = layer.kernelWidth,
                                             .outputHeight = known ? layer.outputHeight : 1,
                                             .outputWidth = known ? layer.outputWidth : layer.n};
    }
    return shape;
}

OutputFormat outputOf(const Layer &layer, Mode mode, std::optional<Mode> next, const ChipConfig &config)
{
    if (layer.use == OutputUse::Softmax && !obstacleTo(OutputFormat::Softmax, config)) {
        return OutputFormat::Softmax;
    }
    OutputFormat output = layer.use == OutputUse::Host || !next ? OutputFormat::Int8 : outputFor(*next);
    if (outputVector(output, config) == 0) {
        return output;
    }
    const std::int64_t vectors = vectorsAlongK(shapeOf(layer, mode), config);
    for (const OutputFormat other : {OutputFormat::Int8Vector, OutputFormat::Int8}) {
        if (!obstacleTo(output, config) && isResident(output, vectors, config)) {
            break;
        }
        output = other;
    }
    return output;
}

Plan planOf(const Layer &layer, Mode mode, OutputFormat output, const ChipConfig &config)
{
    if (!layer.onChip) {
        throw Error(placeOf(layer), "the layer runs on the host", "a layer on the chip", layer.reason);
    }
    for (const auto &obstacle : {obstacleToProducts(config), obstacleTo(output, config)}) {
        if (obstacle) {
            throw *obstacle;
        }
    }
    ProductShape shape = shapeOf(layer, mode);
    shape.output = output;
    return plan(shape, config);
}

Plan planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config, const NumberFormat &next)
{
    const Mode mode = chipMode(layer, format);
    return planOf(layer, mode, outputOf(layer, mode, modeOf(next), config), config);
}

Plan planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config)
{
    return planOf(layer, format, config, format);
}

Layer bareProduct(std::int64_t m, std::int64_t n, std::int64_t k)
{
    Layer layer;
    layer.op = "MatMul";
    layer.m = m;
    layer.n = n;
    layer.k = k;
    layer.macs = m * n * k;
    return layer;
}

double LayerCost::utilisation() const
{
    const double possible = static_cast<double>(counters.cycles) * multipliers();
    return possible > 0.0 ? static_cast<double>(counters.usefulMacs) / possible : 0.0;
}

LayerCost costOf(const Layer &layer, Plan plan, const ChipConfig &config)
{
    LayerCost cost;
    static KnownCounters known;
    cost.counters = known.of(plan, config);
    cost.count = layer.count;
    cost.note = noteOf(layer, plan);
    cost.plan = std::move(plan);
    return cost;
}

std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config,
                                const NumberFormat &next)
{
    if (!layer.onChip || !modeOf(format)) {
        return std::nullopt;
    }
    try {
        return costOf(layer, planOf(layer, format, config, next), config);
    } catch (const Error &) {
        return std::nullopt;
    }
}

std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config)
{
    return costOf(layer, format, config, format);
}

std::string refusalOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config, const NumberFormat &next)
{
    if (!layer.onChip || !modeOf(format)) {
        return {};
    }
    try {
        planOf(layer, format, config, next);
        return {};
    } catch (const Error &error) {
        return error.what();
    }
}

const NumberFormat &nextFormat(const Layer &layer, const NumberFormat &format, const std::map<std::string, NumberFormat> &formats)
{
    const auto found = formats.find(layer.consumer);
    return found == formats.end() ? format : found->second;
}

} // namespace vsq
