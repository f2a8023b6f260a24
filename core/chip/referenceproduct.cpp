// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/referenceproduct.h"

#include "core/chip/datapath.h"

namespace vsq {

ReferenceSums referenceProduct(const Operands &operands, const ChipConfig &config)
{
    const Operand &a = operands.a;
    const Operand &b = operands.b;
    const Mode mode = operands.mode;
    const int vector = vectorSize(mode);
    const bool wrapping = wraps(mode, config);
    ReferenceSums result;
    result.sums.reserve(static_cast<std::size_t>(a.rows * b.rows));
    for (std::int64_t m = 0; m < a.rows; ++m) {
        for (std::int64_t n = 0; n < b.rows; ++n) {
            std::int32_t sum = 0;
            for (std::int64_t k = 0; k < a.vectors; ++k) {
                const std::int32_t tree = treeSum(a.vector(m, k, vector), b.vector(n, k, vector), vector);
                std::uint32_t scale = 0;
                if (mode == Mode::Vsq) {
                    const std::uint32_t product = scaleProduct(a.scale(m, k), b.scale(n, k));
                    scale = roundedScale(product, config);
                    result.zeroScales += product == 0;
                    result.scalesRoundedToZero += product > 0 && scale == 0;
                }
                const Sum next = accumulate(sum, term(mode, tree, scale, config), wrapping);
                result.saturations += next.clamped;
                sum = next.value;
            }
            result.sums.push_back(sum);
        }
    }
    return result;
}

} // namespace vsq
