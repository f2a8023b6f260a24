// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/obstacles.h"

#include "core/chip/ppuarithmetic.h"
#include "core/chip/snapshot.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

Error field(const char *name, const std::string &expected, int found)
{
    return {{{}, "chip configuration"}, fmt::format("field '{}'", name), expected, std::to_string(found)};
}

} // namespace

std::optional<Error> obstacleToProducts(const ChipConfig &config)
{
    if (!config.unsignedActivations) {
        return std::nullopt;
    }
    return Error({{}, "chip configuration"}, "field 'unsignedActivations'",
                 "false on the chip (A-5: its products are signed; only software formats have unsigned codes)", "true");
}

std::optional<Error> obstacleToLayers(const ChipConfig &config)
{
    const auto obstacle = obstacleToProducts(config);
    return obstacle ? obstacle : obstacleTo(OutputFormat::Int8, config);
}

std::optional<Error> obstacleTo(OutputFormat output, const ChipConfig &config)
{
    if (output == OutputFormat::Sums) {
        return std::nullopt;
    }
    if (output == OutputFormat::Softmax) {
        return config.lanes % config.softmaxSlice == 0
                   ? std::nullopt
                   : std::optional(
                       field("softmaxSlice",
                             fmt::format("a divisor of lanes ({}) where a product's results go to the softmax", config.lanes),
                             config.softmaxSlice));
    }
    const int codes = codesPerOutputWord(output);
    const int vector = outputVector(output, config);
    if (codes % config.lanes != 0) {
        return field("lanes", fmt::format("a divisor of an output word's {} codes", codes), config.lanes);
    }
    if (const int most = std::min(config.vsqSegments + 1, kVsqSegments); vector / config.lanes > most) {
        return field("lanes", fmt::format("an output vector of {} in at most {} tiles of rows (vsqSegments)", vector, most),
                     config.lanes);
    }
    if (const int words = (vector + codes - 1) / codes; words > config.outputWords) {
        return field("outputWords", fmt::format("at least {} (an output vector)", words), config.outputWords);
    }
    return std::nullopt;
}

} // namespace vsq
