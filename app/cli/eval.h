// SPDX-License-Identifier: GPL-3.0-or-later
// vsq eval: accuracy on labelled data under a number format, beside FP32.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeEvalCommand();

} // namespace vsq::cli
