// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/packedstationary.h"

#include "core/engine/stationaryweights.h"
#include "core/run/activations.h"

namespace vsq {

std::optional<PackedWeights> packActivations(const ProductRequest &request, const BackendOptions &options,
                                             const ProductFormat &format)
{
    if (request.aIsConstant || request.segments != 1 || ownCodesAreTaken(request, options.format)) {
        return std::nullopt;
    }
    // A static gamma was calibrated before; vectors' scales then come from their maxima.
    const auto gamma = options.scales ? std::optional(options.scales->stationaryOf(*request.node)) : std::nullopt;
    return packStationary({.values = request.a, .rows = request.m, .columns = request.k, .isTransposed = request.aIsTransposed},
                          options.format.activations, options.scales ? Calibration{} : options.format.calibration, format, gamma,
                          options.engine.isa, options.engine.stop);
}

} // namespace vsq
