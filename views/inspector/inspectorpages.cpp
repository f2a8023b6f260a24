// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspectorpages.h"

#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

using inspector::tr;

const Position &shown(const Snapshot &snapshot)
{
    return snapshot.executed.cycle >= 0 ? snapshot.executed : snapshot.next;
}

QString formatName(const NumberFormat &format)
{
    const std::string name = nameOf(format);
    return name.empty() ? tr("own") : QString::fromStdString(name).toUpper();
}

} // namespace

void layerPage(InspectorText &text, const InspectorInput &in)
{
    const LayerData &data = *in.layer;
    const Layer &layer = data.layer;
    text.title(QString::fromStdString(layer.name),
               tr("%1, product %2 of %3").arg(QString::fromStdString(layer.op)).arg(data.index + 1).arg(layer.count));
    text.sentence(tr("C = A B<sup>T</sup>: %1 rows of A times %2 rows of B, %3 elements added up for each of %4 results.")
                      .arg(wholeText(layer.m), wholeText(layer.n), wholeText(layer.k), wholeText(layer.m * layer.n)));
    text.beginValues();
    text.value(tr("M (features)"), wholeText(layer.m));
    text.value(tr("N (tokens, pixels)"), wholeText(layer.n));
    text.value(tr("K (added up)"), wholeText(layer.k));
    text.value(tr("multiplications"), wholeText(layer.m * layer.n * layer.k));
    if (in.snapshot != nullptr) {
        text.value(tr("cycles"), wholeText(in.snapshot->totalCycles));
        const Mode mode = in.snapshot->mode;
        const double peak = static_cast<double>(in.snapshot->totalCycles)
                            * (in.snapshot->plan ? in.snapshot->plan->lanes : kLanes) * vectorSize(mode);
        text.value(tr("utilisation"), number::percent(static_cast<double>(layer.m * layer.n * layer.k) / std::max(1.0, peak)));
    }
    if (in.snapshot != nullptr && layer.count > 1) {
        text.value(tr("cycles of all %1 products").arg(wholeText(layer.count)),
                   wholeText(in.snapshot->totalCycles * layer.count));
    }
    text.value(tr("format"), formatName(data.format));
    text.endValues();
    text.sentence(coreText(describe(data.format)));

    baselinePart(text, in);
    text.section(tr("Quantization against FP32"));
    text.beginTable({tr("operand"), tr("vectors"), tr("SQNR"), tr("largest \u03b3")}, true);
    const auto operand = [&](const QString &name, const QuantizedMatrix &q, double sqnr) {
        const auto largest = std::max_element(q.gamma.begin(), q.gamma.end());
        text.row({name, wholeText(q.vectors), number::decibel(sqnr),
                  largest == q.gamma.end() ? QString() : realText(static_cast<double>(*largest), 4)});
    };
    operand(data.layer.aIsConstant ? tr("A, weights") : tr("A, stationary"), data.qa, in.errors.sqnrA);
    operand(tr("B, activations"), data.qb, in.errors.sqnrB);
    text.endTable();
    text.sentence(tr("Measured on the activations of the run itself."));

    if (in.snapshot == nullptr) {
        return;
    }
    const Counters &counted = in.snapshot->counters;
    text.section(tr("Up to this cycle"));
    text.beginValues();
    text.value(tr("cycles"), wholeText(counted.cycles));
    text.value(tr("computing"), wholeText(counted.computeCycles));
    text.value(tr("filling, draining"), wholeText(counted.fillDrainCycles));
    text.value(tr("stalled"), wholeText(counted.stallCycles));
    text.value(tr("useful multiplications"), wholeText(counted.usefulMacs));
    text.value(tr("padding in M, N, K"), wholeText(counted.paddedMacsM + counted.paddedMacsN + counted.paddedMacsK));
    text.value(tr("saturated additions"), wholeText(counted.saturations));
    text.value(tr("zero scales"), wholeText(counted.zeroScales));
    text.value(tr("scales rounded to zero"), wholeText(counted.scalesRoundedToZero));
    text.endValues();
}

