// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that follow a number from FP32 to the chip's result: an element of C, and a vector.
#include "views/inspector/inspectorpages.h"

#include "core/layer/explanation.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vsq {

namespace {

using inspector::tr;

/// Vectors shown on each side of the running one; all where there are no more than that.
constexpr std::int64_t kAround = 12;

/// size: of the numbers whose difference it is, whose rounding is shown as the 0 that it stands for.
QString signedText(double difference, double size)
{
    const double value = number::withoutResidue(difference, size);
    return (value > 0 ? QStringLiteral("+") : QString()) + realText(value, 3);
}

QString stageName(const std::string &stage)
{
    static const std::map<std::string, const char *> names{{"fp32", "FP32"},
                                                           {"codes", "codes"},
                                                           {"scales", "integer scales"},
                                                           {"round", "rounded scales"},
                                                           {"sum", "24-bit sum"},
                                                           {"host", "the host's additions"},
                                                           {"result", "binary32"}};
    const auto found = names.find(stage);
    return found == names.end() ? QString::fromStdString(stage) : tr(found->second);
}

QString link(const QString &target, const QString &text)
{
    return QStringLiteral("<a href='%1'>%2</a>").arg(target, text);
}

/// From the operands to the value; a step on the chip is a link to its cycle.
void errorTable(InspectorText &text, const Explanation &why)
{
    const bool vsq = why.mode == Mode::Vsq;
    text.section(tr("From FP32 to the chip's value"));
    text.beginTable({tr("after"), tr("value"), tr("error added"), tr("error"), tr("cycle")}, true);
    double size = 0.0;
    for (const ExplainedStep &step : why.steps) {
        size = std::max(size, std::abs(step.value));
    }
    for (auto step = why.steps.rbegin(); step != why.steps.rend(); ++step) {
        const bool first = step == why.steps.rbegin();
        text.row({stageName(step->stage), realText(step->value), first ? QString() : signedText(step->addedError(), size),
                  first ? QString() : signedText(step->value - why.fp32, size),
                  step->cycle ? link(QStringLiteral("cycle:%1").arg(*step->cycle), wholeText(*step->cycle)) : QString()});
    }
    text.endTable();
    if (why.fp32 != 0.0) {
        text.sentence(tr("The chip's value is off by %1 of FP32's.").arg(number::percent(std::abs(why.error() / why.fp32))));
    }
    text.sentence(
        QStringLiteral("<small>%1</small>")
            .arg(
                vsq ? tr(
                    "FP32: \u03a3 a \u00b7 b. Codes: \u03a3 code \u00b7 code \u00b7 s \u00b7 s with unrounded scales. Integer scales: \u03a3 tree \u00b7 sA \u00b7 sB \u00b7 γA \u00b7 γB. "
                    "Rounded product: \u03a3 tree \u00b7 p8 \u00b7 256 \u00b7 γA \u00b7 γB. 24-bit sum: what is left after saturation.")
                    : tr(
                        "FP32: \u03a3 a \u00b7 b. Codes: \u03a3 code \u00b7 code \u00b7 γA \u00b7 γB. 24-bit sum: what is left after saturation.")));
}

void elementTable(InspectorText &text, const Explanation &why)
{
    text.section(tr("The pairs that weigh most"));
    text.beginTable(
        {QStringLiteral("k"), QStringLiteral("a"), tr("code"), QStringLiteral("b"), tr("code"), QStringLiteral("a\u00b7b")});
    for (const ExplainedElement &element : why.elements) {
        text.row({wholeText(element.k), realText(static_cast<double>(element.a), 4), wholeText(element.codeA),
                  realText(static_cast<double>(element.b), 4), wholeText(element.codeB), realText(element.product(), 4)});
    }
    text.endTable();
}

void stepTable(InspectorText &text, const Explanation &why, std::int64_t current, bool started)
{
    const bool vsq = why.mode == Mode::Vsq;
    const auto count = static_cast<std::int64_t>(why.vectors.size());
    text.section(tr("Vector by vector"));
    text.beginTable(vsq ? QStringList{QStringLiteral("k"), QStringLiteral("\u03a3 codes"), QStringLiteral("sA"),
                                      QStringLiteral("sB"), QStringLiteral("sA\u00b7sB"), QStringLiteral("p8"), tr("term"),
                                      tr("sum")}
                        : QStringList{QStringLiteral("k"), QStringLiteral("\u03a3 codes"), tr("term"), tr("sum")});
    const bool all = count <= 2 * kAround + 1;
    const std::int64_t first = all ? 0 : std::clamp<std::int64_t>(current - kAround, 0, count - 2 * kAround - 1);
    const std::int64_t last = all ? count - 1 : first + 2 * kAround;
    const auto dots = [&](std::int64_t left) {
        QStringList cells(vsq ? 8 : 4, QString());
        cells[0] = QStringLiteral("\u22ee");
        cells[1] = tr("%1 more").arg(left);
        text.row(cells, InspectorText::Emphasis::Muted);
    };
    if (first > 0) {
        dots(first);
    }
    for (std::int64_t k = first; k <= last; ++k) {
        const ExplainedVector &step = why.vectors[static_cast<std::size_t>(k)];
        QStringList cells = {link(QStringLiteral("cycle:%1").arg(step.cycle), QString::number(k)), wholeText(step.dot)};
        if (vsq) {
            cells << link(QStringLiteral("a:%1:%2").arg(why.m).arg(k), QString::number(step.scaleA))
                  << link(QStringLiteral("b:%1:%2").arg(why.n).arg(k), QString::number(step.scaleB))
                  << wholeText(step.scaleProduct) << wholeText(step.p8);
        }
        cells << wholeText(step.term) << wholeText(step.sum) + (step.saturated ? QStringLiteral(" sat") : QString());
        text.row(cells, started && k == current   ? InspectorText::Emphasis::Current
                        : step.saturated          ? InspectorText::Emphasis::Alert
                        : k > current || !started ? InspectorText::Emphasis::Muted
                                                  : InspectorText::Emphasis::None);
    }
    if (last + 1 < count) {
        dots(count - 1 - last);
    }
    text.endTable();
}

} // namespace

