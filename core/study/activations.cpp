// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/activations.h"

#include "core/quantize/quantizer.h"

namespace vsq {

QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format)
{
    if (request.aIsConstant) {
        return quantizeWeights(request.a, request.m, request.k, format.weights, format.calibration, request.segments);
    }
    return quantizeActivations(request.a, request.m, request.k, format.activations, {}, format.calibration, request.segments);
}

QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format)
{
    return quantizeActivations(request.b, request.n, request.k, format.activations, {}, format.calibration, request.segments,
                               request.itemRows);
}

} // namespace vsq
