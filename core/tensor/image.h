// SPDX-License-Identifier: GPL-3.0-or-later
// PNG and JPEG files as pixels, and the resizing that networks are trained with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

/// Red, green, blue, 8 bits each, rows from the top: values[(y * width + x) * 3 + channel].
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> values;
};

/// The kind is told by the first bytes, not by the name. Grey images have three equal channels; transparency lies over black.
/// Throws Error naming the file: missing, neither PNG nor JPEG, damaged or cut short.
Image readImage(const std::string &path);

/// Bilinear with the filter widened when it shrinks, so that every pixel counts (as Pillow and torchvision resize).
Image resized(const Image &image, int width, int height);
/// The middle. width and height at most the image's.
Image centreCropped(const Image &image, int width, int height);

} // namespace vsq
