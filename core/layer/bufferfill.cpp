// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/bufferfill.h"

#include "core/base/error.h"
#include "core/chip/plan.h"

#include <algorithm>

namespace vsq {

BufferFill bufferFill(const Operands &operands, const ChipConfig &config, const Position &position, OutputFormat output)
{
    ProductShape shape;
    shape.m = operands.m();
    shape.n = operands.n();
    shape.k = operands.a.vectors * vectorSize(operands.mode); // padded to whole vectors, as it lies in the buffers
    shape.mode = operands.mode;
    shape.output = output;
    BufferFill fill;
    try {
        const Plan made = plan(shape, config);
        fill.subtiles = static_cast<std::int64_t>(made.subtiles.size());
        if (made.subtiles.empty()) {
            return fill;
        }
        const auto index = std::clamp<std::int64_t>(position.subtile, 0, fill.subtiles - 1);
        const Subtile &subtile = made.subtiles[static_cast<std::size_t>(index)];
        fill.mBegin = subtile.mBegin;
        fill.mEnd = subtile.mEnd;
        fill.nBegin = subtile.nBegin;
        fill.nEnd = subtile.nEnd;
        fill.vectorBegin = subtile.vectorBegin;
        fill.vectors = subtile.vectors();
        const std::int64_t lanes = std::max(1, config.lanes);
        fill.aWords = (subtile.mEnd - subtile.mBegin + lanes - 1) / lanes * fill.vectors;
        fill.bWords = (subtile.nEnd - subtile.nBegin) * fill.vectors;
    } catch (const Error &) {
        return {};
    }
    return fill;
}

HeldVector heldByA(const BufferFill &fill, int bank, int address)
{
    if (fill.vectors <= 0 || address < 0 || address >= fill.aWords) {
        return {};
    }
    const std::int64_t row = fill.mBegin + address / fill.vectors * 16 + bank;
    return row < fill.mEnd ? HeldVector{row, fill.vectorBegin + address % fill.vectors} : HeldVector{};
}

HeldVector heldByB(const BufferFill &fill, int address)
{
    if (fill.vectors <= 0 || address < 0 || address >= fill.bWords) {
        return {};
    }
    return {fill.nBegin + address / fill.vectors, fill.vectorBegin + address % fill.vectors};
}

} // namespace vsq
