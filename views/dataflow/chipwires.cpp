// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chipgeometry.h"

namespace vsq {

namespace {

QPointF leftOf(const QRectF &rect)
{
    return {rect.left(), rect.center().y()};
}

QPointF rightOf(const QRectF &rect)
{
    return {rect.right(), rect.center().y()};
}

QPointF topOf(const QRectF &rect)
{
    return {rect.center().x(), rect.top()};
}

QPointF bottomOf(const QRectF &rect)
{
    return {rect.center().x(), rect.bottom()};
}

} // namespace

std::vector<Wire> ChipGeometry::wires() const
{
    std::vector<Wire> wires;
    for (int lane = 0; lane < m_lanes; ++lane) {
        wires.push_back({WireKind::AFill, lane, {rightOf(aBank(lane)), leftOf(aWord(lane))}});
        wires.push_back({WireKind::AOperand, lane, {rightOf(aWord(lane)), leftOf(multiplier(lane, 0))}});
        wires.push_back({WireKind::TreeToScale, lane, {rightOf(tree(lane)), leftOf(scaleProduct(lane))}});
        wires.push_back({WireKind::ScaleToSum, lane, {rightOf(scaleProduct(lane)), leftOf(sum(lane))}});
        wires.push_back({WireKind::SumCollector, lane, {rightOf(sum(lane)), leftOf(collectorCell(0, lane))}});
    }
    wires.push_back({WireKind::BRead, -1, {rightOf(bBuffer()), leftOf(bRegister())}});
    // The broadcast runs down at the right, beside the lanes' title; the scale's ends above the title of its column.
    const double bus = multipliers().right() - 12;
    wires.push_back({WireKind::BBroadcast, -1, {{bus, bRegister().bottom()}, {bus, multipliers().top()}}});
    wires.push_back({WireKind::BScale, -1, {bottomOf(bScale()), topOf(scaleProducts()) - QPointF(0, kTitleHeight)}});

    // Around the collector's right side into the first stage, which stands beneath it.
    const double around = collector().right() + 14;
    const double out = collectorCell(15, m_lanes - 1).center().y();
    const double in = ppuStage(0).center().y();
    wires.push_back(
        {WireKind::CollectorPpu, -1, {{collector().right(), out}, {around, out}, {around, in}, rightOf(ppuStage(0))}});

    for (int stage = 0; stage + 1 < kStageCount; ++stage) {
        const QPointF from = leftOf(ppuStage(stage));
        const QPointF to = rightOf(ppuStage(stage + 1));
        if (from.x() - to.x() > vsqBuffer().width()) {
            wires.push_back({WireKind::PpuPpu, stage, {from, {vsqBuffer().right(), from.y()}}});
            wires.push_back({WireKind::PpuPpu, stage, {{vsqBuffer().left(), to.y()}, to}});
        } else {
            wires.push_back({WireKind::PpuPpu, stage, {from, to}});
        }
    }
    wires.push_back({WireKind::PpuBuffer, 0, {topOf(scaleBuffer()), bottomOf(ppuStage(0))}});
    wires.push_back({WireKind::PpuBuffer, 1, {topOf(biasBuffer()), bottomOf(ppuStage(1))}});
    const QPointF last = leftOf(ppuStage(kStageCount - 1));
    wires.push_back({WireKind::PpuOutput, -1, {last, {outputBuffer().right(), last.y()}}});
    // The softmax port takes the values past the output buffer.
    const QPointF tap = bottomOf(ppuStage(kStageCount - 1));
    const double low = outputBuffer().bottom() + 10;
    wires.push_back(
        {WireKind::PpuSoftmax, -1, {tap, {tap.x(), low}, {softmaxPort().center().x(), low}, bottomOf(softmaxPort())}});
    return wires;
}

} // namespace vsq
