// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/heldout.h"

#include "core/base/random.h"
#include "core/data/shuffle.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vsq {

HeldOut holdOut(const Dataset &data, double share, std::uint64_t seed)
{
    std::map<std::int64_t, std::vector<std::int64_t>> classes;
    for (std::int64_t i = 0; i < data.size(); ++i) {
        classes[data.labels[static_cast<std::size_t>(i)]].push_back(i);
    }
    Random random(seed);
    std::vector<std::int64_t> parts[2];
    for (auto &[label, items] : classes) {
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t least = size > 1 ? 1 : 0;
        const std::int64_t taken = std::clamp<std::int64_t>(std::llround(share * static_cast<double>(size)), least,
                                                            std::max(least, size - 1));
        for (std::int64_t i = 0; i < taken; ++i) {
            const std::int64_t other = random.between(i, size - 1);
            std::swap(items[static_cast<std::size_t>(i)], items[static_cast<std::size_t>(other)]);
        }
        parts[0].insert(parts[0].end(), items.begin() + taken, items.end());
        parts[1].insert(parts[1].end(), items.begin(), items.begin() + taken);
    }
    for (auto &part : parts) {
        if (part.empty()) {
            throw Error({.file = data.path, .item = {}}, "items to fine-tune on", "at least two of a class, one of them to judge",
                        std::to_string(data.size()));
        }
        std::sort(part.begin(), part.end());
    }
    return {.training = pickedItems(data, parts[0]), .validation = pickedItems(data, parts[1])};
}

} // namespace vsq
