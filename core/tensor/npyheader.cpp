// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npyheader.h"

#include "core/base/error.h"

#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <utility>

namespace vsq {

namespace {

constexpr std::array<std::pair<std::string_view, DType>, 12> kDescriptors{{{"f4", DType::Float32},
                                                                           {"f8", DType::Float64},
                                                                           {"f2", DType::Float16},
                                                                           {"i1", DType::Int8},
                                                                           {"u1", DType::UInt8},
                                                                           {"i2", DType::Int16},
                                                                           {"u2", DType::UInt16},
                                                                           {"i4", DType::Int32},
                                                                           {"u4", DType::UInt32},
                                                                           {"i8", DType::Int64},
                                                                           {"u8", DType::UInt64},
                                                                           {"b1", DType::Bool}}};

class Parser {
public:
    Parser(std::string_view text, Place place) : m_text(text), m_place(std::move(place)) {}

    NpyHeader parse()
    {
        NpyHeader header;
        bool descr = false;
        bool order = false;
        bool shape = false;
        expect('{');
        while (!accept('}')) {
            const std::string key = quoted();
            expect(':');
            if (key == "descr") {
                descr = true;
                describe(header);
            } else if (key == "fortran_order") {
                order = true;
                header.fortranOrder = boolean();
            } else if (key == "shape") {
                shape = true;
                header.shape = tuple();
            } else {
                fail("key '" + key + "'");
            }
            accept(',');
        }
        if (!descr || !order || !shape) {
            fail("a header without them");
        }
        return header;
    }

private:
    [[noreturn]] void fail(const std::string &found) const
    {
        throw Error(m_place, "header", "a dictionary of descr, fortran_order and shape", found);
    }

    void skip()
    {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0) {
            ++m_at;
        }
    }

    bool accept(char c)
    {
        skip();
        if (m_at < m_text.size() && m_text[m_at] == c) {
            ++m_at;
            return true;
        }
        return false;
    }

    void expect(char c)
    {
        if (!accept(c)) {
            fail(m_at < m_text.size() ? "'" + std::string(1, m_text[m_at]) + "' at byte " + std::to_string(m_at) : "its end");
        }
    }

    std::string quoted()
    {
        const char quote = accept('"') ? '"' : '\'';
        if (quote == '\'') {
            expect('\'');
        }
        const std::size_t end = m_text.find(quote, m_at);
        if (end == std::string_view::npos) {
            fail("an open string");
        }
        const std::string value(m_text.substr(m_at, end - m_at));
        m_at = end + 1;
        return value;
    }

    bool boolean()
    {
        skip();
        for (const auto &[word, value] : {std::pair<std::string_view, bool>{"True", true}, {"False", false}}) {
            if (m_text.substr(m_at, word.size()) == word) {
                m_at += word.size();
                return value;
            }
        }
        fail("fortran_order that is neither True nor False");
    }

    Shape tuple()
    {
        Shape shape;
        expect('(');
        while (!accept(')')) {
            skip();
            std::int64_t value = 0;
            const char *end = m_text.data() + m_text.size();
            const auto [stop, code] = std::from_chars(m_text.data() + m_at, end, value);
            if (code != std::errc() || value < 0) {
                fail("a shape with something else than dimensions");
            }
            m_at = static_cast<std::size_t>(stop - m_text.data());
            accept('L'); // Python 2 wrote long integers so
            shape.push_back(value);
            accept(',');
        }
        return shape;
    }

    void describe(NpyHeader &header)
    {
        skip();
        if (m_at < m_text.size() && m_text[m_at] == '[') {
            throw Error(m_place, "element type", "a number type", "a record");
        }
        const std::string descr = quoted();
        const std::string_view kind = descr.empty() ? std::string_view() : std::string_view(descr).substr(1);
        if (!kind.empty() && kind.front() == 'O') {
            throw Error(m_place, "element type", "a number type", "Python objects ('" + descr + "')");
        }
        for (const auto &[name, type] : kDescriptors) {
            if (kind == name && std::string_view("<>|=").find(descr.front()) != std::string_view::npos) {
                header.type = type;
                header.bigEndian = descr.front() == '>';
                return;
            }
        }
        throw Error(m_place, "element type", "a number type", "'" + descr + "'");
    }

    std::string_view m_text;
    Place m_place;
    std::size_t m_at = 0;
};

} // namespace

NpyHeader parseNpyHeader(std::string_view text, const std::string &file, const std::string &item)
{
    return Parser(text, {.file = file, .item = item}).parse();
}

std::string formatNpyHeader(DType type, const Shape &shape)
{
    std::string dimensions;
    for (const std::int64_t dimension : shape) {
        dimensions += std::to_string(dimension) + (shape.size() == 1 ? "," : ", ");
    }
    if (shape.size() > 1) {
        dimensions.resize(dimensions.size() - 2);
    }
    for (const auto &[name, candidate] : kDescriptors) {
        if (candidate == type) {
            return "{'descr': '" + std::string(sizeOf(type) == 1 ? "|" : "<") + std::string(name)
                   + "', 'fortran_order': False, 'shape': (" + dimensions + "), }";
        }
    }
    throw Error({}, "element type", "one that NumPy has", std::string(nameOf(type)));
}

} // namespace vsq
