// SPDX-License-Identifier: GPL-3.0-or-later
// Reader of the IDX format of MNIST and Fashion-MNIST (Y. LeCun, "The MNIST database"), plain or gzip-compressed.
#pragma once

#include "core/tensor/tensor.h"

#include <string>

namespace vsq {

struct IdxHeader {
    DType type = DType::UInt8;
    Shape shape;
};

/// What one IDX file says of itself (big-endian magic 0 0 type rank, dimensions), without its elements. Throws Error naming
/// file, expected and found.
IdxHeader readIdxHeader(const std::string &path);
/// The elements; where items is not negative only as many of the first dimension. Throws Error as well for a file of another
/// size than its header says; what its bytes cannot hold takes no memory.
Tensor readIdx(const std::string &path, std::int64_t items = -1);

} // namespace vsq
