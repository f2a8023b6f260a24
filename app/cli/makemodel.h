// SPDX-License-Identifier: GPL-3.0-or-later
// vsq make-model: published networks at their true shapes with seeded weights, for timing and loading.
#pragma once

#include "app/cli/command.h"

namespace vsq::cli {

std::unique_ptr<Command> makeMakeModelCommand();

} // namespace vsq::cli
