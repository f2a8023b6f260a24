// SPDX-License-Identifier: GPL-3.0-or-later
// What the codes of blocks stand for, straight from the values, vectorised with Highway for whatever the machine has: the same
// bits as the definitions in core/quantize/formats give when their codes are dequantized.
#pragma once

#include "core/quantize/format.h"

#include <cstdint>

namespace vsq::kernels {

/// How the kernels know a format.
enum class BlockKernel : std::uint8_t {
    None, ///< by its definition only
    MxFloat,
    MxInt8,
    NvFp4,
    NvFp4Torchao,
    NvFp4Ggml,
    FourOverSix,
    NvInt4,
    If4,
    Nf4,
    Q4,
    Q8,
    RealScales, ///< two-level formats whose vectors have real scales
    OneScale    ///< two-level formats without vectors: a scale a tensor (or row)
};

/// Whether the kernel needs the largest magnitude of the tensor.
inline bool needsTensorLargest(BlockKernel kernel, const OperandFormat &format)
{
    return kernel == BlockKernel::OneScale || format.scale == ScaleType::TensorE4M3;
}

/// None where the format has no kernel.
BlockKernel blockKernelOf(const OperandFormat &format);

/// values[count]: of consecutive blocks (the last may be shorter) of a tensor whose largest magnitude is given. Returns false
/// where a block is out of the ordinary (a value not finite, a scale that is subnormal or cannot be held): the definition decides
/// about the whole then.
bool blockValues(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t count, float tensorLargest,
                 float *values);

/// The same of planes [channels, pixels], where a block is `vectorSize` consecutive channels of one pixel.
bool planeValues(BlockKernel kernel, const OperandFormat &format, const float *x, std::int64_t channels, std::int64_t pixels,
                 float tensorLargest, float *values);

} // namespace vsq::kernels
