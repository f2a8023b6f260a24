// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/operands.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace vsq {

namespace {

void validateOperand(Mode mode, const Operand &operand, const char *name)
{
    const std::int64_t size = vectorSize(mode);
    const auto fail = [name](const char *what, std::int64_t expected, std::size_t found) {
        throw Error({{}, fmt::format("operand {}", name)}, what, std::to_string(expected), std::to_string(found));
    };
    if (operand.rows < 1 || operand.columns < 1) {
        throw Error({{}, fmt::format("operand {}", name)}, "shape", "at least one row and one column",
                    fmt::format("{} x {}", operand.rows, operand.columns));
    }
    if (operand.segments < 1 || operand.columns % operand.segments != 0) {
        fail("segments of a row that divide its columns", 1, static_cast<std::size_t>(operand.segments));
    }
    const std::int64_t vectors = operand.segments * ((operand.columns / operand.segments + size - 1) / size);
    if (operand.vectors != vectors) {
        fail("vectors a row", vectors, static_cast<std::size_t>(operand.vectors));
    }
    if (operand.codes.size() != static_cast<std::size_t>(operand.rows * operand.vectors * size)) {
        fail("codes", operand.rows * operand.vectors * size, operand.codes.size());
    }
    const std::int64_t scales = mode == Mode::Vsq ? operand.rows * operand.vectors : 0;
    if (operand.scales.size() != static_cast<std::size_t>(scales)) {
        fail("scales", scales, operand.scales.size());
    }
}

} // namespace

Operand makeOperand(Mode mode, std::int64_t rows, std::int64_t columns, const std::vector<std::int8_t> &codes,
                    const std::vector<std::uint16_t> &scales)
{
    if (rows < 1 || columns < 1) {
        throw Error({{}, "operand"}, "shape", "at least one row and one column", fmt::format("{} x {}", rows, columns));
    }
    const std::int64_t size = vectorSize(mode);
    Operand operand;
    operand.rows = rows;
    operand.columns = columns;
    operand.vectors = (columns + size - 1) / size;
    if (codes.size() != static_cast<std::size_t>(rows * columns)) {
        throw Error({{}, "operand"}, "codes", fmt::format("{} ({} x {})", rows * columns, rows, columns),
                    std::to_string(codes.size()));
    }
    if (mode != Mode::Int8) {
        const auto bad = std::find_if(codes.begin(), codes.end(), [](std::int8_t code) { return code < -8 || code > 7; });
        if (bad != codes.end()) {
            const std::int64_t at = bad - codes.begin();
            throw Error({{}, fmt::format("operand, row {}, column {}", at / columns, at % columns)},
                        fmt::format("code for {}", nameOf(mode)), "-8 .. 7", std::to_string(*bad));
        }
    }
    operand.codes.assign(static_cast<std::size_t>(rows * operand.vectors * size), 0);
    for (std::int64_t row = 0; row < rows; ++row) {
        std::copy_n(codes.begin() + row * columns, columns, operand.codes.begin() + row * operand.vectors * size);
    }
    if (mode == Mode::Vsq) {
        if (scales.size() != static_cast<std::size_t>(rows * operand.vectors)) {
            throw Error({{}, "operand"}, "scales", fmt::format("{} ({} x {})", rows * operand.vectors, rows, operand.vectors),
                        std::to_string(scales.size()));
        }
        const auto wide = std::find_if(scales.begin(), scales.end(), [](std::uint16_t scale) { return scale > 255; });
        if (wide != scales.end()) {
            const std::int64_t at = wide - scales.begin();
            throw Error({{}, fmt::format("operand, row {}, vector {}", at / operand.vectors, at % operand.vectors)}, "scale",
                        "0 .. 255", std::to_string(*wide));
        }
        operand.scales.assign(scales.begin(), scales.end());
    } else if (!scales.empty()) {
        throw Error({{}, "operand"}, fmt::format("scales a vector in {}", nameOf(mode)), "none", std::to_string(scales.size()));
    }
    return operand;
}

void validate(const Operands &operands)
{
    validateOperand(operands.mode, operands.a, "A");
    validateOperand(operands.mode, operands.b, "B");
    if (operands.a.columns != operands.b.columns) {
        throw Error({{}, "operands"}, "K", fmt::format("{} (A's)", operands.a.columns),
                    fmt::format("{} (B's)", operands.b.columns));
    }
}

} // namespace vsq
