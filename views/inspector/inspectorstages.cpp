// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a stage of the post-processing unit.
#include "views/inspector/inspectorpages.h"

namespace vsq {

namespace {

using inspector::tr;

struct StageText {
    const char *name;
    QString definition;
    QString formula;
};

/// Of the six steps that the picture has.
StageText stageText(int stage, const PpuSettings *settings)
{
    const auto setting = [&](auto get, const QString &otherwise) {
        return settings == nullptr ? otherwise : QString::number(get(*settings));
    };
    const QString biasShift = setting([](const PpuSettings &s) { return s.biasShift; }, QStringLiteral("biasShift"));
    const QString truncShift = setting([](const PpuSettings &s) { return s.truncShift; }, QStringLiteral("truncShift"));
    switch (stage) {
    case 0: return {"scale", tr("The 24-bit sum times its feature's scale: 40 bits."), QStringLiteral("x = sum \u00b7 scale[m]")};
    case 1:
        return {"bias", tr("Plus the feature's bias, saturated to 40 bits."),
                QStringLiteral("x = sat40(x + (bias[m] << %1))").arg(biasShift)};
    case 2:
        return {"ReLU",
                settings != nullptr && !settings->relu ? tr("This layer has no ReLU: values pass.")
                                                       : tr("Negative values become 0."),
                QStringLiteral("x = max(x, 0)")};
    case 3:
        return {"max",
                tr("The running maximum of the output vector; values are truncated to 16 bits and wait in the VSQ buffer."),
                QStringLiteral("t = sat16(x >> %1)").arg(truncShift)};
    case 4:
        return {"quantize", tr("Times the reciprocal of the maximum, rounded half up to a code."),
                QStringLiteral("code = round(t \u00b7 1/max)")};
    default: break;
    }
    return {"output", tr("Codes and the vector's scale go to the output buffer."), QStringLiteral("word = codes, scale")};
}

} // namespace

void stagePage(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const PpuSettings *settings = in.chip != nullptr && in.chip->output() ? &in.chip->output()->settings : nullptr;
    const auto at = static_cast<std::size_t>(in.selection.stage);
    const bool exists = at < now.ppu.size();
    const StageText stage = stageText(in.selection.stage, settings);
    text.title(tr("Post-processing, stage %1").arg(in.selection.stage + 1),
               exists ? QString::fromUtf8(now.ppu[at].name.data(), static_cast<qsizetype>(now.ppu[at].name.size()))
                      : QString::fromLatin1(stage.name));
    text.sentence(stage.definition);
    text.sentence(InspectorText::mono(stage.formula.toHtmlEscaped()));
    if (!exists) {
        text.sentence(now.ppu.empty() ? tr("This layer's sums leave the chip as they are: the unit stands still.")
                                      : tr("The unit has fewer stages as it is configured."));
        return;
    }
    const PpuStage &held = now.ppu[at];
    if (!held.valid) {
        text.sentence(tr("The stage is empty in this cycle."));
        return;
    }
    const std::int64_t row = now.rowOfB(held.row);
    text.section(tr("What leaves it in the cycle executed last"));
    const bool scaled = in.selection.stage == 0 && settings != nullptr;
    const bool biased = in.selection.stage == 1 && settings != nullptr;
    QStringList header{tr("lane"), QStringLiteral("C"), tr("value")};
    if (scaled || biased) {
        header.append(scaled ? tr("scale") : tr("bias"));
    }
    text.beginTable(header);
    for (int lane = 0; lane < (now.plan ? now.plan->lanes : kLanes); ++lane) {
        const std::int64_t m = held.m + lane;
        if (m >= in.layer->operands->m()) {
            break;
        }
        QStringList cells{wholeText(lane), QStringLiteral("[%1, %2]").arg(m).arg(row < 0 ? tr("padding") : QString::number(row)),
                          wholeText(held.values[static_cast<std::size_t>(lane)])};
        if (scaled || biased) {
            cells.append(wholeText(scaled ? settings->scaleOf(m) : settings->biasOf(m)));
        }
        text.row(cells, lane == in.selection.lane ? InspectorText::Emphasis::Current : InspectorText::Emphasis::None);
    }
    text.endTable();
}

} // namespace vsq
