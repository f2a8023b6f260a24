// SPDX-License-Identifier: GPL-3.0-or-later
// Operators around detectors and samplers: boxes, regions, grids, columns to images.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

#include <algorithm>
#include <span>

namespace vsq {

namespace {

void requireRank(const InferenceCall &call, std::size_t input, std::size_t rank)
{
    if (const auto &shape = call.shape(input); call.has(input) && shape && shape->size() != rank) {
        throw call.error(call.inputText(input), std::to_string(rank) + " dimensions", toString(*shape));
    }
}

void requireDimension(const InferenceCall &call, std::size_t input, std::size_t axis, std::int64_t size)
{
    if (const auto &shape = call.shape(input); shape && !mayEqual((*shape)[axis], size)) {
        throw call.error(call.inputText(input), "dimension " + std::to_string(axis) + " of " + std::to_string(size),
                         toString(*shape));
    }
}

/// (batch, class, box) of what is kept: how many there are depends on the values.
void suppress(InferenceCall &call)
{
    requireRank(call, 0, 3);
    requireRank(call, 1, 3);
    requireDimension(call, 0, 2, 4);
    if (call.shape(0) && call.shape(1)) {
        requireDimension(call, 1, 0, (*call.shape(0))[0]);
        requireDimension(call, 1, 2, (*call.shape(0))[1]);
    }
    call.set(0, DType::Int64, Shape{-1, 3});
}

void sampleGrid(InferenceCall &call)
{
    const auto &x = call.shape(0);
    const auto &grid = call.shape(1);
    if (x && (x->size() < 3 || x->size() > 5)) {
        throw call.error(call.inputText(0), "1 to 3 spatial dimensions", toString(*x));
    }
    std::optional<Shape> y;
    if (x && grid) {
        requireRank(call, 1, x->size());
        requireDimension(call, 1, 0, (*x)[0]);
        requireDimension(call, 1, grid->size() - 1, static_cast<std::int64_t>(x->size()) - 2);
        y = Shape{merged((*x)[0], (*grid)[0]), (*x)[1]};
        y->insert(y->end(), grid->begin() + 1, grid->end() - 1);
    }
    if (x && x->size() == 5 && (call.node.text("mode", "linear") == "cubic" || call.node.text("mode", "linear") == "bicubic")) {
        throw call.error("attribute 'mode' is not supported", "linear or nearest for volumes", "'cubic'");
    }
    call.set(0, call.type(0), std::move(y));
}

void alignRegions(InferenceCall &call)
{
    requireRank(call, 0, 4);
    requireRank(call, 1, 2);
    requireRank(call, 2, 1);
    requireDimension(call, 1, 1, 4);
    const auto &x = call.shape(0);
    const auto &regions = call.shape(1);
    if (regions) {
        requireDimension(call, 2, 0, (*regions)[0]);
    }
    if (x) {
        call.requireIndices(2, std::span(*x).first(1));
    }
    call.set(0, call.type(0),
             Shape{regions ? (*regions)[0] : -1, x ? (*x)[1] : -1, call.node.integer("output_height", 1),
                   call.node.integer("output_width", 1)});
}

/// The columns of an image [N, C * block, L] back to the image [N, C, ...].
void columnsToImage(InferenceCall &call)
{
    requireRank(call, 0, 3);
    const auto &x = call.shape(0);
    const auto image = call.integers(1);
    const auto block = call.integers(2);
    call.set(0, call.type(0), std::nullopt);
    if (!image || !block || !x) {
        return;
    }
    const std::size_t rank = image->size();
    const auto sizes = [&](const char *name, std::size_t count) {
        if (const auto list = call.node.integers(name); !list.empty() && list.size() != count) {
            throw call.error("attribute '" + std::string(name) + "'", std::to_string(count) + " numbers",
                             std::to_string(list.size()));
        }
    };
    sizes("strides", rank);
    sizes("dilations", rank);
    sizes("pads", 2 * rank);
    const auto isPositive = [](std::int64_t size) { return size > 0; };
    if (block->size() != rank || rank < 1 || !std::all_of(block->begin(), block->end(), isPositive)
        || !std::all_of(image->begin(), image->end(), isPositive)) {
        throw call.error("image_shape and block_shape", "as many numbers of 1 or more",
                         toString(*image) + " and " + toString(*block));
    }
    const std::int64_t taps = openCount(*block);
    if ((*x)[1] >= 0 && (*x)[1] % taps != 0) {
        throw call.error(call.inputText(0), "columns of blocks of " + std::to_string(taps), toString(*x));
    }
    Shape y{(*x)[0], (*x)[1] < 0 ? -1 : (*x)[1] / taps};
    y.insert(y.end(), image->begin(), image->end());
    call.set(0, call.type(0), std::move(y));
}

} // namespace

void addDetection(OperatorTable &table)
{
    constexpr std::int64_t kLargest = 1 << 24;
    table.add({.name = "NonMaxSuppression",
               .since = 10,
               .inputs = {2, 5},
               .attributes = {flag("center_point_box")},
               .shape = suppress,
               .floats = 0b11011,
               .hostReason = "Decides by comparing boxes; the host does it."});
    table.add({.name = "GridSample",
               .since = 16,
               .inputs = {2, 2},
               .attributes = {flag("align_corners"), text("mode", {"bilinear", "linear", "nearest", "bicubic", "cubic"}),
                              text("padding_mode", {"zeros", "border", "reflection"})},
               .shape = sampleGrid,
               .floats = 3});
    table.add(
        {.name = "RoiAlign",
         .since = 10,
         .inputs = {3, 3},
         .attributes = {text("coordinate_transformation_mode", {"half_pixel", "output_half_pixel"}), text("mode", {"avg", "max"}),
                        integer("output_height", 1, kLargest), integer("output_width", 1, kLargest),
                        integer("sampling_ratio", 0, kLargest), real("spatial_scale")},
         .shape = alignRegions,
         .floats = 3});
    table.add(
        {.name = "Col2Im",
         .since = 18,
         .inputs = {3, 3},
         .attributes = {integers("dilations", 1, kLargest), integers("pads", 0, kLargest), integers("strides", 1, kLargest)},
         .shape = columnsToImage,
         .floats = 1});
}

} // namespace vsq
