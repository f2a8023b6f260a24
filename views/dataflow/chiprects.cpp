// SPDX-License-Identifier: GPL-3.0-or-later
// ChipGeometry: where a part of the chip, or a word of one of its memories, is drawn.
#include "views/dataflow/chipgeometry.h"

#include <algorithm>

namespace vsq {

QRectF ChipGeometry::rectOf(const ChipPart &part) const
{
    switch (part.kind) {
    case PartKind::None: break;
    case PartKind::ABank: return part.address < 0 ? aBank(part.lane) : aEntry(part.lane, part.address);
    case PartKind::ARegister: return part.element < 0 ? aScale(part.lane) : aCode(part.lane, part.element);
    case PartKind::BBuffer: return bEntry(part.address);
    case PartKind::BRegister: return part.element < 0 ? bScale() : bCode(part.element);
    case PartKind::Multiplier: return multiplier(part.lane, part.element);
    case PartKind::Tree: return tree(part.lane);
    case PartKind::ScaleProduct: return scaleProduct(part.lane);
    case PartKind::Sum: return sum(part.lane);
    case PartKind::Collector: return collectorCell(part.entry, part.lane);
    case PartKind::PpuStage: return ppuValue(part.stage, std::max(0, part.lane));
    case PartKind::ScaleBuffer: return scaleEntry(part.address);
    case PartKind::BiasBuffer: return biasEntry(part.address);
    case PartKind::VsqBuffer: return vsqCell(part.address, part.element);
    case PartKind::OutputBuffer: return outputWord(part.address);
    case PartKind::SoftmaxPort: return softmaxPort();
    }
    return {};
}

QRectF ChipGeometry::rectOf(Memory memory, int bank, int address) const
{
    const auto within = [address](int words) { return address >= 0 && address < words; };
    switch (memory) {
    case Memory::ABuffer:
        return bank < 0 || bank >= m_lanes ? aBuffer() : within(m_aBankEntries) ? aEntry(bank, address) : aBank(bank);
    case Memory::BBuffer: return within(m_bBufferEntries) ? bEntry(address) : bBuffer();
    case Memory::ScaleBuffer: return within(m_scaleEntries) ? scaleEntry(address) : scaleBuffer();
    case Memory::BiasBuffer: return within(m_scaleEntries) ? biasEntry(address) : biasBuffer();
    case Memory::VsqBuffer: return within(16) ? vsqCell(address, 0).united(vsqCell(address, kVsqColumns - 1)) : vsqBuffer();
    case Memory::OutputBuffer: return within(m_outputWords) ? outputWord(address) : outputBuffer();
    case Memory::SoftmaxPort: return softmaxPort();
    default: break;
    }
    return {};
}

} // namespace vsq
