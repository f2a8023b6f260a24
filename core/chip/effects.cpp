// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/effects.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vsq {

unsigned effectsOf(std::string_view field)
{
    constexpr unsigned kProducts = EffectOnProducts;
    constexpr unsigned kPpu = EffectOnPpu;
    constexpr unsigned kSoftmax = EffectOnSoftmax;
    constexpr unsigned kCost = EffectOnCost;
    constexpr unsigned kWords = EffectOnWords;
    constexpr unsigned kEnergy = EffectOnCost | EffectOnEnergy;
    static const std::map<std::string_view, unsigned> table{
        {"lanes", kCost | kPpu},
        {"collectorEntries", kCost},
        {"aBankEntries", kCost | kProducts}, // where K is split the host adds
        {"bBufferEntries", kCost | kProducts},
        {"outputWords", kCost | kPpu},
        {"scaleEntries", kCost},
        {"rounding", kProducts | kPpu | kSoftmax},
        {"scaleProduct", kProducts},
        {"overflow", kProducts},
        {"codeRange", kPpu},
        {"unsignedActivations", kProducts},
        {"ppuScaleBits", kPpu},
        {"biasBits", kPpu},
        {"truncation", kPpu},
        {"vsqSegments", kCost | kPpu},
        {"vectorScale", kPpu},
        {"zeroVectorScale", kPpu},
        {"quantizeWith", kPpu},
        {"reciprocal", kPpu},
        {"int8ScaleVector", kCost | kPpu},
        {"vsqTilesInside", kCost},
        {"outputScaleRepeated", kWords},
        {"ppuStages", kCost},
        {"fillDrainCycles", kCost},
        {"fillDrainCyclesVsq", kCost},
        {"aLoadCycles", kCost},
        {"aPrefetch", kCost},
        {"sramReadLatency", kCost},
        {"firstPassForcedZero", kCost},
        {"softmaxSlice", kSoftmax | kCost},
        {"softmaxSegments", kSoftmax},
        {"softmaxTable", kSoftmax},
        {"densityWeightB", kEnergy},
        {"clockCurve", kEnergy},
        {"leakageShare", kEnergy},
        {"scaleByte", kWords},
        {"convolutionColumns", kCost},
        {"convolutionFlatBelow", kCost},
        {"packedChannels", kCost | kProducts},
        {"outputShareOfOther", kEnergy},
        {"overheadEnergy", kEnergy},
        {"splitOtherEnergy", kEnergy},
        {"voltage", kEnergy},
        {"operandSupply", kCost},
        {"streamBytesPerCycle", kCost},
        {"outputBytesPerCycle", kCost},
        {"softmax", kProducts},
        {"layerOutput", kProducts},
    };
    const auto found = table.find(field);
    if (found == table.end()) {
        throw Error({{}, "chip configuration"}, "field", "one of the chip's", fmt::format("'{}'", field));
    }
    return found->second;
}

std::string whyNoEffectOnValues(std::string_view field, const ChipConfig &config, bool onChip)
{
    const unsigned effects = effectsOf(field);
    if (!onChip) {
        return field == "packedChannels" || field == "unsignedActivations"
                   ? std::string()
                   : fmt::format("{} is the chip's, and the products are not computed on it", field);
    }
    const bool ppu = config.layerOutput == ChipConfig::LayerOutput::Ppu;
    const bool softmax = config.softmax == ChipConfig::Softmax::Chip;
    if ((effects & EffectOnProducts) != 0 || ((effects & EffectOnPpu) != 0 && ppu)
        || ((effects & EffectOnSoftmax) != 0 && softmax)) {
        return {};
    }
    if ((effects & EffectOnPpu) != 0) {
        return fmt::format("{} acts on the post-processing unit, which makes no codes here: set layerOutput=ppu with it", field);
    }
    if ((effects & EffectOnSoftmax) != 0) {
        return fmt::format("{} acts on the chip's softmax, which is not used here: set softmax=chip with it", field);
    }
    return fmt::format("{} changes {}, not the values that a network gives", field,
                       (effects & EffectOnCost) != 0 ? "cycles and energy" : "how words lie in the buffers");
}

bool differInValues(const ChipConfig &a, const ChipConfig &b)
{
    const std::vector<std::string> fields = configFields();
    return std::any_of(fields.begin(), fields.end(), [&](const std::string &field) {
        return fieldText(a, field) != fieldText(b, field)
               && (whyNoEffectOnValues(field, a, true).empty() || whyNoEffectOnValues(field, b, true).empty());
    });
}

} // namespace vsq
