// SPDX-License-Identifier: GPL-3.0-or-later
// vsq matmul: one matrix product, from float32 files through quantization to the chip's integers.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeMatmulCommand();

} // namespace vsq::cli
