// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/signalname.h"

#include <QCoreApplication>

namespace vsq {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("vsq::WatchModel", text);
}

} // namespace

QString nameOf(const ChipSignal &signal)
{
    using Kind = ChipSignal::Kind;
    switch (signal.kind) {
    case Kind::LaneTree: return say("tree, lane %1").arg(signal.lane);
    case Kind::LaneScale: return say("p8, lane %1").arg(signal.lane);
    case Kind::LaneTerm: return say("term, lane %1").arg(signal.lane);
    case Kind::LaneSum: return say("sum, lane %1").arg(signal.lane);
    case Kind::CollectorEntry: return say("entry %1, lane %2").arg(signal.entry).arg(signal.lane);
    case Kind::CodeA: return say("A code %1, lane %2").arg(signal.element).arg(signal.lane);
    case Kind::CodeB: return say("B code %1").arg(signal.element);
    case Kind::Product: return say("product %1, lane %2").arg(signal.element).arg(signal.lane);
    case Kind::ScaleA: return say("A scale, lane %1").arg(signal.lane);
    case Kind::ScaleB: return say("B scale");
    case Kind::PpuStage: return say("PPU stage %1, lane %2").arg(signal.stage).arg(signal.lane);
    }
    return {};
}

} // namespace vsq
