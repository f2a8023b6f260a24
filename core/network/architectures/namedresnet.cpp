// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/namedresnet.h"

#include <array>

namespace vsq {
namespace {

Layer convolution(std::string name, std::int64_t filters, std::int64_t channels, std::int64_t kernel, std::int64_t pixels,
                  std::string consumer)
{
    Layer entry;
    entry.name = std::move(name);
    entry.op = "Conv";
    entry.m = filters;
    entry.n = pixels * pixels;
    entry.k = channels * kernel * kernel;
    entry.macs = entry.m * entry.n * entry.k;
    entry.aIsConstant = true;
    entry.channels = channels;
    entry.kernelHeight = kernel;
    entry.kernelWidth = kernel;
    entry.outputHeight = pixels;
    entry.outputWidth = pixels;
    entry.use = OutputUse::NextLayer;
    entry.consumer = std::move(consumer);
    return entry;
}

struct Stage {
    char number;
    int blocks;
    std::int64_t width;  ///< channels of the 3x3
    std::int64_t pixels; ///< output height and width
};

constexpr std::array kStages{Stage{'2', 3, 64, 56}, Stage{'3', 4, 128, 28}, Stage{'4', 6, 256, 14}, Stage{'5', 3, 512, 7}};

} // namespace

NamedNetwork namedResNet50()
{
    NamedNetwork network;
    network.name = "ResNet-50";
    network.layers.push_back(convolution("conv1", 64, 3, 7, 112, "res2a_2a"));
    std::int64_t channels = 64;
    std::int64_t pixels = 56; // after the pooling
    for (std::size_t s = 0; s < kStages.size(); ++s) {
        const Stage &stage = kStages[s];
        for (int block = 0; block < stage.blocks; ++block) {
            const auto blockName = [](char number, int index) {
                return std::string("res") + number + static_cast<char>('a' + index);
            };
            const std::string name = blockName(stage.number, block);
            const std::string next = block + 1 < stage.blocks ? blockName(stage.number, block + 1) + "_2a"
                                     : s + 1 < kStages.size() ? blockName(kStages[s + 1].number, 0) + "_2a"
                                                              : std::string("fc");
            network.layers.push_back(convolution(name + "_2a", stage.width, channels, 1, pixels, name + "_2b"));
            network.layers.push_back(convolution(name + "_2b", stage.width, stage.width, 3, stage.pixels, name + "_2c"));
            network.layers.push_back(convolution(name + "_2c", 4 * stage.width, stage.width, 1, stage.pixels, next));
            if (block == 0) {
                network.layers.push_back(convolution(name + "_1", 4 * stage.width, channels, 1, stage.pixels, next));
            }
            channels = 4 * stage.width;
            pixels = stage.pixels;
        }
    }
    Layer classifier;
    classifier.name = "fc";
    classifier.op = "Gemm";
    classifier.m = 1000;
    classifier.n = 1;
    classifier.k = channels;
    classifier.macs = 1000 * channels;
    classifier.aIsConstant = true;
    classifier.use = OutputUse::Host;
    network.layers.push_back(std::move(classifier));
    return network;
}

} // namespace vsq
