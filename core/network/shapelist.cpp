// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/shapelist.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <iterator>

namespace vsq {

namespace {

constexpr std::int64_t kLargest = std::int64_t{1} << 20; // of any number in a table: products of four stay below 2^63 / 8
constexpr std::array<std::string_view, 7> kConvolutionColumns{"IFMAP height", "IFMAP width", "filter height", "filter width",
                                                              "channels",     "filters",     "stride"};
constexpr std::array<std::string_view, 3> kProductColumns{"M", "N", "K"};

struct Line {
    std::int64_t number = 0; ///< in the file, from 1
    std::vector<std::string> cells;
};

std::string trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\"";
    const std::size_t from = text.find_first_not_of(kBlank);
    return from == std::string_view::npos ? std::string()
                                          : std::string(text.substr(from, text.find_last_not_of(kBlank) - from + 1));
}

std::vector<Line> linesOf(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    std::vector<Line> lines;
    std::int64_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        Line line{++number, {}};
        for (std::string_view rest = text.substr(0, end);;) {
            const std::size_t comma = rest.find(',');
            line.cells.push_back(trimmed(rest.substr(0, comma)));
            if (comma == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(comma + 1);
        }
        while (!line.cells.empty() && line.cells.back().empty()) {
            line.cells.pop_back();
        }
        if (!line.cells.empty()) {
            lines.push_back(std::move(line));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
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
        const std::vector<Line> lines = linesOf(readFile(m_path, "a table of layer sizes"));
        if (lines.empty()) {
            throw Error({.file = m_path, .item = {}}, "table of layer sizes", "a line of column names", "an empty file");
        }
        const auto &head = lines.front().cells;
        const auto column = [&](std::size_t i) { return i < head.size() ? lower(head[i]) : std::string(); };
        const bool isProduct = column(1) == "m" && column(2) == "n" && column(3) == "k";
        if (!isProduct && !column(1).starts_with("ifmap")) {
            throw Error({.file = m_path, .item = "line " + std::to_string(lines.front().number)}, "column names",
                        "name,M,N,K or SCALE-Sim's (Layer name, IFMAP Height, IFMAP Width, ...)",
                        "'" + head.front() + "' and " + std::to_string(head.size() - 1) + " others");
        }
        const bool hasCount = isProduct && column(4) == "count";
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
    [[nodiscard]] Place at(const Line &line) const { return {.file = m_path, .item = "line " + std::to_string(line.number)}; }

    template <std::size_t Count>
    std::vector<std::int64_t> numbers(const Line &line, const std::array<std::string_view, Count> &columns) const
    {
        if (line.cells.size() < Count + 1 || line.cells.front().empty()) {
            throw Error(at(line), "columns", fmt::format("a name and {} numbers", Count),
                        line.cells.front().empty() ? "no name" : std::to_string(line.cells.size() - 1));
        }
        std::vector<std::int64_t> values;
        for (std::size_t i = 0; i < Count; ++i) {
            values.push_back(number(line, i + 1, columns[i]));
        }
        return values;
    }

    std::int64_t number(const Line &line, std::size_t cell, std::string_view name) const
    {
        const std::string &text = line.cells[cell];
        std::int64_t value = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (code != std::errc() || end != text.data() + text.size() || value < 1 || value > kLargest) {
            throw Error(at(line), std::string(name), fmt::format("an integer 1..{}", kLargest), "'" + text + "'");
        }
        return value;
    }

    Layer product(const Line &line, bool hasCount) const
    {
        const auto values = numbers(line, kProductColumns);
        Layer layer;
        layer.name = line.cells.front();
        layer.op = "MatMul";
        layer.m = values[0];
        layer.n = values[1];
        layer.k = values[2];
        layer.count = hasCount && line.cells.size() > 4 ? number(line, 4, "count") : 1;
        return finished(line, std::move(layer));
    }

    Layer convolution(const Line &line)
    {
        const auto v = numbers(line, kConvolutionColumns);
        if (v[2] > v[0] || v[3] > v[1]) {
            throw Error(at(line), "filter", fmt::format("at most the image's {}x{}", v[0], v[1]),
                        fmt::format("{}x{}", v[2], v[3]));
        }
        Layer layer;
        layer.name = line.cells.front();
        layer.op = "Conv";
        layer.channels = v[4];
        layer.kernelHeight = v[2];
        layer.kernelWidth = v[3];
        layer.outputHeight = (v[0] - v[2]) / v[6] + 1;
        layer.outputWidth = (v[1] - v[3]) / v[6] + 1;
        layer.m = v[5];
        layer.n = layer.outputHeight * layer.outputWidth;
        layer.k = v[4] * v[2] * v[3];
        m_images.push_back({v[0], v[1], v[6]});
        return finished(line, std::move(layer));
    }

    Layer finished(const Line &line, Layer layer) const
    {
        constexpr std::int64_t kMost = std::int64_t{1} << 60;
        if (layer.k > kLargest || layer.m * layer.n > kMost / layer.k || layer.m * layer.n * layer.k > kMost / layer.count) {
            throw Error(at(line), "layer", "at most 2^20 values along K and 2^60 multiply-adds", "more");
        }
        layer.macs = layer.m * layer.n * layer.k * layer.count;
        layer.aIsConstant = true;
        layer.reason = "Sizes only: planned as a product of weights with activations.";
        return layer;
    }

    static bool isMultiple(std::int64_t whole, std::int64_t part) { return part > 0 && whole > part && whole % part == 0; }

    /// Whether the next layer reads an image that this one can only make with padding.
    [[nodiscard]] bool lacksPadding(std::size_t i) const
    {
        const Layer &layer = m_list.layers[i];
        const Image &image = m_images[i];
        if ((layer.kernelHeight == 1 && layer.kernelWidth == 1) || layer.n == 1) {
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
        std::int64_t counted = 0;
        std::int64_t padded = 0;
        for (std::size_t i = 0; i < m_list.layers.size(); ++i) {
            const Layer &layer = m_list.layers[i];
            counted += layer.macs;
            if (!lacksPadding(i)) {
                padded += layer.macs;
                continue;
            }
            ++layers;
            const Image &image = m_images[i];
            const auto whole = [&](std::int64_t size) { return (size + image.stride - 1) / image.stride; };
            padded += layer.m * layer.k * whole(image.height) * whole(image.width);
        }
        if (layers > 0) {
            m_list.warnings.push_back(fmt::format("SCALE-Sim's format has no padding: {} of {} layers lose the borders of their "
                                                  "images, so that {:.2f} GMAC are counted where padding makes it {:.2f}.",
                                                  layers, m_list.layers.size(), 1e-9 * static_cast<double>(counted),
                                                  1e-9 * static_cast<double>(padded)));
        }
    }

    struct Image {
        std::int64_t height = 0;
        std::int64_t width = 0;
        std::int64_t stride = 1;
    };

    std::string m_path;
    ShapeList m_list;
    std::vector<Image> m_images;
};

} // namespace

bool isShapeList(std::string_view path)
{
    return path.ends_with(".csv") || path.ends_with(".CSV");
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
