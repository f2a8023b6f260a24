// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/einsum.h"

#include "core/base/checked.h"

#include <algorithm>
#include <cctype>

namespace vsq {

namespace {

/// "...ij" with two dimensions for the ellipsis: "89ij" (right-aligned, so that operands of different rank broadcast).
std::string expand(std::string term, std::size_t ellipsis)
{
    const std::size_t at = term.find("...");
    if (at == std::string::npos) {
        return term;
    }
    std::string digits;
    for (std::size_t i = ellipsis; i-- > 0;) {
        digits += static_cast<char>('9' - static_cast<char>(i));
    }
    return term.replace(at, 3, digits);
}

/// Open sizes leave the product open.
void times(std::int64_t &product, std::int64_t size)
{
    product = product == 0 || size == 0 ? 0 : product < 0 || size < 0 ? -1 : checkedMultiply(product, size);
}

bool contains(const std::string &text, char c)
{
    return text.find(c) != std::string::npos;
}

} // namespace

EinsumPlan planEinsum(const Node &node, const std::vector<Shape> &shapes)
{
    const Place place{.file = {}, .item = node.describe()};
    std::string equation = node.text("equation", "");
    std::erase_if(equation, [](unsigned char c) { return std::isspace(c) != 0; });
    const std::size_t arrow = equation.find("->");
    std::string left = equation.substr(0, arrow);
    std::vector<std::string> terms;
    for (std::size_t start = 0; start <= left.size();) {
        const std::size_t comma = std::min(left.find(',', start), left.size());
        terms.push_back(left.substr(start, comma - start));
        start = comma + 1;
    }
    if (terms.size() != shapes.size() || terms.size() > 2) {
        throw Error(place, "equation '" + equation + "'", "one or two operands, one for each input",
                    std::to_string(shapes.size()) + " inputs");
    }
    EinsumPlan plan;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const bool has = contains(terms[i], '.');
        const std::size_t letters = terms[i].size() - (has ? 3 : 0);
        if (letters > shapes[i].size() || (!has && letters != shapes[i].size())) {
            throw Error(place, "equation '" + equation + "'", "a subscript for each dimension", toString(shapes[i]));
        }
        const std::size_t ellipsis = shapes[i].size() - letters;
        if (ellipsis > 10) {
            throw Error(place, "equation '" + equation + "'", "an ellipsis of at most 10 dimensions", toString(shapes[i]));
        }
        longest = std::max(longest, ellipsis);
        plan.operands.push_back(expand(terms[i], ellipsis));
        for (std::size_t d = 0; d < shapes[i].size(); ++d) {
            const char c = plan.operands[i][d];
            const auto [entry, isNew] = plan.sizes.emplace(c, shapes[i][d]);
            if (!isNew && entry->second != shapes[i][d]) {
                std::int64_t &size = entry->second;
                const std::int64_t other = shapes[i][d];
                if (size >= 0 && other >= 0 && size != 1 && other != 1) {
                    throw Error(place, "size of subscript '" + std::string(1, c) + "'", std::to_string(size),
                                std::to_string(other));
                }
                size = size == 1 ? other : other == 1 ? size : size >= 0 ? size : other >= 0 ? other : -1;
            }
        }
    }
    if (arrow == std::string::npos) {
        // Implicit output: the ellipsis, then every letter that occurs once, in alphabetical order.
        const std::string all = plan.operands.size() > 1 ? plan.operands[0] + plan.operands[1] : plan.operands[0];
        for (const auto &[c, size] : plan.sizes) {
            if (std::isdigit(static_cast<unsigned char>(c)) != 0 || std::count(all.begin(), all.end(), c) == 1) {
                plan.output += c;
            }
        }
    } else {
        plan.output = expand(equation.substr(arrow + 2), longest);
    }
    for (const char c : plan.output) {
        if (!plan.sizes.contains(c)) {
            throw Error(place, "equation '" + equation + "'", "output subscripts that an operand has",
                        "'" + std::string(1, c) + "'");
        }
    }
    for (const auto &[c, size] : plan.sizes) {
        const bool first = contains(plan.operands[0], c);
        const bool second = plan.operands.size() > 1 && contains(plan.operands[1], c);
        const bool out = contains(plan.output, c);
        if (first && second) {
            (out ? plan.batch : plan.sum) += c;
            times(out ? plan.count : plan.k, size);
        } else if (out) {
            (first ? plan.rows : plan.columns) += c;
            times(first ? plan.n : plan.m, size);
        }
    }
    return plan;
}

} // namespace vsq
