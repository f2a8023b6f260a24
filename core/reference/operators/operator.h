// SPDX-License-Identifier: GPL-3.0-or-later
// What an operator's kernel is given and how it is registered: one small file for each family, one registry.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"
#include "core/reference/operatorcache.h"
#include "core/reference/product.h"

#include <initializer_list>
#include <span>
#include <unordered_map>

namespace vsq {

/// Transposes that a node does along with its own work: the axes of what it reads and of what it writes.
struct AxisOrders {
    std::vector<std::vector<std::int64_t>> inputs; ///< by input; empty: as it is
    std::vector<std::int64_t> result;

    [[nodiscard]] bool isNone() const { return inputs.empty() && result.empty(); }
};

/// One execution of one node.
class Call {
public:
    Call(const Node &callNode, int opsetVersion, std::int64_t batchItems, ProductBackend &productBackend,
         OperatorCache &operatorCache, std::vector<Tensor> inputs, const std::vector<bool> &constant)
        : node(callNode), opset(opsetVersion), items(batchItems), backend(productBackend), cache(operatorCache),
          m_inputs(std::move(inputs)), m_constant(constant)
    {
    }

    const Node &node;
    const int opset;
    const std::int64_t items; ///< of the batch that the network runs on
    ProductBackend &backend;
    OperatorCache &cache;               ///< what this node keeps between runs (weights in another order)
    const JobContext *job = nullptr;    ///< of the run, for kernels that take long
    const AxisOrders *orders = nullptr; ///< null: none
    const float *rowBias = nullptr;     ///< what the node behind this product adds to each row (ProductRequest::rowBias)
    std::uint64_t firstValue = 0; ///< names the first input's elements where several products read them (ProductRequest::bValue)

    [[nodiscard]] std::size_t inputCount() const { return m_inputs.size(); }
    /// Whether the optional input is there.
    [[nodiscard]] bool has(std::size_t i) const { return i < node.inputs.size() && !node.inputs[i].empty(); }
    [[nodiscard]] const Tensor &in(std::size_t i) const { return m_inputs[i]; }
    /// The input to write on: no copy is made where this is its last use.
    [[nodiscard]] Tensor take(std::size_t i) { return std::move(m_inputs[i]); }
    /// Weights: the same in every run.
    [[nodiscard]] bool isConstant(std::size_t i) const { return m_constant[i]; }

    /// The float32 elements; throws Error naming the input when it has another type.
    [[nodiscard]] std::span<const float> floats(std::size_t i) const;
    void requireFloats(std::size_t i) const { static_cast<void>(floats(i)); }
    [[nodiscard]] std::vector<std::int64_t> integers(std::size_t i) const;
    /// The one element; throws Error naming the input when there are more or none, or it has another type.
    template <typename T>
    [[nodiscard]] T number(std::size_t i) const
    {
        if (in(i).size() != 1) {
            throw error("input '" + node.inputs[i] + "'", "one number", toString(in(i).shape()));
        }
        return in(i).values<T>()[0];
    }
    [[nodiscard]] std::int64_t integer(std::size_t i) const;
    /// An axis in 0..rank-1 from one that may count from the end; throws Error when outside.
    [[nodiscard]] std::int64_t axis(std::int64_t value, std::size_t rank) const;
    [[nodiscard]] Error error(std::string what, std::string expected = {}, std::string found = {}) const;

private:
    std::vector<Tensor> m_inputs;
    const std::vector<bool> &m_constant;
};

using Outputs = std::vector<Tensor>;
using OperatorFunction = Outputs (*)(Call &);

/// The kernels, by fullName() of the operators of the table (core/network/operators/operatortable.h), which says everything
/// else of them. A test holds that both have the same operators.
class OperatorRegistry {
public:
    void add(std::string_view fullName, OperatorFunction kernel) { m_kernels.emplace(fullName, kernel); }
    /// Null where there is none.
    [[nodiscard]] OperatorFunction find(const Node &node) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::unordered_map<std::string, OperatorFunction> m_kernels;
};

/// All operators.
const OperatorRegistry &operatorRegistry();

// The families.
void registerConvolution(OperatorRegistry &registry);
void registerProducts(OperatorRegistry &registry);
void registerUnary(OperatorRegistry &registry);
void registerBinary(OperatorRegistry &registry);
void registerNormalization(OperatorRegistry &registry);
void registerSoftmax(OperatorRegistry &registry);
void registerPooling(OperatorRegistry &registry);
void registerShaping(OperatorRegistry &registry);
void registerMovement(OperatorRegistry &registry);
void registerIndexing(OperatorRegistry &registry);
void registerScatter(OperatorRegistry &registry);
void registerPositions(OperatorRegistry &registry);
void registerReduction(OperatorRegistry &registry);
void registerEinsum(OperatorRegistry &registry);
void registerConvTranspose(OperatorRegistry &registry);
void registerResize(OperatorRegistry &registry);
void registerRecurrent(OperatorRegistry &registry);
void registerQuantizeLinear(OperatorRegistry &registry);
void registerDetection(OperatorRegistry &registry);
void registerGridSample(OperatorRegistry &registry);
void registerRoiAlign(OperatorRegistry &registry);
void registerSignal(OperatorRegistry &registry);
void registerColumns(OperatorRegistry &registry);
void registerIntegerConvolution(OperatorRegistry &registry);
void registerIntegerMatMul(OperatorRegistry &registry);
void registerTrainedQuantizers(OperatorRegistry &registry);
void registerControl(OperatorRegistry &registry);

} // namespace vsq
