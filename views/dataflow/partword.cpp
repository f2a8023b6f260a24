// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/partword.h"

namespace vsq {

std::optional<ChipWord> wordOf(const ChipPart &part, const Snapshot &snapshot)
{
    const auto at = [](Memory memory, std::int64_t address, std::int64_t bank = 0) {
        return address < 0 ? std::nullopt : std::optional(ChipWord{memory, bank, address});
    };
    switch (part.kind) {
    case PartKind::ABank: return at(Memory::ABuffer, part.address, part.lane);
    case PartKind::ARegister:
    case PartKind::Multiplier: return at(Memory::ARegister, part.lane);
    case PartKind::BBuffer: return at(Memory::BBuffer, part.address);
    case PartKind::BRegister: return snapshot.bWord.valid ? at(Memory::BBuffer, snapshot.bWord.address) : std::nullopt;
    case PartKind::Sum: return snapshot.executed.cycle < 0 ? std::nullopt : at(Memory::Collector, snapshot.executed.a);
    case PartKind::Collector: return at(Memory::Collector, part.entry);
    case PartKind::ScaleBuffer: return at(Memory::ScaleBuffer, part.address);
    case PartKind::BiasBuffer: return at(Memory::BiasBuffer, part.address);
    case PartKind::VsqBuffer: return at(Memory::VsqBuffer, part.address);
    case PartKind::OutputBuffer: return at(Memory::OutputBuffer, part.address);
    default: break;
    }
    return std::nullopt;
}

std::optional<ChipWord> wordOf(const Selection &selection)
{
    if (selection.memory && selection.address >= 0) {
        return ChipWord{*selection.memory, *selection.memory == Memory::ABuffer ? selection.lane : 0, selection.address};
    }
    if (selection.entry >= 0) {
        return ChipWord{Memory::Collector, 0, selection.entry};
    }
    return selection.lane >= 0 ? std::optional(ChipWord{Memory::ARegister, 0, selection.lane}) : std::nullopt;
}

} // namespace vsq
