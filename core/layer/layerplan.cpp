// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/layerplan.h"

#include <algorithm>

namespace vsq {

ProductShape shapeOf(const Layer &layer, std::int64_t n, Mode mode)
{
    ProductShape shape{.m = layer.m, .n = n, .k = layer.k, .mode = mode, .convolution = {}};
    const std::int64_t pixels = layer.outputHeight * layer.outputWidth;
    const bool convolution = layer.channels > 0 && layer.channels * layer.kernelHeight * layer.kernelWidth == layer.k;
    if (convolution && pixels > 0 && n % pixels == 0) {
        shape.convolution = ConvolutionShape{.channels = layer.channels,
                                             .kernelHeight = layer.kernelHeight,
                                             .kernelWidth = layer.kernelWidth,
                                             .outputHeight = layer.outputHeight,
                                             .outputWidth = layer.outputWidth};
    }
    return shape;
}

Plan planLayer(const Layer &layer, const QuantizedMatrix &a, const QuantizedMatrix &b, Mode mode, const ChipConfig &config,
               OutputFormat output)
{
    const std::int64_t size = vectorSize(mode);
    const std::int64_t vectors = a.segments * ((a.segmentColumns() + size - 1) / size);
    ProductShape shape = shapeOf(layer, b.rows, mode);
    shape.m = a.rows;
    shape.k = a.columns;
    shape.output = output;
    if (shape.convolution) {
        const bool packed = a.segments == 1;
        ChipConfig asLowered = config;
        asLowered.packedChannels = static_cast<int>(packed ? layer.channels
                                                           : std::min<std::int64_t>(config.packedChannels, layer.channels - 1));
        if (vectorsAlongK(shape, asLowered) == vectors) {
            return plan(shape, asLowered);
        }
        shape.convolution.reset();
    }
    shape.k = vectors * size;
    Plan planned = plan(shape, config);
    planned.shape.k = a.columns;
    return planned;
}

} // namespace vsq
