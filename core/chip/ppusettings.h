// SPDX-License-Identifier: GPL-3.0-or-later
// What a layer programs into the post-processing unit (spec section 6).
#pragma once

#include "core/chip/config.h"
#include "core/chip/outputformat.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct PpuSettings {
    std::vector<std::int64_t> scale{1}; ///< [M] or [1]: unsigned, ChipConfig::ppuScaleBits wide (A-6)
    std::vector<std::int64_t> bias{0};  ///< [M] or [1]: signed, ChipConfig::biasBits wide (A-7)
    int biasShift = 0;                  ///< 0..32: the bias is shifted left by it
    bool relu = false;
    int truncShift = 0;                               ///< 0..39: right shift to 16 bits (A-8)
    OutputFormat output = OutputFormat::Vsq;          ///< Softmax: of t/16, the truncated values with their 4 fraction bits
    std::optional<ChipConfig::Reciprocal> reciprocal; ///< overrides ChipConfig::reciprocal (A-13)
    float gamma = 0.0F; ///< what t = 16 stands for, where the layer's maker knows it; nothing that the chip sees
    bool operator==(const PpuSettings &) const = default;

    [[nodiscard]] std::int64_t scaleOf(std::int64_t m) const
    {
        return scale[scale.size() == 1 ? 0 : static_cast<std::size_t>(m)];
    }
    [[nodiscard]] std::int64_t biasOf(std::int64_t m) const { return bias[bias.size() == 1 ? 0 : static_cast<std::size_t>(m)]; }
};

/// Throws Error naming field, value and what is allowed; m is the product's M. source names the file in messages.
void validate(const PpuSettings &settings, std::int64_t m, const ChipConfig &config, const std::string &source = {});

/// {"scale": n or [M], "bias": n or [M], "biasShift": n, "relu": bool, "truncShift": n, "output":
/// "vsq|int8|int4|int8-vector|softmax", "reciprocal": "pwl|exact"}; what is left out keeps its default. Throws Error for unknown
/// fields and wrong types.
PpuSettings ppuSettingsFromJson(std::string_view json, const std::string &source);
std::string toJson(const PpuSettings &settings);

} // namespace vsq
