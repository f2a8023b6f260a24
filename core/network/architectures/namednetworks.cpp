// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/namednetworks.h"

#include "core/base/error.h"
#include "core/network/architectures/namedresnet.h"
#include "core/network/architectures/namedtransformer.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {
namespace {

std::string labelOf(const NamedNetwork &network)
{
    return network.tokens ? fmt::format("{} at {}", network.name, *network.tokens) : network.name;
}

} // namespace

std::int64_t NamedNetwork::macs() const
{
    std::int64_t sum = 0;
    for (const Layer &each : layers) {
        sum += each.macs;
    }
    return sum;
}

const Layer &NamedNetwork::layer(std::string_view layerName) const
{
    const auto found = std::find_if(layers.begin(), layers.end(),
                                    [layerName](const Layer &each) { return each.name == layerName; });
    if (found == layers.end()) {
        throw Error({}, fmt::format("layer of {}", labelOf(*this)), "one of its layers", fmt::format("'{}'", layerName));
    }
    return *found;
}

const std::vector<NamedNetwork> &namedNetworks()
{
    static const std::vector<NamedNetwork> networks{
        namedTransformer("BERT-Base", {.tokens = 128, .width = 768, .heads = 12, .hidden = 3072, .blocks = 12}),
        namedTransformer("BERT-Base", {.tokens = 384, .width = 768, .heads = 12, .hidden = 3072, .blocks = 12}),
        namedTransformer("BERT-Large", {.tokens = 128, .width = 1024, .heads = 16, .hidden = 4096, .blocks = 24}),
        namedTransformer("BERT-Large", {.tokens = 384, .width = 1024, .heads = 16, .hidden = 4096, .blocks = 24}),
        namedTransformer("DeiT-Small", {.tokens = 197, .width = 384, .heads = 6, .hidden = 1536, .blocks = 12}),
        namedTransformer("DeiT-Base", {.tokens = 197, .width = 768, .heads = 12, .hidden = 3072, .blocks = 12}),
        namedResNet50(),
    };
    return networks;
}

const NamedNetwork &namedNetwork(std::string_view name, std::optional<int> tokens)
{
    const NamedNetwork *found = nullptr;
    std::string known;
    for (const NamedNetwork &network : namedNetworks()) {
        known += (known.empty() ? "" : ", ") + labelOf(network);
        if (network.name != name || (tokens && network.tokens != tokens)) {
            continue;
        }
        if (found != nullptr) {
            throw Error({}, "named network", fmt::format("a number of tokens for {}", name), "none");
        }
        found = &network;
    }
    if (found == nullptr) {
        throw Error({}, "named network", "one of " + known,
                    tokens ? fmt::format("'{}' at {}", name, *tokens) : fmt::format("'{}'", name));
    }
    return *found;
}

} // namespace vsq
