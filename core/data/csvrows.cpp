// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csvrows.h"

#include "core/base/error.h"

#include <algorithm>

namespace vsq {

namespace {

class Parser {
public:
    Parser(std::string_view text, const std::string &source) : m_text(text), m_source(source)
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
    [[nodiscard]] bool endsLine() const
    {
        return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text.substr(m_at).starts_with("\r\n");
    }

    void takeLineEnd()
    {
        if (m_at < m_text.size()) {
            m_at += m_text[m_at] == '\r' ? 2 : 1;
            ++m_line;
        }
    }

    std::string field()
    {
        std::string value;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            return quoted();
        }
        while (!endsLine() && m_text[m_at] != ',') {
            value += m_text[m_at++];
        }
        return value;
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
    std::size_t m_at = 0;
    std::int64_t m_line = 1;
};

} // namespace

std::vector<CsvRow> csvRows(std::string_view text, const std::string &source)
{
    return Parser(text, source).rows();
}

} // namespace vsq
