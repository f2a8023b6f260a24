// SPDX-License-Identifier: GPL-3.0-or-later
// The two kinds of image files, as readImage() calls them.
#pragma once

#include "core/tensor/image.h"

namespace vsq {

/// Throws Error naming the file for images of no or too many pixels.
void checkImageSize(const std::string &path, std::int64_t width, std::int64_t height);

Image readPng(const std::string &path, const std::string &bytes);
Image readJpeg(const std::string &path, const std::string &bytes);

} // namespace vsq
