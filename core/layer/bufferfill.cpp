// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/bufferfill.h"

#include <algorithm>

namespace vsq {

BufferFill bufferFill(const Plan &plan, const Position &position)
{
    BufferFill fill;
    fill.subtiles = static_cast<std::int64_t>(plan.subtiles.size());
    if (plan.subtiles.empty()) {
        return fill;
    }
    const auto index = std::clamp<std::int64_t>(position.subtile, 0, fill.subtiles - 1);
    const Subtile &subtile = plan.subtiles[static_cast<std::size_t>(index)];
    fill.mBegin = subtile.mBegin;
    fill.mEnd = subtile.mEnd;
    fill.nBegin = subtile.nBegin;
    fill.nEnd = subtile.nEnd;
    fill.vectorBegin = subtile.vectorBegin;
    fill.vectors = subtile.vectors();
    fill.lanes = plan.lanes;
    fill.rowLength = plan.rowLength;
    fill.paddedRowLength = plan.paddedRowLength;
    fill.aWords = (subtile.mEnd - subtile.mBegin + plan.lanes - 1) / plan.lanes * fill.vectors;
    fill.bWords = (subtile.nEnd - subtile.nBegin) * fill.vectors;
    return fill;
}

HeldVector heldByA(const BufferFill &fill, int bank, int address)
{
    if (fill.vectors <= 0 || bank >= fill.lanes || address < 0 || address >= fill.aWords) {
        return {};
    }
    const std::int64_t row = fill.mBegin + address / fill.vectors * fill.lanes + bank;
    return row < fill.mEnd ? HeldVector{row, fill.vectorBegin + address % fill.vectors} : HeldVector{};
}

HeldVector heldByB(const BufferFill &fill, int address)
{
    if (fill.vectors <= 0 || address < 0 || address >= fill.bWords) {
        return {};
    }
    const std::int64_t padded = fill.nBegin + address / fill.vectors;
    const std::int64_t x = fill.paddedRowLength > 0 ? padded % fill.paddedRowLength : 0;
    if (fill.paddedRowLength > 0 && x >= fill.rowLength) {
        return {};
    }
    const std::int64_t row = fill.paddedRowLength > 0 ? padded / fill.paddedRowLength * fill.rowLength + x : padded;
    return {row, fill.vectorBegin + address % fill.vectors};
}

} // namespace vsq
