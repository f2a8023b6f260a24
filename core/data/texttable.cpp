// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/texttable.h"

#include "core/base/file.h"
#include "core/data/csvrows.h"
#include "core/data/slice.h"
#include "core/data/wordpiece.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>

namespace vsq {

namespace {

enum class Role : std::uint8_t { Ids, Mask, Types, Positions };

std::string lineItem(const CsvRow &row)
{
    return fmt::format("line {}", row.line);
}

/// Columns by their names in the first line.
struct Columns {
    std::size_t text = 0;
    std::optional<std::size_t> second;
    std::size_t label = 0;
    std::size_t count = 0;

    Columns(const std::string &path, const CsvRow &header) : count(header.fields.size())
    {
        const auto find = [&](const char *name) -> std::optional<std::size_t> {
            const auto found = std::find(header.fields.begin(), header.fields.end(), name);
            return found == header.fields.end() ? std::nullopt : std::optional<std::size_t>(found - header.fields.begin());
        };
        const auto first = find("text_a") ? find("text_a") : find("text");
        second = find("text_a") ? find("text_b") : std::nullopt;
        if (!first || (find("text_a") && !second) || !find("label")) {
            throw Error({.file = path, .item = lineItem(header)}, "columns", "text,label or text_a,text_b,label",
                        fmt::format("{}", fmt::join(header.fields, ",")));
        }
        text = *first;
        label = *find("label");
    }
};

double labelOf(const std::string &path, const CsvRow &row, const std::string &text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        throw Error({.file = path, .item = lineItem(row)}, "label", "a number", "'" + text + "'");
    }
    return value;
}

Role roleOf(const Graph &graph, const ValueInfo &input)
{
    const std::string name = input.name.substr(0, input.name.find(':')); // "input_ids:0" from TensorFlow
    const auto isOneOf = [&](std::initializer_list<const char *> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (isOneOf({"input_ids"})) {
        return Role::Ids;
    }
    if (isOneOf({"attention_mask", "input_mask"})) {
        return Role::Mask;
    }
    if (isOneOf({"token_type_ids", "segment_ids"})) {
        return Role::Types;
    }
    if (isOneOf({"position_ids"})) {
        return Role::Positions;
    }
    if (graph.inputs.size() == 1) {
        return Role::Ids;
    }
    throw Error({.file = graph.sourceFile, .item = "input '" + input.name + "'"}, "input for token sequences",
                "input_ids, attention_mask, token_type_ids or position_ids", "another name");
}

void requireSequence(const ValueInfo &input, const Graph &graph)
{
    if (input.shape.size() != 2) {
        throw Error({.file = graph.sourceFile, .item = "input '" + input.name + "'"}, "shape for token sequences",
                    "[batch,tokens]", toString(input.shape));
    }
}

Tensor sequencesAs(Role role, const std::vector<TokenSequence> &sequences, std::int64_t length, std::int64_t padding)
{
    Tensor tensor(DType::Int64, {static_cast<std::int64_t>(sequences.size()), length});
    auto values = tensor.mutableValues<std::int64_t>();
    for (std::size_t item = 0; item < sequences.size(); ++item) {
        const TokenSequence &sequence = sequences[item];
        for (std::size_t i = 0; i < static_cast<std::size_t>(length); ++i) {
            const bool known = i < sequence.ids.size();
            std::int64_t &value = values[item * static_cast<std::size_t>(length) + i];
            switch (role) {
            case Role::Ids: value = known ? sequence.ids[i] : padding; break;
            case Role::Mask: value = known ? 1 : 0; break;
            case Role::Types: value = known ? sequence.types[i] : 0; break;
            case Role::Positions: value = static_cast<std::int64_t>(i); break;
            }
        }
    }
    return tensor;
}

} // namespace

bool isTextTable(const std::string &path)
{
    return path.ends_with(".csv");
}

Dataset loadTextTable(const std::string &path, const Graph &graph, const DatasetOptions &options)
{
    std::vector<CsvRow> rows = csvRows(readFile(path, "a table of texts"), path);
    if (rows.empty()) {
        throw Error({.file = path, .item = {}}, "table of texts", "a first line text,label or text_a,text_b,label",
                    "an empty file");
    }
    const Columns columns(path, rows.front());
    rows.erase(rows.begin());
    if (options.limit > 0 && static_cast<std::int64_t>(rows.size()) > options.limit) {
        rows.resize(static_cast<std::size_t>(options.limit));
    }
    if (rows.empty()) {
        throw Error({.file = path, .item = {}}, "data set", "at least one item", "none");
    }
    const std::string vocabulary = options.vocabulary.empty() ? (std::filesystem::path(path).parent_path() / "vocab.txt").string()
                                                              : options.vocabulary;
    const WordPieceTokenizer tokenizer(vocabulary);
    std::int64_t fixed = 0;
    for (const ValueInfo &input : graph.inputs) {
        static_cast<void>(roleOf(graph, input));
        requireSequence(input, graph);
        fixed = input.shape[1] > 0 ? input.shape[1] : fixed;
    }
    Dataset data;
    data.path = path;
    std::vector<TokenSequence> sequences;
    std::int64_t longest = 0;
    bool whole = !options.realLabels;
    for (const CsvRow &row : rows) {
        if (row.fields.size() != columns.count) {
            throw Error({.file = path, .item = lineItem(row)}, "fields", std::to_string(columns.count),
                        std::to_string(row.fields.size()));
        }
        const std::string *second = columns.second ? &row.fields[*columns.second] : nullptr;
        sequences.push_back(tokenizer.encode(row.fields[columns.text], second, fixed > 0 ? fixed : tokenizer.maxLength()));
        longest = std::max(longest, static_cast<std::int64_t>(sequences.back().ids.size()));
        data.targets.push_back(labelOf(path, row, row.fields[columns.label]));
        whole = whole && data.targets.back() == std::floor(data.targets.back());
    }
    if (whole) {
        data.labels.assign(data.targets.begin(), data.targets.end());
        data.targets.clear();
    }
    for (const ValueInfo &input : graph.inputs) {
        const Tensor tensor = sequencesAs(roleOf(graph, input), sequences, fixed > 0 ? fixed : longest, tokenizer.padding());
        data.inputs.push_back(input.type == DType::Float32 ? tensor.toFloat() : convertTo(tensor, input.type));
    }
    return data;
}

} // namespace vsq
