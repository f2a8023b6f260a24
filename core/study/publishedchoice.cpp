// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/publishedchoice.h"

#include "core/study/workloads.h"

namespace vsq {

namespace {

bool isAlike(const Layer &own, const Layer &published)
{
    // N is of one image here and there; another size of images is another network for the chip, but not for the formats.
    return own.aIsConstant && own.m == published.m && own.k == published.k && own.kernelHeight == published.kernelHeight;
}

} // namespace

std::optional<std::map<std::string, NumberFormat>> publishedResNet50(const std::vector<Layer> &layers)
{
    const NamedNetwork &network = namedNetwork("ResNet-50");
    if (layers.size() != network.layers.size()) {
        return std::nullopt;
    }
    std::map<std::string, NumberFormat> formats;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer &published = network.layers[i];
        if (!isAlike(layers[i], published)) {
            return std::nullopt;
        }
        formats[layers[i].name] = namedFormat(nameOf(layerMode(network, published.name, Mode::Vsq)));
    }
    return formats;
}

std::map<std::string, NumberFormat> endsInInt8(const std::vector<Layer> &layers, const NumberFormat &inside)
{
    std::vector<std::string> names;
    for (const Layer &layer : layers) {
        if (layer.onChip && layer.aIsConstant) {
            names.push_back(layer.name);
        }
    }
    std::map<std::string, NumberFormat> formats;
    if (names.size() < 2) {
        return formats;
    }
    for (const Layer &layer : layers) {
        if (layer.onChip) {
            formats[layer.name] = layer.name == names.front() || layer.name == names.back() ? namedFormat("int8") : inside;
        }
    }
    return formats;
}

} // namespace vsq
