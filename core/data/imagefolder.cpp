// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/imagefolder.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tensor/image.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <iterator>

namespace vsq {

namespace {

namespace fs = std::filesystem;

struct Preprocess {
    int resize = 0; ///< shorter side
    int crop = 0;
    int channels = 3;
    std::array<float, 3> mean{0.0F, 0.0F, 0.0F};
    std::array<float, 3> deviation{1.0F, 1.0F, 1.0F};
};

constexpr int kMostPixels = 16384; ///< a side

int sideOf(const Json &value, const std::string &file, const std::string &field)
{
    if (!value.is_number_integer() || value.get<double>() < 1.0 || value.get<double>() > kMostPixels) {
        throw Error({.file = file, .item = "'" + field + "'"}, "pixels", "an integer from 1 to 16384", shownJson(value));
    }
    return value.get<int>();
}

std::array<float, 3> channelValues(const Json &value, int channels, bool positive, const std::string &file,
                                   const std::string &field)
{
    std::array<float, 3> result{};
    bool good = value.is_array() && value.size() == static_cast<std::size_t>(channels);
    for (std::size_t i = 0; good && i < value.size(); ++i) {
        good = value[i].is_number() && (!positive || value[i].get<double>() > 0.0);
        result[i] = good ? value[i].get<float>() : 0.0F;
    }
    if (!good) {
        throw Error({.file = file, .item = "'" + field + "'"}, "numbers",
                    std::to_string(channels) + (positive ? " numbers above 0, one a channel" : " numbers, one a channel"),
                    shownJson(value));
    }
    return result;
}

/// The network's input first, then what preprocess.json says.
Preprocess preprocessOf(const std::string &folder, const ValueInfo &input)
{
    Preprocess result;
    const Shape &shape = input.shape;
    if (shape.size() != 4 || input.type != DType::Float32 || (shape[1] >= 0 && shape[1] != 1 && shape[1] != 3)) {
        throw Error({.file = folder, .item = {}}, "shape for input '" + input.name + "'",
                    "float32 [batch, 1 or 3, height, width]", toString(shape));
    }
    result.channels = shape[1] == 1 ? 1 : 3;
    if (shape[2] > 0 && shape[2] == shape[3]) {
        result.resize = result.crop = static_cast<int>(shape[2]);
    }
    const std::string file = (fs::path(folder) / "preprocess.json").string();
    if (fs::exists(file)) {
        const Json json = parseJson(readFile(file, "a JSON file"), file, "preprocessing");
        if (!json.is_object()) {
            throw Error({.file = file, .item = {}}, "preprocessing", "a JSON object", std::string("a JSON ") + json.type_name());
        }
        for (const auto &[field, value] : json.items()) {
            if (field == "channels") {
                if (value != "rgb" && value != "gray") {
                    throw Error({.file = file, .item = "'channels'"}, "name", "rgb or gray", shownJson(value));
                }
                result.channels = value == "gray" ? 1 : 3;
            } else if (field != "resize" && field != "crop" && field != "mean" && field != "std") {
                throw Error({.file = file, .item = {}}, "field", "resize, crop, mean, std or channels", "'" + field + "'");
            }
        }
        if (json.contains("crop")) {
            result.crop = result.resize = sideOf(json["crop"], file, "crop");
        }
        if (json.contains("resize")) {
            result.resize = sideOf(json["resize"], file, "resize");
            result.crop = result.crop == 0 ? result.resize : result.crop;
        }
        if (json.contains("mean")) {
            result.mean = channelValues(json["mean"], result.channels, false, file, "mean");
        }
        if (json.contains("std")) {
            result.deviation = channelValues(json["std"], result.channels, true, file, "std");
        }
        if (result.crop > result.resize) {
            throw Error({.file = file, .item = "'crop'"}, "side", "at most the resized side " + std::to_string(result.resize),
                        std::to_string(result.crop));
        }
    }
    const auto fits = [](std::int64_t wanted, int given) { return wanted < 0 || wanted == given; };
    if (result.crop == 0 || !fits(shape[1], result.channels) || !fits(shape[2], result.crop) || !fits(shape[3], result.crop)) {
        throw Error({.file = file, .item = {}}, "shape for input '" + input.name + "'", toString(shape),
                    result.crop == 0 ? std::string("no size: say 'crop'")
                                     : toString({-1, result.channels, result.crop, result.crop}));
    }
    return result;
}

bool isImageName(const fs::path &path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
    return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

bool isHidden(const fs::path &path)
{
    return path.filename().string().starts_with('.');
}

/// Sorted by name.
std::vector<fs::path> entriesOf(const fs::path &folder, bool folders)
{
    std::vector<fs::path> list;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder)) {
        if (!isHidden(entry.path()) && entry.is_directory() == folders && (folders || isImageName(entry.path()))) {
            list.push_back(entry.path());
        }
    }
    std::sort(list.begin(), list.end());
    return list;
}

/// The number that a folder's name is; -1 where it is none.
std::int64_t numberOf(const std::string &name)
{
    std::int64_t value = -1;
    const auto [end, code] = std::from_chars(name.data(), name.data() + name.size(), value);
    return code == std::errc() && end == name.data() + name.size() && value >= 0 ? value : -1;
}

/// Values an item of the network's first output, where they are known.
std::int64_t classesOf(const Graph &graph)
{
    const Shape shape = graph.outputs.empty() ? Shape() : graph.outputs.front().shape;
    std::int64_t count = shape.size() < 2 ? -1 : 1;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        count = shape[i] < 0 || count < 0 ? -1 : count * shape[i];
    }
    return count;
}

