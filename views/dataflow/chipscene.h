// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that one picture of the chip shows, as values.
#pragma once

#include "core/chip/snapshot.h"
#include "core/layer/bufferfill.h"
#include "core/layer/layerdata.h"
#include "core/layer/operandlayout.h"
#include "core/layer/sumsbeside.h"
#include "views/dataflow/chippart.h"
#include "views/workspace/selection.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

struct ChipScene {
    std::shared_ptr<const Snapshot> snapshot;    ///< never null when painted
    std::shared_ptr<const LayerData> layer;      ///< may be null: then codes are shown without their real values
    std::shared_ptr<const CollectorSums> beside; ///< the sums minus a baseline's, in their own units; null: the sums are shown
    BufferFill fill;
    Selection selection;
    std::vector<ChipPart> changed; ///< glows with strength `glow`
    double glow = 0.0;             ///< 1 just after the step .. 0
    ChipPart hovered;
    std::vector<std::string> tokens; ///< word pieces of the rows of B, where they are tokens

    /// Of a row of B as the chip counts them; empty where it is no token.
    [[nodiscard]] std::string token(std::int64_t row) const
    {
        const bool known = row >= 0 && row < static_cast<std::int64_t>(tokens.size())
                           && !(snapshot->plan && snapshot->plan->transposed);
        return known ? tokens[static_cast<std::size_t>(row)] : std::string();
    }
    /// What the collector's cells show.
    [[nodiscard]] const CollectorSums &shownSums() const { return beside ? *beside : snapshot->collector; }
    [[nodiscard]] bool executed() const { return snapshot->executed.cycle >= 0; }
    /// A cycle of products was executed last (not fill, drain or a stall).
    [[nodiscard]] bool computed() const { return executed() && snapshot->executed.phase == Phase::Compute; }
    /// Of the chip as configured; the picture has room for kLanes.
    [[nodiscard]] int lanes() const { return snapshot && snapshot->plan ? snapshot->plan->lanes : kLanes; }
    /// Elements of the running vector that are real, the rest pads K.
    [[nodiscard]] int usedElements() const
    {
        const int size = vectorSize(snapshot->mode);
        if (!layer || !layer->operands) {
            return size;
        }
        return OperandLayout(layer->operands->a, snapshot->mode).used(snapshot->executed.k);
    }
    /// How full a buffer is; null where the snapshot does not say.
    [[nodiscard]] const BufferLevel *level(Memory memory) const
    {
        const auto found = std::find_if(snapshot->levels.begin(), snapshot->levels.end(),
                                        [memory](const BufferLevel &level) { return level.memory == memory; });
        return found == snapshot->levels.end() ? nullptr : &*found;
    }
    /// Words that the A buffer (in each bank) and the B buffer hold now: while operands stream, those that have arrived.
    [[nodiscard]] std::int64_t aWords() const { return level(Memory::ABuffer) ? level(Memory::ABuffer)->words : fill.aWords; }
    [[nodiscard]] std::int64_t bWords() const { return level(Memory::BBuffer) ? level(Memory::BBuffer)->words : fill.bWords; }
    [[nodiscard]] bool reads(Memory memory, int bank = -1) const { return accesses(memory, bank, false); }
    [[nodiscard]] bool writes(Memory memory, int bank = -1) const { return accesses(memory, bank, true); }

private:
    [[nodiscard]] bool accesses(Memory memory, int bank, bool write) const
    {
        return std::any_of(snapshot->accesses.begin(), snapshot->accesses.end(), [=](const Access &access) {
            return access.memory == memory && access.write == write && (bank < 0 || access.bank == bank);
        });
    }
};

} // namespace vsq
