// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/shapelist.h"

#include "core/base/csvrows.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/filekind.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>
#include <optional>

namespace vsq {

namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 31;  // of any number in a table
constexpr std::int64_t kMostMacs = std::int64_t{1} << 60; // of a layer
constexpr std::array<std::string_view, 7> kConvolutionColumns{"IFMAP height", "IFMAP width", "filter height", "filter width",
                                                              "channels",     "filters",     "stride"};
constexpr std::array<std::string_view, 3> kProductColumns{"M", "N", "K"};
constexpr std::size_t kSecondStride = 8; // its column

/// Without the lines whose cells are all empty, and without empty cells at a line's end.
std::vector<CsvRow> linesOf(const std::string &path)
{
    const std::string text = readFile(path, "a table of layer sizes");
    const FileKind kind = kindOf(text);
    if (kind.type != FileType::Table && kind.type != FileType::Text && kind.type != FileType::Unknown
        && kind.type != FileType::Empty) {
        throw Error({.file = path, .item = {}}, "table of layer sizes", "text, with commas", kind.text());
    }
    std::vector<CsvRow> lines = csvRows(text, path, CsvBlanks::Strip);
    for (CsvRow &line : lines) {
        while (!line.fields.empty() && line.fields.back().empty()) {
            line.fields.pop_back();
        }
    }
    std::erase_if(lines, [](const CsvRow &line) { return line.fields.empty(); });
    return lines;
}

/// a * b of numbers that are not negative, or more than any layer may have.
std::int64_t productOf(std::int64_t a, std::int64_t b)
{
    return b != 0 && a > kMostMacs / b ? kMostMacs + 1 : a * b;
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

class Reader {
public:
    explicit Reader(const std::string &path) : m_path(path) {}

    ShapeList read()
    {
        const std::vector<CsvRow> lines = linesOf(m_path);
        if (lines.empty()) {
            throw Error({.file = m_path, .item = {}}, "table of layer sizes", "a line of column names", "an empty file");
        }
        const auto &head = lines.front().fields;
        const auto column = [&](std::size_t i) { return i < head.size() ? lower(head[i]) : std::string(); };
        const bool isProduct = column(1) == "m" && column(2) == "n" && column(3) == "k";
        if (!isProduct && !column(1).starts_with("ifmap")) {
            throw Error({.file = m_path, .item = "line " + std::to_string(lines.front().line)}, "column names",
                        "name,M,N,K or SCALE-Sim's (Layer name, IFMAP Height, IFMAP Width, ...)",
                        "'" + head.front() + "' and " + std::to_string(head.size() - 1) + " others");
        }
        const bool hasCount = isProduct && column(4) == "count";
        m_scaleSim = column(0).starts_with("layer");
        // A ninth column that is called something else is none of SCALE-Sim's second version.
        m_secondStride = column(kSecondStride).empty() || column(kSecondStride).find("stride") != std::string::npos;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            m_list.layers.push_back(isProduct ? product(lines[i], hasCount) : convolution(lines[i]));
        }
        if (m_list.layers.empty()) {
            throw Error({.file = m_path, .item = {}}, "table of layer sizes", "at least one layer", "column names alone");
        }
        for (std::size_t i = 0; i + 1 < m_list.layers.size(); ++i) {
            m_list.layers[i].use = OutputUse::NextLayer;
            m_list.layers[i].consumer = m_list.layers[i + 1].name;
        }
        if (!isProduct) {
            warnOfPadding();
        }
        return std::move(m_list);
    }

private:
    [[nodiscard]] Place at(const CsvRow &line) const { return {.file = m_path, .item = "line " + std::to_string(line.line)}; }

    template <std::size_t Count>
    std::vector<std::int64_t> numbers(const CsvRow &line, const std::array<std::string_view, Count> &columns) const
    {
        if (line.fields.size() < Count + 1 || line.fields.front().empty()) {
            throw Error(at(line), "columns", fmt::format("a name and {} numbers", Count),
                        line.fields.front().empty() ? "no name" : std::to_string(line.fields.size() - 1));
        }
        std::vector<std::int64_t> values;
        for (std::size_t i = 0; i < Count; ++i) {
            values.push_back(number(line, i + 1, columns[i]));
        }
        return values;
    }

    std::int64_t number(const CsvRow &line, std::size_t cell, std::string_view name) const
    {
        const std::string &text = line.fields[cell];
        std::int64_t value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (code != std::errc() || end != text.data() + text.size() || value < 1 || value > kLargest) {
            throw Error(at(line), std::string(name), fmt::format("an integer 1..{}", kLargest), "'" + text + "'");
        }
        return value;
    }

    Layer product(const CsvRow &line, bool hasCount) const
    {
        const auto values = numbers(line, kProductColumns);
        Layer layer;
        layer.name = line.fields.front();
        layer.op = "MatMul";
        layer.m = values[m_scaleSim ? 1 : 0];
        layer.n = values[m_scaleSim ? 0 : 1];
        layer.k = values[2];
        if (m_scaleSim) {
            layer.reason = "SCALE-Sim's N filters are the weights (M here), its M rows the activations (N here). ";
        }
        layer.count = hasCount && line.fields.size() > 4 ? number(line, 4, "count") : 1;
        return finished(line, std::move(layer));
    }

    Layer convolution(const CsvRow &line)
    {
        const auto v = numbers(line, kConvolutionColumns);
        if (v[2] > v[0] || v[3] > v[1]) {
            throw Error(at(line), "filter", fmt::format("at most the image's {}x{}", v[0], v[1]),
                        fmt::format("{}x{}", v[2], v[3]));
        }
        const std::int64_t strideAlongWidth = secondStride(line).value_or(v[6]);
        Layer layer;
        layer.name = line.fields.front();
        layer.op = "Conv";
        const bool isDepthwise = layer.name.find("DP") != std::string::npos;
        layer.count = isDepthwise ? v[4] : 1;
        layer.channels = isDepthwise ? 1 : v[4];
        layer.kernelHeight = v[2];
        layer.kernelWidth = v[3];
        layer.outputHeight = (v[0] - v[2]) / v[6] + 1;
        layer.outputWidth = (v[1] - v[3]) / strideAlongWidth + 1;
        layer.m = v[5];
        layer.n = layer.outputHeight * layer.outputWidth;
        layer.k = productOf(productOf(layer.channels, v[2]), v[3]);
        if (isDepthwise) {
            layer.reason = "Depthwise, as DP in SCALE-Sim's names says: each channel is a product of its own. ";
        }
        m_images.push_back({v[0], v[1], v[6], strideAlongWidth});
        return finished(line, std::move(layer));
    }

    [[nodiscard]] std::optional<std::int64_t> secondStride(const CsvRow &line) const
    {
        if (!m_secondStride || line.fields.size() <= kSecondStride || line.fields[kSecondStride].empty()) {
            return std::nullopt;
        }
        return number(line, kSecondStride, "stride along the width");
    }

    Layer finished(const CsvRow &line, Layer layer) const
    {
        layer.macs = productOf(productOf(layer.m, layer.n), productOf(layer.k, layer.count));
        if (layer.k > kLargest || layer.macs > kMostMacs) {
            throw Error(at(line), "layer", "at most 2^31 values along K and 2^60 multiply-adds", "more");
        }
        layer.aIsConstant = true;
        layer.reason += "Sizes only: planned as a product of weights with activations.";
        return layer;
    }

    static bool isMultiple(std::int64_t whole, std::int64_t part) { return part > 0 && whole > part && whole % part == 0; }

    /// Whether the next layer reads an image that this one can only make with padding.
    [[nodiscard]] bool lacksPadding(std::size_t i) const
    {
        const Layer &layer = m_list.layers[i];
        const Image &image = m_images[i];
        // Nothing lies beyond the border of a filter of one pixel, nor of one as large as the image: products written as
        // convolutions have one row of it.
        const auto reaches = [](std::int64_t filter, std::int64_t size) { return filter > 1 && filter < size; };
        if (!reaches(layer.kernelHeight, image.height) && !reaches(layer.kernelWidth, image.width)) {
            return false;
        }
        if (i + 1 == m_images.size()) {
            return true; // nothing tells otherwise, and this is what the format is known for
        }
        const Image &next = m_images[i + 1];
        const bool same = layer.outputHeight == next.height && layer.outputWidth == next.width;
        // What pooling leaves, with or without the padding that the next layer's image may count already.
        const Layer &reader = m_list.layers[i + 1];
        const bool pooled = isMultiple(layer.outputHeight, next.height) && isMultiple(layer.outputWidth, next.width);
        const bool pooledAndPadded = isMultiple(layer.outputHeight, next.height - reader.kernelHeight + 1)
                                     && isMultiple(layer.outputWidth, next.width - reader.kernelWidth + 1);
        return !same && !pooled && !pooledAndPadded && image.height >= next.height;
    }

    void warnOfPadding()
    {
        std::int64_t layers = 0;
        double counted = 0;
        double padded = 0;
        for (std::size_t i = 0; i < m_list.layers.size(); ++i) {
            const Layer &layer = m_list.layers[i];
            counted += static_cast<double>(layer.macs);
            if (!lacksPadding(i)) {
                padded += static_cast<double>(layer.macs);
                continue;
            }
            ++layers;
            const Image &image = m_images[i];
            const auto whole = [](std::int64_t size, std::int64_t stride) { return (size + stride - 1) / stride; };
            padded += static_cast<double>(layer.macs) / static_cast<double>(layer.n)
                      * static_cast<double>(whole(image.height, image.stride))
                      * static_cast<double>(whole(image.width, image.strideAlongWidth));
        }
        if (layers > 0) {
            m_list.warnings.push_back(fmt::format("SCALE-Sim's format has no padding: {} of {} layers lose the borders of their "
                                                  "images, so that {:.2f} GMAC are counted where padding makes it {:.2f}.",
                                                  layers, m_list.layers.size(), 1e-9 * counted, 1e-9 * padded));
        }
    }

    struct Image {
        std::int64_t height = 0;
        std::int64_t width = 0;
        std::int64_t stride = 1;
        std::int64_t strideAlongWidth = 1;
    };

    std::string m_path;
    bool m_scaleSim = false;
    bool m_secondStride = false;
    ShapeList m_list;
    std::vector<Image> m_images;
};

} // namespace

bool isShapeList(std::string_view path)
{
    return path.size() >= 4 && lower(std::string(path.substr(path.size() - 4))) == ".csv";
}

ShapeList readShapeList(const std::string &path)
{
    return Reader(path).read();
}

NamedNetwork workloadOf(const std::string &name, const std::vector<Layer> &layers)
{
    NamedNetwork network;
    network.name = name;
    std::copy_if(layers.begin(), layers.end(), std::back_inserter(network.layers),
                 [](const Layer &layer) { return layer.onChip && layer.macs > 0; });
    return network;
}

} // namespace vsq
