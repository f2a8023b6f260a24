// SPDX-License-Identifier: GPL-3.0-or-later
// Images as they might have been as well: mirrored and moved a little, so that a network sees new ones in every epoch.
#pragma once

#include "core/base/random.h"
#include "core/tensor/tensor.h"

#include <cstdint>

namespace vsq {

struct ImageVariation {
    enum class Outside : std::uint8_t { Zero, Edge };

    std::int64_t shift = 0;          ///< each image moves by -shift .. shift pixels in each direction, evenly
    bool flip = false;               ///< every other image is mirrored left to right
    Outside outside = Outside::Edge; ///< what moves in: zero, or the edge's pixels, which suits any normalization
};

/// images: float32 [count, channels, height, width]; all channels of an image move alike. Draws for each image flip (where there
/// is one to draw), then rows, then columns.
Tensor varied(const Tensor &images, const ImageVariation &variation, Random &random);

} // namespace vsq
