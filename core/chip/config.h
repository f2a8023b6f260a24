// SPDX-License-Identifier: GPL-3.0-or-later
// The accelerator's sizes and every assumption that the publication leaves open, each a visible setting with its number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct ChipConfig {
    enum class Rounding : std::uint8_t { HalfUp, NearestEven };
    enum class ScaleProduct : std::uint8_t { TopByte, Full };
    enum class Overflow : std::uint8_t { Saturate, Wrap };

    // Published sizes (JSSC section III, Table I).
    int lanes = 16;               ///< VL
    int collectorEntries = 16;    ///< AD
    int aBankEntries = 128;       ///< words a bank of the A buffer
    int bBufferEntries = 2048;
    int outputWords = 512;
    int scaleEntries = 8;         ///< PPU scale and bias buffers

    Rounding rounding = Rounding::HalfUp;                   ///< A-1
    ScaleProduct scaleProduct = ScaleProduct::TopByte;      ///< A-2
    Overflow overflow = Overflow::Saturate;                 ///< A-3: Wrap applies to Int8 and Int4 only
    int fillDrainCycles = 40;                               ///< A-18: Int8, Int4 output
    int fillDrainCyclesVsq = 128;                           ///< A-18: VSQ output
    double voltage = 0.67;                                  ///< supply, V: 0.46 .. 1.05
};

/// Names of all settable fields, as --set and JSON spell them.
std::vector<std::string> configFields();
/// Sets one field from text; throws Error naming the field, its value and what is allowed.
void setField(ChipConfig &config, std::string_view name, std::string_view value);
/// Throws Error when fields contradict each other.
void validate(const ChipConfig &config);
/// JSON object of all fields / reads one (unknown fields are errors). source names the file in messages.
std::string toJson(const ChipConfig &config);
ChipConfig configFromJson(std::string_view json, const std::string &source);

} // namespace vsq
