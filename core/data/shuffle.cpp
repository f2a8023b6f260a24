// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shuffle.h"

#include "core/base/random.h"

#include <cstring>
#include <numeric>
#include <utility>

namespace vsq {

namespace {

/// Items of another data set by a list of their numbers.
class PickedItems final : public ItemReader {
public:
    PickedItems(Dataset from, std::vector<std::int64_t> order) : m_from(std::move(from)), m_order(std::move(order)) {}

    [[nodiscard]] std::vector<Tensor> read(std::int64_t begin, std::int64_t end) const override
    {
        std::vector<Tensor> together;
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t item = m_order[static_cast<std::size_t>(i)];
            const std::vector<Tensor> one = m_from.batch(item, item + 1);
            for (std::size_t input = 0; input < one.size(); ++input) {
                if (together.size() <= input) {
                    Shape shape = one[input].shape();
                    shape[0] = end - begin;
                    together.push_back(Tensor::uninitialized(one[input].dtype(), std::move(shape)));
                }
                const std::size_t bytes = one[input].byteSize();
                std::memcpy(static_cast<char *>(together[input].mutableBytes()) + static_cast<std::size_t>(i - begin) * bytes,
                            one[input].bytes(), bytes);
            }
        }
        return together;
    }

    [[nodiscard]] std::vector<std::string> tokens(std::int64_t item) const override
    {
        return m_from.tokens(m_order[static_cast<std::size_t>(item)]);
    }

private:
    Dataset m_from;
    std::vector<std::int64_t> m_order;
};

} // namespace

Dataset pickedItems(const Dataset &data, std::vector<std::int64_t> order)
{
    Dataset result;
    result.path = data.path;
    result.classes = data.classes;
    for (const std::int64_t item : order) {
        if (!data.lines.empty()) {
            result.lines.push_back(data.lines[static_cast<std::size_t>(item)]);
        }
        if (data.targets.empty()) {
            result.labels.push_back(data.labels[static_cast<std::size_t>(item)]);
        } else {
            result.targets.push_back(data.targets[static_cast<std::size_t>(item)]);
        }
    }
    result.reader = std::make_shared<PickedItems>(data, std::move(order));
    return result;
}

Dataset shuffled(const Dataset &data, std::uint64_t seed)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(data.size()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    Random random(seed);
    for (std::size_t i = order.size(); i > 1; --i) { // Fisher and Yates
        std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(i))]);
    }
    return pickedItems(data, std::move(order));
}

Dataset itemRange(const Dataset &data, std::int64_t begin, std::int64_t end)
{
    std::vector<std::int64_t> order(static_cast<std::size_t>(end - begin));
    std::iota(order.begin(), order.end(), begin);
    return pickedItems(data, std::move(order));
}

} // namespace vsq
