// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include "core/base/error.h"

#include <fmt/format.h>

namespace vsq {

Json parseJson(std::string_view text, const std::string &source, const char *what)
{
    try {
        return Json::parse(text);
    } catch (const Json::parse_error &error) {
        throw Error({source, fmt::format("byte {}", error.byte)}, what, "JSON", "a syntax error");
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
        throw Error({source, fmt::format("'{}'", name)}, "kind", "a text", value.dump());
    }
    return value.get<std::string>();
}

std::int64_t integerField(const Json &object, const char *name, std::int64_t low, std::int64_t high, const std::string &source)
{
    const Json &value = field(object, name, source);
    if (!value.is_number_integer() || value.get<std::int64_t>() < low || value.get<std::int64_t>() > high) {
        throw Error({source, fmt::format("'{}'", name)}, "value", fmt::format("a whole number from {} to {}", low, high),
                    value.dump());
    }
    return value.get<std::int64_t>();
}

} // namespace vsq
