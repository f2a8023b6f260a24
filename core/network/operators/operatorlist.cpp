// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/operators/operatorlist.h"

#include "core/network/operators/operatortable.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

std::string countText(const Arity &arity)
{
    return arity.least == arity.most   ? std::to_string(arity.least)
           : arity.most == kManyInputs ? std::to_string(arity.least) + "+"
                                       : fmt::format("{}-{}", arity.least, arity.most);
}

std::string opsetText(const OperatorSpec &spec)
{
    return spec.until > 0 ? fmt::format("{}-{}", spec.since, spec.until) : fmt::format("{}+", spec.since);
}

std::string attributesText(const OperatorSpec &spec)
{
    std::string text;
    for (const AttributeSpec &attribute : spec.attributes) {
        text += (text.empty() ? "" : ", ") + std::string(attribute.name);
    }
    return text;
}

const char *placeText(const OperatorSpec &spec)
{
    if (spec.expand != nullptr) {
        return "parts"; // expanded into operators of this list
    }
    switch (spec.product) {
    case ProductKind::None:
    case ProductKind::TransposedConvolution:
    case ProductKind::Recurrent: return "host";
    default: return "chip";
    }
}

} // namespace

std::string operatorListText()
{
    const auto specs = operatorTable().all();
    std::size_t width = 8;
    for (const OperatorSpec *spec : specs) {
        width = std::max(width, fullName(spec->domain, spec->name).size());
    }
    std::string text = fmt::format("{:<{}}  {:<6} {:<6} {:<7} {:<5}  {}\n", "operator", width, "opset", "inputs", "outputs",
                                   "where", "attributes");
    for (const OperatorSpec *spec : specs) {
        std::string line = fmt::format("{:<{}}  {:<6} {:<6} {:<7} {:<5}  {}", fullName(spec->domain, spec->name), width,
                                       opsetText(*spec), countText(spec->inputs), countText(spec->outputs), placeText(*spec),
                                       attributesText(*spec));
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string operatorNamesText(std::size_t width)
{
    std::string text;
    std::string line;
    const auto specs = operatorTable().all();
    for (const OperatorSpec *spec : specs) {
        const std::string word = fullName(spec->domain, spec->name) + (spec == specs.back() ? "." : ",");
        if (!line.empty() && line.size() + 1 + word.size() > width) {
            text += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return text + line + "\n";
}

} // namespace vsq
