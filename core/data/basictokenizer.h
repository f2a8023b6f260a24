// SPDX-License-Identifier: GPL-3.0-or-later
// Words and punctuation of a text as BERT's basic tokenizer finds them (J. Devlin et al., NAACL 2019; google-research/bert,
// tokenization.py), with Unicode's properties from ICU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vsq {

struct BasicTokenizer {
    bool lowerCase = true;
    bool stripAccents = true;    ///< canonical decomposition, non-spacing marks left out
    bool splitIdeographs = true; ///< every CJK ideograph is a word

    /// Control characters, U+0000, U+FFFD and what is no UTF-8 are left out; words end at white space and around every
    /// character of punctuation (ASCII's symbols included).
    [[nodiscard]] std::vector<std::string> words(std::string_view text) const;
};

/// The code points of UTF-8 text, each as UTF-8.
std::vector<std::string> codePoints(std::string_view text);

} // namespace vsq
