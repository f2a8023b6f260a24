// SPDX-License-Identifier: GPL-3.0-or-later
// A network's inputs from an .npz file.
#pragma once

#include "core/reference/executor.h"

#include <string>

namespace vsq::cli {

/// One array for each input, by name, converted to the input's element type. Throws Error naming file and array for what
/// is missing or is no input, and for ranks and dimensions other than the network's.
TensorMap readInputs(const std::string &path, const Graph &graph);

} // namespace vsq::cli
