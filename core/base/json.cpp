// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/error.h"
#include "core/base/filekind.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace vsq {

namespace {

/// "number overflow parsing '1e400'": the number of the library's message.
std::string quotedIn(const std::string &message)
{
    const std::size_t begin = message.find('\'');
    const std::size_t end = message.rfind('\'');
    return begin < end ? message.substr(begin + 1, end - begin - 1) : std::string();
}

} // namespace

bool isNestedTooDeep(std::string_view text, std::size_t &at)
{
    std::size_t depth = 0;
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inText) {
            i += c == '\\' ? 1 : 0;
            inText = c != '"';
            continue;
        }
        inText = c == '"';
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= (c == '}' || c == ']') && depth > 0 ? 1 : 0;
        if (depth > kDeepestJson) {
            at = i;
            return true;
        }
    }
    return false;
}

Json parseJson(std::string_view text, const std::string &source, const char *what)
{
    if (std::size_t at = 0; isNestedTooDeep(text, at)) {
        throw Error({source, fmt::format("byte {}", at + 1)}, what, fmt::format("at most {} levels of brackets", kDeepestJson),
                    "more");
    }
    try {
        return Json::parse(text);
    } catch (const Json::parse_error &error) {
        const FileKind kind = kindOf(text);
        const bool tells = kind.type != FileType::Text && kind.type != FileType::Table && kind.type != FileType::Unknown;
        throw Error({source, fmt::format("byte {}", error.byte)}, what, "JSON", tells ? kind.text() : "a syntax error");
    } catch (const Json::out_of_range &error) {
        const std::string number = quotedIn(error.what());
        throw Error({source, fmt::format("byte {}", std::min(text.find(number), text.size()) + 1)}, what,
                    fmt::format("numbers of at most {:.3g}", std::numeric_limits<double>::max()), number);
    } catch (const Json::exception &error) {
        throw Error({source, {}}, what, "JSON", error.what());
    }
}

const Json &field(const Json &object, const char *name, const std::string &source)
{
    if (!object.is_object() || !object.contains(name)) {
        throw Error({source, fmt::format("'{}'", name)}, "field", "one of that name", "none");
    }
    return object.at(name);
}

std::string textField(const Json &object, const char *name, const std::string &source)
{
    const Json &value = field(object, name, source);
    if (!value.is_string()) {
        throw Error({source, fmt::format("'{}'", name)}, "kind", "a text", shownJson(value));
    }
    return value.get<std::string>();
}

std::int64_t integerField(const Json &object, const char *name, std::int64_t low, std::int64_t high, const std::string &source)
{
    const Json &value = field(object, name, source);
    const bool fits = value.is_number_integer()
                      && (!value.is_number_unsigned()
                          || value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    if (!fits || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
        throw Error({source, fmt::format("'{}'", name)}, "value",
                    low == high ? std::to_string(low) : fmt::format("a whole number from {} to {}", low, high), shownJson(value));
    }
    return value.get<std::int64_t>();
}

} // namespace vsq
