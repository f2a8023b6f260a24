// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/roofline.h"

#include "core/chip/snapshot.h"
#include "core/energy/operatingpoints.h"

#include <algorithm>

namespace vsq {

namespace {

constexpr double kWordBytes = 33.0;       ///< of the A and B buffers: 256 b of codes and 8 b of scale
constexpr double kOutputWordBytes = 17.0; ///< 128 b of codes and 8 b of scale
constexpr double kSumBytes = 3.0;

double clockOf(const ChipConfig &config)
{
    return clockAt(config.voltage, config.clockCurve).value;
}

} // namespace

std::string_view nameOf(RoofPort port)
{
    switch (port) {
    case RoofPort::Outside: return "from outside";
    case RoofPort::ABuffer: return "A buffer";
    case RoofPort::BBuffer: return "B buffer";
    case RoofPort::Collector: return "collector";
    case RoofPort::Output: break;
    }
    return "output";
}

double bytesPerCycle(RoofPort port, const ChipConfig &config)
{
    switch (port) {
    case RoofPort::Outside: return config.streamBytesPerCycle;
    case RoofPort::ABuffer: return kWordBytes * config.lanes; // one word a bank, one bank a lane
    case RoofPort::BBuffer: return kWordBytes;
    case RoofPort::Collector: return 2 * kSumBytes * config.lanes; // one read and one write port
    case RoofPort::Output: break;
    }
    return kOutputWordBytes; // single port
}

double peakOperations(Mode mode, const ChipConfig &config)
{
    return 2.0 * config.lanes * vectorSize(mode) * clockOf(config);
}

double roofOf(RoofPort port, double operationsPerByte, const ChipConfig &config)
{
    return operationsPerByte * bytesPerCycle(port, config) * clockOf(config);
}

LayerRoofline rooflineOf(const Layer &layer, const LayerCost &cost, const ChipConfig &config)
{
    const auto of = [&](Memory memory) { return cost.counters.memories[static_cast<std::size_t>(memory)]; };
    const auto words = [&](std::int64_t count) { return static_cast<double>(count) * static_cast<double>(cost.count); };
    LayerRoofline roof{.layer = layer.name, .mode = cost.plan.shape.mode};
    roof.operations = 2.0 * words(cost.counters.usefulMacs);
    roof.seconds = static_cast<double>(cost.cycles()) / clockOf(config);
    const PortCount collector = of(Memory::Collector);
    const PortCount output = of(Memory::OutputBuffer);
    roof.bytes = {kWordBytes * words(of(Memory::ABuffer).writes + of(Memory::BBuffer).writes),
                  kWordBytes * words(of(Memory::ABuffer).reads), kWordBytes * words(of(Memory::BBuffer).reads),
                  kSumBytes * config.lanes * words(collector.reads + collector.writes),
                  kOutputWordBytes * words(output.reads + output.writes)};
    return roof;
}

std::vector<LayerRoofline> rooflines(const std::vector<Layer> &layers, const NumberFormat &format,
                                     const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                     const JobContext &job)
{
    std::vector<LayerRoofline> list;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        job.check();
        const auto own = formats.find(layers[i].name);
        const NumberFormat &of = own == formats.end() ? format : own->second;
        if (const auto cost = costOf(layers[i], of, config, nextFormat(layers[i], format, formats))) {
            list.push_back(rooflineOf(layers[i], *cost, config));
            list.back().index = static_cast<int>(i);
        }
    }
    return list;
}

} // namespace vsq
