// SPDX-License-Identifier: GPL-3.0-or-later
// What a network gives under a number format, and what its exported file gives in FP32.
#pragma once

#include "core/chip/plan.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/qdq/exportqdq.h"
#include "core/reference/passes/fold.h"
#include "core/run/activations.h"
#include "core/run/backend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>

namespace vsq::test {

inline TensorMap runQuantized(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const TensorMap &inputs,
                              const std::shared_ptr<const ActivationScales> &scales = {})
{
    BackendOptions options;
    options.format = format;
    options.scales = scales;
    return Executor(graph).run(inputs, *makeBackend(Fidelity::Quantized, options));
}

/// Writes the exported network, reads it back and runs it in FP32.
inline TensorMap runExported(const std::shared_ptr<const Graph> &graph, const NumberFormat &format, const TensorMap &inputs,
                             const std::string &file, int opset = kQdqOpset, const ActivationScales *scales = nullptr)
{
    const QdqGraph quantized = quantizedNetwork(graph, format, scales, opset);
    writeOnnx(quantized.graph, file, quantized.fourBit);
    const auto read = std::make_shared<const Graph>(foldForInference(readOnnx(file)));
    return Executor(read).run(inputs, *makeFloatBackend());
}

/// Products of a number format with integer scales, by its definition: integer sums, then gammaA, then gammaB.
class ExactProducts final : public ProductBackend {
public:
    explicit ExactProducts(const NumberFormat &format) : m_format(format) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, ChipConfig{}); }

    void multiply(const ProductRequest &request, float *c) override
    {
        const QuantizedMatrix a = quantizeStationary(request, m_format);
        const QuantizedMatrix b = quantizeImages(request, m_format);
        const std::vector<std::int32_t> left = integers(a);
        const std::vector<std::int32_t> right = integers(b);
        for (std::int64_t n = 0; n < request.n; ++n) {
            for (std::int64_t m = 0; m < request.m; ++m) {
                const std::int32_t *x = left.data() + m * request.k;
                const std::int32_t *y = right.data() + n * request.k;
                std::int64_t sum = 0;
                for (std::int64_t k = 0; k < request.k; ++k) {
                    sum += std::int64_t{x[k]} * y[k];
                }
                c[n * request.m + m] = static_cast<float>(sum) * a.gammaOf(m) * b.gammaOf(n);
            }
        }
    }

private:
    /// code * scale
    static std::vector<std::int32_t> integers(const QuantizedMatrix &q)
    {
        std::vector<std::int32_t> values(q.codes.begin(), q.codes.end());
        const std::int64_t length = q.segmentColumns();
        for (std::size_t i = 0; !q.scales.empty() && i < values.size(); ++i) {
            const std::int64_t row = static_cast<std::int64_t>(i) / q.columns;
            const std::int64_t column = static_cast<std::int64_t>(i) % q.columns;
            const std::int64_t vector = column / length * q.vectorsPerSegment() + column % length / q.format.vectorSize;
            values[i] *= q.scales[static_cast<std::size_t>(row * q.vectors + vector)];
        }
        return values;
    }

    NumberFormat m_format;
};

/// Largest difference over the largest magnitude of b; infinite where shapes differ or b is zero.
inline double differenceOf(const Tensor &a, const Tensor &b)
{
    double largest = 0.0;
    double worst = 0.0;
    for (std::size_t i = 0; a.shape() == b.shape() && i < static_cast<std::size_t>(b.size()); ++i) {
        const auto p = static_cast<double>(a.values<float>()[i]);
        const auto q = static_cast<double>(b.values<float>()[i]);
        largest = std::max(largest, std::abs(q));
        worst = std::max(worst, std::isfinite(p) ? std::abs(p - q) : std::numeric_limits<double>::infinity());
    }
    return largest > 0.0 ? worst / largest : std::numeric_limits<double>::infinity();
}

/// Of each Conv, Gemm and MatMul, what the exported network's part for it differs by from the quantized run, given what that
/// run gave it. A whole network's results may differ by more where that adds FP32 numbers: another order may turn a code of the
/// next layer.
inline std::map<std::string, double> differenceOfEachProduct(const std::shared_ptr<const Graph> &graph,
                                                             const NumberFormat &format, const TensorMap &inputs,
                                                             const std::string &file, int opset = kQdqOpset)
{
    TensorMap values = inputs;
    Executor executor(graph);
    executor.nodeDone = [&values](const Node &node, std::span<const Tensor> outputs) {
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            values.insert_or_assign(node.outputs[i], outputs[i]);
        }
    };
    BackendOptions options;
    options.format = format;
    executor.run(inputs, *makeBackend(Fidelity::Quantized, options));
    const QdqGraph quantized = quantizedNetwork(graph, format, nullptr, opset);
    writeOnnx(quantized.graph, file, quantized.fourBit);
    const Graph read = readOnnx(file);
    std::map<std::string, double> differences;
    for (const Node &node : graph->nodes) {
        if (node.op != "Conv" && node.op != "Gemm" && node.op != "MatMul") {
            continue;
        }
        auto part = std::make_shared<Graph>();
        part->opset = read.opset;
        part->constants = read.constants;
        for (const Node &own : read.nodes) {
            if (own.name == node.name || own.name.starts_with(node.name + "/q")) {
                part->nodes.push_back(own);
            }
        }
        TensorMap given;
        for (const std::string &input : node.inputs) {
            if (const auto value = values.find(input); value != values.end() && given.emplace(input, value->second).second) {
                part->inputs.push_back({input, DType::Float32, value->second.shape(), {}});
            }
        }
        part->outputs.push_back({node.outputs[0], DType::Float32, {}, {}});
        const TensorMap result = Executor(part).run(given, *makeFloatBackend());
        differences.emplace(node.name, differenceOf(result.at(node.outputs[0]), values.at(node.outputs[0])));
    }
    return differences;
}

} // namespace vsq::test
