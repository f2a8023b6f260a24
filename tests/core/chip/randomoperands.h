// SPDX-License-Identifier: GPL-3.0-or-later
// Random operands of any mode for property tests; saturating ones have codes and scales of one sign near their limits.
#pragma once

#include "core/base/random.h"
#include "core/chip/operands.h"

#include <memory>

namespace vsq::test {

enum class Data { Plain, Saturating, SmallScales };

inline Operand randomOperand(Random &random, Mode mode, std::int64_t rows, std::int64_t columns, Data data)
{
    const int low = mode == Mode::Int8 ? -128 : -8;
    const int high = mode == Mode::Int8 ? 127 : 7;
    std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * columns));
    for (auto &code : codes) {
        code = static_cast<std::int8_t>(data == Data::Saturating && random.below(16) != 0 ? low : random.between(low, high));
    }
    std::vector<std::uint16_t> scales;
    if (mode == Mode::Vsq) {
        const std::int64_t size = vectorSize(mode);
        scales.resize(static_cast<std::size_t>(rows * ((columns + size - 1) / size)));
        for (auto &scale : scales) {
            switch (data) {
            case Data::Plain: scale = static_cast<std::uint16_t>(random.below(8) == 0 ? 0 : random.below(256)); break;
            case Data::Saturating: scale = static_cast<std::uint16_t>(random.between(200, 255)); break;
            case Data::SmallScales: scale = static_cast<std::uint16_t>(random.between(0, 24)); break;
            }
        }
    }
    return makeOperand(mode, rows, columns, codes, scales);
}

inline std::shared_ptr<const Operands> randomOperands(Random &random, Mode mode, std::int64_t m, std::int64_t n, std::int64_t k,
                                                      Data data = Data::Plain)
{
    auto operands = std::make_shared<Operands>();
    operands->mode = mode;
    operands->a = randomOperand(random, mode, m, k, data);
    operands->b = randomOperand(random, mode, n, k, data);
    return operands;
}

} // namespace vsq::test
