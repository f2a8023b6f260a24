// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's array files (NEP 1; versions 1.0, 2.0 and 3.0): magic, a header that describes the array, the elements.
#pragma once

#include "core/tensor/npyheader.h"
#include "core/tensor/tensor.h"

#include <string>
#include <string_view>

namespace vsq {

/// One array. Fortran order and foreign byte order are converted. Throws Error naming file, expected and found: missing,
/// truncated, wrong magic or header, size other than the header says, element types that tensors have none for (objects,
/// strings, records, complex).
Tensor readNpy(const std::string &path);
/// Version 1.0 in C order, written whole or not at all. bfloat16, which NumPy lacks, goes out as float32.
void writeNpy(const std::string &path, const Tensor &tensor);

/// The parts of reading one, for what comes in pieces; file and item name the place in messages. bytes: from the array's
/// beginning on, as many as there are or kNpyStart. Where the elements begin:
constexpr std::size_t kNpyStart = 12;
std::size_t npyDataBegin(std::string_view bytes, const std::string &file, const std::string &item);
/// What the bytes in front of them say.
NpyHeader parseNpyStart(std::string_view bytes, const std::string &file, const std::string &item);
/// How many bytes they are.
std::size_t npyDataSize(const NpyHeader &header, const std::string &file, const std::string &item);
/// A tensor that holds the bytes as they came, with the last dimension fastest, in this machine's byte order.
Tensor npyInNativeOrder(const NpyHeader &header, Tensor stored);

/// The same on bytes in memory.
Tensor parseNpy(std::string_view bytes, const std::string &file, const std::string &item = {});
std::string formatNpy(const Tensor &tensor);

} // namespace vsq
