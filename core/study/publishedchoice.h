// SPDX-License-Identifier: GPL-3.0-or-later
// Formats that others chose layer by layer, for networks that are theirs.
#pragma once

#include "core/network/lowering.h"
#include "core/quantize/format.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// ResNet-50's formats in the mixed VSQ run (JSSC 2023, Table V) by the names that the layers have here: first and last INT8,
/// VSQ and INT4 inside. The layers are told by their shapes in order of execution; empty where they are not ResNet-50's.
std::optional<std::map<std::string, NumberFormat>> publishedResNet50(const std::vector<Layer> &layers);

/// The same habit for any network: INT8 in the first and in the last layer with weights on the chip, `inside` in all others.
/// Empty where there are fewer than two.
std::map<std::string, NumberFormat> endsInInt8(const std::vector<Layer> &layers, const NumberFormat &inside);

} // namespace vsq
