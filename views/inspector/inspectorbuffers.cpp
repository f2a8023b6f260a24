// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the chip's buffers and of their words.
#include "views/inspector/inspectorpages.h"

#include "core/chip/wordtimes.h"
#include "core/layer/bufferfill.h"
#include "views/theme/number.h"

#include <algorithm>

namespace vsq {

namespace {

using inspector::tr;

struct BufferWords {
    QString name;
    QString definition;
};

BufferWords wordsOf(Memory memory)
{
    switch (memory) {
    case Memory::ABuffer:
        return {tr("A buffer"),
                tr("The operand that stands still, one bank a lane, in words of 264 bits: 256 of codes, 8 of scale. "
                   "A lane's register takes a word in each pass.")};
    case Memory::BBuffer:
        return {tr("B buffer"),
                tr("The operand that passes by, in words of 264 bits; one is read in a cycle and broadcast to all "
                   "lanes.")};
    case Memory::ScaleBuffer:
        return {tr("PPU scale buffer"),
                tr("The factors that sums are multiplied by before they are quantized again, one a feature; "
                   "an entry has one for each lane.")};
    case Memory::BiasBuffer:
        return {tr("PPU bias buffer"),
                tr("What is added to the scaled sums, one a feature, shifted left by a constant of the layer; "
                   "an entry has one for each lane.")};
    case Memory::VsqBuffer:
        return {tr("VSQ buffer"),
                tr("Values of 16 bits wait here until all of an output vector is there and its largest magnitude is "
                   "known; a row a column of the tile, in segments of 16 lanes.")};
    case Memory::OutputBuffer:
        return {tr("Output buffer"),
                tr("Words of 128 bits of codes and 8 of scale, the next layer's activations; one port, one word "
                   "a cycle.")};
    case Memory::SoftmaxPort:
    case Memory::SoftmaxState:
        return {tr("Softmax port"), tr("The approximate softmax in base 2 over slices of 16 keys, with a running maximum and "
                                       "denominator for each query.")};
    default: break;
    }
    const std::string_view name = nameOf(memory);
    return {QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), {}};
}

QString rowText(const Snapshot &now, std::int64_t column)
{
    const std::int64_t row = now.rowOfB(column);
    return row < 0 ? tr("padding") : QString::number(row);
}

void levelPart(InspectorText &text, const Snapshot &now, Memory memory)
{
    const auto level = std::find_if(now.levels.begin(), now.levels.end(),
                                    [memory](const BufferLevel &each) { return each.memory == memory; });
    if (level == now.levels.end()) {
        return;
    }
    text.section(tr("How full it is"));
    text.beginValues();
    text.value(tr("words in use"), wholeText(level->words), memory == Memory::ABuffer ? tr("in each bank") : QString());
    text.value(tr("room for"), wholeText(level->capacity));
    text.value(tr("free"), wholeText(level->free()));
    text.value(tr("filled since the layer began"), wholeText(level->filled));
    text.value(tr("given up"), wholeText(level->consumed));
    text.endValues();
}

void portPart(InspectorText &text, const Snapshot &now, Memory memory, int bank)
{
    QStringList reads;
    QStringList writes;
    QStringList clears;
    for (const Access &access : now.accesses) {
        if (access.memory == memory && (memory != Memory::ABuffer || bank < 0 || access.bank == bank)) {
            (access.clear ? clears : access.write ? writes : reads).append(wholeText(access.address));
        }
    }
    text.section(tr("Its ports in the cycle executed last"));
    text.beginValues();
    text.value(tr("read"), reads.isEmpty() ? tr("nothing") : tr("address %1").arg(reads.join(QStringLiteral(", "))));
    text.value(tr("written"), writes.isEmpty() ? tr("nothing") : tr("address %1").arg(writes.join(QStringLiteral(", "))));
    if (!clears.isEmpty()) {
        text.value(tr("emptied"), tr("address %1").arg(clears.join(QStringLiteral(", "))));
    }
    text.endValues();
}

/// From the schedule, without stepping.
void timesPart(InspectorText &text, const InspectorInput &in)
{
    if (in.wordTimes == nullptr) {
        return;
    }
    const WordTimes &times = *in.wordTimes;
    const std::int64_t now = in.snapshot->executed.cycle;
    const auto cycle = [](const std::optional<std::int64_t> &at) {
        return at ? linkTo(QStringLiteral("cycle:%1").arg(*at), wholeText(*at)) : tr("never");
    };
    text.section(tr("This word over time"));
    text.beginValues();
    const std::optional<std::int64_t> last = times.lastWrite(now);
    const bool empties = last && std::binary_search(times.clears().begin(), times.clears().end(), *last);
    text.value(tr("last write"), cycle(last), empties ? tr("emptied") : QString());
    text.value(tr("next read"), cycle(times.nextRead(now)));
    text.value(tr("writes in the layer"), wholeText(static_cast<std::int64_t>(times.writes().size())));
    text.value(tr("reads in the layer"), wholeText(static_cast<std::int64_t>(times.reads().size())));
    text.endValues();
}

void operandPart(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const bool isA = *in.selection.memory == Memory::ABuffer;
    if (now.plan == nullptr || in.selection.address < 0) {
        return;
    }
    const BufferFill fill = bufferFill(*now.plan, now.executed.cycle >= 0 ? now.executed : now.next);
    const auto address = static_cast<int>(in.selection.address);
    const HeldVector held = isA ? heldByA(fill, in.selection.lane, address) : heldByB(fill, address);
    text.sentence(held.row < 0 ? tr("The word holds nothing in this subtile.")
                               : tr("The word holds vector %1 of row %2 of %3.")
                                     .arg(held.vector)
                                     .arg(held.row)
                                     .arg(isA ? QStringLiteral("A") : QStringLiteral("B")));
}

/// Scales or biases of an entry's features.
void settingsPart(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    if (in.chip == nullptr || !in.chip->output() || now.plan == nullptr || in.selection.address < 0) {
        return;
    }
    const PpuSettings &settings = in.chip->output()->settings;
    const BufferFill fill = bufferFill(*now.plan, now.executed.cycle >= 0 ? now.executed : now.next);
    const std::int64_t first = fill.mBegin + in.selection.address * fill.lanes;
    const bool isBias = *in.selection.memory == Memory::BiasBuffer;
    if (first >= fill.mEnd) {
        text.sentence(tr("The entry is not used in this subtile."));
        return;
    }
    text.beginTable(isBias ? QStringList{tr("lane"), tr("feature"), tr("bias"), tr("added")}
                           : QStringList{tr("lane"), tr("feature"), tr("scale")});
    for (std::int64_t row = first; row < std::min(fill.mEnd, first + fill.lanes); ++row) {
        QStringList cells{wholeText(row - first), wholeText(row)};
        if (isBias) {
            cells << wholeText(settings.biasOf(row)) << wholeText(settings.biasOf(row) * (std::int64_t{1} << settings.biasShift));
        } else {
            cells << wholeText(settings.scaleOf(row));
        }
        text.row(cells, row - first == in.selection.lane ? InspectorText::Emphasis::Current : InspectorText::Emphasis::None);
    }
    text.endTable();
}

void vsqPart(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    const std::int64_t row = in.selection.address;
    if (row < 0 || row >= static_cast<std::int64_t>(now.vsqBuffer.size())) {
        return;
    }
    const auto r = static_cast<std::size_t>(row);
    const int filled = now.vsqSegments[r];
    text.sentence(tr("Row %1 has %2 of its segments.").arg(row).arg(filled));
    if (filled == 0) {
        return;
    }
    text.beginTable({tr("segment"), tr("lane"), QStringLiteral("t")});
    for (int segment = 0; segment < std::min(filled, kVsqSegments); ++segment) {
        for (int lane = 0; lane < kLanes; ++lane) {
            text.row({wholeText(segment), wholeText(lane),
                      wholeText(now.vsqBuffer[r][static_cast<std::size_t>(segment * kLanes + lane)])});
        }
        text.remark(tr("largest |x| as far as here: %1").arg(wholeText(now.vsqMax[r][static_cast<std::size_t>(segment)])), 3);
    }
    text.endTable();
}

/// Whose codes a word of the output buffer holds in the running subtile, and which.
void outputPart(InspectorText &text, const InspectorInput &in)
{
    const Snapshot &now = *in.snapshot;
    text.sentence(tr("%1 words wait for the port.").arg(wholeText(now.outputQueue)));
    if (in.chip == nullptr || in.wordTimes == nullptr) {
        return;
    }
    const Position &at = now.executed.cycle >= 0 ? now.executed : now.next;
    const std::vector<OutputWrite> writes = in.chip->times().outputWrites(static_cast<std::size_t>(at.subtile));
    const auto write = std::find_if(writes.begin(), writes.end(),
                                    [&](const OutputWrite &each) { return each.address == in.selection.address; });
    if (write == writes.end()) {
        text.sentence(tr("The word is not written in this subtile."));
        return;
    }
    const std::int64_t row = now.rowOfB(write->n);
    text.sentence(
        write->cycle <= now.executed.cycle
            ? tr("It holds C[%1 \u2026 %2, %3], written in cycle %4.")
                  .arg(write->m)
                  .arg(write->m + write->count - 1)
                  .arg(rowText(now, write->n), linkTo(QStringLiteral("cycle:%1").arg(write->cycle), wholeText(write->cycle)))
            : tr("C[%1 \u2026 %2, %3] comes here in cycle %4.")
                  .arg(write->m)
                  .arg(write->m + write->count - 1)
                  .arg(rowText(now, write->n), linkTo(QStringLiteral("cycle:%1").arg(write->cycle), wholeText(write->cycle))));
    const bool coded = in.chip->output() && in.chip->output()->settings.gamma > 0.0F
                       && in.chip->context().plan().output != OutputFormat::Softmax;
    if (!coded || row < 0) {
        return;
    }
    text.beginTable({tr("feature"), QStringLiteral("t"), tr("code"), tr("scale"), tr("stands for")});
    for (std::int64_t m = write->m; m < write->m + write->count; ++m) {
        const Explanation why = explain(*in.chip, m, row, ExplainStage::Code, 0);
        text.row({wholeText(m), wholeText(why.output->truncated), wholeText(why.output->code),
                  why.output->scale > 0 ? wholeText(why.output->scale) : tr("static"), realText(why.value)});
    }
    text.endTable();
}

void softmaxPart(InspectorText &text, const Snapshot &now)
{
    const SoftmaxStage &softmax = now.softmax;
    if (!softmax.used) {
        text.sentence(tr("This layer's results do not leave through it."));
        return;
    }
    if (softmax.valid) {
        text.section(tr("Taken in the cycle executed last"));
        text.beginValues();
        text.value(tr("query"), rowText(now, softmax.row));
        text.value(tr("keys"), QStringLiteral("%1 \u2026 %2").arg(softmax.m).arg(softmax.m + softmax.count - 1));
        text.value(tr("maximum"), QStringLiteral("%1 \u2192 %2").arg(softmax.maximumBefore).arg(softmax.maximum),
                   softmax.renormalised ? tr("grew: the sum so far was shifted") : QString());
        text.value(tr("sum, in 1/64"),
                   QStringLiteral("%1 \u2192 %2").arg(wholeText(softmax.denominatorBefore), wholeText(softmax.denominator)));
        text.endValues();
        text.beginTable({tr("lane"), tr("x, Q(6,2)"), tr("y, U(1,15)")});
        for (int lane = 0; lane < softmax.count; ++lane) {
            const auto l = static_cast<std::size_t>(lane);
            text.row({wholeText(lane), wholeText(softmax.x[l]), wholeText(softmax.y[l])});
        }
        text.endTable();
    } else {
        text.sentence(tr("Nothing came in."));
    }
    if (softmax.leaves) {
        text.sentence(
            tr("The slice of keys from %1 of query %2 leaves.").arg(softmax.leavingM).arg(rowText(now, softmax.leavingRow)));
    }
}

} // namespace

void bufferPage(InspectorText &text, const InspectorInput &in)
{
    const Memory memory = *in.selection.memory;
    const BufferWords words = wordsOf(memory);
    const bool banks = memory == Memory::ABuffer && in.selection.lane >= 0;
    const QString where = in.selection.address < 0      ? QString()
                          : banks                       ? tr("bank %1, word %2").arg(in.selection.lane).arg(in.selection.address)
                          : memory == Memory::VsqBuffer ? tr("row %1").arg(in.selection.address)
                                                        : tr("word %1").arg(in.selection.address);
    text.title(words.name, where);
    text.sentence(words.definition);
    switch (memory) {
    case Memory::ABuffer:
    case Memory::BBuffer: operandPart(text, in); break;
    case Memory::ScaleBuffer:
    case Memory::BiasBuffer: settingsPart(text, in); break;
    case Memory::VsqBuffer: vsqPart(text, in); break;
    case Memory::OutputBuffer: outputPart(text, in); break;
    default: softmaxPart(text, *in.snapshot); break;
    }
    timesPart(text, in);
    levelPart(text, *in.snapshot, memory);
    portPart(text, *in.snapshot, memory, banks ? in.selection.lane : -1);
}

} // namespace vsq
