// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a Graph as an ONNX file of its own opset. Gelu, which opsets below 20 lack, goes out in the forms exporters use.
#pragma once

#include "core/network/graph.h"

#include <set>
#include <stop_token>
#include <string>

namespace vsq {

/// Writes the file whole or not at all; throws Error when the target cannot be written or a value cannot be expressed.
/// stop: the file of a large network takes a second; throws Cancelled.
/// Inputs and outputs keep their floating types (core/network/onnx/floatinterface.h). Throws Error for control flow that only the
/// run decides.
/// fourBit: constants, int8 or uint8 here, that are to be INT4 or UINT4 there (opset 21).
void writeOnnx(const Graph &graph, const std::string &path, const std::set<std::string, std::less<>> &fourBit = {},
               const std::stop_token &stop = {});

} // namespace vsq
