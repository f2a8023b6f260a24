// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of IDX files as MNIST and Fashion-MNIST come: images and labels, plain or gzip-compressed.
#pragma once

#include "core/data/arraysource.h"

namespace vsq {

/// "x": uint8 [items, 1, height, width], "y": [items]. The test set (t10k-*) where there is one, training: the training set
/// (train-*); else the only set.
/// Throws Error naming the folder or the file, expected and found; a folder that holds images says so.
ArraySources arraysOfIdxFolder(const std::string &path, bool training = false);

} // namespace vsq
