// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/iteminputs.h"

#include "core/data/slice.h"

#include <algorithm>

namespace vsq {

TensorMap itemInputs(const Graph &graph, const Dataset *data, std::int64_t item)
{
    TensorMap inputs;
    const bool known = data != nullptr && item < data->size();
    const std::vector<Tensor> given = known ? data->batch(item, item + 1) : std::vector<Tensor>{};
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        const ValueInfo &input = graph.inputs[i];
        if (i < given.size()) {
            inputs.emplace(input.name, given[i]);
        } else {
            Shape shape = input.shape;
            std::replace_if(
                shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; }, 1);
            inputs.emplace(input.name, Tensor(input.type, std::move(shape)));
        }
    }
    return inputs;
}

TensorMap batchInputs(const Graph &graph, const Dataset *data, std::int64_t count)
{
    std::int64_t fixed = 0;
    for (const ValueInfo &input : graph.inputs) {
        fixed = fixed == 0 && !input.shape.empty() && input.shape[0] > 0 ? input.shape[0] : fixed;
    }
    const std::int64_t wanted = fixed > 0 ? fixed : std::min(count, data != nullptr ? data->size() : 1);
    if (data == nullptr || data->size() < wanted || wanted == 0) {
        return itemInputs(graph, nullptr, 0);
    }
    TensorMap inputs;
    std::vector<Tensor> given = data->batch(0, wanted);
    for (std::size_t i = 0; i < given.size(); ++i) {
        inputs.emplace(graph.inputs[i].name, std::move(given[i]));
    }
    return inputs;
}

Dataset firstItems(const Dataset &data, std::int64_t count)
{
    if (count <= 0 || count >= data.size()) {
        return data;
    }
    Dataset part = data;
    part.labels.resize(std::min(part.labels.size(), static_cast<std::size_t>(count)));
    part.targets.resize(std::min(part.targets.size(), static_cast<std::size_t>(count)));
    for (Tensor &input : part.inputs) {
        input = items(input, 0, count);
    }
    return part;
}

} // namespace vsq
