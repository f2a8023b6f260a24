// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/vocabulary.h"

#include "core/data/basictokenizer.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <queue>
#include <set>
#include <unordered_map>

namespace vsq {

namespace {

struct Word {
    std::vector<std::uint32_t> pieces;
    std::int64_t count = 0;
};

std::uint64_t pairKey(std::uint32_t left, std::uint32_t right)
{
    return (static_cast<std::uint64_t>(left) << 32U) | right;
}

class Merger {
public:
    Merger(const std::map<std::string, std::int64_t> &counts, std::vector<std::string> special) : m_pieces(std::move(special))
    {
        std::set<std::string> characters;
        std::vector<std::vector<std::string>> split;
        for (const auto &[word, count] : counts) {
            std::vector<std::string> parts = codePoints(word);
            for (std::size_t i = 1; i < parts.size(); ++i) {
                parts[i].insert(0, "##");
            }
            characters.insert(parts.begin(), parts.end());
            split.push_back(std::move(parts));
        }
        std::map<std::string, std::uint32_t> ids;
        for (const std::string &character : characters) {
            ids[character] = static_cast<std::uint32_t>(m_pieces.size());
            m_pieces.push_back(character);
        }
        std::size_t at = 0;
        for (const auto &[word, count] : counts) {
            Word made{.pieces = {}, .count = count};
            for (const std::string &part : split[at++]) {
                made.pieces.push_back(ids.at(part));
            }
            m_words.push_back(std::move(made));
        }
        for (std::uint32_t word = 0; word < m_words.size(); ++word) {
            countPairs(word, 1);
        }
        for (const auto &[pair, count] : m_counts) {
            m_queue.emplace(count, ~pair);
        }
    }

    std::vector<std::string> grow(std::size_t size)
    {
        while (m_pieces.size() < size && !m_queue.empty()) {
            const auto [count, inverted] = m_queue.top();
            m_queue.pop();
            const std::uint64_t pair = ~inverted;
            if (m_counts[pair] != count) { // out of date: it stands further down, or is gone
                continue;
            }
            if (count < 2) {
                break;
            }
            merge(static_cast<std::uint32_t>(pair >> 32U), static_cast<std::uint32_t>(pair));
        }
        m_pieces.resize(std::min(size, m_pieces.size()));
        return m_pieces;
    }

private:
    void countPairs(std::uint32_t word, std::int64_t sign)
    {
        const Word &w = m_words[word];
        for (std::size_t i = 0; i + 1 < w.pieces.size(); ++i) {
            const std::uint64_t pair = pairKey(w.pieces[i], w.pieces[i + 1]);
            m_counts[pair] += sign * w.count;
            m_changed.insert(pair);
            if (sign > 0) {
                m_where[pair].push_back(word);
            }
        }
    }

    void merge(std::uint32_t left, std::uint32_t right)
    {
        const auto made = static_cast<std::uint32_t>(m_pieces.size());
        m_pieces.push_back(m_pieces[left] + m_pieces[right].substr(2)); // without "##"
        std::vector<std::uint32_t> words = std::move(m_where[pairKey(left, right)]);
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        m_changed.clear();
        for (const std::uint32_t word : words) {
            countPairs(word, -1);
            std::vector<std::uint32_t> &pieces = m_words[word].pieces;
            std::vector<std::uint32_t> joined;
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                const bool here = i + 1 < pieces.size() && pieces[i] == left && pieces[i + 1] == right;
                joined.push_back(here ? made : pieces[i]);
                i += here ? 1 : 0;
            }
            pieces = std::move(joined);
            countPairs(word, 1);
        }
        for (const std::uint64_t pair : m_changed) {
            m_queue.emplace(m_counts[pair], ~pair);
        }
    }

    std::vector<std::string> m_pieces;
    std::vector<Word> m_words;
    std::unordered_map<std::uint64_t, std::int64_t> m_counts;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_where; ///< words that had the pair once
    std::set<std::uint64_t> m_changed;
    std::priority_queue<std::pair<std::int64_t, std::uint64_t>> m_queue; ///< the most frequent first, then the smallest pair
};

} // namespace

std::vector<std::string> makeVocabulary(std::span<const std::string> texts, std::size_t size)
{
    const BasicTokenizer tokenizer;
    std::map<std::string, std::int64_t> counts;
    for (const std::string &text : texts) {
        for (const std::string &word : tokenizer.words(text)) {
            ++counts[word];
        }
    }
    std::erase_if(counts, [](const auto &word) { return word.second < 2; }); // what occurs once teaches nothing
    return Merger(counts, {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}).grow(size);
}

} // namespace vsq
