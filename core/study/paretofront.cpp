// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/paretofront.h"

#include <algorithm>
#include <numeric>

namespace vsq {

std::vector<std::size_t> paretoFront(const std::vector<double> &costs, const std::vector<double> &values)
{
    std::vector<std::size_t> order(std::min(costs.size(), values.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return costs[a] != costs[b] ? costs[a] < costs[b] : values[a] > values[b];
    });
    std::vector<std::size_t> front;
    for (const std::size_t point : order) {
        if (front.empty() || values[point] > values[front.back()]) {
            front.push_back(point);
        }
    }
    return front;
}

} // namespace vsq
