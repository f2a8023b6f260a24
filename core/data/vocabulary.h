// SPDX-License-Identifier: GPL-3.0-or-later
// A vocabulary of word pieces made from texts, for WordPieceTokenizer.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace vsq {

/// At most `size` pieces, one a line of vocab.txt: [PAD], [UNK], [CLS], [SEP], [MASK], every character that words begin or go on
/// with, then what the most frequent pair of neighbouring pieces makes together, again and again (Sennrich et al., arXiv
/// 1508.07909), of equals the one whose pieces came first. Words as BasicTokenizer finds them, lower-cased. The same texts give
/// the same pieces.
std::vector<std::string> makeVocabulary(std::span<const std::string> texts, std::size_t size);

} // namespace vsq
