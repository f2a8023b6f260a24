// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/partselection.h"

#include "views/dataflow/chipgeometry.h"

#include <algorithm>
#include <array>

namespace vsq {

const Position &shownPosition(const Snapshot &snapshot)
{
    return snapshot.executed.cycle >= 0 ? snapshot.executed : snapshot.next;
}

namespace {

std::optional<Memory> memoryOf(PartKind kind)
{
    switch (kind) {
    case PartKind::ScaleBuffer: return Memory::ScaleBuffer;
    case PartKind::BiasBuffer: return Memory::BiasBuffer;
    case PartKind::VsqBuffer: return Memory::VsqBuffer;
    case PartKind::OutputBuffer: return Memory::OutputBuffer;
    case PartKind::SoftmaxPort: return Memory::SoftmaxPort;
    default: break;
    }
    return std::nullopt;
}

} // namespace

Selection selectionFor(const ChipPart &part, const ChipScene &scene)
{
    Selection selection;
    selection.layer = scene.selection.layer;
    const Position &now = shownPosition(*scene.snapshot);
    const auto weights = [&](int lane, int element) {
        selection.lane = lane;
        selection.operand = Selection::Operand::Weights;
        selection.row = now.m + lane;
        selection.vector = now.k;
        selection.element = element;
    };
    switch (part.kind) {
    case PartKind::ABank: {
        const HeldVector held = heldByA(scene.fill, part.lane, part.address);
        selection.lane = part.lane;
        selection.memory = Memory::ABuffer;
        selection.address = part.address;
        if (held.row >= 0) {
            selection.operand = Selection::Operand::Weights;
            selection.row = held.row;
            selection.vector = held.vector;
        }
        return selection;
    }
    case PartKind::ARegister: weights(part.lane, part.element); return selection;
    case PartKind::Multiplier:
        weights(part.lane, part.element);
        selection.entry = static_cast<int>(now.a);
        return selection;
    case PartKind::BBuffer: {
        const HeldVector held = heldByB(scene.fill, part.address);
        selection.memory = Memory::BBuffer;
        selection.address = part.address;
        if (held.row >= 0) {
            selection.operand = Selection::Operand::Activations;
            selection.row = held.row;
            selection.vector = held.vector;
        }
        return selection;
    }
    case PartKind::BRegister:
        if (const std::int64_t row = scene.snapshot->rowOfB(now.n + now.a); row >= 0) {
            selection.operand = Selection::Operand::Activations;
            selection.row = row;
            selection.vector = now.k;
            selection.element = part.element;
        }
        selection.entry = static_cast<int>(now.a);
        return selection;
    case PartKind::Tree:
    case PartKind::ScaleProduct:
    case PartKind::Sum:
        selection.lane = part.lane;
        selection.entry = static_cast<int>(now.a);
        return selection;
    case PartKind::Collector:
        selection.lane = part.lane;
        selection.entry = part.entry;
        return selection;
    case PartKind::PpuStage:
        selection.stage = part.stage; // it has a page where the layer does not use it, too
        if (part.lane >= 0 && part.stage >= 0 && static_cast<std::size_t>(part.stage) < scene.snapshot->ppu.size()) {
            const PpuStage &stage = scene.snapshot->ppu[static_cast<std::size_t>(part.stage)];
            selection.lane = part.lane;
            if (const std::int64_t column = scene.snapshot->rowOfB(stage.row); stage.valid && column >= 0) {
                const bool transposed = scene.snapshot->plan && scene.snapshot->plan->transposed;
                selection.m = transposed ? column : stage.m + part.lane;
                selection.n = transposed ? stage.m + part.lane : column;
            }
        }
        return selection;
    case PartKind::ScaleBuffer:
    case PartKind::BiasBuffer:
    case PartKind::VsqBuffer:
    case PartKind::OutputBuffer:
    case PartKind::SoftmaxPort:
        selection.memory = memoryOf(part.kind);
        selection.address = part.kind == PartKind::SoftmaxPort ? -1 : part.address;
        return selection;
    case PartKind::None: break;
    }
    return scene.selection;
}

Selection movedSelection(const Selection &selection, int lanes, int entries)
{
    Selection moved;
    moved.layer = selection.layer;
    moved.lane = selection.lane < 0 ? 0 : std::clamp(selection.lane + lanes, 0, kLanes - 1);
    moved.entry = selection.entry < 0 ? 0 : std::clamp(selection.entry + entries, 0, kCollectorEntries - 1);
    return moved;
}

Selection nextBlock(const Selection &selection, bool forwards)
{
    constexpr std::array kBuffers{Memory::ABuffer,   Memory::BBuffer,      Memory::ScaleBuffer, Memory::BiasBuffer,
                                  Memory::VsqBuffer, Memory::OutputBuffer, Memory::SoftmaxPort};
    constexpr int kBlocks = static_cast<int>(kBuffers.size()) + ChipGeometry::kStageCount;
    const auto buffer = std::find(kBuffers.begin(), kBuffers.end(), selection.memory.value_or(Memory::Collector));
    const int now = buffer != kBuffers.end() ? static_cast<int>(buffer - kBuffers.begin())
                    : selection.stage >= 0   ? static_cast<int>(kBuffers.size()) + selection.stage
                    : forwards               ? -1
                                             : kBlocks;
    const int next = (now + (forwards ? 1 : kBlocks - 1)) % kBlocks;
    Selection moved;
    moved.layer = selection.layer;
    if (next >= static_cast<int>(kBuffers.size())) {
        moved.stage = next - static_cast<int>(kBuffers.size());
    } else {
        moved.memory = kBuffers[static_cast<std::size_t>(next)];
        moved.lane = moved.memory == Memory::ABuffer ? 0 : -1;
        moved.address = moved.memory == Memory::SoftmaxPort ? -1 : 0;
    }
    return moved;
}

} // namespace vsq
