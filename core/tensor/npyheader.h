// SPDX-License-Identifier: GPL-3.0-or-later
// The header of a .npy file: a Python dictionary literal with the keys descr, fortran_order and shape.
#pragma once

#include "core/tensor/dtype.h"
#include "core/tensor/shape.h"

#include <string>
#include <string_view>

namespace vsq {

struct NpyHeader {
    DType type = DType::Float32;
    bool bigEndian = false;
    bool fortranOrder = false;
    Shape shape;
};

/// Throws Error naming file and item for anything that is not such a dictionary or not a type that tensors have.
NpyHeader parseNpyHeader(std::string_view text, const std::string &file, const std::string &item);
/// The dictionary for a tensor in C order, little-endian.
std::string formatNpyHeader(DType type, const Shape &shape);

} // namespace vsq
