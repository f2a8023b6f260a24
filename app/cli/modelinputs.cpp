// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/modelinputs.h"

#include "core/data/arraysource.h"
#include "core/data/slice.h"
#include "core/tensor/floatrange.h"

#include <algorithm>

namespace vsq::cli {

namespace {

std::string arrayName(const std::string &name)
{
    return "array '" + name + "'";
}

void checkShape(const std::string &path, const ValueInfo &input, const Shape &shape)
{
    bool fits = !input.rankIsKnown || shape.size() == input.shape.size();
    for (std::size_t i = 0; fits && input.rankIsKnown && i < shape.size(); ++i) {
        fits = input.shape[i] < 0 || shape[i] == input.shape[i];
    }
    if (!fits) {
        throw Error({.file = path, .item = arrayName(input.name)}, "shape", toString(input.shape), toString(shape));
    }
}

} // namespace

TensorMap readInputs(const std::string &path, const Graph &graph)
{
    const ArraySources arrays = arraysOfNpz(path);
    for (const ValueInfo &input : graph.inputs) {
        const auto found = arrays.find(input.name);
        if (found == arrays.end()) {
            std::string names;
            for (const auto &[name, source] : arrays) {
                names += (names.empty() ? "'" : ", '") + name + "'";
            }
            throw Error({.file = path, .item = {}}, "inputs", "an array '" + input.name + "' as the network's input is called",
                        names.empty() ? "no array" : names);
        }
        checkShape(path, input, found->second.shape);
    }
    for (const auto &[name, source] : arrays) {
        const auto isIt = [&wanted = name](const ValueInfo &input) { return input.name == wanted; };
        if (std::none_of(graph.inputs.begin(), graph.inputs.end(), isIt)) {
            throw Error({.file = path, .item = arrayName(name)}, "the network has no input of that name");
        }
    }
    TensorMap inputs;
    for (const ValueInfo &input : graph.inputs) {
        const Tensor values = arrays.at(input.name).read(-1);
        requireNumbers(values, path, input.name);
        requireFloatRange(values, {.file = path, .item = arrayName(input.name)});
        try {
            inputs.emplace(input.name, convertTo(values, input.type));
        } catch (const Error &error) {
            throw Error({.file = path, .item = arrayName(input.name)}, error.problem(), error.expected(), error.found());
        }
    }
    return inputs;
}

} // namespace vsq::cli
