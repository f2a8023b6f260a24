// SPDX-License-Identifier: GPL-3.0-or-later
// The arrays that vsq matmul reads and writes.
#pragma once

#include "core/chip/ppu.h"
#include "core/quantize/quantizedmatrix.h"
#include "core/tensor/tensor.h"

#include <map>
#include <string>

namespace vsq::cli {

/// A float32 matrix with at least one row and column, every value finite. float64 and float16 files are converted.
/// Throws Error naming the file.
Tensor readMatrix(const std::string &path);

/// Files by name, without ".npy".
using FileMap = std::map<std::string, Tensor>;

/// SIDE_codes int8 [rows, K], SIDE_scales uint8 [rows, vectors] (uint16 above 8 scale bits, float32 where scales stay
/// real, none without vectors) and SIDE_gamma float32.
void addOperand(FileMap &files, const std::string &side, const QuantizedMatrix &matrix);

/// out_codes int8 [N, M], and with per-vector scales out_scales uint8 [N, vectors].
void addOutput(FileMap &files, const PpuOutput &output);

/// Makes the folder where it is missing, writes every array and the report, and removes those of matmul's files that an
/// earlier run left and this one does not have. Each file is written whole or not at all.
void writeFolder(const std::string &folder, const FileMap &files, const std::string &report);

} // namespace vsq::cli