void resultPage(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const Position &at = now.executed.cycle >= 0 ? now.executed : now.next;
    // An entry keeps the tile before until the first pass of the next one reaches it.
    const auto e = static_cast<std::size_t>(in.selection.entry);
    const bool held = now.collectorValid[e];
    const std::int64_t row = (held ? now.collectorM[e] : at.m) + in.selection.lane;
    const std::int64_t executed = held ? now.collectorN[e] : at.n + in.selection.entry; // padding among them
    const std::int64_t column = now.rowOfB(executed);
    const bool running = held && now.collectorM[e] == at.m && executed == at.n + in.selection.entry
                         && (at.phase == Phase::Compute || at.phase == Phase::Stall);
    text.title(column < 0 ? tr("Padding of an output row") : QStringLiteral("C[%1, %2]").arg(row).arg(column),
               tr("lane %1, collector entry %2").arg(in.selection.lane).arg(in.selection.entry));
    if (column < 0 || row >= in.layer->operands->m() || column >= in.layer->operands->n()) {
        text.sentence(tr("The result has no such element: this place of the tile is padding."));
        return;
    }
    if (in.chip == nullptr) {
        text.sentence(tr("The layer does not run on the chip as it is configured now."));
        return;
    }
    const Explanation trace = explain(*in.chip, row, column);
    const bool vsq = trace.mode == Mode::Vsq;
    text.sentence(
        vsq ? tr("Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied and added up, the sum is "
                 "multiplied by the rounded product of the two vectors' scales, and added to the collector entry.")
                  .arg(row)
                  .arg(column)
                  .arg(in.layer->operands->k())
                  .arg(vectorSize(trace.mode))
            : tr("Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied, added up, and added to the "
                 "collector entry.")
                  .arg(row)
                  .arg(column)
                  .arg(in.layer->operands->k())
                  .arg(vectorSize(trace.mode)));

    // How many vectors of this element are in the sum: up to the running column one more than behind it.
    const bool passed = at.phase == Phase::Compute ? in.selection.entry <= at.a : in.selection.entry < at.a;
    const auto all = static_cast<std::int64_t>(trace.vectors.size());
    const std::int64_t done = !held ? 0 : running ? std::min(all, at.k + (passed ? 1 : 0)) : all;
    if (done > 0) {
        const ExplainedVector &step = trace.vectors[static_cast<std::size_t>(done - 1)];
        const std::int32_t before = step.sumIn;
        const double real = static_cast<double>(step.sum) * trace.unit * static_cast<double>(trace.gammaA)
                            * static_cast<double>(trace.gammaB);
        text.section(tr("Now, after vector %1").arg(done - 1));
        text.sentence(InspectorText::mono(
            vsq ? QStringLiteral("sum = sat(%1 + %2 \u00b7 %3) = %4")
                      .arg(wholeText(before), wholeText(step.dot), wholeText(step.p8), wholeText(step.sum))
                : QStringLiteral("sum = sat(%1 + %2) = %3").arg(wholeText(before), wholeText(step.term), wholeText(step.sum))));
        text.sentence(InspectorText::mono(
            (vsq ? QStringLiteral("%1 \u00b7 256 \u00b7 %2 \u00b7 %3 = %4") : QStringLiteral("%1 \u00b7 %2 \u00b7 %3 = %4"))
                .arg(wholeText(step.sum), realText(static_cast<double>(trace.gammaA)),
                     realText(static_cast<double>(trace.gammaB)), realText(real))));
    }
    text.section(tr("Coarse scales"));
    text.beginValues();
    text.value(QStringLiteral("γA"), realText(static_cast<double>(trace.gammaA)), tr("of row %1").arg(row));
    text.value(QStringLiteral("γB"), realText(static_cast<double>(trace.gammaB)), tr("of the tensor"));
    text.endValues();
    errorTable(text, trace);
    stepTable(text, trace, std::max<std::int64_t>(0, done - 1), done > 0);
    elementTable(text, trace);
    text.sentence(QStringLiteral("<small>%1 %2 %3</small>")
                      .arg(tr("A number of a cycle or a vector goes there; a scale shows its vector."),
                           link(QStringLiteral("back:"), tr("Back")), link(QStringLiteral("forward:"), tr("Forward"))));
}

