// SPDX-License-Identifier: GPL-3.0-or-later
// Values of ONNX's graphs under other names, as inlining needs them.
#pragma once

#include "core/network/onnx/nodeorder.h"

#include <map>
#include <string>

namespace vsq {

using Names = std::map<std::string, std::string>;

/// The name that stands for this one, where the map has one.
void rename(std::string &name, const Names &names);
/// What the node and the graphs within it read; those see the values of the graph around them.
void renameUses(onnx::NodeProto &node, const Names &names);

} // namespace vsq
