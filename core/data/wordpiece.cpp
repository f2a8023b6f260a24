// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/wordpiece.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/filekind.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace vsq {

namespace {

constexpr const char *kUnknown = "[UNK]";
constexpr const char *kStart = "[CLS]";
constexpr const char *kSeparator = "[SEP]";
constexpr const char *kPadding = "[PAD]";
constexpr std::array<std::string_view, 5> kSpecial{kUnknown, kSeparator, kPadding, kStart, "[MASK]"};
constexpr std::size_t kLongestWord = 100; // code points; a longer one is unknown

/// "true", "false" or nothing for a member that may be missing or null.
bool flagOr(const Json &object, const char *name, bool otherwise, const std::string &source)
{
    if (!object.contains(name) || object.at(name).is_null()) {
        return otherwise;
    }
    if (!object.at(name).is_boolean()) {
        throw Error({source, std::string("'") + name + "'"}, "kind", "true, false or null", shownJson(object.at(name)));
    }
    return object.at(name).get<bool>();
}

struct Special {
    std::size_t at; ///< the text's length where it has none
    std::string_view name;
};

/// All begin with a bracket, so that the text is looked through once.
Special firstSpecial(std::string_view text)
{
    for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
        for (const std::string_view each : kSpecial) {
            if (text.substr(at).starts_with(each)) {
                return {at, each};
            }
        }
    }
    return {text.size(), {}};
}

} // namespace

WordPieceTokenizer::WordPieceTokenizer(const std::string &vocabularyFile)
{
    const std::string text = readFile(vocabularyFile, "a vocabulary");
    const FileKind kind = kindOf(text);
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    for (std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        std::string piece = text.substr(begin, end - begin);
        if (piece.ends_with('\r')) {
            piece.pop_back();
        }
        m_ids[std::move(piece)] = m_size++;
        begin = end + 1;
    }
    for (const char *special : {kUnknown, kStart, kSeparator, kPadding}) {
        if (!m_ids.contains(special)) {
            throw Error({.file = vocabularyFile, .item = {}}, "vocabulary", std::string("a line ") + special,
                        kind.type == FileType::Text || kind.type == FileType::Table || kind.type == FileType::Unknown
                            ? std::to_string(m_size) + " lines without it"
                            : kind.text());
        }
    }
    m_padding = m_ids.at(kPadding);
    const std::string config = (std::filesystem::path(vocabularyFile).parent_path() / "tokenizer_config.json").string();
    if (std::filesystem::exists(config)) {
        configure(config);
    }
}

void WordPieceTokenizer::configure(const std::string &file)
{
    const Json json = parseJson(readFile(file, "a tokenizer's configuration"), file, "tokenizer's configuration");
    if (!json.is_object()) {
        throw Error({file, {}}, "tokenizer's configuration", "a JSON object", std::string("a JSON ") + json.type_name());
    }
    m_basic.lowerCase = flagOr(json, "do_lower_case", true, file);
    m_basic.stripAccents = flagOr(json, "strip_accents", m_basic.lowerCase, file);
    m_basic.splitIdeographs = flagOr(json, "tokenize_chinese_chars", true, file);
    // Exporters write 1e30 for "no limit".
    if (json.contains("model_max_length") && json.at("model_max_length").is_number() && json.at("model_max_length") < 1e6) {
        m_maxLength = integerField(json, "model_max_length", 3, 1000000, file);
    }
}

std::vector<std::string> WordPieceTokenizer::vocabulary() const
{
    std::vector<std::string> all(static_cast<std::size_t>(m_size));
    for (const auto &[piece, id] : m_ids) {
        all[static_cast<std::size_t>(id)] = piece;
    }
    return all;
}

void WordPieceTokenizer::addWord(const std::string &word, std::vector<std::string> &pieces) const
{
    const std::vector<std::string> characters = codePoints(word);
    if (characters.size() > kLongestWord) {
        pieces.emplace_back(kUnknown);
        return;
    }
    std::vector<std::string> found;
    for (std::size_t begin = 0; begin < characters.size();) {
        std::string piece;
        std::string best;
        std::size_t next = begin;
        for (std::size_t end = begin; end < characters.size(); ++end) {
            piece += (piece.empty() && begin > 0 ? "##" : "") + characters[end];
            if (m_ids.contains(piece)) {
                best = piece;
                next = end + 1;
            }
        }
        if (next == begin) { // one character that no piece begins with makes the word unknown
            pieces.emplace_back(kUnknown);
            return;
        }
        found.push_back(std::move(best));
        begin = next;
    }
    pieces.insert(pieces.end(), found.begin(), found.end());
}

std::vector<std::string> WordPieceTokenizer::pieces(std::string_view text, std::size_t most) const
{
    std::vector<std::string> result;
    while (!text.empty() && result.size() < most) {
        // Special tokens written out in the text stay whole.
        const auto [first, special] = firstSpecial(text);
        for (const std::string &word : m_basic.words(text.substr(0, first))) {
            addWord(word, result);
            if (result.size() >= most) {
                break;
            }
        }
        if (!special.empty()) {
            result.emplace_back(special);
        }
        text.remove_prefix(std::min(text.size(), first + special.size()));
    }
    if (result.size() > most) {
        result.resize(most);
    }
    return result;
}

TokenSequence WordPieceTokenizer::encode(std::string_view a, const std::string *b, std::int64_t maxLength) const
{
    const auto room = static_cast<std::size_t>(std::max<std::int64_t>(0, maxLength - (b != nullptr ? 3 : 2)));
    // Of a text alone no more than fits can stay, so that no more is cut.
    std::vector<std::string> first = pieces(a, room);
    std::vector<std::string> second = b != nullptr ? pieces(*b, room) : std::vector<std::string>{};
    while (first.size() + second.size() > room) {
        (first.size() > second.size() ? first : second).pop_back();
    }
    TokenSequence sequence;
    const auto add = [&](const std::string &piece, std::int64_t type) {
        const auto found = m_ids.find(piece); // "[MASK]" may be missing
        sequence.ids.push_back(found == m_ids.end() ? m_ids.at(kUnknown) : found->second);
        sequence.types.push_back(type);
    };
    add(kStart, 0);
    for (const std::string &piece : first) {
        add(piece, 0);
    }
    add(kSeparator, 0);
    for (const std::string &piece : second) {
        add(piece, 1);
    }
    if (b != nullptr) {
        add(kSeparator, 1);
    }
    return sequence;
}

} // namespace vsq
