// SPDX-License-Identifier: GPL-3.0-or-later
// Reads ONNX files into a Graph with inferred shapes.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"

#include <string>

namespace vsq {

/// Throws Error naming file, node, operator or attribute for what is missing, truncated, not ONNX, of an opset outside
/// 1..26, cyclic, or other than the table of operators says; operators that the table has not are left for supported(). Never
/// half-loads. Cancelled.
/// externalData: a folder that weights outside the file may lie in besides the model's own, for links that lead there.
/// shapes: of inputs, by name (bindInputShapes()), before branches that depend on them are decided.
Graph readOnnx(const std::string &path, const std::string &externalData = {}, const JobContext &job = {},
               const std::map<std::string, Shape> &shapes = {});

} // namespace vsq
