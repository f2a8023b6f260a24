// SPDX-License-Identifier: GPL-3.0-or-later
// Static coarse scales of a network's activations, found once on a calibration set (spec section 5): what lets the chip
// quantize without looking at a whole tensor first. They belong to one network and one number format, so they live in a
// file of their own beside it and not in the chip's configuration, which knows no network.
#pragma once

#include "core/network/graph.h"
#include "core/quantize/format.h"
#include "core/run/fidelity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace vsq {

/// Of one layer (all heads, groups and images together): gamma, or the whole scale where the format has no vectors.
struct LayerScales {
    std::optional<float> activations; ///< operand B
    std::optional<float> stationary;  ///< operand A, where it is an activation too
    bool operator==(const LayerScales &) const = default;
};

struct ActivationScales {
    std::string file;                                       ///< where they were read from, for messages; may be empty
    std::string network;                                    ///< path, for people
    std::string networkHash;                                ///< identityOf() the network
    NumberFormat format;                                    ///< its calibration is the method that chose the clips
    Fidelity fidelity = Fidelity::Chip;                     ///< of the run whose activations were looked at
    std::int64_t items = 0;                                 ///< of the calibration set
    std::map<std::string, LayerScales, std::less<>> layers; ///< by node name

    /// Throws Error naming the layer where it has no such scale.
    [[nodiscard]] float activationsOf(const Node &node) const;
    [[nodiscard]] float stationaryOf(const Node &node) const;
};

/// Whether a format has coarse scales of activations that can be static: not where every vector's scale stays real.
bool hasStaticScales(const NumberFormat &format);

/// {"activationScales": 1, "network", "networkHash", "items", "fidelity", "format": {"weights": {...}, "activations": {...},
/// "calibration"}, "layers": {NAME: {"activations": gamma, "stationary": gamma}}}.
std::string toJson(const ActivationScales &scales);
/// Throws Error naming the file (source) and the field for anything else.
ActivationScales activationScalesFromJson(std::string_view json, const std::string &source);
ActivationScales readActivationScales(const std::string &path);

/// Throws Error where the scales are another network's (by hash), or the network has no layer of a name in them.
void requireScalesOf(const ActivationScales &scales, const Graph &graph, const std::string &networkFile);
/// Throws Error where the scales are for activations in another format.
void requireScalesFor(const ActivationScales &scales, const NumberFormat &format);

} // namespace vsq
