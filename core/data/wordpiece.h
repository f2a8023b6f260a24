// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's tokenizer: words cut into the longest pieces that a vocabulary has, and what the network wants around them.
#pragma once

#include "core/data/basictokenizer.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vsq {

/// One item as the network is given it, without padding.
struct TokenSequence {
    std::vector<std::int64_t> ids;   ///< [CLS] A [SEP], or [CLS] A [SEP] B [SEP]
    std::vector<std::int64_t> types; ///< 0 as far as A's [SEP], then 1
};

class WordPieceTokenizer {
public:
    /// vocab.txt: one piece a line, its number the piece's id; pieces that continue a word begin with "##". A file
    /// tokenizer_config.json beside it may say "do_lower_case", "strip_accents" (where it says nothing: as do_lower_case),
    /// "tokenize_chinese_chars" and "model_max_length"; without it text is lower-cased.
    /// Throws Error naming the file and what it lacks ([UNK], [CLS], [SEP], [PAD]).
    explicit WordPieceTokenizer(const std::string &vocabularyFile);

    /// The first pieces of a text, at most so many.
    [[nodiscard]] std::vector<std::string> pieces(std::string_view text,
                                                  std::size_t most = std::numeric_limits<std::size_t>::max()) const;
    /// At most maxLength ids: pieces are taken from the end of the longer text (of B where both are as long).
    [[nodiscard]] TokenSequence encode(std::string_view a, const std::string *b, std::int64_t maxLength) const;

    [[nodiscard]] std::int64_t padding() const { return m_padding; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// The pieces by their ids.
    [[nodiscard]] std::vector<std::string> vocabulary() const;
    /// What tokenizer_config.json says, at most 512 (BERT's positions) where it says nothing.
    [[nodiscard]] std::int64_t maxLength() const { return m_maxLength; }

private:
    void configure(const std::string &file);
    void addWord(const std::string &word, std::vector<std::string> &pieces) const;

    BasicTokenizer m_basic;
    std::unordered_map<std::string, std::int64_t> m_ids;
    std::int64_t m_size = 0;
    std::int64_t m_padding = 0;
    std::int64_t m_maxLength = 512;
};

} // namespace vsq
