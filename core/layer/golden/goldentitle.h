// SPDX-License-Identifier: GPL-3.0-or-later
// What golden vectors are of, in one line of the bench and of its dump, so that a dump is never compared with others.
#pragma once

#include "core/layer/golden/goldenkit.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vsq {

struct GoldenTitle {
    std::string layer; ///< characters that a string of Verilog cannot hold are '_'
    std::int64_t product = 0;
    std::string mode;
    std::int64_t firstTile = 0;
    std::int64_t lastTile = 0;
    std::string settings;    ///< settingsOf() the chip; empty: the line does not say
    std::uint32_t check = 0; ///< over all words of the kit
    bool operator==(const GoldenTitle &) const = default;
};

/// The chip's fields that are not as published, "NAME=VALUE" each, or "as published". Without those that change energy and time
/// alone.
std::string settingsOf(const ChipConfig &config);

GoldenTitle titleOf(const GoldenKit &kit, const OpenedChip &chip);
/// "layer 'fc1', product 0, vsq, tiles 0 .. 15, settings as published", and with all of it ", check 0123abcd".
std::string toText(const GoldenTitle &title, bool all = true);
/// Empty for what is no such line.
std::optional<GoldenTitle> goldenTitleFrom(std::string_view text);
/// Of a dump's "// kit: " line; empty where it has none. Throws Error where the file cannot be read.
std::optional<GoldenTitle> titleOfDump(const std::string &path);

/// Throws Error that says in what a dump's title (in a file) is another than the kit's.
void requireSame(const GoldenTitle &kit, const GoldenTitle &dump, const std::string &path);

} // namespace vsq
