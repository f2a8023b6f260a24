// SPDX-License-Identifier: GPL-3.0-or-later
// Discrete Fourier transforms. The last axis holds real and imaginary part, or the real one only.
#include "core/network/operators/openshapes.h"
#include "core/network/operators/operatortable.h"

namespace vsq {

namespace {

void requireParts(const InferenceCall &call, const Shape &x)
{
    if (x.size() < 2 || (x.back() >= 0 && x.back() != 1 && x.back() != 2)) {
        throw call.error(call.inputText(0), "[..., 1] (real) or [..., 2] (complex)", toString(x));
    }
}

/// One number that an optional input gives; -1 where it is not known yet.
std::int64_t numberAt(const InferenceCall &call, std::size_t input)
{
    const auto given = call.integers(input);
    if (given && given->size() != 1) {
        throw call.error(call.inputText(input), "one number", std::to_string(given->size()));
    }
    if (given && given->front() < 1) {
        throw call.error(call.inputText(input), "1 or more", std::to_string(given->front()));
    }
    return given ? given->front() : -1;
}

std::int64_t binsOf(std::int64_t length, bool oneSided)
{
    return length < 0 || !oneSided ? length : length / 2 + 1;
}

/// The axis is an attribute in opset 17, an input since opset 20.
void fourier(InferenceCall &call)
{
    std::optional<Shape> shape = call.shape(0);
    call.set(0, call.type(0), std::nullopt);
    if (!shape) {
        return;
    }
    requireParts(call, *shape);
    const auto given = call.has(2) ? call.integers(2) : std::nullopt;
    shape->back() = 2;
    if (call.has(2) && !given) {
        for (std::size_t i = 0; i + 1 < shape->size(); ++i) {
            (*shape)[i] = -1;
        }
    } else {
        if (given && given->size() != 1) {
            throw call.error(call.inputText(2), "one number", std::to_string(given->size()));
        }
        const std::size_t axis = call.axis(given ? given->front() : call.node.integer("axis", call.opset < 20 ? 1 : -2),
                                           shape->size());
        if (axis + 1 == shape->size()) {
            throw call.error("axis", "another than the last, which holds real and imaginary part", std::to_string(axis));
        }
        std::int64_t &length = (*shape)[axis];
        length = binsOf(call.has(1) ? numberAt(call, 1) : length, call.node.integer("onesided", 0) != 0);
    }
    if (call.node.integer("onesided", 0) != 0 && call.node.integer("inverse", 0) != 0) {
        throw call.error("attribute 'onesided' is not supported", "0 for an inverse transform", "1");
    }
    call.set(0, call.type(0), std::move(shape));
}

/// (signal [batch, length, 1 or 2], frame step, window, frame length) to [batch, frames, bins, 2].
void shortTimeFourier(InferenceCall &call)
{
    const auto &x = call.shape(0);
    if (x && x->size() != 3) {
        throw call.error(call.inputText(0), "[batch, length, 1 or 2]", toString(*x));
    }
    if (x) {
        requireParts(call, *x);
    }
    const std::int64_t step = numberAt(call, 1);
    std::int64_t frame = call.has(3) ? numberAt(call, 3) : -1;
    if (const auto &window = call.shape(2); call.has(2) && window) {
        if (window->size() != 1 || (frame >= 0 && !mayEqual(window->front(), frame))) {
            throw call.error(call.inputText(2), "a vector as long as a frame", toString(*window));
        }
        frame = merged(frame, window->front());
    } else if (!call.has(2) && !call.has(3)) {
        throw call.error("frame", "a window or a frame length", "neither");
    }
    std::int64_t frames = -1;
    if (x && (*x)[1] >= 0 && frame >= 0 && step > 0) {
        if (frame > (*x)[1]) {
            throw call.error("frame", "at most the signal's " + std::to_string((*x)[1]), std::to_string(frame));
        }
        frames = ((*x)[1] - frame) / step + 1;
    }
    call.set(0, call.type(0), Shape{x ? (*x)[0] : -1, frames, binsOf(frame, call.node.integer("onesided", 1) != 0), 2});
}

} // namespace

void addSignal(OperatorTable &table)
{
    table.add({.name = "DFT",
               .since = 17,
               .inputs = {1, 3},
               .attributes = {integer("axis"), flag("inverse"), flag("onesided")},
               .shape = fourier,
               .floats = 1});
    table.add({.name = "STFT",
               .since = 17,
               .inputs = {2, 4},
               .attributes = {flag("onesided")},
               .shape = shortTimeFourier,
               .floats = 0b101});
}

} // namespace vsq
