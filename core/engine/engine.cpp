// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/error.h"
#include "core/chip/datapath.h"

#include <atomic>
#include <tbb/blocked_range2d.h>
#include <tbb/parallel_for.h>

namespace vsq {

ProductSums multiply(const Operands &operands, const ChipConfig &config, const EngineOptions &options)
{
    validate(operands);
    const Operand &a = operands.a;
    const Operand &b = operands.b;
    const int size = vectorSize(operands.mode);
    const bool wrapping = wraps(operands.mode, config);
    ProductSums result;
    result.sums.resize(static_cast<std::size_t>(a.rows * b.rows));
    std::atomic<std::int64_t> saturations{0};
    std::atomic<bool> cancelled{false};
    tbb::parallel_for(tbb::blocked_range2d<std::int64_t>(0, a.rows, 16, 0, b.rows, 16), [&](const auto &range) {
        if (cancelled || options.stop.stop_requested()) {
            cancelled = true;
            return;
        }
        std::int64_t clamped = 0;
        for (std::int64_t m = range.rows().begin(); m < range.rows().end(); ++m) {
            for (std::int64_t n = range.cols().begin(); n < range.cols().end(); ++n) {
                std::int32_t sum = 0;
                for (std::int64_t k = 0; k < a.vectors; ++k) {
                    const std::uint32_t scale =
                        operands.mode == Mode::Vsq ? roundedScale(scaleProduct(a.scale(m, k), b.scale(n, k)), config) : 0;
                    const std::int32_t tree = treeSum(a.vector(m, k, size), b.vector(n, k, size), size);
                    const Sum next = accumulate(sum, term(operands.mode, tree, scale, config), wrapping);
                    clamped += next.clamped ? 1 : 0;
                    sum = next.value;
                }
                result.sums[static_cast<std::size_t>(m * b.rows + n)] = sum;
            }
        }
        saturations += clamped;
    });
    if (cancelled) {
        throw Cancelled();
    }
    result.saturations = saturations;
    return result;
}

} // namespace vsq
