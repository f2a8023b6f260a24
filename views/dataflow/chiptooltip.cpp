// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chiptooltip.h"

#include "views/dataflow/partselection.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <QCoreApplication>

#include <algorithm>

namespace vsq {

namespace {

/// The row of B of a column as the chip counts them.
QString columnText(const ChipScene &scene, std::int64_t column)
{
    const std::int64_t row = scene.snapshot->rowOfB(column);
    return row < 0 ? QCoreApplication::translate("vsq::ToolTip", "padding") : QString::number(row);
}

class ToolTip {
    Q_DECLARE_TR_FUNCTIONS(vsq::ToolTip)

public:
    explicit ToolTip(const ChipScene &scene) : m_scene(scene), m_now(*scene.snapshot) {}

    QString of(const ChipPart &part)
    {
        switch (part.kind) {
        case PartKind::None: return {};
        case PartKind::ABank: aBank(part); break;
        case PartKind::ARegister: aRegister(part); break;
        case PartKind::BBuffer: bBuffer(part); break;
        case PartKind::BRegister: bRegister(part); break;
        case PartKind::Multiplier: multiplier(part); break;
        case PartKind::Tree: tree(part); break;
        case PartKind::ScaleProduct: scaleProduct(part); break;
        case PartKind::Sum: sum(part); break;
        case PartKind::Collector: collector(part); break;
        case PartKind::PpuStage: stage(part); break;
        case PartKind::ScaleBuffer:
            head(tr("PPU scale buffer"), tr("8 entries of 16 unsigned 16-bit scales: one a lane, an entry for each M-tile."));
            break;
        case PartKind::BiasBuffer:
            head(tr("PPU bias buffer"), tr("8 entries of 16 signed 8-bit biases, shifted left by a constant of the layer."));
            break;
        case PartKind::VsqBuffer: vsqBuffer(part); break;
        case PartKind::OutputBuffer: outputBuffer(part); break;
        case PartKind::SoftmaxPort: softmaxPort(); break;
        }
        return m_head
               + (m_rows.isEmpty() ? QString() : QStringLiteral("<table cellspacing='4'>") + m_rows + QStringLiteral("</table>"));
    }

private:
    void head(const QString &name, const QString &definition)
    {
        m_head = QStringLiteral("<b>%1</b><br>%2").arg(name, definition);
    }
    void row(const QString &name, const QString &value)
    {
        m_rows += QStringLiteral("<tr><td>%1</td><td align='right'>%2</td></tr>").arg(name, value);
    }
    /// The word piece that a row of B is of, where it is one.
    void token(std::int64_t of)
    {
        if (const std::string piece = m_scene.token(of); !piece.empty()) {
            row(tr("token"), QString::fromStdString(piece).toHtmlEscaped());
        }
    }
    const LaneState &lane(int index) const { return m_now.lanes[static_cast<std::size_t>(index)]; }
    const Word &aWord(int index) const { return m_now.aRegister[static_cast<std::size_t>(index)]; }
    bool isVsq() const { return m_now.mode == Mode::Vsq; }

