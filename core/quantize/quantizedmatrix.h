// SPDX-License-Identifier: GPL-3.0-or-later
// A matrix as codes and scales: x[r][c] ~ codes * scale * gamma (VS-Quant eq. 7), or in block formats level(code) * scale.
//
// A row may consist of several segments of equal length, each of which begins a new vector: a convolution's K is
// kernelHeight * kernelWidth segments of C elements. Vectors never reach across the end of a segment.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>
#include <vector>

namespace vsq {

struct QuantizedMatrix {
    OperandFormat format;
    std::int64_t rows = 0;
    std::int64_t columns = 0;  ///< K, without padding
    std::int64_t segments = 1; ///< equal parts of a row, columns / segments elements each
    std::int64_t vectors = 0;  ///< vectors a row: segments * ceil(columns / segments / vectorSize) for
                               ///< Granularity::Vector, else 1

    std::vector<std::int8_t> codes;          ///< [rows, columns], row-major; unsigned formats as bit patterns
    std::vector<std::uint16_t> scales;       ///< [rows, vectors] integer scales; empty where the format has none
    std::vector<float> realScales;           ///< [rows, vectors] unrounded s (Granularity::Vector), empty otherwise; block
                                             ///< formats: what a block's levels are multiplied with
    std::vector<float> gamma;                ///< [rows] or [1]: coarse scale; the whole scale where there are no vectors
    std::vector<std::uint16_t> scaleCodes{}; ///< block formats: [rows, vectors] scales as they are stored; empty: binary32
    std::vector<float> tensorScales{};       ///< block formats with a scale a tensor: [rows] that of each row's tensor

    [[nodiscard]] std::int64_t segmentColumns() const { return columns / segments; }
    [[nodiscard]] std::int64_t vectorsPerSegment() const { return vectors / segments; }

    [[nodiscard]] float gammaOf(std::int64_t row) const { return gamma[gamma.size() == 1 ? 0 : static_cast<std::size_t>(row)]; }
};

} // namespace vsq
