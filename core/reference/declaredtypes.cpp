// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/declaredtypes.h"

#include "core/tensor/floattype.h"

namespace vsq {

TensorMap asDeclared(const Graph &graph, TensorMap outputs)
{
    for (const ValueInfo &info : graph.outputs) {
        const auto found = outputs.find(info.name);
        if (found == outputs.end() || found->second.dtype() != DType::Float32) {
            continue;
        }
        if (info.type == DType::BFloat16) {
            found->second = inFloatType(found->second, info.type).toFloat();
        } else if (info.type == DType::Float16 || info.type == DType::Float64) {
            found->second = inFloatType(found->second, info.type);
        }
    }
    return outputs;
}

} // namespace vsq
