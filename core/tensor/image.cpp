// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/image.h"

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/filekind.h"
#include "core/tensor/imagefile.h"

namespace vsq {

void checkImageSize(const std::string &path, std::int64_t width, std::int64_t height)
{
    constexpr std::int64_t kMostPixels = 178'956'970; // Pillow's DecompressionBombError
    if (width < 1 || height < 1 || width > kMostPixels / height) {
        throw Error({.file = path, .item = {}}, "size of the image", "1 to " + std::to_string(kMostPixels) + " pixels",
                    std::to_string(width) + " x " + std::to_string(height));
    }
}

Image readImage(const std::string &path)
{
    const std::string bytes = readFile(path, "an image");
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return readPng(path, bytes);
    }
    if (bytes.starts_with("\xff\xd8\xff")) {
        return readJpeg(path, bytes);
    }
    throw Error({.file = path, .item = {}}, "kind of the file", "a PNG or JPEG image", kindOf(bytes).text());
}

} // namespace vsq
