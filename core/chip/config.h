// SPDX-License-Identifier: GPL-3.0-or-later
// The accelerator's sizes and every assumption that the publication leaves open, each a visible setting with its number.
// Facts: Keller et al., IEEE JSSC 58(4), 2023. The field's name is its name in --set, in JSON and in the application.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vsq {

struct ChipConfig {
    enum class Rounding : std::uint8_t { HalfUp, NearestEven };
    enum class ScaleProduct : std::uint8_t { TopByte, Full };
    enum class Overflow : std::uint8_t { Saturate, Wrap };
    enum class CodeRange : std::uint8_t { Symmetric, Full };
    enum class Truncation : std::uint8_t { Floor, Rounded };
    enum class VectorScale : std::uint8_t { Rounded, Up };
    enum class QuantizeWith : std::uint8_t { Unrounded, Rounded };
    enum class Reciprocal : std::uint8_t { Pwl, Exact };
    enum class TableRounding : std::uint8_t { Nearest, Floor };
    enum class ClockCurve : std::uint8_t { Monotone, Linear };
    enum class ScaleByte : std::uint8_t { High, Low };
    enum class ConvolutionColumns : std::uint8_t { PaddedRows, Flat };
    enum class Operands : std::uint8_t { Preloaded, Streaming };
    enum class Softmax : std::uint8_t { Exact, Chip };
    enum class LayerOutput : std::uint8_t { Sums, Ppu };

    // Published sizes (JSSC section III, Table I).
    int lanes = 16;            ///< VL: rows of A computed at once
    int collectorEntries = 16; ///< AD: columns of C a tile
    int aBankEntries = 128;    ///< words a bank of the A buffer; one bank a lane
    int bBufferEntries = 2048; ///< words of the B buffer
    int outputWords = 512;     ///< words of the output buffer
    int scaleEntries = 8;      ///< entries of the PPU's scale and bias buffers, one an M-tile

    // What the publication leaves open.
    Rounding rounding = Rounding::HalfUp;                ///< A-1: wherever the chip rounds
    ScaleProduct scaleProduct = ScaleProduct::TopByte;   ///< A-2: Full multiplies by all 16 bits and rounds the term instead
    Overflow overflow = Overflow::Saturate;              ///< A-3: Wrap applies to Int8 and Int4 only
    CodeRange codeRange = CodeRange::Symmetric;          ///< A-4: of the PPU's output; Full adds -8 and -128
    bool unsignedActivations = false;                    ///< A-5: software-only formats; the chip's products are signed
    int ppuScaleBits = 16;                               ///< A-6: unsigned scale of a lane
    int biasBits = 8;                                    ///< A-7: signed bias of a lane
    Truncation truncation = Truncation::Floor;           ///< A-8: shift to 16 bits; saturates either way
    int vsqSegments = 3;                                 ///< A-9: buffered M-tiles of an output vector; 4: none arrives live
    VectorScale vectorScale = VectorScale::Rounded;      ///< A-10: of max/7 to an integer (rounded as A-1), or up
    int zeroVectorScale = 0;                             ///< A-11: scale stored for a vector of zeros
    QuantizeWith quantizeWith = QuantizeWith::Unrounded; ///< A-12: maximum, or the rounded integer scale
    Reciprocal reciprocal = Reciprocal::Pwl;             ///< A-13: 8 linear segments of 16 bits, or exact divide
    int int8ScaleVector = 32;                            ///< A-14: values that share a scale in Int8 output with scales
    bool vsqTilesInside = true;      ///< A-15: 4 M-tiles inside n; false: the plain nest, VSQ buffer as deep as N
    bool outputScaleRepeated = true; ///< A-16: both words of a 64-vector carry its scale
    int ppuStages = 6;               ///< A-17: an entry read in cycle c is written in cycle c + stages - 1
    int fillDrainCycles = 40;        ///< A-18: overhead of a subtile, Int8 or Int4 output
    int fillDrainCyclesVsq = 128;    ///< A-18: the same, Vsq output
    int aLoadCycles = 1;             ///< A-19: cycles of a load of the A register, all banks in each 1/n of it
    bool aPrefetch = true;           ///< A-19: loaded during the pass before; false: the load stalls the lanes
    int sramReadLatency = 1;         ///< A-20: cycles from address to word
    bool firstPassForcedZero = true; ///< A-21: false: the first pass reads entries that the read-out cleared
    int softmaxSlice = 16;           ///< A-22: values along M that enter the softmax at once
    int softmaxSegments = 8;         ///< A-23: linear segments of the softmax reciprocal on [1,2)
    TableRounding softmaxTable = TableRounding::Nearest; ///< A-24: of the four powers of two
    double densityWeightB = 16.0;                        ///< A-25: weight of B's density beside A's 1 on the operand wires
    ClockCurve clockCurve = ClockCurve::Monotone;        ///< A-26: between the published operating points
    double leakageShare = 0.0;                           ///< A-27: share of power shown as leakage; an estimate when above 0
    ScaleByte scaleByte = ScaleByte::High;               ///< A-28: bits 263..256 of a word, or 7..0
    ConvolutionColumns convolutionColumns = ConvolutionColumns::PaddedRows; ///< A-29: a tile lies in one output row
    int convolutionFlatBelow = 14;                                          ///< A-29: feature maps narrower than this run on
    int packedChannels = 4;           ///< A-29: convolutions of at most this many channels are packed by im2col
    double outputShareOfOther = 0.35; ///< A-30: share of Int4's "other" that goes with results read out, at K = 1024
    double overheadEnergy = 1.0;      ///< A-18: energy of a fill, drain or stall cycle beside a computing one
    bool splitOtherEnergy = false;    ///< A-30: split "other" into PPU, softmax, output; an estimate

