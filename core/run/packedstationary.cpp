// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/packedstationary.h"

#include "core/engine/activationpacker.h"
#include "core/engine/constantweights.h"
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
    return packStationary(
        {.values = request.a, .rows = request.m, .columns = request.k, .isTransposed = request.aIsTransposed, .stride = 0},
        options.format.activations, options.scales ? Calibration{} : options.format.calibration, format, gamma,
        options.engine.isa, options.engine.stop);
}

std::optional<PackedWeights> packWeights(const ProductRequest &request, const BackendOptions &options,
                                         const ProductFormat &format)
{
    if (!request.aIsConstant || ownCodesAreTaken(request, options.format)) {
        return std::nullopt;
    }
    return packConstant(
        {.values = request.a, .rows = request.m, .columns = request.k, .isTransposed = request.aIsTransposed, .stride = 0},
        request.segments, options.format.weights, options.format.calibration, format, options.engine.isa, options.engine.stop);
}

std::optional<PackedBatch> PackedBatch::of(const ProductBatch &batch, const BackendOptions &options, const ProductFormat &format)
{
    const ProductRequest &r = batch.first;
    const OperandFormat &activations = options.format.activations;
    if (r.aIsConstant || r.segments != 1 || r.areCodes
        || !ActivationPacker::takes(activations, options.scales ? Calibration{} : options.format.calibration)) {
        return std::nullopt;
    }
    const auto gamma = options.scales ? std::optional(options.scales->activationsOf(*r.node)) : std::nullopt;
    const PlacedRows rows({r.b, batch.outer, batch.inner, batch.b.outer, batch.b.inner, batch.b.row}, r.n, r.k);
    return PackedBatch(batch, options, format,
                       quantizeAndPack(rows, activations, format, gamma, options.engine.isa, options.engine.stop));
}

std::optional<PackedWeights> PackedBatch::stationary(std::int64_t index) const
{
    const ProductRequest r = m_batch.at(index);
    const auto gamma = m_options.scales ? std::optional(m_options.scales->stationaryOf(*r.node)) : std::nullopt;
    return packStationary({.values = r.a, .rows = r.m, .columns = r.k, .isTransposed = r.aIsTransposed, .stride = m_batch.a.row},
                          m_options.format.activations, m_options.scales ? Calibration{} : m_options.format.calibration, m_format,
                          gamma, m_options.engine.isa, m_options.engine.stop);
}

} // namespace vsq
