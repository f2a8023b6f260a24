// SPDX-License-Identifier: GPL-3.0-or-later
// An opened layer's operands in another format, without running the network again: one value beside what it was in a baseline.
#pragma once

#include "core/layer/layerdata.h"

#include <optional>

namespace vsq {

/// The same FP32 operands, quantized as openLayer() does with this format and configuration, scales from the data. Empty where
/// the format prepares operands otherwise or the configuration cuts a convolution's rows into other vectors: they are other
/// operands then. Throws Error as the quantizers do.
std::optional<LayerData> inFormat(const LayerData &data, const NumberFormat &format, const ChipConfig &config);

} // namespace vsq
