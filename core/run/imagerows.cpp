// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/imagerows.h"

namespace vsq {

namespace {

ConvolutionWindow windowOf(const ProductImages &images)
{
    return {.images = images.images,
            .height = images.height,
            .width = images.width,
            .kernelHeight = images.kernelHeight,
            .kernelWidth = images.kernelWidth,
            .strideY = images.strideY,
            .strideX = images.strideX,
            .padTop = images.padTop,
            .padLeft = images.padLeft,
            .dilationY = images.dilationY,
            .dilationX = images.dilationX,
            .outputHeight = images.outputHeight,
            .outputWidth = images.outputWidth};
}

} // namespace

ImageRows::ImageRows(const ProductRequest &request)
{
    const ConvolutionWindow window = windowOf(*request.images);
    const ImagePlanes planes{request.images->data, request.images->imageStride, request.images->channels};
    if (window.isPlain() || (request.segments > 1 && window.segments() > 1)) {
        m_rows = std::make_unique<PixelRows>(planes, window);
        if (!window.isPlain()) {
            m_window = window;
        }
    } else {
        m_rows = std::make_unique<PatchRows>(planes, window);
    }
}

} // namespace vsq
