// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/operandsof.h"

#include "core/base/error.h"

#include <algorithm>
#include <fmt/format.h>

namespace vsq {

bool fits(const QuantizedMatrix &matrix, Mode mode)
{
    const OperandFormat &format = matrix.format;
    if (!format.isTwoLevel() || format.isUnsigned || format.bits > (mode == Mode::Int8 ? 8 : 4)) {
        return false;
    }
    if (mode != Mode::Vsq) {
        return format.granularity != Granularity::Vector;
    }
    return format.granularity == Granularity::Vector && format.vectorSize == vectorSize(mode) && format.scaleBits >= 1
           && format.scaleBits <= 8;
}

Operand operandOf(const QuantizedMatrix &matrix, Mode mode)
{
    if (!fits(matrix, mode)) {
        throw Error({{}, "operand"}, "number format", fmt::format("one that the chip has in mode {}", nameOf(mode)),
                    fmt::format("{} bits, {} scale bits, vectors of {}", matrix.format.bits, matrix.format.scaleBits,
                                matrix.format.vectorSize));
    }
    const std::int64_t size = vectorSize(mode);
    const std::int64_t length = matrix.segmentColumns();
    const std::int64_t padded = (length + size - 1) / size * size;
    Operand operand;
    operand.rows = matrix.rows;
    operand.columns = matrix.columns;
    operand.segments = matrix.segments;
    operand.vectors = matrix.segments * (padded / size);
    operand.codes.assign(static_cast<std::size_t>(matrix.rows * matrix.segments * padded), 0);
    for (std::int64_t i = 0; i < matrix.rows * matrix.segments; ++i) {
        std::copy_n(matrix.codes.begin() + i * length, length, operand.codes.begin() + i * padded);
    }
    if (mode == Mode::Vsq) {
        operand.scales.assign(matrix.scales.begin(), matrix.scales.end());
    }
    return operand;
}

Operands makeOperands(const QuantizedMatrix &a, const QuantizedMatrix &b, Mode mode)
{
    if (a.columns != b.columns || a.segments != b.segments) {
        throw Error({{}, "operands"}, "K", fmt::format("{} in {} segments (A's)", a.columns, a.segments),
                    fmt::format("{} in {} (B's)", b.columns, b.segments));
    }
    return {mode, operandOf(a, mode), operandOf(b, mode)};
}

} // namespace vsq
