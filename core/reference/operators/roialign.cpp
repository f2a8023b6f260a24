// SPDX-License-Identifier: GPL-3.0-or-later
// RoiAlign: regions of feature maps as pictures of one size (Mask R-CNN, arXiv 1703.06870).
#include "core/reference/operators/dispatch.h"
#include "core/reference/operators/indexat.h"
#include "core/reference/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vsq {

namespace {

/// Four pixels with their weights; weights of 0 where the point lies outside.
struct Bilinear {
    std::int64_t at[4] = {0, 0, 0, 0};
    float weight[4] = {0.0F, 0.0F, 0.0F, 0.0F};
};

Bilinear bilinear(float y, float x, std::int64_t height, std::int64_t width)
{
    Bilinear result;
    if (!(y >= -1.0F && y <= static_cast<float>(height) && x >= -1.0F && x <= static_cast<float>(width)) || height == 0
        || width == 0) {
        return result;
    }
    const auto split = [](float v, std::int64_t size, std::int64_t &low, std::int64_t &high) {
        v = std::max(v, 0.0F);
        low = static_cast<std::int64_t>(v);
        if (low >= size - 1) {
            low = high = size - 1;
            return 0.0F;
        }
        high = low + 1;
        return v - static_cast<float>(low);
    };
    std::int64_t top = 0, bottom = 0, left = 0, right = 0;
    const float ly = split(y, height, top, bottom);
    const float lx = split(x, width, left, right);
    const std::int64_t at[4] = {top * width + left, top * width + right, bottom * width + left, bottom * width + right};
    const float weight[4] = {(1.0F - ly) * (1.0F - lx), (1.0F - ly) * lx, ly * (1.0F - lx), ly * lx};
    std::copy(at, at + 4, result.at);
    std::copy(weight, weight + 4, result.weight);
    return result;
}

Outputs roiAlign(Call &call)
{
    const Tensor &x = call.in(0);
    const Tensor &regions = call.in(1);
    const float *from = call.floats(0).data();
    const float *corners = call.floats(1).data();
    const auto images = call.integers(2);
    if (x.rank() != 4 || regions.rank() != 2 || regions.dim(1) != 4
        || static_cast<std::int64_t>(images.size()) != regions.dim(0)) {
        throw call.error("regions", "[regions, 4] and a batch index for each", toString(regions.shape()));
    }
    const std::int64_t rows = call.node.integer("output_height", 1);
    const std::int64_t columns = call.node.integer("output_width", 1);
    const std::int64_t ratio = call.node.integer("sampling_ratio", 0);
    const float scale = call.node.real("spatial_scale", 1.0F);
    const bool isMax = call.node.text("mode", "avg") == "max";
    // Before opset 16 there was no shift by half a pixel.
    const bool half = call.node.text("coordinate_transformation_mode", call.opset < 16 ? "output_half_pixel" : "half_pixel")
                      == "half_pixel";
    const std::int64_t channels = x.dim(1), height = x.dim(2), width = x.dim(3);
    Tensor y(DType::Float32, {regions.dim(0), channels, rows, columns});
    float *to = y.mutableValues<float>().data();
    parallelRange(regions.dim(0), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t r = begin; r < end; ++r) {
            const float *roi = corners + r * 4;
            const float offset = half ? 0.5F : 0.0F;
            const float x0 = roi[0] * scale - offset;
            const float y0 = roi[1] * scale - offset;
            float w = roi[2] * scale - offset - x0;
            float h = roi[3] * scale - offset - y0;
            if (!half) { // regions have at least one pixel
                w = std::max(w, 1.0F);
                h = std::max(h, 1.0F);
            }
            const float binHeight = h / static_cast<float>(rows);
            const float binWidth = w / static_cast<float>(columns);
            constexpr float kMost = 4096.0F; // samples a bin and axis: what no network asks for, and what ends soon
            const auto samples = [&](float bin) {
                return ratio > 0 ? ratio : bin > 0.0F ? static_cast<std::int64_t>(std::min(std::ceil(bin), kMost)) : 0;
            };
            const std::int64_t ny = samples(binHeight);
            const std::int64_t nx = samples(binWidth);
            const std::int64_t image = wrapped(call, images[static_cast<std::size_t>(r)], x.dim(0));
            for (std::int64_t cell = 0; cell < rows * columns; ++cell) {
                const float top = y0 + static_cast<float>(cell / columns) * binHeight;
                const float left = x0 + static_cast<float>(cell % columns) * binWidth;
                std::vector<Bilinear> points;
                for (std::int64_t i = 0; i < ny * nx; ++i) {
                    const float py = top + (static_cast<float>(i / nx) + 0.5F) * binHeight / static_cast<float>(ny);
                    const float px = left + (static_cast<float>(i % nx) + 0.5F) * binWidth / static_cast<float>(nx);
                    points.push_back(bilinear(py, px, height, width));
                }
                for (std::int64_t c = 0; c < channels; ++c) {
                    const float *plane = from + (image * channels + c) * height * width;
                    float sum = 0.0F;
                    float most = points.empty() ? 0.0F : std::numeric_limits<float>::lowest();
                    for (const Bilinear &point : points) {
                        for (int t = 0; t < 4; ++t) {
                            const float value = point.weight[t] == 0.0F ? 0.0F : point.weight[t] * plane[point.at[t]];
                            sum += value;
                            most = std::max(most, value); // of the weighted pixels, as ONNX's reference has it
                        }
                    }
                    const auto count = static_cast<float>(std::max<std::int64_t>(1, ny * nx));
                    to[(r * channels + c) * rows * columns + cell] = isMax ? most : sum / count;
                }
            }
        }
    });
    return {y};
}

} // namespace

void registerRoiAlign(OperatorRegistry &registry)
{
    registry.add("RoiAlign", roiAlign);
}

} // namespace vsq
