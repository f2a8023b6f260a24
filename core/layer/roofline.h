// SPDX-License-Identifier: GPL-3.0-or-later
// Layers under the chip's roofs: operations a byte of each port against operations a second (S. Williams, A. Waterman and
// D. Patterson, "Roofline", CACM 2009). An operation is half a MAC.
#pragma once

#include "core/base/job.h"
#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/layer/layerplan.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

enum class RoofPort : std::uint8_t {
    Outside,   ///< words that enter the A and B buffers
    ABuffer,   ///< words read into the A register
    BBuffer,   ///< words broadcast to the lanes
    Collector, ///< partial sums, read and written
    Output     ///< words of results, in and out of the output buffer
};
inline constexpr int kRoofPorts = 5;
/// "from outside", "A buffer", "B buffer", "collector", "output".
std::string_view nameOf(RoofPort port);

/// Bytes that pass the port in a cycle at most. Outside: as fast as operands stream (ChipConfig::streamBytesPerCycle).
double bytesPerCycle(RoofPort port, const ChipConfig &config);
/// Operations a second of all multipliers of a format's datapath at the supply.
double peakOperations(Mode mode, const ChipConfig &config);
/// Operations a second that the port's bytes allow.
double roofOf(RoofPort port, double operationsPerByte, const ChipConfig &config);

struct LayerRoofline {
    std::string layer;
    int index = -1; ///< in the list of layers
    Mode mode = Mode::Vsq;
    double operations = 0.0;                ///< 2 a useful MAC, of all products
    double seconds = 0.0;                   ///< at the supply
    std::array<double, kRoofPorts> bytes{}; ///< by RoofPort

    [[nodiscard]] double operationsPerSecond() const { return seconds > 0.0 ? operations / seconds : 0.0; }
    /// 0 where nothing passes the port.
    [[nodiscard]] double operationsPerByte(RoofPort port) const
    {
        const double passed = bytes[static_cast<std::size_t>(port)];
        return passed > 0.0 ? operations / passed : 0.0;
    }
};

/// Of a layer's cost on the chip as configured.
LayerRoofline rooflineOf(const Layer &layer, const LayerCost &cost, const ChipConfig &config);
/// Of the layers that the chip runs; formats: by layer name, `format` where a layer has none of its own. Throws Cancelled.
std::vector<LayerRoofline> rooflines(const std::vector<Layer> &layers, const NumberFormat &format,
                                     const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                     const JobContext &job = {});

} // namespace vsq
