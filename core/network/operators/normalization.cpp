// SPDX-License-Identifier: GPL-3.0-or-later
// Normalizations, softmax and what keeps the shape of its input but looks at more than one element.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

void requireRank(const InferenceCall &call, std::size_t least, const char *expected)
{
    if (const auto &shape = call.shape(0); shape && shape->size() < least) {
        throw call.error("input", expected, toString(*shape));
    }
}

void requireSize(const InferenceCall &call, std::size_t input, std::int64_t size)
{
    const auto &shape = call.shape(input);
    if (call.has(input) && shape && size >= 0 && openCount(*shape) >= 0 && openCount(*shape) != size) {
        throw call.error(call.inputText(input), std::to_string(size) + " values", toString(*shape));
    }
}

std::int64_t channelsOf(const InferenceCall &call)
{
    return call.shape(0) ? (*call.shape(0))[1] : -1;
}

void batchNormalization(InferenceCall &call)
{
    requireRank(call, 2, "two dimensions or more");
    for (std::size_t i = 1; i < 5; ++i) {
        requireSize(call, i, channelsOf(call));
    }
    likeFirst(call);
    for (std::size_t i = 1; i < 5; ++i) { // running and saved moments, which stay what they are at inference
        if (call.node.integer("training_mode", 0) == 0 || i < 3) {
            call.set(i, call.type(i % 2 == 1 ? 3 : 4), call.shape(i % 2 == 1 ? 3 : 4));
        }
    }
}

void layerNormalization(InferenceCall &call)
{
    likeFirst(call);
    const auto &x = call.shape(0);
    if (!x) {
        return;
    }
    const std::size_t axis = call.axisAttribute("axis", -1, x->size());
    requireSize(call, 1, openProduct(*x, axis, x->size()));
    requireSize(call, 2, openProduct(*x, axis, x->size()));
    Shape moments(x->begin(), x->begin() + static_cast<std::ptrdiff_t>(axis));
    moments.resize(x->size(), 1);
    call.set(1, DType::Float32, moments);
    call.set(2, DType::Float32, moments);
}

void instanceNormalization(InferenceCall &call)
{
    requireRank(call, 2, "two dimensions or more");
    requireSize(call, 1, channelsOf(call));
    requireSize(call, 2, channelsOf(call));
    likeFirst(call);
}

void groupNormalization(InferenceCall &call)
{
    requireRank(call, 2, "two dimensions or more");
    const std::int64_t groups = call.node.integer("num_groups", 1);
    const std::int64_t channels = channelsOf(call);
    if (channels >= 0 && channels % groups != 0) {
        throw call.error("input", "channels in " + std::to_string(groups) + " groups", toString(*call.shape(0)));
    }
    const auto &scale = call.shape(1);
    const std::int64_t factors = scale && openCount(*scale) == groups ? groups : channels;
    requireSize(call, 1, factors);
    requireSize(call, 2, factors);
    likeFirst(call);
}

void responseNormalization(InferenceCall &call)
{
    requireRank(call, 2, "two dimensions or more");
    likeFirst(call);
}

/// Before opset 13 everything from the axis on is one row, and the axis is 1 where none is given.
void softmax(InferenceCall &call)
{
    if (const auto &x = call.shape(0); x && !x->empty()) {
        call.axisAttribute("axis", call.opset < 13 ? 1 : -1, x->size());
    }
    likeFirst(call);
}

void alongAxis(InferenceCall &call)
{
    if (const auto &x = call.shape(0)) {
        call.axisAttribute("axis", -1, x->size());
    }
    likeFirst(call);
}

void overAxes(InferenceCall &call)
{
    if (const auto &x = call.shape(0)) {
        markedAxes(call, call.node.integers("axes", {0, 2, 3}), x->size());
    }
    likeFirst(call);
}

} // namespace

void addNormalization(OperatorTable &table)
{
    constexpr std::string_view kHost = "Normalization is host software in FP32.";
    table.add({.name = "BatchNormalization",
               .inputs = {5, 5},
               .outputs = {1, 5},
               .attributes = {real("epsilon"), real("momentum"), flag("training_mode"), integer("spatial", 1, 1)},
               .shape = batchNormalization,
               .floats = 31,
               .hasWeights = true,
               .hostReason = "Normalization is host software in FP32 unless it is folded into the product before it."});
    table.add({.name = "LayerNormalization",
               .since = 17,
               .inputs = {2, 3},
               .outputs = {1, 3},
               .attributes = {integer("axis"), real("epsilon"), integer("stash_type")},
               .shape = layerNormalization,
               .floats = 7,
               .rows = RowUse::End,
               .hasWeights = true,
               .hostReason = "Layer normalization is host software in FP32."});
    table.add({.name = "InstanceNormalization",
               .inputs = {3, 3},
               .attributes = {real("epsilon")},
               .shape = instanceNormalization,
               .floats = 7,
               .hasWeights = true,
               .hostReason = kHost});
    table.add({.name = "GroupNormalization",
               .since = 18,
               .inputs = {3, 3},
               .attributes = {real("epsilon"), required(integer("num_groups", 1)), integer("stash_type")},
               .shape = groupNormalization,
               .floats = 7,
               .hasWeights = true,
               .hostReason = kHost});
    table.add({.name = "LRN",
               .attributes = {real("alpha"), real("beta"), real("bias"), required(integer("size", 1))},
               .shape = responseNormalization,
               .floats = 1,
               .hostReason = kHost});
    table.add({.name = "LpNormalization",
               .attributes = {integer("axis"), integer("p", 1, 2)},
               .shape = alongAxis,
               .floats = 1,
               .hostReason = kHost});
    table.add({.name = "MeanVarianceNormalization",
               .since = 9,
               .attributes = {integers("axes")},
               .shape = overAxes,
               .floats = 1,
               .hostReason = kHost});
    table.add({.name = "Softmax",
               .attributes = {integer("axis")},
               .shape = softmax,
               .floats = 1,
               .rows = RowUse::End,
               .hostReason = "Softmax runs in FP32 on the host; the chip's approximation of it is selectable."});
    table.add({.name = "LogSoftmax", .attributes = {integer("axis")}, .shape = softmax, .floats = 1});
    table.add({.name = "Hardmax", .attributes = {integer("axis")}, .shape = softmax, .floats = 1});
}

} // namespace vsq
