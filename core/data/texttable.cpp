// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/texttable.h"

#include "core/base/csvrows.h"
#include "core/base/file.h"
#include "core/base/filekind.h"
#include "core/data/slice.h"
#include "core/data/wordpiece.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>
#include <span>

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

std::vector<CsvRow> rowsOf(const std::string &path)
{
    const std::string text = readFile(path, "a table of texts");
    const FileKind kind = kindOf(text);
    const bool isTable = kind.type == FileType::Table || kind.type == FileType::Text || kind.type == FileType::Unknown;
    std::vector<CsvRow> rows = isTable ? csvRows(text, path) : std::vector<CsvRow>();
    if (rows.empty()) {
        throw Error({.file = path, .item = {}}, "table of texts", "a first line text,label or text_a,text_b,label",
                    isTable ? "an empty file" : kind.text());
    }
    return rows;
}

/// The rows' tokens, one after the other; batches are padded when they are asked for.
class SequenceReader final : public ItemReader {
public:
    SequenceReader(const Graph &graph, std::int64_t fixed, const WordPieceTokenizer &tokenizer)
        : m_fixed(fixed), m_padding(tokenizer.padding()), m_vocabulary(tokenizer.vocabulary())
    {
        for (const ValueInfo &input : graph.inputs) {
            m_inputs.push_back({roleOf(graph, input), input.type});
        }
    }

    void add(const TokenSequence &sequence)
    {
        m_ids.insert(m_ids.end(), sequence.ids.begin(), sequence.ids.end());
        const auto second = std::find(sequence.types.begin(), sequence.types.end(), 1);
        m_rows.push_back({.end = m_ids.size(), .second = static_cast<std::size_t>(second - sequence.types.begin())});
    }

    std::vector<Tensor> read(std::int64_t begin, std::int64_t end) const override
    {
        std::int64_t length = m_fixed;
        for (std::int64_t item = begin; m_fixed == 0 && item < end; ++item) {
            length = std::max(length, static_cast<std::int64_t>(tokensOf(item).size()));
        }
        std::vector<Tensor> tensors;
        for (const auto &[role, type] : m_inputs) {
            const Tensor tensor = sequencesAs(role, begin, end, length);
            tensors.push_back(type == DType::Float32 ? tensor.toFloat() : convertTo(tensor, type));
        }
        return tensors;
    }

    std::vector<std::string> tokens(std::int64_t item) const override
    {
        std::vector<std::string> pieces;
        for (const std::int32_t id : tokensOf(item)) {
            pieces.push_back(m_vocabulary[static_cast<std::size_t>(id)]);
        }
        pieces.resize(std::max(pieces.size(), static_cast<std::size_t>(m_fixed)),
                      m_vocabulary[static_cast<std::size_t>(m_padding)]);
        return pieces;
    }

private:
    struct Row {
        std::size_t end = 0;    ///< in m_ids
        std::size_t second = 0; ///< tokens before the second text
    };

    [[nodiscard]] std::span<const std::int32_t> tokensOf(std::int64_t item) const
    {
        const std::size_t begin = item == 0 ? 0 : m_rows[static_cast<std::size_t>(item) - 1].end;
        return std::span(m_ids).subspan(begin, m_rows[static_cast<std::size_t>(item)].end - begin);
    }

    [[nodiscard]] Tensor sequencesAs(Role role, std::int64_t begin, std::int64_t end, std::int64_t length) const
    {
        Tensor tensor(DType::Int64, {end - begin, length});
        std::int64_t *value = tensor.mutableValues<std::int64_t>().data();
        for (std::int64_t item = begin; item < end; ++item) {
            const auto ids = tokensOf(item);
            const std::size_t second = m_rows[static_cast<std::size_t>(item)].second;
            for (std::size_t i = 0; i < static_cast<std::size_t>(length); ++i, ++value) {
                const bool known = i < ids.size();
                switch (role) {
                case Role::Ids: *value = known ? ids[i] : m_padding; break;
                case Role::Mask: *value = known ? 1 : 0; break;
                case Role::Types: *value = known && i >= second ? 1 : 0; break;
                case Role::Positions: *value = static_cast<std::int64_t>(i); break;
                }
            }
        }
        return tensor;
    }

    struct Input {
        Role role;
        DType type;
    };

    std::vector<Input> m_inputs;
    std::vector<std::int32_t> m_ids;
    std::vector<Row> m_rows;
    std::int64_t m_fixed;
    std::int64_t m_padding;
    std::vector<std::string> m_vocabulary; ///< by id
};

} // namespace

bool isTextTable(const std::string &path)
{
    return path.ends_with(".csv");
}

Dataset loadTextTable(const std::string &path, const Graph &graph, const DatasetOptions &options)
{
    std::vector<CsvRow> rows = rowsOf(path);
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
    const auto reader = std::make_shared<SequenceReader>(graph, fixed, tokenizer);
    bool whole = !options.realLabels;
    const CsvRow *large = nullptr; // a whole number that no class has
    for (const CsvRow &row : rows) {
        if (row.fields.size() != columns.count) {
            throw Error({.file = path, .item = lineItem(row)}, "fields", std::to_string(columns.count),
                        std::to_string(row.fields.size()));
        }
        const std::string *second = columns.second ? &row.fields[*columns.second] : nullptr;
        reader->add(tokenizer.encode(row.fields[columns.text], second, fixed > 0 ? fixed : tokenizer.maxLength()));
        data.lines.push_back(row.line);
        const double label = labelOf(path, row, row.fields[columns.label]);
        data.targets.push_back(label);
        whole = whole && label == std::floor(label);
        large = large == nullptr && !isClassNumber(label) ? &row : large;
    }
    if (whole && large != nullptr) {
        throw Error({.file = path, .item = lineItem(*large)}, "label", "a class, a whole number of at most 2147483647",
                    "'" + large->fields[columns.label] + "'");
    }
    if (whole) {
        data.labels.assign(data.targets.begin(), data.targets.end());
        data.targets.clear();
    }
    data.reader = reader;
    return data;
}

} // namespace vsq
