// SPDX-License-Identifier: GPL-3.0-or-later
// Scan as what it is: a Loop whose turns take one slice after the other of some of its inputs.
#pragma once

#include "core/network/graph.h"
#include "core/network/onnx/onnxproto.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// What stands in a Scan's place.
struct ScanLoop {
    std::vector<std::pair<std::string, Tensor>> constants;
    std::vector<onnx::NodeProto> nodes;  ///< of the Scan's operator set
    std::vector<onnx::NodeProto> behind; ///< of opset 17: what brings collected values into their order
};

/// A value's dimensions where they are known, -1 or less for those that are open.
using ShapeLookup = std::function<std::optional<Shape>(const std::string &value)>;

/// name: of the node, of its own in the file. Opset 8's form, which scans each item of a batch by itself, becomes two loops.
/// Throws Error at the place where body, inputs and attributes contradict each other.
ScanLoop scanAsLoop(const onnx::NodeProto &node, int opset, const std::string &name, const ShapeLookup &shapes,
                    const Place &place);

} // namespace vsq
