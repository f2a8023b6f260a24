// SPDX-License-Identifier: GPL-3.0-or-later
// vsq export: writes a quantized network as an ONNX file.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeExportCommand();

} // namespace vsq::cli
