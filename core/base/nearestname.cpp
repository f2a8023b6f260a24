// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nearestname.h"

#include <algorithm>
#include <numeric>

namespace vsq {

namespace {

std::size_t edits(const std::string &from, const std::string &to)
{
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, corner + (from[i] == to[j] ? 0 : 1)});
            corner = above;
        }
    }
    return row.back();
}

} // namespace

std::string nearestName(const std::string &name, const std::vector<std::string> &candidates)
{
    const auto nearest = std::min_element(candidates.begin(), candidates.end(),
                                          [&](const auto &a, const auto &b) { return edits(name, a) < edits(name, b); });
    return nearest == candidates.end() ? std::string() : *nearest;
}

} // namespace vsq