/// Labels follow from the folders' names: one that is missing moves all behind it.
std::vector<std::string> warningsOf(const std::vector<std::string> &names, std::int64_t classes)
{
    std::vector<std::string> warnings;
    const auto count = static_cast<std::int64_t>(names.size());
    if (classes > 1 && classes != count) {
        warnings.push_back(
            fmt::format("{} folders for the network's {} classes: classes are numbered in the order of their folders' "
                        "names, so that one that is missing moves all behind it.",
                        count, classes));
    }
    std::vector<std::int64_t> numbers;
    std::transform(names.begin(), names.end(), std::back_inserter(numbers), numberOf);
    if (count > 1 && std::find(numbers.begin(), numbers.end(), -1) == numbers.end()) {
        if (!std::is_sorted(numbers.begin(), numbers.end())) {
            const auto at = std::is_sorted_until(numbers.begin(), numbers.end()) - numbers.begin() - 1;
            warnings.push_back(fmt::format("Folders are sorted as texts (as torchvision sorts them): '{}' is class {}.",
                                           names[static_cast<std::size_t>(at)], at));
        }
        std::sort(numbers.begin(), numbers.end());
        for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
            if (numbers[i + 1] > numbers[i] + 1) {
                warnings.push_back(
                    fmt::format("There is no folder '{}': the classes behind it are numbered one less.", numbers[i] + 1));
                break;
            }
        }
    }
    return warnings;
}

class ImageReader final : public ItemReader {
public:
    ImageReader(std::vector<std::string> files, const Preprocess &preprocess)
        : m_files(std::move(files)), m_preprocess(preprocess)
    {
    }

    std::vector<Tensor> read(std::int64_t begin, std::int64_t end) const override
    {
        const Preprocess &p = m_preprocess;
        Tensor batch(DType::Float32, {end - begin, p.channels, p.crop, p.crop});
        float *out = batch.mutableValues<float>().data();
        for (std::int64_t i = begin; i < end; ++i) {
            const Image image = prepared(readImage(m_files[static_cast<std::size_t>(i)]));
            out = write(image, out);
        }
        return {batch};
    }

private:
    [[nodiscard]] Image prepared(const Image &image) const
    {
        const std::int64_t shorter = std::min(image.width, image.height);
        const auto side = [&](std::int64_t length) { return length * m_preprocess.resize / shorter; };
        return resizedCentre(image, side(image.width), side(image.height), m_preprocess.crop, m_preprocess.crop);
    }

    float *write(const Image &image, float *out) const
    {
        const std::size_t pixels = image.values.size() / 3;
        for (std::size_t channel = 0; channel < static_cast<std::size_t>(m_preprocess.channels); ++channel) {
            for (std::size_t i = 0; i < pixels; ++i) {
                const std::uint8_t *pixel = image.values.data() + 3 * i;
                // Grey: luma of ITU-R BT.601 in Pillow's fixed point.
                const float value = m_preprocess.channels == 1 ? static_cast<float>(
                                        (19595 * pixel[0] + 38470 * pixel[1] + 7471 * pixel[2] + 0x8000) >> 16)
                                                               : static_cast<float>(pixel[channel]);
                *out++ = (value / 255.0F - m_preprocess.mean[channel]) / m_preprocess.deviation[channel];
            }
        }
        return out;
    }

    std::vector<std::string> m_files;
    Preprocess m_preprocess;
};

} // namespace

std::vector<std::string> imagesIn(const std::string &folder)
{
    std::vector<std::string> names;
    for (const fs::path &file : entriesOf(folder, false)) {
        names.push_back(file.string());
    }
    return names;
}

bool isImageFolder(const std::string &path)
{
    return fs::is_directory(path) && !entriesOf(path, true).empty();
}

Dataset loadImageFolder(const std::string &path, const Graph &graph, std::int64_t limit)
{
    if (graph.inputs.size() != 1) {
        throw Error({.file = path, .item = {}}, "network for a folder of images", "one input",
                    std::to_string(graph.inputs.size()));
    }
    const Preprocess preprocess = preprocessOf(path, graph.inputs.front());
    Dataset data;
    data.path = path;
    std::vector<std::vector<fs::path>> classes;
    std::size_t most = 0;
    for (const fs::path &folder : entriesOf(path, true)) {
        classes.push_back(entriesOf(folder, false));
        data.classes.push_back(folder.filename().string());
        most = std::max(most, classes.back().size());
        if (classes.back().empty()) {
            throw Error({.file = folder.string(), .item = {}}, "class", "at least one PNG or JPEG image", "none");
        }
    }
    data.warnings = warningsOf(data.classes, classesOf(graph));
    std::vector<std::string> files;
    for (std::size_t i = 0; i < most; ++i) {
        for (std::size_t label = 0; label < classes.size(); ++label) {
            if (i < classes[label].size() && (limit <= 0 || static_cast<std::int64_t>(files.size()) < limit)) {
                files.push_back(classes[label][i].string());
                data.labels.push_back(static_cast<std::int64_t>(label));
            }
        }
    }
    data.reader = std::make_shared<ImageReader>(std::move(files), preprocess);
    return data;
}

} // namespace vsq
