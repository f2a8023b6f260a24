// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/selectionsignals.h"

namespace vsq {

std::vector<ChipSignal> signalsFor(const Selection &selection)
{
    std::vector<ChipSignal> result;
    if (selection.operand == Selection::Operand::Activations && selection.element >= 0) {
        result.push_back({.kind = ChipSignal::Kind::CodeB, .element = selection.element});
        return result;
    }
    if (selection.lane < 0) {
        return result;
    }
    if (selection.stage >= 0 && selection.lane >= 0) {
        result.push_back({.kind = ChipSignal::Kind::PpuStage, .lane = selection.lane, .stage = selection.stage});
    } else if (selection.element >= 0) {
        result.push_back({.kind = ChipSignal::Kind::CodeA, .lane = selection.lane, .element = selection.element});
        result.push_back({.kind = ChipSignal::Kind::Product, .lane = selection.lane, .element = selection.element});
    } else if (selection.entry >= 0) {
        result.push_back({.kind = ChipSignal::Kind::CollectorEntry, .lane = selection.lane, .entry = selection.entry});
    } else {
        for (const ChipSignal::Kind kind : {ChipSignal::Kind::LaneTree, ChipSignal::Kind::LaneScale, ChipSignal::Kind::LaneSum}) {
            result.push_back({.kind = kind, .lane = selection.lane});
        }
    }
    return result;
}

} // namespace vsq
