// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a Graph in FP32. Matrix products (Conv, Gemm, MatMul) go through a ProductBackend, so that the same execution
// serves FP32, quantized values and the chip's integers.
#pragma once

#include "core/base/job.h"
#include "core/network/graph.h"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace vsq {

using TensorMap = std::map<std::string, Tensor, std::less<>>;

/// One matrix product C = A B^T as the lowering makes it: A [M,K], B [N,K] row-major float32, C is [N,M] row-major
/// (tokens x features, what the next operator wants).
struct ProductRequest {
    const Node *node = nullptr;
    std::int64_t index = 0; ///< which of the node's products (head, group, image), 0-based
    std::int64_t count = 1;
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    const float *a = nullptr;
    const float *b = nullptr;
    bool aIsConstant = false; ///< weights: may be quantized and packed once (key: node and index)
};

class ProductBackend {
public:
    virtual ~ProductBackend() = default;
    /// Writes C [N,M].
    virtual void multiply(const ProductRequest &request, float *c) = 0;
};

/// FP32 products (Eigen).
std::unique_ptr<ProductBackend> makeFloatBackend();

class Executor {
public:
    /// Throws Error naming node, operator and attribute for what is not supported.
    explicit Executor(std::shared_ptr<const Graph> graph);
    ~Executor();

    /// Inputs by name; outputs by name. Throws Error on missing inputs, wrong shapes or types; Cancelled.
    TensorMap run(const TensorMap &inputs, ProductBackend &backend, const JobContext &job = {}) const;

    /// Called after each node with its outputs, when set (for layer-by-layer views).
    std::function<void(const Node &, std::span<const Tensor>)> nodeDone;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
