// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/base/filekind.h"
#include "core/data/arraysource.h"
#include "core/data/idxfolder.h"
#include "core/data/imagefolder.h"
#include "core/data/slice.h"
#include "core/data/texttable.h"
#include "core/tensor/floatrange.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace vsq {

namespace {

std::string item(const std::string &array)
{
    return "array '" + array + "'";
}

std::string namesOf(const ArraySources &arrays)
{
    std::string text;
    for (const auto &[name, source] : arrays) {
        text += (text.empty() ? "'" : ", '") + name + "'";
    }
    return text.empty() ? "no array" : text;
}

/// The items of an array must look as the input wants them; the first dimension is theirs.
void checkShape(const std::string &path, const std::string &array, const Shape &shape, const ValueInfo &input)
{
    bool fits = shape.size() == input.shape.size() && !shape.empty();
    for (std::size_t i = 1; fits && i < shape.size(); ++i) {
        fits = input.shape[i] < 0 || input.shape[i] == shape[i];
    }
    if (!fits) {
        Shape wanted = input.shape;
        if (!wanted.empty()) {
            wanted[0] = -1;
        }
        throw Error({.file = path, .item = item(array)}, "shape for input '" + input.name + "'", toString(wanted),
                    toString(shape));
    }
}

Tensor convertItems(const std::string &path, const std::string &array, const Tensor &tensor, const ValueInfo &input)
{
    requireNumbers(tensor, path, array);
    requireFloatRange(tensor, {.file = path, .item = item(array)});
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

std::vector<double> realsOf(const Tensor &tensor)
{
    std::vector<double> values;
    if (tensor.dtype() == DType::Float64) {
        const auto span = tensor.values<double>();
        values.assign(span.begin(), span.end());
    } else {
        const Tensor reals = tensor.toFloat();
        const auto span = reals.values<float>();
        values.assign(span.begin(), span.end());
    }
    return values;
}

bool isReal(DType type)
{
    return type == DType::Float32 || type == DType::Float64 || type == DType::Float16 || type == DType::BFloat16;
}

void addLabels(Dataset &data, const std::string &path, const ArraySource &y, std::int64_t items, std::int64_t count, bool real)
{
    const Place place{.file = path, .item = item("y")};
    // One number an item, in a column too.
    const std::int64_t size = elementCount(y.shape);
    if (y.shape.empty() || y.shape[0] != items || size != items) {
        throw Error(place, "labels", "shape " + toString({items}), toString(y.shape));
    }
    const Tensor values = y.read(count);
    if (!real && !isReal(y.type)) {
        data.labels = values.toInt64();
        return;
    }
    requireNumbers(values, path, "y");
    data.targets = realsOf(values);
    for (std::size_t i = 0; i < data.targets.size(); ++i) {
        if (!std::isfinite(data.targets[i])) {
            throw Error(place, "labels", "finite numbers", "infinity at [" + std::to_string(i) + "]");
        }
    }
    if (!real && std::all_of(data.targets.begin(), data.targets.end(), isClassNumber)) {
        data.labels.assign(data.targets.begin(), data.targets.end());
        data.targets.clear();
    }
}

std::int64_t limited(std::int64_t count, std::int64_t limit)
{
    return limit > 0 ? std::min(limit, count) : count;
}

Dataset fromArrays(const std::string &path, const ArraySources &arrays, const Graph &graph, const DatasetOptions &options)
{
    Dataset data;
    data.path = path;
    std::int64_t count = -1;
    std::vector<ArraySources::const_iterator> sources;
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
        const Shape &shape = found->second.shape;
        checkShape(path, found->first, shape, input);
        if (count >= 0 && shape[0] != count) {
            throw Error({.file = path, .item = item(found->first)}, "items", std::to_string(count), std::to_string(shape[0]));
        }
        count = shape[0];
        sources.push_back(found);
    }
    const auto y = arrays.find("y");
    if (y == arrays.end()) {
        throw Error({.file = path, .item = {}}, "data set", "an array 'y' of labels", namesOf(arrays));
    }
    const std::int64_t taken = limited(count, options.limit);
    addLabels(data, path, y->second, count, taken, options.realLabels);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto &[name, source] = *sources[i];
        data.inputs.push_back(convertItems(path, name, source.read(taken), graph.inputs[i]));
    }
    return data;
}

/// What is neither of the kinds that data come in.
[[noreturn]] void refuse(const std::string &path)
{
    throw Error(
        {.file = path, .item = {}}, "data set",
        "an .npz with x and y, a .csv of texts (text,label or text_a,text_b,label), a folder of IDX files, or one of images "
        "with a folder for each class",
        std::filesystem::is_directory(path) ? kindOfFolder(path).text() : kindOfFile(path).text());
}

/// Of whatever kind it is.
Dataset readAny(const std::string &path, const Graph &graph, const DatasetOptions &options)
{
    if (isImageFolder(path)) {
        return loadImageFolder(path, graph, options.limit);
    }
    if (isTextTable(path)) {
        return loadTextTable(path, graph, options);
    }
    const bool isFolder = std::filesystem::is_directory(path);
    if (!isFolder && !path.ends_with(".npz") && std::filesystem::exists(path)
        && kindOfFile(path).type != FileType::NumpyArchive) {
        refuse(path);
    }
    Dataset data = fromArrays(path, isFolder ? arraysOfIdxFolder(path, options.training) : arraysOfNpz(path), graph, options);
    if (data.size() == 0) {
        throw Error({.file = path, .item = {}}, "data set", "at least one item", "none");
    }
    return data;
}

} // namespace

bool isClassNumber(double label)
{
    constexpr double kMost = 2147483647.0;
    return label == std::floor(label) && std::abs(label) <= kMost;
}

std::string Dataset::placeOf(std::int64_t item) const
{
    const auto at = static_cast<std::size_t>(item);
    return at < lines.size() ? "line " + std::to_string(lines[at]) : "item " + std::to_string(item);
}

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
    try {
        return readAny(path, graph, options);
    } catch (const Error &error) {
        if (error.found().starts_with("none") && std::filesystem::is_directory(path)
            && kindOfFolder(path).type != FileType::Unknown) {
            refuse(path); // a network's folder: what lies in it is no class
        }
        throw;
    }
}

} // namespace vsq
