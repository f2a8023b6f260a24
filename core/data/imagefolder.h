// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of PNG and JPEG images with one directory a class, read image by image as a network's input.
#pragma once

#include "core/data/dataset.h"

namespace vsq {

/// Whether the folder has folders in it: classes, not IDX files.
bool isImageFolder(const std::string &path);
/// The images that lie in a folder itself, sorted by name.
std::vector<std::string> imagesIn(const std::string &folder);

/// Classes are numbered in the order of their directories' names. Items take turns, one of each class, so that the first few
/// are of all classes. How an image becomes the input float32 [batch, 1 or 3, height, width] says preprocess.json in the
/// folder: {"resize": shorter side, "crop": side of the middle, "mean": [a channel], "std": [a channel], "channels": "rgb" or
/// "gray"}, value = (pixel / 255 - mean) / std. What it leaves out: the input's own size and channels, mean 0, std 1.
/// The data have warnings where the folders may not be all of the network's classes, or not in the order that is meant.
/// Throws Error naming folder, file, field, expected and found; images that cannot be read are found when they are.
Dataset loadImageFolder(const std::string &path, const Graph &graph, std::int64_t limit);

} // namespace vsq
