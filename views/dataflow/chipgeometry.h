// SPDX-License-Identifier: GPL-3.0-or-later
// Where every part of the chip is drawn, in scene units, as plain rectangles: bank i, A register i, lane i and row i of
// the collector share one row, element j of the broadcast vector stands above multiplier j of every lane.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/chip/snapshot.h"
#include "views/dataflow/chippart.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <array>
#include <vector>

namespace vsq {

enum class WireKind : std::uint8_t {
    AFill,        ///< A buffer bank -> A register
    AOperand,     ///< A register -> multipliers
    BRead,        ///< B buffer -> broadcast vector
    BBroadcast,   ///< broadcast vector -> all lanes
    BScale,       ///< its scale -> all lanes
    TreeToScale,  ///< adder tree -> scale product
    ScaleToSum,   ///< term -> sum
    SumCollector, ///< sum <-> collector entry
    CollectorPpu, ///< finished entries -> post-processing
    PpuPpu,       ///< stage -> stage
    PpuBuffer,    ///< scale or bias buffer -> its stage
    PpuOutput,    ///< last stage -> output buffer
    PpuSoftmax,   ///< -> softmax port
};

struct Wire {
    WireKind kind = WireKind::AFill;
    int index = -1;              ///< lane or stage
    std::vector<QPointF> points; ///< in the direction of flow
};

class ChipGeometry {
public:
    static constexpr int kLaneCount = 16;
    static constexpr int kEntryCount = 16;
    static constexpr int kVsqColumns = kLanes * kVsqSegments;
    static constexpr int kStageCount = 6; ///< scale, bias, relu, max, quantize, output

    /// Sizes of the buffers come from the configuration, the number of multipliers a lane from the mode.
    ChipGeometry(Mode mode, const ChipConfig &config);
    /// Gives trees and sums, then the collector, what is free in a picture of this width, as far as their numbers need it.
    void widenTo(double width);

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] int vectorSize() const { return vsq::vectorSize(m_mode); }
    [[nodiscard]] int aBankEntries() const { return m_aBankEntries; }
    [[nodiscard]] int bBufferEntries() const { return m_bBufferEntries; }
    [[nodiscard]] int outputWords() const { return m_outputWords; }
    [[nodiscard]] int scaleEntries() const { return m_scaleEntries; }
    [[nodiscard]] QRectF bounds() const;

    // Whole blocks. Each has a strip of kTitleHeight above it for its name.
    static constexpr double kTitleHeight = 24.0;
    [[nodiscard]] QRectF aBuffer() const;
    [[nodiscard]] QRectF aRegister() const;
    [[nodiscard]] QRectF bBuffer() const;
    [[nodiscard]] QRectF bRegister() const;
    [[nodiscard]] QRectF multipliers() const;
    [[nodiscard]] QRectF trees() const;
    [[nodiscard]] QRectF scaleProducts() const;
    [[nodiscard]] QRectF sums() const;
    [[nodiscard]] QRectF collector() const;
    [[nodiscard]] QRectF ppuStage(int stage) const;
    [[nodiscard]] QRectF scaleBuffer() const;
    [[nodiscard]] QRectF biasBuffer() const;
    [[nodiscard]] QRectF vsqBuffer() const;
    [[nodiscard]] QRectF outputBuffer() const;
    [[nodiscard]] QRectF softmaxPort() const;
    [[nodiscard]] QRectF legend() const;

    // Parts of them.
    [[nodiscard]] QRectF laneRow(int lane) const; ///< from bank to collector
    [[nodiscard]] QRectF aBank(int lane) const;
    [[nodiscard]] QRectF aEntry(int lane, int address) const;
    [[nodiscard]] QRectF aWord(int lane) const;
    [[nodiscard]] QRectF aCode(int lane, int element) const;
    [[nodiscard]] QRectF aScale(int lane) const;
    [[nodiscard]] QRectF bEntry(int address) const;
    [[nodiscard]] QRectF bCode(int element) const;
    [[nodiscard]] QRectF bScale() const;
    [[nodiscard]] QRectF multiplier(int lane, int element) const;
    [[nodiscard]] QRectF tree(int lane) const;
    [[nodiscard]] QRectF scaleProduct(int lane) const;
    [[nodiscard]] QRectF sum(int lane) const;
    [[nodiscard]] QRectF collectorCell(int entry, int lane) const;
    [[nodiscard]] QRectF collectorEntry(int entry) const; ///< all its lanes
    [[nodiscard]] QRectF ppuValue(int stage, int lane) const;
    [[nodiscard]] QRectF scaleEntry(int address) const;
    [[nodiscard]] QRectF biasEntry(int address) const;
    [[nodiscard]] QRectF vsqCell(int row, int column) const;
    [[nodiscard]] QRectF outputWord(int address) const;

    [[nodiscard]] std::vector<Wire> wires() const;

    /// The innermost part under a point of the scene.
    [[nodiscard]] ChipPart partAt(const QPointF &scene) const;
    /// The part's rectangle; null for None.
    [[nodiscard]] QRectF rectOf(const ChipPart &part) const;
    /// Of a buffer's word, or of the whole buffer where it has no such word; null for memories that are no blocks.
    [[nodiscard]] QRectF rectOf(Memory memory, int bank, int address) const;

private:
    [[nodiscard]] double right() const; ///< of the blocks
    [[nodiscard]] double scaleX() const;
    [[nodiscard]] double sumX() const;
    [[nodiscard]] double collectorX() const;
    [[nodiscard]] double lanesHeight() const;
    [[nodiscard]] double ppuY() const;

    Mode m_mode;
    int m_lanes;
    int m_aBankEntries;
    int m_bBufferEntries;
    int m_outputWords;
    int m_scaleEntries;
    double m_treeWidth;
    double m_sumWidth;
    double m_entryWidth;
};

} // namespace vsq
