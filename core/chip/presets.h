// SPDX-License-Identifier: GPL-3.0-or-later
// Chips that one compares: whole configurations under a name.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"

#include <optional>
#include <string_view>
#include <vector>

namespace vsq {

struct ChipPreset {
    std::string_view name;
    std::string_view description; ///< one sentence
    ChipConfig config;
    std::optional<Mode> mode; ///< that all layers run in, where the chip has one only
};

/// The published one first.
const std::vector<ChipPreset> &chipPresets();

} // namespace vsq
