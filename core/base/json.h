// SPDX-License-Identifier: GPL-3.0-or-later
// Reading JSON files, with messages that name the field.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

using Json = nlohmann::ordered_json;

/// Throws Error naming the byte of a syntax error. what: "static scales of activations".
Json parseJson(std::string_view text, const std::string &source, const char *what);
/// The member; Error naming it where there is none or it has another kind.
const Json &field(const Json &object, const char *name, const std::string &source);
std::string textField(const Json &object, const char *name, const std::string &source);
std::int64_t integerField(const Json &object, const char *name, std::int64_t low, std::int64_t high, const std::string &source);

} // namespace vsq
