// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector says of the baseline: the layer's numbers, and the value that is explained as it was there.
#include "views/inspector/inspectorpages.h"

#include "views/theme/number.h"
#include "views/workspace/measuretext.h"

#include <algorithm>
#include <cmath>

namespace vsq {

using inspector::tr;

void baselinePart(InspectorText &text, const InspectorInput &in)
{
    if (in.compared == nullptr) {
        return;
    }
    text.section(tr("Beside the baseline"));
    text.sentence(in.baseline.toHtmlEscaped());
    if (!in.compared->before) {
        text.sentence(tr("The baseline has no such layer."));
        return;
    }
    text.beginTable({QString(), tr("now"), tr("baseline"), tr("difference")}, true);
    const auto cell = [](LayerMeasure measure, const std::optional<double> &value) {
        return value ? measureText(measure, *value) : QStringLiteral("\u2013");
    };
    for (const LayerMeasure measure : kLayerMeasures) {
        const auto now = in.compared->nowOf(measure);
        const auto difference = in.compared->difference(measure);
        text.row({titleOf(measure), cell(measure, now), cell(measure, in.compared->beforeOf(measure)),
                  difference ? differenceText(measure, *difference, *now) : QStringLiteral("\u2013")});
    }
    text.endTable();
}

void valueInBaselinePart(InspectorText &text, const InspectorInput &in, const Explanation &why)
{
    if (in.baselineChip == nullptr) {
        return;
    }
    // As far as the layer's result: what follows has scales of its own in each run.
    const Explanation now = explain(*in.chip, why.m, why.n, ExplainStage::Sum, 0);
    const Explanation before = explain(*in.baselineChip, why.m, why.n, ExplainStage::Sum, 0);
    text.section(tr("This value in the baseline"));
    text.sentence(tr("As the run of %1 has it: with its own activations, codes and sums.").arg(in.baseline.toHtmlEscaped()));
    text.beginTable({QString(), tr("now"), tr("baseline"), tr("difference")}, true);
    const auto size = std::max({std::abs(now.value), std::abs(before.value), std::abs(now.fp32)});
    text.row({tr("24-bit sum"), wholeText(now.sum), wholeText(before.sum), QString()});
    text.row({tr("value"), realText(now.value), realText(before.value), signedText(now.value - before.value, size)});
    text.row({tr("error"), signedText(now.error(), size), signedText(before.error(), size),
              signedText(std::abs(now.error()) - std::abs(before.error()), size)});
    text.endTable();
}

} // namespace vsq
