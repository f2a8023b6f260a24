// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry, zoom, selection, changes, fill levels: no window needed.
#include "tests/support/testmain.h"
#include "tests/views/dataflowfixture.h"

#include "views/dataflow/chipchanges.h"
#include "views/dataflow/chipgeometry.h"
#include "views/dataflow/chiptooltip.h"
#include "views/dataflow/partselection.h"
#include "views/dataflow/viewtransform.h"

#include <QTest>

#include <algorithm>

namespace vsq::test {

class DataflowGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blocksDoNotOverlapAndLieInside_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("vsq") << int(Mode::Vsq);
        QTest::newRow("int8") << int(Mode::Int8);
    }
    void blocksDoNotOverlapAndLieInside()
    {
        QFETCH(int, mode);
        const ChipGeometry g(static_cast<Mode>(mode), ChipConfig{});
        std::vector<QRectF> blocks = {g.aBuffer(),     g.aRegister(),  g.bBuffer(),       g.bRegister(),
                                      g.multipliers(), g.trees(),      g.scaleProducts(), g.sums(),
                                      g.collector(),   g.vsqBuffer(),  g.outputBuffer(),  g.softmaxPort(),
                                      g.scaleBuffer(), g.biasBuffer(), g.legend(),        g.bScale()};
        for (int stage = 0; stage < ChipGeometry::kStageCount; ++stage) {
            blocks.push_back(g.ppuStage(stage));
        }
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            QVERIFY2(g.bounds().contains(blocks[i]), qPrintable(QString::number(i)));
            for (std::size_t j = i + 1; j < blocks.size(); ++j) {
                QVERIFY2(!blocks[i].intersects(blocks[j]), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(j)));
            }
        }
    }

    void lanesAlignFromBankToCollector()
    {
        const ChipGeometry g(Mode::Vsq, ChipConfig{});
        for (int lane = 0; lane < 16; ++lane) {
            const double y = g.aBank(lane).center().y();
            for (const QRectF &part : {g.aWord(lane), g.multiplier(lane, 5), g.tree(lane), g.scaleProduct(lane), g.sum(lane),
                                       g.collectorCell(2, lane)}) {
                QCOMPARE(part.center().y(), y);
            }
        }
        for (int element = 0; element < 64; ++element) {
            QCOMPARE(g.bCode(element).center().x(), g.multiplier(7, element).center().x());
        }
    }

    void hitTestFindsThePartThatWasDrawn()
    {
        for (const Mode mode : {Mode::Vsq, Mode::Int8}) {
            const ChipGeometry g(mode, ChipConfig{});
            std::vector<ChipPart> parts;
            for (int lane = 0; lane < 16; ++lane) {
                for (const PartKind kind : {PartKind::Tree, PartKind::ScaleProduct, PartKind::Sum}) {
                    parts.push_back({kind, lane, -1, -1, -1, -1});
                }
                for (int element = -1; element < vectorSize(mode); ++element) {
                    parts.push_back({PartKind::ARegister, lane, -1, element, -1, -1});
                    if (element >= 0) {
                        parts.push_back({PartKind::Multiplier, lane, -1, element, -1, -1});
                    }
                }
                for (int entry = 0; entry < 16; ++entry) {
                    parts.push_back({PartKind::Collector, lane, entry, -1, -1, -1});
                }
                parts.push_back({PartKind::ABank, lane, -1, -1, -1, 100});
            }
            for (int element = -1; element < vectorSize(mode); ++element) {
                parts.push_back({PartKind::BRegister, -1, -1, element, -1, -1});
            }
            for (const int address : {0, 63, 64, 1000, 2047}) {
                parts.push_back({PartKind::BBuffer, -1, -1, -1, -1, address});
            }
            for (int stage = 0; stage < ChipGeometry::kStageCount; ++stage) {
                parts.push_back({PartKind::PpuStage, 6, -1, -1, stage, -1});
            }
            parts.push_back({PartKind::ScaleBuffer, -1, -1, -1, -1, 7});
            parts.push_back({PartKind::BiasBuffer, -1, -1, -1, -1, 0});
            parts.push_back({PartKind::VsqBuffer, -1, -1, 63, -1, 15});
            parts.push_back({PartKind::OutputBuffer, -1, -1, -1, -1, 511});
            parts.push_back({PartKind::SoftmaxPort, -1, -1, -1, -1, -1});
            for (const ChipPart &part : parts) {
                const ChipPart found = g.partAt(g.rectOf(part).center());
                QVERIFY2(found == part, qPrintable(QStringLiteral("kind %1 lane %2 entry %3 element %4 address %5, found kind %6")
                                                       .arg(int(part.kind))
                                                       .arg(part.lane)
                                                       .arg(part.entry)
                                                       .arg(part.element)
                                                       .arg(part.address)
                                                       .arg(int(found.kind))));
            }
            QCOMPARE(g.partAt(QPointF(1, 1)).kind, PartKind::None);
        }
    }

    void wiresStartAndEndAtBlocks()
    {
        const ChipGeometry g(Mode::Vsq, ChipConfig{});
        for (const Wire &wire : g.wires()) {
            QVERIFY(wire.points.size() >= 2);
            for (const QPointF &point : wire.points) {
                QVERIFY(g.bounds().contains(point));
            }
        }
    }

    void zoomKeepsThePointAndItsLimits()
    {
        ViewTransform t = ViewTransform::fit(QRectF(0, 0, 1000, 800), QSizeF(500, 500));
        QCOMPARE(t.zoom, 0.5);
        QCOMPARE(t.toScreen(QPointF(500, 400)), QPointF(250, 250));
        const QPointF scene = t.toScene(QPointF(123, 77));
        t.zoomAbout(QPointF(123, 77), 3.0);
        QVERIFY(QLineF(t.toScreen(scene), QPointF(123, 77)).length() < 1e-9);
        t.zoomAbout(QPointF(0, 0), 1e6);
        QCOMPARE(t.zoom, ViewTransform::kMaxZoom);
        t.zoomAbout(QPointF(0, 0), 1e-9);
        QCOMPARE(t.zoom, ViewTransform::kMinZoom);
    }

    void detailGrowsWithZoom()
    {
        ViewTransform t;
        Detail last = Detail::Occupancy;
        for (t.zoom = ViewTransform::kMinZoom; t.zoom < 30; t.zoom *= 1.1) {
            QVERIFY(t.detail() >= last);
            last = t.detail();
        }
        QCOMPARE(last, Detail::Bits);
    }

    void pictureNeverLeavesTheViewport()
    {
        ViewTransform t;
        t.offset = QPointF(5000, -5000);
        t.keepInView(QRectF(0, 0, 1000, 800), QSizeF(600, 400));
        QVERIFY(t.toScreen(QRectF(0, 0, 1000, 800)).intersects(QRectF(0, 0, 600, 400)));
    }

    void onlyWhatChangedGlows()
    {
        const auto layer = makeLayer(Mode::Vsq, 16, 16, 128);
        const auto before = makeSnapshot(*layer, 0, 0, 1, 4);
        const auto after = makeSnapshot(*layer, 0, 0, 1, 5);
        const std::vector<ChipPart> changed = changedParts(before.get(), *after);
        int collector = 0;
        for (const ChipPart &part : changed) {
            if (part.kind == PartKind::Collector) {
                QCOMPARE(part.entry, 5);
                ++collector;
            }
            QVERIFY(part.kind != PartKind::ARegister); // stands still while B passes by
        }
        QVERIFY(collector > 0);
        QVERIFY(changedParts(after.get(), *after).empty());
        QVERIFY(changedParts(nullptr, *after).empty());
    }

    void bufferFillIsThatOfTheSubtile()
    {
        // The design tile fills both buffers exactly (spec section 3).
        const BufferFill fill = bufferFill(plan({.m = 128, .n = 128, .k = 1024, .mode = Mode::Int4, .convolution = {}}, {}), {});
        QCOMPARE(fill.subtiles, 1);
        QCOMPARE(fill.aWords, 128);
        QCOMPARE(fill.bWords, 2048);
        QCOMPARE(heldByA(fill, 3, 17).row, 16 + 3);
        QCOMPARE(heldByA(fill, 3, 17).vector, 1);
        QCOMPARE(heldByB(fill, 16 * 5 + 2).row, 5);
        QCOMPARE(heldByB(fill, 16 * 5 + 2).vector, 2);
        QCOMPARE(heldByB(fill, 2048).row, -1);
    }

    void convolutionVectorsMapToTheirColumns()
    {
        Operand operand;
        operand.rows = 1;
        operand.columns = 9 * 80; // 3 x 3 taps of 80 channels: two vectors a tap
        operand.segments = 9;
        operand.vectors = 18;
        const OperandLayout layout(operand, Mode::Vsq);
        QCOMPARE(layout.used(0), 64);
        QCOMPARE(layout.used(1), 16);
        QCOMPARE(layout.firstColumn(1), 64);
        QCOMPARE(layout.firstColumn(2), 80);
        QCOMPARE(layout.firstColumn(17), 8 * 80 + 64);
    }

    void toolTipsNameThePartAndItsValue()
    {
        const auto layer = makeLayer(Mode::Vsq, 16, 16, 128);
        ChipScene scene;
        scene.snapshot = makeSnapshot(*layer, 0, 0, 1, 5);
        scene.layer = layer;
        scene.fill = bufferFill(*scene.snapshot->plan, scene.snapshot->executed);
        const QString tree = chipToolTip({PartKind::Tree, 3, -1, -1, -1, -1}, scene);
        QVERIFY(tree.contains(QStringLiteral("lane 3")));
        const QString product = chipToolTip({PartKind::Multiplier, 3, -1, 7, -1, -1}, scene);
        QVERIFY(product.contains(QString::number(scene.snapshot->lanes[3].products[7])));
        QVERIFY(chipToolTip({}, scene).isEmpty());
        QVERIFY(chipSummary(scene).contains(QStringLiteral("16 lanes are active")));
    }

    void positionReadsAsASentence()
    {
        const auto layer = makeLayer(Mode::Vsq, 64, 32, 256);
        const auto snapshot = makeSnapshot(*layer, 32, 16, 3, 7);
        QCOMPARE(positionText(*snapshot), QStringLiteral("cycle %1 of %2 \u00b7 subtile 0 \u00b7 m 32 n 16 k 3 a 7")
                                              .arg(snapshot->executed.cycle + 1)
                                              .arg(snapshot->totalCycles));
    }
};

} // namespace vsq::test

using vsq::test::DataflowGeometry;
VSQ_TEST(DataflowGeometry)

#include "dataflowgeometry.moc"
