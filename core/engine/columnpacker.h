// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix that lies transposed, whose vectors have scales of their own, quantized and packed as it lies: its columns are the
// panels' rows, so that nothing is transposed. Internal to the engine.
#pragma once

#include "core/base/blockpool.h"
#include "core/engine/stationaryweights.h"
#include "core/quantize/vectorkernels.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace vsq {

class ColumnPacker {
public:
    static bool takes(const StationaryMatrix &a, const OperandFormat &operand, const ProductFormat &format, Isa isa);

    /// ownGammas: a row has a gamma of its own, as weights do; otherwise all have one.
    ColumnPacker(const StationaryMatrix &a, const OperandFormat &operand, const ProductFormat &format, bool ownGammas, Isa isa);

    /// Empty where a value is not finite. Throws Cancelled.
    std::optional<PackedWeights> pack(std::optional<float> staticGamma, const std::stop_token &stop);

private:
    bool quantize(std::int64_t firstPanel, std::int64_t panels);
    void finish(std::int64_t panel);
    [[nodiscard]] std::uint8_t *vectorAt(std::int64_t panel, std::int64_t vector) const;

    StationaryMatrix m_a;
    std::int64_t m_stride;
    ProductFormat m_format;
    bool m_ownGammas;
    int m_qmax;
    float m_mostScale;
    std::shared_ptr<PackedWeights::Data> m_to;
    int m_panelRows;
    std::int64_t m_panels;
    BlockArray<float> m_reals;            ///< [panels, vectors, panelRows]
    BlockArray<kernels::CodeSums> m_sums; ///< the same
    float m_gamma = 0.0F;                 ///< of all rows
};

} // namespace vsq