void lanePage(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const Position &at = shown(now);
    const auto l = static_cast<std::size_t>(in.selection.lane);
    const LaneState &lane = now.lanes[l];
    const std::int64_t row = at.m + in.selection.lane;
    text.title(tr("Lane %1").arg(in.selection.lane),
               tr("row %1 of A, computes C[%1, %2 ...]").arg(row).arg(std::max<std::int64_t>(0, now.rowOfB(at.n))));
    if (!lane.active || now.executed.phase != Phase::Compute || now.executed.cycle < 0) {
        text.sentence(row < in.layer->operands->m() ? tr("Nothing was computed in the last cycle.")
                                                    : tr("A has no row %1: the lane computes padding.").arg(row));
    } else {
        const bool vsq = now.mode == Mode::Vsq;
        text.section(tr("The cycle executed last"));
        text.beginValues();
        text.value(tr("sum of products"), wholeText(lane.tree), tr("%1 products of codes").arg(vectorSize(now.mode)));
        if (vsq) {
            text.value(QStringLiteral("sA \u00b7 sB"), wholeText(lane.scaleProduct),
                       QStringLiteral("%1 \u00b7 %2").arg(now.aRegister[l].scale).arg(now.bWord.scale));
            text.value(tr("rounded"), wholeText(lane.roundedScale),
                       QStringLiteral("(%1 + 128) &gt;&gt; 8").arg(lane.scaleProduct));
        }
        text.value(tr("term"), wholeText(lane.term),
                   vsq ? QStringLiteral("%1 \u00b7 %2").arg(wholeText(lane.tree), wholeText(lane.roundedScale)) : QString());
        text.value(tr("sum read"), wholeText(lane.sumIn), at.k == 0 ? tr("0 in the first pass") : QString());
        text.value(tr("sum written"), wholeText(lane.sumOut), lane.saturated ? tr("saturated to 24 bits") : QString());
        text.endValues();
    }
    text.section(tr("Its collector entries"));
    text.beginTable({tr("entry"), QStringLiteral("C"), tr("sum"), tr("real value so far")});
    const double unit = now.mode == Mode::Vsq ? 256.0 : 1.0;
    for (int entry = 0; entry < kCollectorEntries; ++entry) {
        const auto e = static_cast<std::size_t>(entry);
        const std::int64_t column = now.rowOfB(now.collectorN[e]);
        const std::int64_t held = now.collectorM[e] + in.selection.lane;
        const auto emphasis = entry == in.selection.entry ? InspectorText::Emphasis::Current : InspectorText::Emphasis::None;
        if (!now.collectorValid[e] || column < 0 || column >= in.layer->qb.rows || held >= in.layer->qa.rows) {
            text.row({QString::number(entry), QString(), QStringLiteral("\u2013"), QString()}, InspectorText::Emphasis::Muted);
            continue;
        }
        const std::int32_t sum = now.collector[e][l];
        const double gammaA = in.layer->qa.gammaOf(held);
        text.row({QString::number(entry), QStringLiteral("[%1, %2]").arg(held).arg(column), wholeText(sum),
                  realText(sum * unit * gammaA * static_cast<double>(in.layer->qb.gammaOf(column)))},
                 emphasis);
    }
    text.endTable();
}

void entryPage(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const Position &at = shown(now);
    const auto e = static_cast<std::size_t>(in.selection.entry);
    const std::int64_t column = now.rowOfB(now.collectorValid[e] ? now.collectorN[e] : at.n + in.selection.entry);
    text.title(tr("Collector entry %1").arg(in.selection.entry),
               column < 0 ? tr("padding of an output row") : tr("row %1 of B in all lanes").arg(column));
    if (!now.collectorValid[e]) {
        text.sentence(tr("It holds no sums yet."));
        return;
    }
    text.beginTable({tr("lane"), QStringLiteral("C"), tr("sum")});
    const auto lanes = static_cast<std::size_t>(now.plan ? now.plan->lanes : kLanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        text.row({QString::number(lane),
                  QStringLiteral("[%1, %2]").arg(now.collectorM[e] + static_cast<std::int64_t>(lane)).arg(column),
                  wholeText(now.collector[e][lane])});
    }
    text.endTable();
}

QString inspectorHtml(const InspectorInput &in)
{
    InspectorText text;
    const bool chip = in.snapshot != nullptr && in.layer->operands != nullptr;
    const bool lane = chip && in.selection.lane >= 0 && in.selection.lane < kLanes;
    const bool entry = chip && in.selection.entry >= 0 && in.selection.entry < kCollectorEntries;
    const bool result = chip && in.selection.m >= 0;
    if (chip && in.selection.memory) {
        bufferPage(text, in);
        if (in.selection.operand != Selection::Operand::None) {
            text.sentence({});
            vectorPage(text, in);
        }
    } else if (chip && in.selection.stage >= 0) {
        stagePage(text, in);
        if (result) {
            text.sentence({});
            resultPage(text, in);
        }
    } else if (in.selection.operand != Selection::Operand::None && in.selection.row >= 0 && in.selection.vector >= 0) {
        vectorPage(text, in);
        if ((lane && entry) || result) {
            text.sentence({});
            resultPage(text, in);
        }
    } else if ((lane && entry) || result) {
        resultPage(text, in);
    } else if (lane) {
        lanePage(text, in);
    } else if (entry) {
        entryPage(text, in);
    }
    if (text.isEmpty()) {
        layerPage(text, in);
    }
    return text.html();
}

} // namespace vsq
