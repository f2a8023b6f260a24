// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csvrows.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>

namespace vsq {

namespace {

/// Characters that look like a space or like nothing, in UTF-8: spreadsheets and web pages leave them in tables.
constexpr std::array<std::string_view, 8> kSpaces{" ",
                                                  "\t",
                                                  "\xC2\xA0",      // no-break space
                                                  "\xE2\x80\x87",  // figure space
                                                  "\xE2\x80\xAF",  // narrow no-break space
                                                  "\xE3\x80\x80",  // ideographic space
                                                  "\xE2\x80\x8B",  // zero width space
                                                  "\xEF\xBB\xBF"}; // zero width no-break space, the byte order mark

/// Length of the space that text begins with; 0: none.
std::size_t spaceAt(std::string_view text)
{
    const auto found = std::find_if(kSpaces.begin(), kSpaces.end(), [&](std::string_view s) { return text.starts_with(s); });
    return found == kSpaces.end() ? 0 : found->size();
}

/// Without spaces at the ends; those within are plain ones.
std::string stripped(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t space = spaceAt(text);
        result += space > 0 ? ' ' : text.front();
        text.remove_prefix(std::max<std::size_t>(space, 1));
    }
    const std::size_t first = result.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : result.substr(first, result.find_last_not_of(' ') - first + 1);
}

class Parser {
public:
    Parser(std::string_view text, const std::string &source, CsvBlanks blanks)
        : m_text(text), m_source(source), m_strip(blanks == CsvBlanks::Strip)
    {
        constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
        m_at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    }

    std::vector<CsvRow> rows()
    {
        std::vector<CsvRow> rows;
        while (m_at < m_text.size()) {
            if (endsLine()) {
                takeLineEnd();
                continue;
            }
            CsvRow &row = rows.emplace_back();
            row.line = m_line;
            row.fields.push_back(field());
            while (m_at < m_text.size() && m_text[m_at] == ',') {
                ++m_at;
                row.fields.push_back(field());
            }
            takeLineEnd();
        }
        return rows;
    }

private:
    [[nodiscard]] bool endsLine() const { return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r'; }

    void takeLineEnd()
    {
        if (m_at < m_text.size()) {
            m_at += m_text.substr(m_at).starts_with("\r\n") ? 2 : 1;
            ++m_line;
        }
    }

    void skipSpaces()
    {
        while (m_strip && m_at < m_text.size() && spaceAt(m_text.substr(m_at)) > 0) {
            m_at += spaceAt(m_text.substr(m_at));
        }
    }

    std::string field()
    {
        skipSpaces();
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            const std::string value = quoted();
            return m_strip ? stripped(value) : value;
        }
        const std::size_t begin = m_at;
        while (!endsLine() && m_text[m_at] != ',') {
            ++m_at;
        }
        const std::string_view value = m_text.substr(begin, m_at - begin);
        return m_strip ? stripped(value) : std::string(value);
    }

    std::string quoted()
    {
        const std::int64_t first = m_line;
        std::string value;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '"' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
                ++m_at;
            } else if (c == '"') {
                ++m_at;
                skipSpaces();
                if (!endsLine() && m_text[m_at] != ',') {
                    fail(m_line, "a comma or the end of the line", std::string("'") + m_text[m_at] + "'");
                }
                return value;
            }
            m_line += c == '\n' ? 1 : 0;
            value += c;
        }
        fail(first, "a second double quote", "the end of the file");
    }

    [[noreturn]] void fail(std::int64_t line, const char *expected, const std::string &found) const
    {
        throw Error({.file = m_source, .item = "line " + std::to_string(line)}, "quoted field", expected, found);
    }

    std::string_view m_text;
    const std::string &m_source;
    bool m_strip;
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

} // namespace

std::vector<CsvRow> csvRows(std::string_view text, const std::string &source, CsvBlanks blanks)
{
    return Parser(text, source, blanks).rows();
}

} // namespace vsq
