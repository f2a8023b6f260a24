// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/inputshapes.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <charconv>

namespace vsq {

namespace {

constexpr std::int64_t kLargestSize = std::int64_t{1} << 31;

[[noreturn]] void refuse(const std::string &option, const std::string &expected, std::string_view found)
{
    throw Error({}, option, expected, fmt::format("'{}'", found));
}

std::int64_t sizeOf(const std::string &option, std::string_view text)
{
    std::int64_t size = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (problem != std::errc() || end != text.data() + text.size() || size < 1 || size > kLargestSize) {
        refuse(option, fmt::format("an integer 1..{}", kLargestSize), text);
    }
    return size;
}

} // namespace

std::map<std::string, Shape> inputShapesFromTexts(const std::vector<std::string> &texts)
{
    std::map<std::string, Shape> shapes;
    for (const std::string &text : texts) {
        const std::size_t equals = text.rfind('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
            refuse("--shape", "INPUT=D,D,... (input_ids=1,128)", text);
        }
        const std::string input = text.substr(0, equals);
        std::string_view sizes = std::string_view(text).substr(equals + 1);
        Shape shape;
        for (bool more = true; more;) {
            const std::size_t comma = sizes.find(',');
            shape.push_back(sizeOf("--shape " + input, sizes.substr(0, comma)));
            more = comma != std::string_view::npos;
            sizes.remove_prefix(more ? comma + 1 : sizes.size());
        }
        if (!shapes.emplace(input, std::move(shape)).second) {
            refuse("--shape", "each input once", text);
        }
    }
    return shapes;
}

} // namespace vsq
