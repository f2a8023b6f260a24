// SPDX-License-Identifier: GPL-3.0-or-later
// Functions that a model brings along (ModelProto.functions): a call becomes the function's nodes when the file is read.
#pragma once

#include "core/base/error.h"
#include "core/network/onnx/onnxproto.h"

#include <map>
#include <string>
#include <vector>

namespace vsq {

class LocalFunctions {
public:
    /// Of a model, whose messages outlive this.
    explicit LocalFunctions(const onnx::ModelProto &model);

    /// What the node calls; null where that is none of the functions.
    [[nodiscard]] const onnx::FunctionProto *find(const onnx::NodeProto &node) const;

private:
    std::map<std::string, const onnx::FunctionProto *> m_functions;
};

/// "library.Block", with the overload behind a colon.
std::string functionName(const onnx::FunctionProto &function);

/// The opset of ONNX's own operators that the function's nodes are of; 0 where it says none.
int opsetOf(const onnx::FunctionProto &function);

/// The function's nodes in the place of the call: the call's values for inputs and outputs, its attributes for those that the
/// nodes refer to (or the function's defaults; what neither gives is left out), and the prefix before all other names.
/// Throws Error for a call with more inputs or outputs than the function has.
std::vector<onnx::NodeProto> inlinedCall(const onnx::NodeProto &call, const onnx::FunctionProto &function,
                                         const std::string &prefix, const Place &place);

} // namespace vsq
