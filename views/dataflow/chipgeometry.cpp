// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chipgeometry.h"

#include <algorithm>

namespace vsq {

namespace {

// Columns, left to right.
constexpr double kMargin = 28;
constexpr double kABufferX = kMargin;
constexpr double kABufferWidth = 96;
constexpr double kARegisterX = kABufferX + kABufferWidth + 20;
constexpr double kACodesWidth = 96;
constexpr double kAScaleWidth = 28;
constexpr double kMultipliersX = kARegisterX + kACodesWidth + kAScaleWidth + 20;
constexpr double kMultipliersWidth = 320;
constexpr double kTreeX = kMultipliersX + kMultipliersWidth + 16;
constexpr double kTreeWidth = 46;
constexpr double kTreeMore = 26; ///< takes the longest sum of a vector's products
constexpr double kScaleWidth = 46;
constexpr double kColumnGap = 12;
constexpr double kSumWidth = 56;
constexpr double kSumMore = 40; ///< takes a sum of six figures
constexpr double kCollectorGap = 24;
constexpr double kNarrowEntry = 20;
constexpr double kWideEntry = 56; ///< takes the longest 24-bit sum

// Rows, top to bottom.
constexpr double kTitle = ChipGeometry::kTitleHeight;
constexpr double kBY = 12 + kTitle;
constexpr double kBHeight = 84;
constexpr double kLanesY = kBY + kBHeight + 24 + kTitle;
constexpr double kLaneHeight = 32;
constexpr double kLaneGap = 4;          ///< between two lanes, half above and half below
constexpr double kPpuGap = 28 + kTitle; ///< between the lanes and the stages
constexpr double kPpuHeight = 112;
constexpr double kStageHeight = 84;

// Post-processing runs from right to left, beneath the collector.
constexpr double kStageWidth = 84;
constexpr double kStageGap = 14;
constexpr double kVsqWidth = 144;
constexpr int kVsqBefore = 4; ///< stages to the right of the VSQ buffer: scale, bias, relu, max

constexpr int kBGridColumns = 64;
constexpr int kOutputGridColumns = 32;

double laneY(int lane)
{
    return kLanesY + lane * kLaneHeight + kLaneGap / 2;
}

constexpr double kLaneInner = kLaneHeight - kLaneGap;

int indexIn(double position, double start, double pitch, int count)
{
    return std::clamp(static_cast<int>((position - start) / pitch), 0, count - 1);
}

QRectF gridCell(const QRectF &block, int index, int columns, int count)
{
    const int rows = (count + columns - 1) / columns;
    const double width = block.width() / columns;
    const double height = block.height() / rows;
    return {block.left() + index % columns * width, block.top() + index / columns * height, width, height};
}

int gridIndex(const QRectF &block, const QPointF &point, int columns, int count)
{
    const int rows = (count + columns - 1) / columns;
    return std::min(count - 1, indexIn(point.y(), block.top(), block.height() / rows, rows) * columns
                                   + indexIn(point.x(), block.left(), block.width() / columns, columns));
}

} // namespace

ChipGeometry::ChipGeometry(Mode mode, const ChipConfig &config)
    : m_mode(mode), m_lanes(std::clamp(config.lanes, 1, kLaneCount)), m_aBankEntries(std::max(1, config.aBankEntries)),
      m_bBufferEntries(std::max(1, config.bBufferEntries)), m_outputWords(std::max(1, config.outputWords)),
      m_scaleEntries(std::max(1, config.scaleEntries)), m_treeWidth(kTreeWidth), m_sumWidth(kSumWidth), m_entryWidth(kNarrowEntry)
{
}

double ChipGeometry::lanesHeight() const
{
    return m_lanes * kLaneHeight;
}

double ChipGeometry::scaleX() const
{
    return kTreeX + m_treeWidth + kColumnGap;
}

double ChipGeometry::sumX() const
{
    return scaleX() + kScaleWidth + kColumnGap;
}

double ChipGeometry::collectorX() const
{
    return sumX() + m_sumWidth + kCollectorGap;
}

double ChipGeometry::ppuY() const
{
    return kLanesY + lanesHeight() + kPpuGap;
}

void ChipGeometry::widenTo(double width)
{
    m_treeWidth = kTreeWidth;
    m_sumWidth = kSumWidth;
    m_entryWidth = kNarrowEntry;
    const double free = std::max(0.0, width - bounds().width());
    const double columns = std::min(free, kTreeMore + kSumMore);
    m_treeWidth += columns * kTreeMore / (kTreeMore + kSumMore);
    m_sumWidth += columns * kSumMore / (kTreeMore + kSumMore);
    m_entryWidth = std::min(kNarrowEntry + (free - columns) / kEntryCount, kWideEntry);
}

double ChipGeometry::right() const
{
    return collectorX() + 16 * m_entryWidth;
}

QRectF ChipGeometry::bounds() const
{
    return {0, 0, right() + kMargin, ppuY() + kPpuHeight + kMargin};
}

QRectF ChipGeometry::aBuffer() const
{
    return {kABufferX, kLanesY, kABufferWidth, lanesHeight()};
}

QRectF ChipGeometry::aRegister() const
{
    return {kARegisterX, kLanesY, kACodesWidth + kAScaleWidth, lanesHeight()};
}

QRectF ChipGeometry::bBuffer() const
{
    return {kABufferX, kBY, kARegisterX + kACodesWidth + kAScaleWidth - kABufferX, kBHeight};
}

QRectF ChipGeometry::bRegister() const
{
    return {kMultipliersX, kBY, kMultipliersWidth, kBHeight};
}

QRectF ChipGeometry::multipliers() const
{
    return {kMultipliersX, kLanesY, kMultipliersWidth, lanesHeight()};
}

QRectF ChipGeometry::trees() const
{
    return {kTreeX, kLanesY, m_treeWidth, lanesHeight()};
}

QRectF ChipGeometry::scaleProducts() const
{
    return {scaleX(), kLanesY, kScaleWidth, lanesHeight()};
}

QRectF ChipGeometry::sums() const
{
    return {sumX(), kLanesY, m_sumWidth, lanesHeight()};
}

QRectF ChipGeometry::collector() const
{
    return {collectorX(), kLanesY, 16 * m_entryWidth, lanesHeight()};
}

QRectF ChipGeometry::ppuStage(int stage) const
{
    const double afterVsq = stage >= kVsqBefore ? kVsqWidth + kStageGap : 0.0;
    return {right() - (stage + 1) * kStageWidth - stage * kStageGap - afterVsq, ppuY(), kStageWidth, kStageHeight};
}

QRectF ChipGeometry::scaleBuffer() const
{
    return {ppuStage(0).left(), ppuY() + kStageHeight + 8, kStageWidth, kPpuHeight - kStageHeight - 8};
}

QRectF ChipGeometry::biasBuffer() const
{
    return {ppuStage(1).left(), ppuY() + kStageHeight + 8, kStageWidth, kPpuHeight - kStageHeight - 8};
}

QRectF ChipGeometry::vsqBuffer() const
{
    return {ppuStage(kVsqBefore - 1).left() - kStageGap - kVsqWidth, ppuY(), kVsqWidth, kPpuHeight};
}

QRectF ChipGeometry::outputBuffer() const
{
    const double right = ppuStage(kStageCount - 1).left() - 20;
    return {right - 180, ppuY(), 180, kPpuHeight};
}

QRectF ChipGeometry::softmaxPort() const
{
    return {kMargin, ppuY(), outputBuffer().left() - 20 - kMargin, kPpuHeight};
}

QRectF ChipGeometry::legend() const
{
    return {collectorX(), kBY - 8, 16 * m_entryWidth, kBHeight + 28};
}

QRectF ChipGeometry::laneRow(int lane) const
{
    return {kABufferX, laneY(lane), right() - kABufferX, kLaneInner};
}

QRectF ChipGeometry::aBank(int lane) const
{
    return {kABufferX, laneY(lane), kABufferWidth, kLaneInner};
}

QRectF ChipGeometry::aEntry(int lane, int address) const
{
    const double width = kABufferWidth / m_aBankEntries;
    return {kABufferX + address * width, laneY(lane), width, kLaneInner};
}

QRectF ChipGeometry::aWord(int lane) const
{
    return {kARegisterX, laneY(lane), kACodesWidth + kAScaleWidth, kLaneInner};
}

QRectF ChipGeometry::aCode(int lane, int element) const
{
    const double width = kACodesWidth / vectorSize();
    return {kARegisterX + element * width, laneY(lane), width, kLaneInner};
}

QRectF ChipGeometry::aScale(int lane) const
{
    return {kARegisterX + kACodesWidth, laneY(lane), kAScaleWidth, kLaneInner};
}

QRectF ChipGeometry::bEntry(int address) const
{
    return gridCell(bBuffer(), address, kBGridColumns, m_bBufferEntries);
}

QRectF ChipGeometry::bCode(int element) const
{
    const double width = kMultipliersWidth / vectorSize();
    return {kMultipliersX + element * width, kBY, width, kBHeight};
}

QRectF ChipGeometry::bScale() const
{
    return {scaleX(), kBY + kBHeight - kLaneInner, kScaleWidth, kLaneInner};
}

QRectF ChipGeometry::multiplier(int lane, int element) const
{
    const double width = kMultipliersWidth / vectorSize();
    return {kMultipliersX + element * width, laneY(lane), width, kLaneInner};
}

QRectF ChipGeometry::tree(int lane) const
{
    return {kTreeX, laneY(lane), m_treeWidth, kLaneInner};
}

QRectF ChipGeometry::scaleProduct(int lane) const
{
    return {scaleX(), laneY(lane), kScaleWidth, kLaneInner};
}

QRectF ChipGeometry::sum(int lane) const
{
    return {sumX(), laneY(lane), m_sumWidth, kLaneInner};
}

QRectF ChipGeometry::collectorCell(int entry, int lane) const
{
    return {collectorX() + entry * m_entryWidth, laneY(lane), m_entryWidth, kLaneInner};
}

QRectF ChipGeometry::collectorEntry(int entry) const
{
    return {collectorX() + entry * m_entryWidth, kLanesY, m_entryWidth, lanesHeight()};
}

QRectF ChipGeometry::ppuValue(int stage, int lane) const
{
    return gridCell(ppuStage(stage), lane, 4, kLaneCount);
}

QRectF ChipGeometry::scaleEntry(int address) const
{
    return gridCell(scaleBuffer(), address, m_scaleEntries, m_scaleEntries);
}

QRectF ChipGeometry::biasEntry(int address) const
{
    return gridCell(biasBuffer(), address, m_scaleEntries, m_scaleEntries);
}

QRectF ChipGeometry::vsqCell(int row, int column) const
{
    return gridCell(vsqBuffer(), row * kVsqColumns + column, kVsqColumns, 16 * kVsqColumns);
}

QRectF ChipGeometry::outputWord(int address) const
{
    return gridCell(outputBuffer(), address, kOutputGridColumns, m_outputWords);
}

ChipPart ChipGeometry::partAt(const QPointF &p) const
{
    const int lane = indexIn(p.y(), kLanesY, kLaneHeight, m_lanes);
    const auto part = [](PartKind kind, int ofLane = -1, int entry = -1, int element = -1, int address = -1) {
        return ChipPart{kind, ofLane, entry, element, -1, address};
    };
    const auto element = [&](double start, double width) { return indexIn(p.x(), start, width / vectorSize(), vectorSize()); };

    if (aBuffer().contains(p)) {
        return part(PartKind::ABank, lane, -1, -1, indexIn(p.x(), kABufferX, kABufferWidth / m_aBankEntries, m_aBankEntries));
    }
    if (aRegister().contains(p)) {
        const bool onScale = p.x() >= kARegisterX + kACodesWidth;
        return part(PartKind::ARegister, lane, -1, onScale ? -1 : element(kARegisterX, kACodesWidth));
    }
    if (bBuffer().contains(p)) {
        return part(PartKind::BBuffer, -1, -1, -1, gridIndex(bBuffer(), p, kBGridColumns, m_bBufferEntries));
    }
    if (bRegister().contains(p)) {
        return part(PartKind::BRegister, -1, -1, element(kMultipliersX, kMultipliersWidth));
    }
    if (bScale().contains(p)) {
        return part(PartKind::BRegister);
    }
    if (multipliers().contains(p)) {
        return part(PartKind::Multiplier, lane, -1, element(kMultipliersX, kMultipliersWidth));
    }
    if (trees().contains(p)) {
        return part(PartKind::Tree, lane);
    }
    if (scaleProducts().contains(p)) {
        return part(PartKind::ScaleProduct, lane);
    }
    if (sums().contains(p)) {
        return part(PartKind::Sum, lane);
    }
    if (collector().contains(p)) {
        return part(PartKind::Collector, lane, indexIn(p.x(), collectorX(), m_entryWidth, kEntryCount));
    }
    for (int stage = 0; stage < kStageCount; ++stage) {
        if (ppuStage(stage).contains(p)) {
            return {PartKind::PpuStage, gridIndex(ppuStage(stage), p, 4, kLaneCount), -1, -1, stage, -1};
        }
    }
    if (scaleBuffer().contains(p)) {
        return part(PartKind::ScaleBuffer, -1, -1, -1, gridIndex(scaleBuffer(), p, m_scaleEntries, m_scaleEntries));
    }
    if (biasBuffer().contains(p)) {
        return part(PartKind::BiasBuffer, -1, -1, -1, gridIndex(biasBuffer(), p, m_scaleEntries, m_scaleEntries));
    }
    if (vsqBuffer().contains(p)) {
        const int index = gridIndex(vsqBuffer(), p, kVsqColumns, 16 * kVsqColumns);
        return part(PartKind::VsqBuffer, -1, -1, index % kVsqColumns, index / kVsqColumns);
    }
    if (outputBuffer().contains(p)) {
        return part(PartKind::OutputBuffer, -1, -1, -1, gridIndex(outputBuffer(), p, kOutputGridColumns, m_outputWords));
    }
    return softmaxPort().contains(p) ? part(PartKind::SoftmaxPort) : ChipPart{};
}

} // namespace vsq