    /// Words held, credits, what came and went.
    void level(Memory memory, std::int64_t words)
    {
        row(tr("words in use"), number::integer(words));
        if (const BufferLevel *held = m_scene.level(memory)) {
            row(tr("free"), number::integer(held->free()));
            row(tr("filled, given up"),
                QStringLiteral("%1, %2").arg(number::integer(held->filled), number::integer(held->consumed)));
        }
    }
    void aBank(const ChipPart &part)
    {
        head(tr("A buffer, bank %1").arg(part.lane),
             tr("Weights, or the activation that stands still: one bank a lane, words of 264 bits (256 of codes, 8 of scale)."));
        level(Memory::ABuffer, m_scene.aWords());
        row(tr("address"), number::integer(part.address));
        const HeldVector held = heldByA(m_scene.fill, part.lane, part.address);
        row(tr("holds"), held.row < 0 ? tr("nothing") : QStringLiteral("A[%1, %2]").arg(held.row).arg(held.vector));
    }
    void aRegister(const ChipPart &part)
    {
        head(tr("A register, lane %1").arg(part.lane),
             tr("The vector of A that stays in the lane while 16 vectors of B pass by; reloaded with every k."));
        if (!aWord(part.lane).valid) {
            row(tr("state"), tr("empty"));
            return;
        }
        if (part.element >= 0) {
            row(tr("element %1, code").arg(part.element),
                QString::number(aWord(part.lane).codes[static_cast<std::size_t>(part.element)]));
        }
        if (isVsq()) {
            row(tr("scale sA"), QString::number(aWord(part.lane).scale));
            row(tr("word, 264 bits"), QString::fromStdString(hexOf(aWord(part.lane).bits)));
        }
    }
    void bBuffer(const ChipPart &part)
    {
        head(tr("B buffer"), tr("Activations: one word a cycle is read and broadcast to all lanes."));
        level(Memory::BBuffer, m_scene.bWords());
        row(tr("address"), number::integer(part.address));
        const HeldVector held = heldByB(m_scene.fill, part.address);
        row(tr("holds"), held.row < 0 ? tr("nothing") : QStringLiteral("B[%1, %2]").arg(held.row).arg(held.vector));
    }
    void bRegister(const ChipPart &part)
    {
        head(tr("Broadcast vector"), tr("The vector of B that all lanes multiply by in this cycle."));
        if (!m_now.bWord.valid) {
            row(tr("state"), tr("nothing broadcast"));
            return;
        }
        row(tr("address"), number::integer(m_now.bWord.address));
        token(m_now.rowOfB(m_now.executed.n + m_now.executed.a));
        if (part.element >= 0) {
            row(tr("element %1, code").arg(part.element),
                QString::number(m_now.bWord.codes[static_cast<std::size_t>(part.element)]));
        }
        if (isVsq()) {
            row(tr("scale sB"), QString::number(m_now.bWord.scale));
            row(tr("word, 264 bits"), QString::fromStdString(hexOf(m_now.bWord.bits)));
        }
    }
    bool live(int index)
    {
        if (m_scene.computed() && lane(index).active) {
            return true;
        }
        row(tr("state"), m_scene.computed() ? tr("padding: A has no such row") : tr("nothing computed in this cycle"));
        return false;
    }
    void multiplier(const ChipPart &part)
    {
        head(tr("Multiplier %1 of lane %2").arg(part.element).arg(part.lane),
             m_now.mode == Mode::Int8 ? tr("Signed 8 x 8 bits: code of A times code of B.")
                                      : tr("Signed 4 x 4 bits: code of A times code of B."));
        if (!live(part.lane)) {
            return;
        }
        if (part.element >= m_scene.usedElements()) {
            row(tr("state"), tr("padding: beyond K"));
            return;
        }
        const auto e = static_cast<std::size_t>(part.element);
        row(QStringLiteral("a"), QString::number(aWord(part.lane).codes[e]));
        row(QStringLiteral("b"), QString::number(m_now.bWord.codes[e]));
        row(QStringLiteral("a \u00b7 b"), QString::number(lane(part.lane).products[e]));
    }
    void tree(const ChipPart &part)
    {
        head(tr("Adder tree, lane %1").arg(part.lane),
             tr("Sum of the lane's products, %1 bits.").arg(m_now.mode == Mode::Int8 ? 21 : 14));
        if (live(part.lane)) {
            row(tr("sum"), number::integer(lane(part.lane).tree));
        }
    }
    void scaleProduct(const ChipPart &part)
    {
        if (!isVsq()) {
            head(tr("Scale product, lane %1").arg(part.lane), tr("Not used in this mode: no scale per vector."));
            return;
        }
        head(tr("Scale product, lane %1").arg(part.lane),
             tr("p8 = (sA \u00b7 sB + 128) &gt;&gt; 8: the product's top byte, rounded (A-2)."));
        if (!live(part.lane)) {
            return;
        }
        row(QStringLiteral("sA"), QString::number(aWord(part.lane).scale));
        row(QStringLiteral("sB"), QString::number(m_now.bWord.scale));
        row(QStringLiteral("sA \u00b7 sB"), number::integer(lane(part.lane).scaleProduct));
        row(tr("rounded"), number::integer(lane(part.lane).roundedScale));
        if (lane(part.lane).scaleProduct > 0 && lane(part.lane).roundedScale == 0) {
            row(tr("event"), tr("rounded to zero: the vector is lost"));
        }
    }
    void sum(const ChipPart &part)
    {
        head(tr("Sum, lane %1").arg(part.lane),
             tr("Collector entry plus term, saturated to 24 bits after every addition (A-3)."));
        if (!live(part.lane)) {
            return;
        }
        row(tr("sum read"), number::integer(lane(part.lane).sumIn));
        row(tr("term"), number::integer(lane(part.lane).term));
        row(tr("sum written"), number::integer(lane(part.lane).sumOut));
        if (lane(part.lane).saturated) {
            row(tr("event"), tr("saturated"));
        }
    }
    void collector(const ChipPart &part)
    {
        head(tr("Collector entry %1, lane %2").arg(part.entry).arg(part.lane),
             tr("Partial sum of one element of C; stays here until all of K is added up."));
        const auto e = static_cast<std::size_t>(part.entry);
        if (!m_now.collectorValid[e]) {
            row(tr("sum"), tr("none yet"));
            return;
        }
        row(tr("element"),
            QStringLiteral("C[%1, %2]").arg(m_now.collectorM[e] + part.lane).arg(columnText(m_scene, m_now.collectorN[e])));
        token(m_now.rowOfB(m_now.collectorN[e]));
        row(tr("sum"), number::integer(m_now.collector[e][static_cast<std::size_t>(part.lane)]));
        if (m_scene.beside) {
            row(tr("minus the baseline's"), number::integer((*m_scene.beside)[e][static_cast<std::size_t>(part.lane)]));
        }
        if (m_now.collectorPending[e]) {
            row(tr("state"), tr("complete, waits to be read out"));
        } else if (m_now.readOut == part.entry) {
            row(tr("state"), tr("read out in this cycle"));
        }
    }
    void stage(const ChipPart &part)
    {
        static const QString kDefinitions[] = {
            tr("Sum times the lane's 16-bit scale: 40 bits."),
            tr("Plus the lane's bias, saturated to 40 bits."),
            tr("Negative values become 0 where the layer has a ReLU."),
            tr("Running maximum of the output vector; values truncated to 16 bits go to the VSQ buffer."),
            tr("Value times reciprocal of the maximum, rounded to a code."),
            tr("Codes and scale are written to the output buffer.")};
        const auto index = static_cast<std::size_t>(part.stage);
        head(tr("Post-processing, stage %1").arg(part.stage + 1), kDefinitions[index]);
        if (index >= m_now.ppu.size() || !m_now.ppu[index].valid) {
            row(tr("state"), tr("empty"));
            return;
        }
        const PpuStage &held = m_now.ppu[index];
        row(tr("element"), QStringLiteral("C[%1, %2]").arg(held.m + part.lane).arg(columnText(m_scene, held.row)));
        row(tr("value"), number::integer(held.values[static_cast<std::size_t>(part.lane)]));
    }
    void vsqBuffer(const ChipPart &part)
    {
        head(tr("VSQ buffer, row %1").arg(part.address),
             tr("Values of an output vector wait here for its maximum: segments of 16 lanes x 16 bits and a running maximum."));
        const auto r = static_cast<std::size_t>(part.address);
        row(tr("segment %1, lane %2").arg(part.element / kLanes).arg(part.element % kLanes),
            number::integer(m_now.vsqBuffer[r][static_cast<std::size_t>(part.element)]));
        row(tr("maximum"), number::integer(m_now.vsqMax[r][static_cast<std::size_t>(part.element / 16)]));
    }
    void softmaxPort()
    {
        head(tr("Softmax port"), tr("Approximate softmax in base 2 over slices of 16 keys, for layers that end in one."));
        const SoftmaxStage &softmax = m_now.softmax;
        if (softmax.valid) {
            row(tr("taken in"), QStringLiteral("C[%1 \u2026, %2]").arg(softmax.m).arg(softmax.row));
            row(tr("maximum"), QStringLiteral("%1 \u2192 %2").arg(softmax.maximumBefore).arg(softmax.maximum));
            row(tr("sum, in 1/64"), QStringLiteral("%1 \u2192 %2")
                                        .arg(number::integer(softmax.denominatorBefore), number::integer(softmax.denominator)));
        }
        if (softmax.leaves) {
            row(tr("leaving"), QStringLiteral("C[%1 \u2026, %2]").arg(softmax.leavingM).arg(softmax.leavingRow));
        }
    }
    void outputBuffer(const ChipPart &part)
    {
        head(tr("Output buffer"), tr("Words of 128 bits of codes and 8 of scale; one port, one word a cycle."));
        row(tr("address"), number::integer(part.address));
        if (!m_now.outputWord.empty()) {
            row(tr("address written"), QString::number(m_now.outputAddress));
            row(tr("scale written"), QString::number(m_now.outputScale));
        }
        if (const BufferLevel *held = m_scene.level(Memory::OutputBuffer)) {
            level(Memory::OutputBuffer, held->words);
        }
        row(tr("words that wait for the port"), number::integer(m_now.outputQueue));
    }

