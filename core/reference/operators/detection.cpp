// SPDX-License-Identifier: GPL-3.0-or-later
// NonMaxSuppression.
#include "core/reference/operators/dispatch.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace vsq {

namespace {

struct Box {
    float top = 0.0F, left = 0.0F, bottom = 0.0F, right = 0.0F;

    [[nodiscard]] float area() const { return (bottom - top) * (right - left); }
};

/// Corners in any order (y, x, y, x), or the middle and the size (x, y, width, height).
Box boxFrom(const float *four, bool centered)
{
    if (centered) {
        const float halfWidth = four[2] / 2.0F;
        const float halfHeight = four[3] / 2.0F;
        return {four[1] - halfHeight, four[0] - halfWidth, four[1] + halfHeight, four[0] + halfWidth};
    }
    return {std::min(four[0], four[2]), std::min(four[1], four[3]), std::max(four[0], four[2]), std::max(four[1], four[3])};
}

/// Intersection over union; 0 for boxes without an area.
float overlap(const Box &a, const Box &b)
{
    const float height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const float width = std::min(a.right, b.right) - std::max(a.left, b.left);
    if (height <= 0.0F || width <= 0.0F || a.area() <= 0.0F || b.area() <= 0.0F) {
        return 0.0F;
    }
    const float common = height * width;
    return common / (a.area() + b.area() - common);
}

float optionalFloat(const Call &call, std::size_t input, float otherwise)
{
    return call.has(input) && call.in(input).size() > 0 ? call.floats(input)[0] : otherwise;
}

/// For each item and class: boxes by falling score, each that does not overlap a kept one too much.
Outputs nonMaxSuppression(Call &call)
{
    const Tensor &boxes = call.in(0);
    const Tensor &scores = call.in(1);
    const auto four = call.floats(0);
    const auto score = call.floats(1);
    if (boxes.rank() != 3 || scores.rank() != 3 || boxes.dim(2) != 4 || scores.dim(0) != boxes.dim(0)
        || scores.dim(2) != boxes.dim(1)) {
        throw call.error("boxes and scores", "[batch, boxes, 4] and [batch, classes, boxes]",
                         toString(boxes.shape()) + " and " + toString(scores.shape()));
    }
    const std::int64_t most = call.has(2) && call.in(2).size() > 0 ? call.integer(2) : 0;
    const float threshold = optionalFloat(call, 3, 0.0F);
    const bool limited = call.has(4) && call.in(4).size() > 0;
    const float least = optionalFloat(call, 4, 0.0F);
    const bool centered = call.node.integer("center_point_box", 0) != 0;
    const std::int64_t count = boxes.dim(1);
    std::vector<std::int64_t> kept;
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    for (std::int64_t item = 0; item < boxes.dim(0); ++item) {
        for (std::int64_t group = 0; group < scores.dim(1); ++group) {
            const float *own = score.data() + (item * scores.dim(1) + group) * count;
            std::iota(order.begin(), order.end(), 0);
            std::stable_sort(order.begin(), order.end(), [own](std::int64_t a, std::int64_t b) { return own[a] > own[b]; });
            std::vector<Box> chosen;
            for (const std::int64_t at : order) {
                if (static_cast<std::int64_t>(chosen.size()) >= most || (limited && !(own[at] > least))) {
                    break;
                }
                const Box box = boxFrom(four.data() + (item * count + at) * 4, centered);
                if (std::none_of(chosen.begin(), chosen.end(), [&](const Box &c) { return overlap(c, box) > threshold; })) {
                    chosen.push_back(box);
                    kept.insert(kept.end(), {item, group, at});
                }
            }
        }
    }
    return {Tensor::of<std::int64_t>({static_cast<std::int64_t>(kept.size()) / 3, 3}, kept)};
}

} // namespace

void registerDetection(OperatorRegistry &registry)
{
    registry.add("NonMaxSuppression", nonMaxSuppression);
}

} // namespace vsq
