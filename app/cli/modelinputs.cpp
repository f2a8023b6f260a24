// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/modelinputs.h"

#include "core/data/slice.h"
#include "core/tensor/npz.h"

#include <algorithm>

namespace vsq::cli {

namespace {

std::string arrayName(const std::string &name)
{
    return "array '" + name + "'";
}

void checkShape(const std::string &path, const ValueInfo &input, const Tensor &tensor)
{
    bool fits = tensor.rank() == input.shape.size();
    for (std::size_t i = 0; fits && i < tensor.rank(); ++i) {
        fits = input.shape[i] < 0 ? tensor.dim(i) > 0 : tensor.dim(i) == input.shape[i];
    }
    if (!fits) {
        throw Error({.file = path, .item = arrayName(input.name)}, "shape", toString(input.shape), toString(tensor.shape()));
    }
}

} // namespace

TensorMap readInputs(const std::string &path, const Graph &graph)
{
    const std::map<std::string, Tensor> arrays = readNpz(path);
    TensorMap inputs;
    for (const ValueInfo &input : graph.inputs) {
        const auto found = arrays.find(input.name);
        if (found == arrays.end()) {
            std::string names;
            for (const auto &[name, tensor] : arrays) {
                names += (names.empty() ? "'" : ", '") + name + "'";
            }
            throw Error({.file = path, .item = {}}, "inputs", "an array '" + input.name + "' as the network's input is called",
                        names.empty() ? "no array" : names);
        }
        checkShape(path, input, found->second);
        try {
            inputs.emplace(input.name, convertTo(found->second, input.type));
        } catch (const Error &error) {
            throw Error({.file = path, .item = arrayName(input.name)}, error.problem(), error.expected(), error.found());
        }
    }
    for (const auto &[name, tensor] : arrays) {
        if (inputs.find(name) == inputs.end()) {
            throw Error({.file = path, .item = arrayName(name)}, "the network has no input of that name");
        }
    }
    return inputs;
}

} // namespace vsq::cli
