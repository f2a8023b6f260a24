// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/data/idxfolder.h"
#include "core/data/imagefolder.h"
#include "core/data/slice.h"
#include "core/data/texttable.h"
#include "core/tensor/npz.h"

#include <algorithm>
#include <filesystem>

namespace vsq {

namespace {

using Arrays = std::map<std::string, Tensor>;

std::string item(const std::string &array)
{
    return "array '" + array + "'";
}

std::string namesOf(const Arrays &arrays)
{
    std::string text;
    for (const auto &[name, tensor] : arrays) {
        text += (text.empty() ? "'" : ", '") + name + "'";
    }
    return text.empty() ? "no array" : text;
}

/// The items of an array must look as the input wants them; the first dimension is theirs.
void checkShape(const std::string &path, const std::string &array, const Tensor &tensor, const ValueInfo &input)
{
    bool fits = tensor.rank() == input.shape.size() && tensor.rank() > 0;
    for (std::size_t i = 1; fits && i < tensor.rank(); ++i) {
        fits = input.shape[i] < 0 || input.shape[i] == tensor.dim(i);
    }
    if (!fits) {
        Shape wanted = input.shape;
        if (!wanted.empty()) {
            wanted[0] = -1;
        }
        throw Error({.file = path, .item = item(array)}, "shape for input '" + input.name + "'", toString(wanted),
                    toString(tensor.shape()));
    }
}

Tensor convertItems(const std::string &path, const std::string &array, const Tensor &tensor, const ValueInfo &input)
{
    if (tensor.dtype() == DType::UInt8 && input.type == DType::Float32) { // pixels
        Tensor scaled = tensor.toFloat();
        for (float &value : scaled.mutableValues<float>()) {
            value /= 255.0F;
        }
        return scaled;
    }
    try {
        return convertTo(tensor, input.type);
    } catch (const Error &error) {
        throw Error({.file = path, .item = item(array)}, error.problem(), error.expected(), error.found());
    }
}

std::vector<std::int64_t> labelsOf(const std::string &path, const std::string &array, const Tensor &tensor, std::int64_t items)
{
    if (tensor.rank() != 1 || tensor.dim(0) != items) {
        throw Error({.file = path, .item = item(array)}, "labels", "shape " + toString({items}), toString(tensor.shape()));
    }
    try {
        return tensor.toInt64();
    } catch (const Error &) {
        throw Error({.file = path, .item = item(array)}, "labels", "integers", std::string(nameOf(tensor.dtype())));
    }
}

std::int64_t limited(std::int64_t count, std::int64_t limit)
{
    return limit > 0 ? std::min(limit, count) : count;
}

Dataset fromArrays(const std::string &path, const Arrays &arrays, const Graph &graph, std::int64_t limit)
{
    Dataset data;
    data.path = path;
    std::int64_t count = -1;
    for (const ValueInfo &input : graph.inputs) {
        auto found = arrays.find(input.name);
        if (found == arrays.end() && graph.inputs.size() == 1) {
            found = arrays.find("x");
        }
        if (found == arrays.end()) {
            throw Error({.file = path, .item = {}}, "data set",
                        graph.inputs.size() == 1 ? "an array 'x'" : "an array '" + input.name + "' for that input",
                        namesOf(arrays));
        }
        const auto &[name, tensor] = *found;
        checkShape(path, name, tensor, input);
        if (count >= 0 && tensor.dim(0) != count) {
            throw Error({.file = path, .item = item(name)}, "items", std::to_string(count), std::to_string(tensor.dim(0)));
        }
        count = tensor.dim(0);
        data.inputs.push_back(convertItems(path, name, items(tensor, 0, limited(count, limit)), input));
    }
    const auto y = arrays.find("y");
    if (y == arrays.end()) {
        throw Error({.file = path, .item = {}}, "data set", "an array 'y' of labels", namesOf(arrays));
    }
    data.labels = labelsOf(path, "y", y->second, count);
    data.labels.resize(static_cast<std::size_t>(limited(count, limit)));
    return data;
}

} // namespace

std::vector<Tensor> Dataset::batch(std::int64_t begin, std::int64_t end) const
{
    if (reader) {
        return reader->read(begin, end);
    }
    std::vector<Tensor> parts;
    for (const Tensor &input : inputs) {
        parts.push_back(items(input, begin, end));
    }
    return parts;
}

Dataset loadDataset(const std::string &path, const Graph &graph, const DatasetOptions &options)
{
    if (graph.inputs.empty()) {
        throw Error({.file = graph.sourceFile, .item = {}}, "network", "at least one input", "none");
    }
    if (isImageFolder(path)) {
        return loadImageFolder(path, graph, options.limit);
    }
    if (isTextTable(path)) {
        return loadTextTable(path, graph, options);
    }
    Dataset data = std::filesystem::is_directory(path) ? fromArrays(path, readIdxFolder(path), graph, options.limit)
                                                       : fromArrays(path, readNpz(path), graph, options.limit);
    if (data.size() == 0) {
        throw Error({.file = path, .item = {}}, "data set", "at least one item", "none");
    }
    return data;
}

} // namespace vsq
