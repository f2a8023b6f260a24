// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/activations.h"

#include "core/quantize/quantizer.h"

namespace vsq {

QuantizedMatrix quantizeStationary(const ProductRequest &request, const NumberFormat &format, const ActivationScales *scales)
{
    if (request.aIsConstant) {
        return quantizeWeights(request.a, request.m, request.k, format.weights, format.calibration, request.segments);
    }
    if (scales != nullptr) {
        return quantizeActivations(request.a, request.m, request.k, format.activations, scales->stationaryOf(*request.node), {},
                                   request.segments);
    }
    return quantizeActivations(request.a, request.m, request.k, format.activations, {}, format.calibration, request.segments);
}

QuantizedMatrix quantizeImages(const ProductRequest &request, const NumberFormat &format, const ActivationScales *scales)
{
    if (scales != nullptr) {
        return quantizeActivations(request.b, request.n, request.k, format.activations, scales->activationsOf(*request.node), {},
                                   request.segments);
    }
    return quantizeActivations(request.b, request.n, request.k, format.activations, {}, format.calibration, request.segments,
                               request.itemRows);
}

} // namespace vsq
