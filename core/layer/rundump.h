// SPDX-License-Identifier: GPL-3.0-or-later
// A run in a folder: run.json (what ran), values.npz (outputs of all nodes by name), operands.npz and sums.npz (codes, scales and
// 24-bit sums of the chip's products, "LAYER#PRODUCT.a_codes" and so on).
#pragma once

#include "core/layer/runrecord.h"

#include <string>
#include <vector>

namespace vsq {

/// The 24-bit sums [M, N] of a recorded product on the chip; empty where its format is none of the chip's.
std::vector<std::int32_t> sumsOf(const LayerData &product, const ChipConfig &config);

/// Makes the folder where it is missing; each file is written whole or not at all, run.json last.
void writeRunDump(const std::string &folder, const RunRecord &record);
/// Without graph and FP32 operands. Throws Error naming file and field for what is no dump.
RunRecord readRunDump(const std::string &folder);

} // namespace vsq
