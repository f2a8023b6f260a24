// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chipchanges.h"

#include <algorithm>

namespace vsq {

namespace {

bool sameWord(const Word &a, const Word &b)
{
    return a.valid == b.valid && a.address == b.address && a.scale == b.scale && a.codes == b.codes;
}

} // namespace

std::vector<ChipPart> changedParts(const Snapshot *before, const Snapshot &after)
{
    std::vector<ChipPart> changed;
    if (before == nullptr || before->mode != after.mode) {
        return changed;
    }
    const auto add = [&](PartKind kind, int lane, int entry, int element, int stage) {
        changed.push_back({kind, lane, entry, element, stage, -1});
    };
    for (int lane = 0; lane < kLanes; ++lane) {
        const auto l = static_cast<std::size_t>(lane);
        if (!sameWord(before->aRegister[l], after.aRegister[l])) {
            add(PartKind::ARegister, lane, -1, -1, -1);
        }
        const LaneState &a = before->lanes[l];
        const LaneState &b = after.lanes[l];
        if (a.tree != b.tree) {
            add(PartKind::Tree, lane, -1, -1, -1);
        }
        if (a.roundedScale != b.roundedScale) {
            add(PartKind::ScaleProduct, lane, -1, -1, -1);
        }
        if (a.sumOut != b.sumOut) {
            add(PartKind::Sum, lane, -1, -1, -1);
        }
        for (int entry = 0; entry < kCollectorEntries; ++entry) {
            const auto e = static_cast<std::size_t>(entry);
            if (before->collector[e][l] != after.collector[e][l] || before->collectorValid[e] != after.collectorValid[e]) {
                add(PartKind::Collector, lane, entry, -1, -1);
            }
        }
    }
    if (!sameWord(before->bWord, after.bWord)) {
        add(PartKind::BRegister, -1, -1, -1, -1);
    }
    for (std::size_t stage = 0; stage < after.ppu.size(); ++stage) {
        const bool was = stage < before->ppu.size() && before->ppu[stage].valid == after.ppu[stage].valid
                         && before->ppu[stage].values == after.ppu[stage].values;
        if (!was) {
            add(PartKind::PpuStage, -1, -1, -1, static_cast<int>(stage));
        }
    }
    if (before->outputWord != after.outputWord && !after.outputWord.empty()) {
        add(PartKind::OutputBuffer, -1, -1, -1, -1);
    }
    return changed;
}

} // namespace vsq