    const ChipScene &m_scene;
    const Snapshot &m_now;
    QString m_head;
    QString m_rows;
};

QString tooltipText(const char *text)
{
    return QCoreApplication::translate("vsq::ChipSummary", text);
}

} // namespace

QString chipToolTip(const ChipPart &part, const ChipScene &scene)
{
    return scene.snapshot ? ToolTip(scene).of(part) : QString();
}

QString positionText(const Snapshot &snapshot)
{
    const Position &at = shownPosition(snapshot);
    QString result = tooltipText("cycle %1 of %2 \u00b7 subtile %3")
                         .arg(number::integer(snapshot.next.cycle), number::integer(snapshot.totalCycles),
                              number::integer(at.subtile));
    if (snapshot.next.phase == Phase::Done) {
        return result + tooltipText(" \u00b7 done");
    }
    switch (at.phase) {
    case Phase::Fill: return result + tooltipText(" \u00b7 filling the buffers");
    case Phase::Drain: return result + tooltipText(" \u00b7 draining");
    case Phase::Done: return result + tooltipText(" \u00b7 done");
    case Phase::Stall:
    case Phase::Compute: break;
    }
    result += tooltipText(" \u00b7 m %1 n %2 k %3 a %4")
                  .arg(QString::number(at.m), QString::number(at.n), QString::number(at.k), QString::number(at.a));
    if (at.phase != Phase::Stall) {
        return result;
    }
    const QString cause = QString::fromUtf8(snapshot.stallCause.data(), static_cast<qsizetype>(snapshot.stallCause.size()));
    return result + (cause.isEmpty() ? tooltipText(" \u00b7 stalled") : tooltipText(" \u00b7 stalled for %1").arg(cause));
}

QString chipSummary(const ChipScene &scene)
{
    if (!scene.snapshot) {
        return tooltipText("No layer is open on the chip.");
    }
    const Snapshot &now = *scene.snapshot;
    QString text = positionText(now) + QStringLiteral(". ");
    if (scene.computed()) {
        text += tooltipText("Vector %2 of row %1 of B is broadcast to the lanes. ")
                    .arg(columnText(scene, now.executed.n + now.executed.a))
                    .arg(now.executed.k);
        std::int32_t low = now.lanes[0].sumOut;
        std::int32_t high = low;
        int active = 0;
        for (const LaneState &lane : now.lanes) {
            if (lane.active) {
                low = std::min(low, lane.sumOut);
                high = std::max(high, lane.sumOut);
                ++active;
            }
        }
        text += tooltipText("%1 lanes are active; their sums run from %2 to %3. ")
                    .arg(QString::number(active), number::integer(low), number::integer(high));
    }
    if (scene.selection.lane >= 0 && scene.selection.lane < kLanes) {
        text += tooltipText("Lane %1 is selected. ").arg(scene.selection.lane);
    }
    for (const Event &event : now.events) {
        text += tooltipText("Event: %1. ").arg(coreText(nameOf(event.kind)));
    }
    return text.trimmed();
}

} // namespace vsq
