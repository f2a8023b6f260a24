// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing JSON, with messages that name file and field.
#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vsq {

using Json = nlohmann::ordered_json;

/// Throws Error naming the file (source) and the byte of a syntax error, of a number beyond binary64, and of more levels than
/// any file here has (parsers and printers go down as deep as a file is nested). what: "static scales of activations".
Json parseJson(std::string_view text, const std::string &source, const char *what);

/// Whether some bracket lies deeper than that; the byte of the first that does in at.
bool isNestedTooDeep(std::string_view text, std::size_t &at);
constexpr std::size_t kDeepestJson = 64;

/// As text, names that are no UTF-8 with replacement characters. indent: -1 for one line.
template <typename AnyJson>
std::string jsonText(const AnyJson &value, int indent = 2)
{
    return value.dump(indent, ' ', false, AnyJson::error_handler_t::replace);
}

/// A value as a message shows what was found: on one line, cut where it is long.
template <typename AnyJson>
std::string shownJson(const AnyJson &value)
{
    constexpr std::size_t kLongest = 80;
    const std::string text = jsonText(value, -1);
    return text.size() <= kLongest ? text : text.substr(0, kLongest) + "...";
}

/// null where there is no value.
template <typename Value>
Json orNull(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

/// JSON has no infinity and no NaN: null for them.
inline Json finiteOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// The member; Error naming it where there is none or it has another kind.
const Json &field(const Json &object, const char *name, const std::string &source);
std::string textField(const Json &object, const char *name, const std::string &source);
std::int64_t integerField(const Json &object, const char *name, std::int64_t low, std::int64_t high, const std::string &source);

} // namespace vsq
