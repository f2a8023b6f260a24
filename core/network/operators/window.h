// SPDX-License-Identifier: GPL-3.0-or-later
// Where the windows of a convolution or a pooling lie: kernel, strides, dilations, pads, output size.
#pragma once

#include "core/network/graph.h"

#include <array>

namespace vsq {

/// Up to three spatial dimensions; missing ones lead, with size 1.
struct Window {
    std::array<std::int64_t, 3> input{1, 1, 1};
    std::array<std::int64_t, 3> kernel{1, 1, 1};
    std::array<std::int64_t, 3> strides{1, 1, 1};
    std::array<std::int64_t, 3> dilations{1, 1, 1};
    std::array<std::int64_t, 3> padBegin{0, 0, 0};
    std::array<std::int64_t, 3> padEnd{0, 0, 0};
    std::array<std::int64_t, 3> output{1, 1, 1};
    std::size_t rank = 0; ///< spatial dimensions that there really are

    [[nodiscard]] std::int64_t inputSize() const { return input[0] * input[1] * input[2]; }
    [[nodiscard]] std::int64_t kernelSize() const { return kernel[0] * kernel[1] * kernel[2]; }
    [[nodiscard]] std::int64_t outputSize() const { return output[0] * output[1] * output[2]; }
    /// [first, second, output dimensions...]
    [[nodiscard]] Shape outputShape(std::int64_t first, std::int64_t second) const;
    [[nodiscard]] bool isPointwise() const; ///< one tap, stride 1, no pads
};

/// From the node's attributes (kernel_shape may be left out where the weights give it, as kernel). Understands auto_pad and
/// ceil_mode. Open dimensions (less than 0) of input or kernel leave that output open. Throws Error naming the attribute.
Window windowOf(const Node &node, const Shape &input, const Shape &kernel);

/// The geometry of the convolution that a ConvTranspose of x and weights is the transpose of: its input is the node's output.
Window transposedWindowOf(const Node &node, const Shape &x, const Shape &weights);

} // namespace vsq
