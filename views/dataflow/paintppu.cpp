// SPDX-License-Identifier: GPL-3.0-or-later
// Post-processing: pipeline stages, scale and bias buffers, VSQ buffer, output buffer, softmax port.
#include "views/dataflow/chippainter.h"

#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>
#include <bit>

namespace vsq {

namespace {

double scaleOf(const PpuStage &stage)
{
    std::uint64_t largest = 1;
    for (const std::int64_t value : stage.values) {
        largest = std::max(largest, static_cast<std::uint64_t>(value < 0 ? -value : value));
    }
    return static_cast<double>(std::bit_ceil(largest));
}

} // namespace

void ChipPainter::paintPpu()
{
    const Snapshot &now = *m_scene.snapshot;
    for (int index = 0; index < ChipGeometry::kStageCount; ++index) {
        const auto i = static_cast<std::size_t>(index);
        const PpuStage *stage = i < now.ppu.size() ? &now.ppu[i] : nullptr;
        const bool softmax = now.softmax.used;
        const QString names[] = {tr("Scale"),
                                 tr("Bias"),
                                 tr("ReLU"),
                                 softmax ? tr("Truncate") : tr("Max"),
                                 softmax ? tr("Softmax") : tr("Quantize"),
                                 softmax ? tr("Port") : tr("Output")};
        const QString shortNames[] = {tr("\u00d7"),
                                      tr("+b"),
                                      tr("R"),
                                      softmax ? tr("t") : tr("m"),
                                      softmax ? tr("S") : tr("Q"),
                                      softmax ? tr("P") : tr("Out")};
        const bool valid = stage != nullptr && stage->valid;
        title(m_geometry.ppuStage(index), {names[i], shortNames[i]}, {valid ? tr("n %1").arg(stage->row) : QString()});
        const QRectF block = at(m_geometry.ppuStage(index));
        if (!shows(block)) {
            continue;
        }
        well(block, valid, Role::Outputs);
        if (!valid) {
            continue;
        }
        const double scale = scaleOf(*stage);
        const auto [low, high] = std::minmax_element(stage->values.begin(), stage->values.end());
        const Writing writing = writingFor(at(m_geometry.ppuValue(index, 0)).width() - 2, *low, *high);
        for (int lane = 0; lane < kLanes; ++lane) {
            const QRectF cell = at(m_geometry.ppuValue(index, lane)).adjusted(1, 1, -1, -1);
            const std::int64_t value = stage->values[static_cast<std::size_t>(lane)];
            const QColor fill = diverging(static_cast<double>(value), scale);
            m_painter.fillRect(cell, fill);
            number(cell, value, writing, Theme::textOn(fill));
        }
    }

    const auto buffer = [&](Memory memory, const QRectF &whole, const auto &entryRect, const QString &name) {
        const QRectF block = at(whole);
        if (!shows(block)) {
            return;
        }
        const bool read = m_scene.reads(memory);
        well(block, read, Role::Outputs);
        useFigures(block.width(), name.size());
        if (!text(block, name, read ? color(Role::Text) : color(Role::MutedText))) {
            return;
        }
        for (const Access &access : now.accesses) {
            if (access.memory == memory && access.address >= 0 && access.address < m_geometry.scaleEntries()) {
                const QRectF entry = at(entryRect(access.address));
                m_painter.fillRect(QRectF(entry.left(), entry.bottom() - 3, entry.width(), 3), color(Role::Outputs));
            }
        }
    };
    buffer(
        Memory::ScaleBuffer, m_geometry.scaleBuffer(), [&](int a) { return m_geometry.scaleEntry(a); }, tr("scales"));
    buffer(
        Memory::BiasBuffer, m_geometry.biasBuffer(), [&](int a) { return m_geometry.biasEntry(a); }, tr("biases"));

    title(m_geometry.softmaxPort(), {tr("Softmax port"), tr("Softmax")});
    const QRectF port = at(m_geometry.softmaxPort());
    if (shows(port)) {
        const SoftmaxStage &softmax = now.softmax;
        well(port, softmax.leaves, Role::Outputs);
        useFigures(port.width(), 12);
        const QRectF line(port.left(), port.center().y() - m_ascent, port.width(), 2 * m_ascent);
        const QString upper = !softmax.used    ? tr("not used by")
                              : softmax.leaves ? tr("n %1").arg(softmax.leavingRow)
                                               : tr("no slice in");
        const QString lower = !softmax.used     ? tr("this layer")
                              : !softmax.leaves ? tr("this cycle")
                              : softmax.rowDone ? tr("row complete")
                                                : tr("m %1").arg(softmax.leavingM);
        const QColor ink = softmax.leaves ? color(Role::Text) : color(Role::MutedText);
        if (!text(line.translated(0, -m_ascent), upper, ink) || !text(line.translated(0, m_ascent), lower, ink)) {
            text(line, softmax.leaves ? tr("slice") : tr("idle"), ink);
        }
    }
}

void ChipPainter::paintVsqBuffer()
{
    const Snapshot &now = *m_scene.snapshot;
    title(m_geometry.vsqBuffer(), {tr("VSQ buffer"), QStringLiteral("VSQ")});
    const QRectF block = at(m_geometry.vsqBuffer());
    if (!shows(block)) {
        return;
    }
    const bool active = m_scene.reads(Memory::VsqBuffer) || m_scene.writes(Memory::VsqBuffer);
    well(block, active, Role::Outputs);
    const Writing writing = writingFor(at(m_geometry.vsqCell(0, 0)).width(), -32768, 32767);
    for (int row = 0; row < 16; ++row) {
        const auto &values = now.vsqBuffer[static_cast<std::size_t>(row)];
        if (std::all_of(values.begin(), values.end(), [](std::int32_t value) { return value == 0; })) {
            continue;
        }
        for (int column = 0; column < ChipGeometry::kVsqColumns; ++column) {
            const QRectF cell = at(m_geometry.vsqCell(row, column));
            const std::int32_t value = values[static_cast<std::size_t>(column)];
            const QColor fill = diverging(value, 32768);
            m_painter.fillRect(cell, fill);
            number(cell, value, writing, Theme::textOn(fill));
        }
    }
    m_painter.setPen(QPen(color(Role::Separator), 1));
    for (int segment = 1; segment < kVsqSegments; ++segment) {
        const double x = at(m_geometry.vsqCell(0, segment * kLanes)).left();
        m_painter.drawLine(QPointF(x, block.top()), QPointF(x, block.bottom()));
    }
    for (const Access &access : now.accesses) {
        if (access.memory == Memory::VsqBuffer && access.address >= 0 && access.address < 16) {
            const QRectF row(at(m_geometry.vsqCell(access.address, 0)).topLeft(),
                             at(m_geometry.vsqCell(access.address, ChipGeometry::kVsqColumns - 1)).bottomRight());
            accessMark(row, !access.write, access.write, Role::Outputs);
        }
    }
}

void ChipPainter::paintOutputBuffer()
{
    const Snapshot &now = *m_scene.snapshot;
    const auto written = now.counters.memories[static_cast<std::size_t>(Memory::OutputBuffer)].writes;
    title(m_geometry.outputBuffer(), {tr("Output buffer"), tr("Output")}, {tr("%1 written").arg(number::integer(written))});
    const QRectF block = at(m_geometry.outputBuffer());
    if (!shows(block)) {
        return;
    }
    well(block, m_scene.writes(Memory::OutputBuffer), Role::Outputs);
    for (const BufferLevel &level : now.levels) {
        if (level.memory == Memory::OutputBuffer && level.capacity > 0) {
            const double share = std::min(1.0, static_cast<double>(level.words) / static_cast<double>(level.capacity));
            m_painter.fillRect(QRectF(block.topLeft(), QSizeF(block.width(), block.height() * share)),
                               color(Role::Outputs, 0.25));
        }
    }
    for (const Access &access : now.accesses) {
        if (access.memory != Memory::OutputBuffer || access.address < 0 || access.address >= m_geometry.outputWords()) {
            continue;
        }
        const QRectF word = at(m_geometry.outputWord(access.address));
        const double grow = std::max(0.0, 4.0 - std::min(word.width(), word.height())) / 2;
        m_painter.fillRect(word.adjusted(-grow, -grow, grow, grow), color(Role::Outputs));
    }
    if (now.outputWord.empty()) {
        const QString idle = now.ppu.empty()    ? tr("sums leave the chip")
                             : now.softmax.used ? tr("results leave by the softmax port")
                                                : tr("no word in this cycle");
        useFigures(block.width(), idle.size());
        text(block, idle, color(Role::MutedText));
        return;
    }
    // The codes of the word that was written, along the lower edge.
    const double width = block.width() / static_cast<double>(now.outputWord.size());
    const double height = block.height() / 4;
    useFigures(width, 4);
    for (std::size_t i = 0; i < now.outputWord.size(); ++i) {
        const QRectF cell(block.left() + static_cast<double>(i) * width, block.bottom() - height, width, height);
        const QColor fill = diverging(now.outputWord[i], now.outputWord.size() > 16 ? 7 : 127);
        m_painter.fillRect(cell, fill);
        text(cell, codeText(now.outputWord[i]), Theme::textOn(fill));
    }
}

} // namespace vsq