void vectorPage(InspectorText &text, const InspectorInput &in)
{
    const VectorDetail detail = vectorDetail(*in.layer, in.selection.operand, in.selection.row, in.selection.vector);
    const QString name = in.selection.operand == Selection::Operand::Weights ? QStringLiteral("A") : QStringLiteral("B");
    text.title(
        QStringLiteral("%1[%2, %3]").arg(name).arg(in.selection.row).arg(in.selection.vector),
        in.selection.operand == Selection::Operand::Weights
            ? tr("row %1, vector %2 of the stationary operand (weights)").arg(in.selection.row).arg(in.selection.vector)
            : tr("row %1, vector %2 of the broadcast operand (activations)").arg(in.selection.row).arg(in.selection.vector));
    if (!detail.valid) {
        text.sentence(tr("The operand has no such vector: it is padding."));
        return;
    }
    text.beginValues();
    text.value(tr("elements"), wholeText(static_cast<qint64>(detail.elements.size())),
               static_cast<int>(detail.elements.size()) < detail.size ? tr("the rest of %1 is padding").arg(detail.size)
                                                                      : QString());
    text.value(tr("largest |x|"), realText(static_cast<double>(detail.largest)));
    if (detail.hasScale) {
        text.value(tr("scale s"), realText(static_cast<double>(detail.realScale)),
                   tr("largest |x| / %1").arg(detail.largestCode));
        if (detail.integerScale > 0 || detail.gamma > 0.0F) {
            text.value(QStringLiteral("\u03b3"), realText(static_cast<double>(detail.gamma)),
                       detail.isWeights ? tr("of the row") : tr("of the tensor"));
            text.value(tr("integer scale"), wholeText(detail.integerScale),
                       detail.integerScale == 0
                           ? tr("rounded to zero: the vector is lost")
                           : QStringLiteral("s / \u03b3 = %1")
                                 .arg(realText(static_cast<double>(detail.realScale) / static_cast<double>(detail.gamma), 5)));
        }
    } else {
        text.value(tr("scale"), realText(static_cast<double>(detail.gamma)),
                   detail.isWeights ? tr("one for the row") : tr("one for the tensor"));
    }
    text.value(tr("step of a code"), realText(detail.step));
    text.value(tr("SQNR"), number::decibel(detail.sqnr));
    text.endValues();
    text.section(tr("Elements"));
    text.beginTable({QStringLiteral("i"), QStringLiteral("x"), tr("code"), tr("hex"), tr("bits"), tr("stands for"), tr("error")});
    for (std::size_t i = 0; i < detail.elements.size(); ++i) {
        const VectorElement &element = detail.elements[i];
        text.row({QString::number(i), realText(static_cast<double>(element.value), 4), wholeText(element.code),
                  hexText(element.code, detail.bits), bitsText(element.code, detail.bits), realText(element.stands, 4),
                  signedText(element.error(), std::abs(static_cast<double>(element.value)))},
                 static_cast<int>(i) == in.selection.element ? InspectorText::Emphasis::Current : InspectorText::Emphasis::None);
    }
    text.endTable();
}

} // namespace vsq
