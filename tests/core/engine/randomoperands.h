// SPDX-License-Identifier: GPL-3.0-or-later
// Random operands of the chip's modes, from tame to saturating, and their codes.
#pragma once

#include "core/base/random.h"
#include "core/chip/operands.h"
#include "core/quantize/quantizedmatrix.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vsq::test {

/// Values of both signs whose magnitudes spread over decades.
inline std::vector<float> gaussian(Random &random, std::int64_t count)
{
    std::vector<float> x(static_cast<std::size_t>(count));
    for (float &value : x) {
        value = static_cast<float>(random.normal() * std::exp(random.normal()));
    }
    return x;
}

/// As the chip reads it.
inline int codeAt(const QuantizedMatrix &q, std::int64_t row, std::int64_t column)
{
    const std::int8_t code = q.codes[static_cast<std::size_t>(row * q.columns + column)];
    return q.format.isUnsigned ? static_cast<std::uint8_t>(code) : code;
}

enum class Data { Uniform, Extreme, Sparse, Small, OneSign };

inline Operand randomOperand(Random &random, Mode mode, std::int64_t rows, std::int64_t columns, Data data)
{
    const int high = mode == Mode::Int8 ? 127 : 7;
    std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * columns));
    for (std::int8_t &code : codes) {
        switch (data) {
        case Data::Uniform: code = static_cast<std::int8_t>(random.between(-high - 1, high)); break;
        case Data::Extreme: code = static_cast<std::int8_t>(random.below(2) == 0 ? high : -high - 1); break;
        case Data::Sparse: code = static_cast<std::int8_t>(random.below(10) == 0 ? random.between(-high, high) : 0); break;
        case Data::Small: code = static_cast<std::int8_t>(random.between(-1, 1)); break;
        case Data::OneSign: code = static_cast<std::int8_t>(random.between(high - 1, high)); break;
        }
    }
    std::vector<std::uint16_t> scales;
    if (mode == Mode::Vsq) {
        scales.resize(static_cast<std::size_t>(rows * ((columns + 63) / 64)));
        for (std::uint16_t &scale : scales) {
            const bool large = data == Data::Extreme || data == Data::OneSign;
            scale = static_cast<std::uint16_t>(large ? random.between(240, 255) : random.between(0, 255));
        }
    }
    return makeOperand(mode, rows, columns, codes, scales);
}

inline Operands randomOperands(Random &random, Mode mode, std::int64_t m, std::int64_t n, std::int64_t k)
{
    const auto any = [&] { return static_cast<Data>(random.below(5)); };
    Operands operands{mode, randomOperand(random, mode, m, k, any()), {}};
    operands.b = randomOperand(random, mode, n, k, any());
    return operands;
}

} // namespace vsq::test
