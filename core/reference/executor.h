// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a Graph in FP32. Matrix products (Conv, Gemm, MatMul, Einsum) go through a ProductBackend, so that the same
// execution serves FP32, quantized values and the chip's integers.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"
#include "core/reference/product.h"
#include "core/tensor/tensormap.h"

#include <functional>
#include <memory>
#include <span>
#include <string>

namespace vsq {

/// float16, bfloat16 and float64 values are computed as float32. A value is freed after its last use.
class Executor {
public:
    /// Throws Error naming node, operator and attribute for what is not supported.
    explicit Executor(std::shared_ptr<const Graph> graph);
    ~Executor();
    Executor(const Executor &) = delete;
    Executor &operator=(const Executor &) = delete;

    [[nodiscard]] const Graph &graph() const;

    /// Inputs by name; outputs by name. Throws Error on missing inputs, wrong shapes or types; Cancelled.
    /// May be called from several threads at once, each with a backend of its own.
    TensorMap run(const TensorMap &inputs, ProductBackend &backend, const JobContext &job = {}) const;

    /// Runs as far as the node `last` (index into Graph::nodes, inclusive) and returns that node's outputs by name.
    TensorMap runUntil(std::size_t last, const TensorMap &inputs, ProductBackend &backend, const JobContext &job = {}) const;

    /// run(), and once more for each variant with one node's products from another backend; what comes before that node is
    /// computed once for all. Hands out the outputs of the run itself (variant -1), then of each variant by its index, in no
    /// particular order. Throws Error for a node that is none of the graph's; Cancelled.
    struct Variant {
        std::size_t node = 0; ///< index into Graph::nodes
        ProductBackend *backend = nullptr;
    };
    using VariantSink = std::function<void(std::int64_t variant, const TensorMap &outputs)>;
    void runVariants(const TensorMap &inputs, ProductBackend &backend, std::span<const Variant> variants, const VariantSink &sink,
                     const JobContext &job = {}) const;

    /// Called after each node with its outputs, when set (for layer-by-layer views).
    std::function<void(const Node &, std::span<const Tensor>)> nodeDone;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
