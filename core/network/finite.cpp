// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/finite.h"

#include "core/network/operators/operatortable.h"
#include "core/tensor/allfinite.h"
#include "core/tensor/floatrange.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

bool isWeight(const Graph &graph, const std::string &name)
{
    return std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node &node) {
        const OperatorSpec *spec = operatorTable().find(node);
        return spec != nullptr && spec->hasWeights
               && std::find(node.inputs.begin(), node.inputs.end(), name) != node.inputs.end();
    });
}

} // namespace

void checkFinite(const Graph &graph, const JobContext &job)
{
    for (const auto &[name, tensor] : graph.constants) {
        job.check();
        if (tensor.dtype() != DType::Float32) {
            continue;
        }
        const auto values = tensor.values<float>();
        if (allFinite(values)) {
            continue;
        }
        const auto bad = std::find_if(values.begin(), values.end(), [](float x) { return !std::isfinite(x); });
        if (bad != values.end() && (std::isnan(*bad) || isWeight(graph, name))) {
            throw Error({.file = graph.sourceFile, .item = "constant '" + name + "'"}, "weights", "finite numbers",
                        std::string(std::isnan(*bad) ? "NaN" : "infinity")
                            + atPosition(tensor.shape(), static_cast<std::size_t>(bad - values.begin())));
        }
    }
}

} // namespace vsq
