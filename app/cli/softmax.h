// SPDX-License-Identifier: GPL-3.0-or-later
// vsq softmax: the chip's approximate softmax on a file of scores.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeSoftmaxCommand();

} // namespace vsq::cli
