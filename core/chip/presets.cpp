// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/presets.h"

namespace vsq {

namespace {

ChipConfig with(std::initializer_list<std::string_view> assignments)
{
    ChipConfig config;
    for (const std::string_view assignment : assignments) {
        setField(config, assignment);
    }
    return config;
}

} // namespace

const std::vector<ChipPreset> &chipPresets()
{
    static const std::vector<ChipPreset> list{
        {"Published chip", "All as published, and what the publication leaves open as the defaults have it.", {}, {}},
        {"INT8 only", "The same sizes; every layer runs in INT8, as on a chip without the 4-bit paths.", {}, Mode::Int8},
        {"Half the lanes",
         "8 lanes with a bank of the A buffer each, twice as deep, so that it holds as much.",
         with({"lanes=8", "aBankEntries=256", "scaleEntries=16"}),
         {}},
        {"Wider vectors",
         "INT8 output shares a scale over 64 values in place of 32: half the scales.",
         with({"int8ScaleVector=64"}),
         {}},
        {"Exact arithmetic",
         "Rounding to the nearest even number, all bits of scale products, exact reciprocals.",
         with({"rounding=nearesteven", "scaleProduct=full", "reciprocal=exact"}),
         {}},
        {"External memory",
         "Operands stream in while a subtile runs, results stream out.",
         with({"operandSupply=streaming"}),
         {}},
        {"Lowest supply", "0.46 V: the most work for a joule.", with({"voltage=0.46"}), {}},
    };
    return list;
}

} // namespace vsq
