// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's archives of named arrays: a zip file with one NAME.npy for each, stored or deflated.
#pragma once

#include "core/tensor/tensor.h"

#include <map>
#include <string>

namespace vsq {

/// All arrays by name. Throws Error naming file, array, expected and found.
std::map<std::string, Tensor> readNpz(const std::string &path);
/// Written whole or not at all. Arrays are deflated where that is asked for.
void writeNpz(const std::string &path, const std::map<std::string, Tensor> &arrays, bool compressed = false);

} // namespace vsq
