// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/finite.h"

#include "core/base/error.h"
#include "core/base/handover.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <tbb/parallel_for.h>

namespace vsq {

std::vector<float> rowMaxima(const float *x, std::int64_t rows, std::int64_t columns)
{
    std::vector<float> maxima(static_cast<std::size_t>(rows));
    const std::int64_t grain = std::max<std::int64_t>(1, 16384 / std::max<std::int64_t>(1, columns));
    const auto each = [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const std::uint32_t most = kernels::largestMagnitude(x + r * columns, columns);
            if (most >= kernels::kNotFinite) {
                throwNotFinite(x + r * columns, columns, r);
            }
            maxima[static_cast<std::size_t>(r)] = std::bit_cast<float>(most);
        }
    };
    if (rows <= grain) {
        each(0, rows);
    } else {
        handOver([&](const tbb::blocked_range<std::int64_t> &range) { each(range.begin(), range.end()); },
                 [&](const auto &body) {
                     tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, rows, static_cast<std::size_t>(grain)), body);
                 });
    }
    return maxima;
}

void throwNotFinite(const float *row, std::int64_t columns, std::int64_t index)
{
    const float *bad = std::find_if(row, row + columns, [](float v) { return !std::isfinite(v); });
    throw Error({{}, "row " + std::to_string(index) + ", column " + std::to_string(bad - row)}, "matrix to quantize",
                "finite values", std::isnan(*bad) ? "NaN" : "infinity");
}

} // namespace vsq
