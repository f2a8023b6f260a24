// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/transposedoperand.h"

#include "core/base/transpose.h"
#include "core/reference/parallel.h"

#include <algorithm>

namespace vsq {

TransposedOperand::TransposedOperand(const ProductRequest &request) : m_request(request)
{
    if (!request.aIsTransposed) {
        return;
    }
    constexpr std::int64_t kRows = 64; // of a block: whole cache lines, and no more pages than the processor keeps track of
    m_memory = std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(request.m * request.k));
    parallelRange((request.m + kRows - 1) / kRows, grainFor(kRows * request.k), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t m = begin * kRows; m < std::min(request.m, end * kRows); m += kRows) {
            const std::int64_t count = std::min(kRows, request.m - m);
            for (std::int64_t k = 0; k < request.k; k += kRows) {
                transposeBlock(request.a + k * request.m + m, request.m, std::min(kRows, request.k - k), count,
                               m_memory.get() + m * request.k + k, request.k);
            }
        }
    });
    m_request.a = m_memory.get();
    m_request.aIsTransposed = false;
}

} // namespace vsq
