// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/activations.h"

#include "core/quantize/quantizer.h"

#include <cassert>

namespace vsq {

namespace {

template <typename T> void append(std::vector<T> &to, const std::vector<T> &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format)
{
    if (request.aIsConstant) {
        return quantizeWeights(request.a, request.m, request.k, format.weights, format.calibration, request.segments);
    }
    return quantizeActivations(request.a, request.m, request.k, format.activations, {}, format.calibration, request.segments);
}

QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format)
{
    const std::int64_t rows = request.itemRows > 0 ? request.itemRows : request.n;
    assert(request.n % rows == 0);
    const std::int64_t images = request.n / rows;
    QuantizedMatrix whole;
    for (std::int64_t image = 0; image < images; ++image) {
        QuantizedMatrix part = quantizeActivations(request.b + image * rows * request.k, rows, request.k, format.activations, {},
                                                   format.calibration, request.segments);
        if (images == 1) {
            return part;
        }
        if (image == 0) {
            whole = QuantizedMatrix{};
            whole.format = part.format;
            whole.rows = request.n;
            whole.columns = part.columns;
            whole.segments = part.segments;
            whole.vectors = part.vectors;
            whole.codes.reserve(static_cast<std::size_t>(request.n * request.k));
        }
        append(whole.codes, part.codes);
        append(whole.scales, part.scales);
        append(whole.realScales, part.realScales);
        whole.gamma.insert(whole.gamma.end(), static_cast<std::size_t>(rows), part.gamma.front());
    }
    return whole;
}

} // namespace vsq
