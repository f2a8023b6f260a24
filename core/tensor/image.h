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

/// The numbers that the file stores, as Pillow's Image.open().convert("RGB") and torchvision give them: gamma, colour profiles
/// and orientation are not applied, transparency is left out, palettes are looked up, 16-bit samples give their high byte,
/// CMYK is converted as Pillow does. Grey images have three equal channels. The kind is told by the first bytes, not by the
/// name. Throws Error naming the file: missing, neither PNG nor JPEG, damaged, cut short, or more than Pillow's limit of
/// 178,956,970 pixels; the header is looked at before memory is taken.
Image readImage(const std::string &path);

/// Bilinear with the filter widened when it shrinks, so that every pixel counts: Pillow's arithmetic, to the bit.
Image resized(const Image &image, int width, int height);
/// centreCropped(resized(image, width, height), cropWidth, cropHeight), of which only what is kept is computed; width and height
/// may be larger than any image.
Image resizedCentre(const Image &image, std::int64_t width, std::int64_t height, int cropWidth, int cropHeight);
/// The middle, as torchvision's CenterCrop cuts it. width and height at most the image's.
Image centreCropped(const Image &image, int width, int height);

} // namespace vsq
