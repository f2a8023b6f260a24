// SPDX-License-Identifier: GPL-3.0-or-later
// What a network gives under a number format, and what its exported file gives in FP32.
#pragma once

#include "core/network/onnx/onnxreader.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/reference/passes/fold.h"
#include "core/study/backend.h"
#include "core/study/qdq/exportqdq.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

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

} // namespace vsq::test
