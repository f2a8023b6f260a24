// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/iteminputs.h"

#include "core/study/slice.h"

#include <algorithm>

namespace vsq {

TensorMap itemInputs(const Graph &graph, const Dataset *data, std::int64_t item)
{
    TensorMap inputs;
    for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
        const ValueInfo &input = graph.inputs[i];
        if (data != nullptr && i < data->inputs.size() && item < data->inputs[i].dim(0)) {
            inputs.emplace(input.name, items(data->inputs[i], item, item + 1));
        } else {
            Shape shape = input.shape;
            std::replace_if(shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; }, 1);
            inputs.emplace(input.name, Tensor(input.type, std::move(shape)));
        }
    }
    return inputs;
}

Dataset firstItems(const Dataset &data, std::int64_t count)
{
    if (count <= 0 || count >= data.size()) {
        return data;
    }
    Dataset part;
    part.path = data.path;
    part.labels.assign(data.labels.begin(), data.labels.begin() + count);
    for (const Tensor &input : data.inputs) {
        part.inputs.push_back(items(input, 0, count));
    }
    return part;
}

} // namespace vsq
