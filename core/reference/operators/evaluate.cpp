// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/evaluate.h"

namespace vsq {

bool isSupported(const Node &node)
{
    return operatorRegistry().find(node) != nullptr;
}

Outputs evaluate(const Node &node, int opset, std::vector<Tensor> inputs)
{
    const OperatorFunction kernel = operatorRegistry().find(node);
    if (kernel == nullptr) {
        throw Error({.file = {}, .item = node.describe()}, "operator '" + node.op + "' is not supported");
    }
    const auto backend = makeFloatBackend();
    OperatorCache cache;
    const std::vector<bool> constant(inputs.size(), false);
    Call call(node, opset, 1, *backend, cache, std::move(inputs), constant);
    return kernel(call);
}

} // namespace vsq
