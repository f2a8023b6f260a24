// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/effectiveweights.h"

#include "core/quantize/hadamard.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/smoothing.h"
#include "core/run/activations.h"
#include "core/run/preparedoperands.h"

#include <numeric>

namespace vsq {

namespace {

/// The largest magnitude that element (row, column) of a matrix with VS-Quant's scales can have.
float clipAt(const QuantizedMatrix &matrix, std::int64_t row, std::int64_t column)
{
    const auto code = static_cast<float>(largestCode(matrix.format));
    if (matrix.realScales.empty()) {
        return code * matrix.gammaOf(row);
    }
    const std::int64_t vector = column / matrix.segmentColumns() * matrix.vectorsPerSegment()
                                + column % matrix.segmentColumns() / matrix.format.vectorSize;
    return code * matrix.realScales[static_cast<std::size_t>(row * matrix.vectors + vector)];
}

/// What was done to the weights before they were quantized, undone: rotations are symmetric and orthogonal.
void undo(const LayerPreparation &prepared, const ProductRequest &request, std::vector<float> &values)
{
    if (prepared.block != 0) {
        rotateRows(values.data(), request.m, request.k, request.segments, prepared.block, {}, values.data());
        if (!prepared.signs.empty()) {
            smoothRows(values.data(), request.m, request.k, request.segments, prepared.signs, false, values.data());
        }
    }
    if (!prepared.factors.empty()) {
        smoothRows(values.data(), request.m, request.k, request.segments, prepared.factors, true, values.data());
    }
}

} // namespace

EffectiveWeights::EffectiveWeights(std::unique_ptr<ProductBackend> inner, const BackendOptions &options,
                                   GradientEstimator estimator)
    : m_inner(std::move(inner)), m_format(options.format), m_layerFormats(options.layerFormats), m_maxima(options.maxima),
      m_estimator(estimator)
{
}

const NumberFormat &EffectiveWeights::formatOf(const std::string &node) const
{
    const auto own = m_layerFormats.find(node);
    return own == m_layerFormats.end() ? m_format : own->second;
}

void EffectiveWeights::multiply(const ProductRequest &request, float *c)
{
    if (request.aIsConstant && request.node != nullptr) {
        const std::pair key(request.node->name, request.index);
        bool isNew = false;
        {
            const std::lock_guard lock(m_mutex);
            isNew = m_seen.try_emplace(key).second;
        }
        if (isNew) { // without the lock: quantizing may wait for threads that come here
            Product product = look(request);
            const std::lock_guard lock(m_mutex);
            m_seen[key] = std::move(product);
        }
    }
    m_inner->multiply(request, c);
}

EffectiveWeights::Product EffectiveWeights::look(const ProductRequest &request) const
{
    NumberFormat format = formatOf(request.node->name);
    const LayerPreparation prepared = preparationOf(format.preparation, request, m_maxima.get());
    format.preparation = {};
    std::vector<float> own;
    ProductRequest asked = request;
    if (!prepared.isNone()) {
        own = preparedWeights(prepared, request);
        asked.a = own.data();
        asked.aIsTransposed = false;
    }
    const QuantizedMatrix matrix = quantizeStationary(asked, format);
    Product product{.m = request.m, .k = request.k, .values = dequantize(matrix), .factors = {}};
    const bool clips = format.calibration.method != Calibration::Method::Max && format.weights.isTwoLevel();
    if (clips && m_estimator != GradientEstimator::Ste && prepared.isNone()) {
        product.factors.resize(product.values.size());
        for (std::int64_t m = 0; m < request.m; ++m) {
            for (std::int64_t k = 0; k < request.k; ++k) {
                const float value = request.aIsTransposed ? request.a[k * request.m + m] : request.a[m * request.k + k];
                product.factors[static_cast<std::size_t>(m * request.k + k)] = clipGradient(
                    m_estimator, ClippedOperand::Weights, value, clipAt(matrix, m, k), format.weights.isUnsigned);
            }
        }
    }
    undo(prepared, request, product.values);
    return product;
}

std::optional<EffectiveWeights::Seen> EffectiveWeights::of(const Node &node, std::size_t input, const Tensor &weights) const
{
    std::vector<const Product *> products; // groups, or matrices of a batch
    for (auto at = m_seen.lower_bound({node.name, 0}); at != m_seen.end() && at->first.first == node.name; ++at) {
        products.push_back(&at->second);
    }
    const auto count = static_cast<std::int64_t>(products.size());
    if (products.empty() || products[0]->values.empty() || products[0]->m * products[0]->k * count != weights.size()) {
        return std::nullopt;
    }
    const std::int64_t m = products[0]->m;
    const std::int64_t k = products[0]->k;
    const bool convolution = node.op == "Conv";
    // Which of [m, k] and [k, m] the network has.
    const bool gemmAsIs = node.op == "Gemm" && (node.integer(input == 0 ? "transA" : "transB", 0) != 0) == (input == 1);
    const bool asIs = convolution || gemmAsIs || (node.op == "MatMul" && input == 0);
    if (!convolution && node.op != "Gemm" && node.op != "MatMul") {
        return std::nullopt;
    }
    const std::int64_t channels = convolution ? weights.dim(1) : k;
    const std::int64_t taps = k / channels;
    const auto place = [&](const std::vector<float> &from, std::int64_t product, float *to) {
        to += product * m * k;
        for (std::int64_t row = 0; row < m; ++row) {
            for (std::int64_t tap = 0; tap < taps; ++tap) { // convolutions: k is (tap, channel), weights are (channel, tap)
                for (std::int64_t c = 0; c < channels; ++c) {
                    const std::int64_t at = asIs ? row * k + c * taps + tap : c * m + row;
                    to[at] = from[static_cast<std::size_t>(row * k + tap * channels + c)];
                }
            }
        }
    };
    Seen seen{.values = Tensor(DType::Float32, weights.shape()), .factors = {}};
    if (!products[0]->factors.empty()) {
        seen.factors = Tensor(DType::Float32, weights.shape());
    }
    for (std::int64_t i = 0; i < count; ++i) {
        place(products[static_cast<std::size_t>(i)]->values, i, seen.values.mutableValues<float>().data());
        if (seen.factors) {
            place(products[static_cast<std::size_t>(i)]->factors, i, seen.factors->mutableValues<float>().data());
        }
    }
    return seen;
}

} // namespace vsq
