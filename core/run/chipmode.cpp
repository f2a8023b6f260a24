// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/chipmode.h"

#include "core/chip/datapath.h"

#include <cassert>

namespace vsq {

std::optional<Mode> modeOf(const NumberFormat &format)
{
    const std::string_view name = chipModeName(format);
    return name.empty() ? std::nullopt : std::optional(modeFromName(name));
}

std::vector<float> realResults(const std::vector<std::int32_t> &sums, const QuantizedMatrix &a, const QuantizedMatrix &b,
                               Mode mode)
{
    assert(static_cast<std::int64_t>(sums.size()) == a.rows * b.rows);
    std::vector<float> results(sums.size());
    std::size_t at = 0;
    for (std::int64_t m = 0; m < a.rows; ++m) {
        for (std::int64_t n = 0; n < b.rows; ++n, ++at) {
            results[at] = static_cast<float>(sums[at]) * static_cast<float>(sumUnit(mode)) * a.gammaOf(m) * b.gammaOf(n);
        }
    }
    return results;
}

} // namespace vsq
