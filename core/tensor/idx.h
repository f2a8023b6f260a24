// SPDX-License-Identifier: GPL-3.0-or-later
// Reader of the IDX format of MNIST and Fashion-MNIST (Y. LeCun, "The MNIST database"), plain or gzip-compressed.
#pragma once

#include "core/tensor/tensor.h"

#include <string>

namespace vsq {

/// One IDX file: big-endian magic 0 0 type rank, dimensions, elements. Throws Error naming file, expected and found.
Tensor readIdx(const std::string &path);

} // namespace vsq
