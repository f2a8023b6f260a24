// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/operator.h"

#include "core/network/operators/operatortable.h"

#include <algorithm>

namespace vsq {

std::span<const float> Call::floats(std::size_t i) const
{
    if (in(i).dtype() != DType::Float32) {
        throw error("input '" + node.inputs[i] + "'", "float32", std::string(nameOf(in(i).dtype())));
    }
    return in(i).values<float>();
}

std::vector<std::int64_t> Call::integers(std::size_t i) const
{
    return in(i).toInt64();
}

std::int64_t Call::integer(std::size_t i) const
{
    if (in(i).size() != 1) {
        throw error("input '" + node.inputs[i] + "'", "one number", toString(in(i).shape()));
    }
    return integers(i)[0];
}

std::int64_t Call::axis(std::int64_t value, std::size_t rank) const
{
    const auto dimensions = static_cast<std::int64_t>(rank);
    const std::int64_t result = value < 0 ? value + dimensions : value;
    if (result < 0 || result >= dimensions) {
        throw error("axis", "-" + std::to_string(dimensions) + " to " + std::to_string(dimensions - 1), std::to_string(value));
    }
    return result;
}

Error Call::error(std::string what, std::string expected, std::string found) const
{
    return {{.file = {}, .item = node.describe()}, std::move(what), std::move(expected), std::move(found)};
}

OperatorFunction OperatorRegistry::find(const Node &node) const
{
    const auto found = m_kernels.find(fullName(node.domain, node.op));
    return found == m_kernels.end() ? nullptr : found->second;
}

std::vector<std::string> OperatorRegistry::names() const
{
    std::vector<std::string> names;
    for (const auto &[name, kernel] : m_kernels) {
        names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

const OperatorRegistry &operatorRegistry()
{
    static const OperatorRegistry registry = [] {
        OperatorRegistry all;
        for (const auto add : {registerConvolution,   registerProducts,
                               registerUnary,         registerBinary,
                               registerNormalization, registerSoftmax,
                               registerPooling,       registerShaping,
                               registerMovement,      registerIndexing,
                               registerScatter,       registerPositions,
                               registerReduction,     registerEinsum,
                               registerConvTranspose, registerResize,
                               registerRecurrent,     registerQuantizeLinear,
                               registerDetection,     registerGridSample,
                               registerRoiAlign,      registerSignal,
                               registerColumns,       registerIntegerConvolution,
                               registerIntegerMatMul, registerTrainedQuantizers,
                               registerControl}) {
            add(all);
        }
        return all;
    }();
    return registry;
}

} // namespace vsq
