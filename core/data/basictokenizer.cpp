// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/basictokenizer.h"

#include "core/base/error.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

namespace vsq {

namespace {

using icu::UnicodeString;

bool isSpace(UChar32 c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || u_charType(c) == U_SPACE_SEPARATOR;
}

/// General categories Cc, Cf, Cn, Co and Cs.
bool isControl(UChar32 c)
{
    constexpr std::uint32_t kOther = U_GC_C_MASK | U_GC_CN_MASK;
    return (U_GET_GC_MASK(c) & kOther) != 0;
}

bool isPunctuation(UChar32 c)
{
    const bool symbol = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    return symbol || (U_GET_GC_MASK(c) & U_GC_P_MASK) != 0;
}

/// The blocks of CJK ideographs; Hangul, Hiragana and Katakana are written with spaces or handled as letters.
bool isIdeograph(UChar32 c)
{
    constexpr std::array<std::array<UChar32, 2>, 8> kBlocks{{{0x4E00, 0x9FFF},
                                                             {0x3400, 0x4DBF},
                                                             {0x20000, 0x2A6DF},
                                                             {0x2A700, 0x2B73F},
                                                             {0x2B740, 0x2B81F},
                                                             {0x2B820, 0x2CEAF},
                                                             {0xF900, 0xFAFF},
                                                             {0x2F800, 0x2FA1F}}};
    for (const auto &[first, last] : kBlocks) {
        if (c >= first && c <= last) {
            return true;
        }
    }
    return false;
}

template <typename Function>
void forEach(const UnicodeString &text, const Function &function)
{
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        function(text.char32At(at));
    }
}

UnicodeString normalized(const UnicodeString &text, bool composed)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *form = composed ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
    const UnicodeString result = U_SUCCESS(status) ? form->normalize(text, status) : text;
    if (U_FAILURE(status)) {
        throw Error({}, "Unicode normalization", "ICU's data", u_errorName(status));
    }
    return result;
}

std::string utf8(const UnicodeString &text)
{
    std::string result;
    text.toUTF8String(result);
    return result;
}

UnicodeString cleaned(std::string_view text, bool splitIdeographs)
{
    UnicodeString result;
    forEach(UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))), [&](UChar32 c) {
        if (isSpace(c)) {
            result.append(static_cast<UChar32>(' '));
        } else if (c == 0 || c == 0xFFFD || isControl(c)) {
            return;
        } else if (splitIdeographs && isIdeograph(c)) {
            result.append(static_cast<UChar32>(' ')).append(c).append(static_cast<UChar32>(' '));
        } else {
            result.append(c);
        }
    });
    return normalized(result, true);
}

UnicodeString withoutAccents(const UnicodeString &word)
{
    UnicodeString result;
    forEach(normalized(word, false), [&](UChar32 c) {
        if (u_charType(c) != U_NON_SPACING_MARK) {
            result.append(c);
        }
    });
    return result;
}

std::vector<UnicodeString> splitAtSpace(const UnicodeString &text)
{
    std::vector<UnicodeString> words;
    UnicodeString word;
    const auto end = [&] {
        if (!word.isEmpty()) {
            words.push_back(word);
            word.remove();
        }
    };
    forEach(text, [&](UChar32 c) {
        if (u_isUWhiteSpace(c) != 0) {
            end();
        } else {
            word.append(c);
        }
    });
    end();
    return words;
}

void splitAtPunctuation(const UnicodeString &word, std::vector<std::string> &words)
{
    UnicodeString part;
    const auto end = [&] {
        // What accents were taken from may have left white space (U+00A8 and the like decompose into it).
        for (const UnicodeString &piece : splitAtSpace(part)) {
            words.push_back(utf8(piece));
        }
        part.remove();
    };
    forEach(word, [&](UChar32 c) {
        if (isPunctuation(c)) {
            end();
            words.push_back(utf8(UnicodeString(c)));
        } else {
            part.append(c);
        }
    });
    end();
}

} // namespace

std::vector<std::string> BasicTokenizer::words(std::string_view text) const
{
    std::vector<std::string> result;
    for (UnicodeString &word : splitAtSpace(cleaned(text, splitIdeographs))) {
        if (lowerCase) {
            word.toLower(icu::Locale::getRoot());
        }
        splitAtPunctuation(stripAccents ? withoutAccents(word) : word, result);
    }
    return result;
}

std::vector<std::string> codePoints(std::string_view text)
{
    std::vector<std::string> result;
    forEach(UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
            [&](UChar32 c) { result.push_back(utf8(UnicodeString(c))); });
    return result;
}

} // namespace vsq
