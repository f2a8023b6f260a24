// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/weights/architecture.h"

#include "core/base/json.h"
#include "core/network/shapeinference.h"
#include "core/network/weights/families.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vsq {

namespace {

using Tensors = std::map<std::string, Tensor>;

struct Choice {
    const Family *family = nullptr;
    std::string prefix;
};

/// The family's prefix under which the mark is there; none where it has none.
std::optional<std::string> prefixOf(const Family &family, const Tensors &tensors)
{
    for (const std::string &prefix : family.prefixes) {
        if (tensors.contains(prefix + family.mark)) {
            return prefix;
        }
    }
    return tensors.contains(family.mark) ? std::optional<std::string>("") : std::nullopt;
}

/// What config.json beside the weights says of the heads, where it is a network's.
void configure(WeightsContext &context, const std::string &path)
{
    const std::string file = (std::filesystem::path(path).parent_path() / "config.json").string();
    std::error_code code;
    if (!std::filesystem::is_regular_file(file, code)) {
        return;
    }
    const Json json = parseJson(readFile(file, "a network's configuration"), file, "network's configuration");
    if (json.is_object() && json.contains("hidden_size") && json.contains("num_attention_heads")) {
        context.configuredWidth = integerField(json, "hidden_size", 1, 1 << 20, file);
        context.configuredHeads = integerField(json, "num_attention_heads", 1, 1 << 20, file);
    }
}

std::string firstOf(const std::vector<std::string> &names)
{
    constexpr std::size_t kFew = 3;
    return listed(names, kFew);
}

/// Names that checkpoints have beside a network's weights, and others.
struct Unused {
    std::vector<std::string> tolerated;
    std::vector<std::string> strangers;
};

Unused unusedOf(const Family &family, const NamedWeights &weights)
{
    Unused unused;
    for (const std::string &name : weights.unused()) {
        const auto &pieces = family.tolerated;
        const bool tolerated = std::any_of(pieces.begin(), pieces.end(),
                                           [&](const std::string &piece) { return name.find(piece) != std::string::npos; });
        (tolerated ? unused.tolerated : unused.strangers).push_back(name);
    }
    return unused;
}

/// What comes nearest to weights that no family's mark is among: the family with most of the names.
std::string nearest(const Tensors &tensors, const WeightsContext &context)
{
    std::size_t most = 0;
    std::string text;
    for (const Family &family : families()) {
        std::vector<std::string> prefixes = family.prefixes;
        prefixes.emplace_back();
        for (const std::string &prefix : prefixes) {
            NamedWeights weights(tensors, prefix);
            std::vector<std::string> notes;
            try {
                static_cast<void>(family.build(weights, {}, context, notes));
            } catch (const Error &) {
                continue; // sizes that no network has
            }
            const std::size_t taken = weights.takenCount();
            if (taken > most) {
                most = taken;
                text = fmt::format("nearest is {}, with {} of its {} names: missing {}", family.title, taken,
                                   taken + weights.missing().size(), firstOf(weights.missing()));
                const std::vector<std::string> strangers = unusedOf(family, weights).strangers;
                text += strangers.empty() ? "" : "; not part of it " + firstOf(strangers);
            }
        }
    }
    std::vector<std::string> names;
    for (const auto &[name, tensor] : tensors) {
        names.push_back(name);
    }
    return most > 0 ? text : names.empty() ? "there are none" : "none of their names: " + firstOf(names);
}

Choice chosen(const std::string &path, const std::string &name, const Tensors &tensors, const WeightsContext &context)
{
    std::optional<Choice> unmarked;
    for (const Family &family : families()) {
        const bool isNamed = std::find(family.published.begin(), family.published.end(), name) != family.published.end();
        const std::optional<std::string> prefix = prefixOf(family, tensors);
        if (prefix && (name.empty() || isNamed)) {
            return {&family, *prefix};
        }
        if (isNamed && !unmarked) {
            unmarked = Choice{&family, family.prefixes.empty() ? std::string() : family.prefixes.front()};
        }
    }
    if (unmarked) {
        return *unmarked;
    }
    throw Error({.file = path, .item = {}}, "architecture", fmt::format("one of {}", fmt::join(architectureNames(), ", ")),
                name.empty() ? "weights of none of these; " + nearest(tensors, context) : "'" + name + "'");
}

} // namespace

std::vector<std::string> architectureNames()
{
    std::vector<std::string> names;
    for (const Family &family : families()) {
        for (const std::string &name : family.published) {
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

ArchitectureGraph readArchitecture(const std::string &path, const std::string &architecture,
                                   const std::map<std::string, Shape> &shapes)
{
    Checkpoint checkpoint = readCheckpoint(path);
    WeightsContext context{.shapes = shapes};
    configure(context, path);
    const auto [family, prefix] = chosen(path, architecture, checkpoint.tensors, context);
    NamedWeights weights(std::move(checkpoint.tensors), prefix, [&checkpoint] { checkpoint.release(); });
    ArchitectureGraph result;
    result.notes = checkpoint.notes;
    try {
        result.graph = family->build(weights, architecture, context, result.notes);
    } catch (const Error &error) {
        throw Error({.file = path, .item = error.place().item}, error.problem(), error.expected(), error.found());
    }
    const auto [left, strangers] = unusedOf(*family, weights);
    std::string troubles = weights.troubles();
    if (!strangers.empty()) {
        troubles += (troubles.empty() ? "" : "; ") + ("not part of it " + listed(strangers));
    }
    if (!troubles.empty()) {
        throw Error({.file = path, .item = "weights of " + result.graph.name}, troubles);
    }
    if (!left.empty()) {
        result.notes.push_back("Not used: " + firstOf(left) + ".");
    }
    result.graph.sourceFile = path;
    result.graph.otherFiles = checkpoint.otherFiles;
    result.graph.values = inferShapes(result.graph);
    return result;
}

} // namespace vsq