    // How it is run.
    double voltage = 0.67;                        ///< supply, V: 0.46 .. 1.05
    Operands operandSupply = Operands::Preloaded; ///< Streaming: from an external memory while the subtile runs
    double streamBytesPerCycle = 33.0;            ///< Streaming: bytes of A and B that arrive a cycle (a word has 33)
    double outputBytesPerCycle = 17.0;            ///< Streaming: bytes of output that leave a cycle (a word has 17)

    // What a network leaves to the chip beside its products.
    Softmax softmax = Softmax::Exact; ///< attention's softmax: FP32 on the host, or the approximate unit (section 7)
    LayerOutput layerOutput =
        LayerOutput::Sums; ///< sums leave for the host, or the PPU makes the next layer's codes where it follows directly
    bool operator==(const ChipConfig &) const = default;
};

/// One settable field as an application shows it.
struct ConfigField {
    std::string name;
    int assumption = 0;               ///< n of A-n, 0 for a published size or a way of running
    std::string description;          ///< one sentence
    std::string allowed;              ///< "1 .. 16", "halfup or nearesteven"
    std::vector<std::string> choices; ///< of an enumeration or a bool, else empty
};

/// All settable fields in a fixed order.
const std::vector<ConfigField> &configFieldList();
/// Names of all settable fields, as --set and JSON spell them.
std::vector<std::string> configFields();
/// Name and text of the fields in which the configuration is not the published chip's, in the same order.
std::vector<std::pair<std::string, std::string>> changedFields(const ChipConfig &config);
/// Sets one field from text; throws Error naming the field, its value and what is allowed.
void setField(ChipConfig &config, std::string_view name, std::string_view value);
/// "NAME=VALUE", as --set takes it.
void setField(ChipConfig &config, std::string_view assignment);
/// The field's value as setField() takes it. Throws Error for an unknown name.
std::string fieldText(const ChipConfig &config, std::string_view name);
/// Throws Error when a field is out of range or fields contradict each other.
void validate(const ChipConfig &config);
/// JSON object of all fields / reads one (unknown fields are errors; those not named keep their default). source names
/// the file in messages.
std::string toJson(const ChipConfig &config);
ChipConfig configFromJson(std::string_view json, const std::string &source);

} // namespace vsq
