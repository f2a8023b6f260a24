// SPDX-License-Identifier: GPL-3.0-or-later
// Why a value is what it is: the chain from the code or the sum back to the FP32 operands, each step a link to its cycle, and
// the way into the layer before.
#include "views/inspector/inspectorpages.h"

#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vsq {

namespace {

using inspector::tr;

/// Vectors shown on each side of the running one; all where there are no more than that.
constexpr std::int64_t kAround = 12;

QString stageName(const std::string &stage)
{
    static const std::map<std::string, const char *> names{{"fp32", "FP32"},
                                                           {"codes", "codes"},
                                                           {"scales", "integer scales"},
                                                           {"round", "rounded scales"},
                                                           {"sum", "24-bit sum"},
                                                           {"host", "the host's additions"},
                                                           {"result", "binary32"},
                                                           {"scale", "PPU: scaled"},
                                                           {"bias", "PPU: bias"},
                                                           {"relu", "PPU: ReLU"},
                                                           {"truncate", "PPU: truncated"},
                                                           {"output", "output code"}};
    const auto found = names.find(stage);
    return found == names.end() ? QString::fromStdString(stage) : tr(found->second);
}

/// From the value back to the operands, with symbols and numbers; a step on the chip is a link to its cycle.
void chainTable(InspectorText &text, const Explanation &why)
{
    text.section(tr("Why: from FP32 to the chip's value"));
    text.beginTable({tr("after"), tr("value"), tr("error added"), tr("cycle")}, true, true);
    double size = 0.0;
    for (const ExplainedStep &step : why.steps) {
        size = std::max(size, std::abs(step.value));
    }
    for (const ExplainedStep &step : why.steps) {
        const bool first = &step == &why.steps.back();
        text.row({stageName(step.stage), realText(step.value), first ? QString() : signedText(step.addedError(), size),
                  step.cycle ? linkTo(QStringLiteral("cycle:%1").arg(*step.cycle), wholeText(*step.cycle)) : QString()},
                 InspectorText::Emphasis::None);
        text.remark(coreText(step.formula).toHtmlEscaped() + QStringLiteral("<br>") + coreText(step.numbers).toHtmlEscaped(), 4);
    }
    text.endTable();
    if (why.fp32 != 0.0) {
        text.sentence(tr("The chip's value is off by %1 of FP32's.").arg(number::percent(std::abs(why.error() / why.fp32))));
    }
}

/// The pairs that weigh most: the weight's vector, and where the activation came from.
void elementTable(InspectorText &text, const Explanation &why, std::int64_t vectorSize)
{
    text.section(tr("The pairs that weigh most"));
    text.beginTable({QStringLiteral("k"), QStringLiteral("a"), tr("code"), QStringLiteral("b"), tr("code"),
                     QStringLiteral("a\u00b7b"), tr("b is made")});
    for (const ExplainedElement &element : why.elements) {
        const std::int64_t vector = element.k / vectorSize;
        text.row({wholeText(element.k), realText(static_cast<double>(element.a), 4),
                  linkTo(QStringLiteral("a:%1:%2").arg(why.m).arg(vector), wholeText(element.codeA)),
                  realText(static_cast<double>(element.b), 4),
                  linkTo(QStringLiteral("b:%1:%2").arg(why.n).arg(vector), wholeText(element.codeB)),
                  realText(element.product(), 4), linkTo(QStringLiteral("origin:%1").arg(element.k), tr("before"))});
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
        QStringList cells = {linkTo(QStringLiteral("cycle:%1").arg(step.cycle), QString::number(k)), wholeText(step.dot)};
        if (vsq) {
            cells << linkTo(QStringLiteral("a:%1:%2").arg(why.m).arg(k), QString::number(step.scaleA))
                  << linkTo(QStringLiteral("b:%1:%2").arg(why.n).arg(k), QString::number(step.scaleB))
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

/// What the chip has of it in the cycle shown.
void nowPart(InspectorText &text, const Explanation &why, std::int64_t done)
{
    const ExplainedVector &step = why.vectors[static_cast<std::size_t>(done - 1)];
    const bool vsq = why.mode == Mode::Vsq;
    const double real = static_cast<double>(step.sum) * why.unit * static_cast<double>(why.gammaA)
                        * static_cast<double>(why.gammaB);
    text.section(tr("Now, after vector %1").arg(done - 1));
    text.sentence(InspectorText::mono(
        vsq ? QStringLiteral("sum = sat(%1 + %2 \u00b7 %3) = %4")
                  .arg(wholeText(step.sumIn), wholeText(step.dot), wholeText(step.p8), wholeText(step.sum))
            : QStringLiteral("sum = sat(%1 + %2) = %3").arg(wholeText(step.sumIn), wholeText(step.term), wholeText(step.sum))));
    text.sentence(InspectorText::mono(
        (vsq ? QStringLiteral("%1 \u00b7 256 \u00b7 %2 \u00b7 %3 = %4") : QStringLiteral("%1 \u00b7 %2 \u00b7 %3 = %4"))
            .arg(wholeText(step.sum), realText(static_cast<double>(why.gammaA)), realText(static_cast<double>(why.gammaB)),
                 realText(real))));
}

/// Vectors whose terms are in the sum after the executed cycle.
std::int64_t vectorsDone(const Explanation &why, const Snapshot &now)
{
    std::int64_t done = 0;
    for (const ExplainedVector &vector : why.vectors) {
        done += vector.cycle <= now.executed.cycle ? 1 : 0;
    }
    return done;
}

} // namespace

QString linkTo(const QString &target, const QString &shown)
{
    return QStringLiteral("<a href='%1'>%2</a>").arg(target, shown);
}

QString wayLinks(bool back, bool forward)
{
    return QStringLiteral("<small>%1 &nbsp; %2</small>")
        .arg(back ? linkTo(QStringLiteral("back:"), tr("\u2039 Back")) : tr("\u2039 Back"),
             forward ? linkTo(QStringLiteral("forward:"), tr("Forward \u203a")) : tr("Forward \u203a"));
}

Explanation whyOf(const OpenedChip &chip, std::int64_t m, std::int64_t n)
{
    const bool codes = chip.output() && chip.output()->settings.gamma > 0.0F
                       && chip.context().plan().output != OutputFormat::Softmax;
    return explain(chip, m, n, codes ? ExplainStage::Code : ExplainStage::Result);
}

void whyPage(InspectorText &text, const InspectorInput &in, std::int64_t m, std::int64_t n)
{
    text.title(QStringLiteral("C[%1, %2]").arg(m).arg(n));
    if (in.canGoBack || in.canGoForward) {
        text.sentence(wayLinks(in.canGoBack, in.canGoForward));
    }
    if (!in.trail.isEmpty()) {
        text.sentence(in.trail);
    }
    if (in.chip == nullptr) {
        text.sentence(in.chipIsComing ? tr("The layer is being laid out on the chip.")
                                      : tr("The layer does not run on the chip as it is configured now."));
        return;
    }
    const Operands &operands = *in.layer->operands;
    if (m < 0 || n < 0 || m >= operands.m() || n >= operands.n()) {
        text.sentence(tr("The open layer has no such element."));
        return;
    }
    if (n < static_cast<std::int64_t>(in.tokens.size())) {
        text.sentence(tr("Row %1 of B is the token \u201c%2\u201d.")
                          .arg(n)
                          .arg(QString::fromStdString(in.tokens[static_cast<std::size_t>(n)]).toHtmlEscaped()));
    }
    const Explanation why = whyOf(*in.chip, m, n);
    const bool vsq = why.mode == Mode::Vsq;
    const ExplainedVector &last = why.vectors.back();
    text.sentence(
        vsq ? tr("Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied and added up, the sum is "
                 "multiplied by the rounded product of the two vectors' scales, and added to entry %5 of lane %6.")
                  .arg(m)
                  .arg(n)
                  .arg(operands.k())
                  .arg(vectorSize(why.mode))
                  .arg(last.entry)
                  .arg(last.lane)
            : tr("Row %1 of A times row %2 of B: %3 elements in vectors of %4. Each vector's codes are multiplied, added up, and added to "
                 "entry %5 of lane %6.")
                  .arg(m)
                  .arg(n)
                  .arg(operands.k())
                  .arg(vectorSize(why.mode))
                  .arg(last.entry)
                  .arg(last.lane));
    const std::int64_t done = vectorsDone(why, *in.snapshot);
    if (done > 0) {
        nowPart(text, why, done);
    }
    chainTable(text, why);
    valueInBaselinePart(text, in, why);
    stepTable(text, why, std::max<std::int64_t>(0, done - 1), done > 0);
    elementTable(text, why, vectorSize(why.mode));
    text.section(tr("Coarse scales"));
    text.beginValues();
    text.value(QStringLiteral("\u03b3A"), realText(static_cast<double>(why.gammaA)), tr("of row %1").arg(m));
    text.value(QStringLiteral("\u03b3B"), realText(static_cast<double>(why.gammaB)), tr("of the tensor"));
    text.endValues();
    text.sentence(
        QStringLiteral("<small>%1</small>")
            .arg(tr("A cycle's or a vector's number goes there with all views; a scale or a code shows its vector; before goes "
                    "to the layer that made the activation.")));
}

std::optional<std::pair<std::int64_t, std::int64_t>> resultAt(const Snapshot &snapshot, const Operands &operands,
                                                              const Selection &selection)
{
    const Position &at = snapshot.executed.cycle >= 0 ? snapshot.executed : snapshot.next;
    // An entry keeps the tile before until the first pass of the next one reaches it.
    const auto e = static_cast<std::size_t>(selection.entry);
    const bool held = snapshot.collectorValid[e];
    const std::int64_t row = (held ? snapshot.collectorM[e] : at.m) + selection.lane;
    const std::int64_t column = snapshot.rowOfB(held ? snapshot.collectorN[e] : at.n + selection.entry); // padding among them
    const bool transposed = snapshot.plan && snapshot.plan->transposed;
    const std::int64_t m = transposed ? column : row;
    const std::int64_t n = transposed ? row : column;
    return column < 0 || m >= operands.m() || n >= operands.n() ? std::nullopt : std::optional(std::pair(m, n));
}

void resultPage(InspectorText &text, const InspectorInput &in)
{
    if (in.selection.m >= 0) {
        whyPage(text, in, in.selection.m, in.selection.n);
    } else if (const auto element = resultAt(*in.snapshot, *in.layer->operands, in.selection)) {
        whyPage(text, in, element->first, element->second);
    } else {
        text.title(tr("Padding"), tr("lane %1, collector entry %2").arg(in.selection.lane).arg(in.selection.entry));
        text.sentence(tr("The result has no such element: this place of the tile is padding."));
    }
}

} // namespace vsq
