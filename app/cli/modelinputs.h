// SPDX-License-Identifier: GPL-3.0-or-later
// A network's inputs from an .npz file.
#pragma once

#include "core/reference/executor.h"

#include <string>

namespace vsq::cli {

/// One array for each input, by name, converted to the input's element type. Throws Error naming file and array for what
/// is missing or is no input, for ranks and dimensions other than the network's (before elements are read), and for NaN.
TensorMap readInputs(const std::string &path, const Graph &graph);

} // namespace vsq::cli
