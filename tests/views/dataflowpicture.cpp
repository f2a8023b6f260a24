// SPDX-License-Identifier: GPL-3.0-or-later
// The canvas under real mouse, wheel and key events, and what it draws.
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/dataflowfixture.h"

#include "tests/support/shots.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/chippainter.h"
#include "views/theme/theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <ctime>

namespace vsq::test {

class DataflowPicture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_layer = makeLayer(Mode::Vsq, 40, 24, 160);
        m_canvas = std::make_unique<ChipCanvas>();
        m_canvas->resize(900, 700);
        m_canvas->setLayer(m_layer, ChipConfig{});
        m_canvas->setSnapshot(makeSnapshot(*m_layer, 16, 0, 1, 5), false);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    }
    void cleanup() { m_canvas.reset(); }

    void clickOnCollectorSelectsLaneAndEntry()
    {
        QSignalSpy spy(m_canvas.get(), &ChipCanvas::selectionWanted);
        click(m_canvas->geometryOfChip().collectorCell(3, 9));
        QCOMPARE(spy.size(), 1);
        const auto selection = spy[0][0].value<Selection>();
        QCOMPARE(selection.lane, 9);
        QCOMPARE(selection.entry, 3);
    }

    void clickOnMultiplierSelectsItsVector()
    {
        QSignalSpy spy(m_canvas.get(), &ChipCanvas::selectionWanted);
        click(m_canvas->geometryOfChip().multiplier(4, 17));
        QCOMPARE(spy.size(), 1);
        const auto selection = spy[0][0].value<Selection>();
        QCOMPARE(selection.lane, 4);
        QCOMPARE(selection.entry, 5);
        QCOMPARE(selection.operand, Selection::Operand::Weights);
        QCOMPARE(selection.row, 20);
        QCOMPARE(selection.vector, 1);
        QCOMPARE(selection.element, 17);
    }

    /// Deep in the picture a map says where, and a press in it goes elsewhere.
    void theMapShowsAndGoesAnywhere()
    {
        const auto map = [&] {
            return ChipPainter::overviewRect(m_canvas->geometryOfChip(), m_canvas->transform(), m_canvas->size());
        };
        QVERIFY(map().isEmpty()); // all of the chip shows
        ViewTransform deep;
        deep.zoom = 3.0;
        deep.offset = -m_canvas->geometryOfChip().multipliers().center() * 3.0 + QPointF(450, 350);
        m_canvas->setTransform(deep);
        QVERIFY(!map().isEmpty());
        shoot(*m_canvas, QStringLiteral("dataflow-deep"));
        QSignalSpy spy(m_canvas.get(), &ChipCanvas::selectionWanted);
        const QPointF before = m_canvas->transform().toScene(QPointF(450, 350));
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, (map().topRight() + QPointF(-20, map().height() / 2)).toPoint());
        const QPointF after = m_canvas->transform().toScene(QPointF(450, 350));
        QVERIFY(after.x() > before.x() + 100);
        QVERIFY(spy.isEmpty());
        shoot(*m_canvas, QStringLiteral("dataflow-deep-collector"));
    }

    void dragPansAndSelectsNothing()
    {
        QSignalSpy spy(m_canvas.get(), &ChipCanvas::selectionWanted);
        const QPointF before = m_canvas->transform().offset;
        QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, QPoint(400, 300));
        QTest::mouseMove(m_canvas.get(), QPoint(430, 310));
        QTest::mouseMove(m_canvas.get(), QPoint(460, 330));
        QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, QPoint(460, 330));
        QCOMPARE(spy.size(), 0);
        QVERIFY(m_canvas->transform().offset != before);
    }

    void wheelZoomsAboutThePointer()
    {
        const QPointF pointer(612, 333);
        const QPointF under = m_canvas->transform().toScene(pointer);
        const double before = m_canvas->transform().zoom;
        wheel(pointer, 240);
        QVERIFY(m_canvas->transform().zoom > before * 1.5);
        const QPointF after = m_canvas->transform().toScreen(under);
        QVERIFY(QLineF(after, pointer).length() < 0.01);
        QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, QPoint(300, 300));
        QCOMPARE(m_canvas->transform().zoom, before);
    }

    void arrowKeysMoveTheSelection()
    {
        QSignalSpy spy(m_canvas.get(), &ChipCanvas::selectionWanted);
        connect(m_canvas.get(), &ChipCanvas::selectionWanted, m_canvas.get(), &ChipCanvas::setSelection);
        QTest::keyClick(m_canvas.get(), Qt::Key_Down);
        QTest::keyClick(m_canvas.get(), Qt::Key_Down);
        QTest::keyClick(m_canvas.get(), Qt::Key_Right);
        QCOMPARE(m_canvas->scene().selection.lane, 1);
        QCOMPARE(m_canvas->scene().selection.entry, 1);
        QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
        QCOMPARE(m_canvas->scene().selection, Selection{});
    }

    void stepGlowsAndFadesUnlessMotionIsReduced()
    {
        m_canvas->setSnapshot(makeSnapshot(*m_layer, 16, 0, 1, 6), true);
        QVERIFY(m_canvas->isGlowing());
        QTRY_VERIFY_WITH_TIMEOUT(!m_canvas->isGlowing(), 1000);
        m_canvas->setReducedMotion(true);
        m_canvas->setSnapshot(makeSnapshot(*m_layer, 16, 0, 1, 7), true);
        QVERIFY(!m_canvas->isGlowing());
    }

    void currentEntryAndValuesArePainted()
    {
        // The collector's cell of the largest sum differs from one that holds nothing.
        auto empty = std::make_shared<Snapshot>(*makeSnapshot(*m_layer, 16, 0, 1, 5));
        empty->collectorValid.fill(false);
        const QRect collector = m_canvas->transform().toScreen(m_canvas->geometryOfChip().collector()).toRect();
        const QImage full = m_canvas->grab(collector).toImage();
        m_canvas->setSnapshot(empty, false);
        QVERIFY(full != m_canvas->grab(collector).toImage());
    }

    void theWholeChipFitsWhateverTheSize()
    {
        for (const QSize size : {QSize(400, 260), QSize(340, 300), QSize(1400, 420), QSize(600, 900)}) {
            m_canvas->resize(size);
            const auto onScreen = [&](const QRectF &block) { return m_canvas->transform().toScreen(block); };
            for (const QRectF &block : {m_canvas->geometryOfChip().collector(), m_canvas->geometryOfChip().softmaxPort(),
                                        m_canvas->geometryOfChip().ppuStage(0), m_canvas->geometryOfChip().aBuffer()}) {
                QVERIFY(QRectF(m_canvas->rect()).contains(onScreen(block)));
            }
        }
        // What is free beside it goes to the sums, whose numbers then fit.
        m_canvas->resize(900, 700);
        const double narrow = m_canvas->geometryOfChip().collectorCell(0, 0).width();
        m_canvas->resize(1400, 700);
        QVERIFY(m_canvas->geometryOfChip().collectorCell(0, 0).width() > 1.5 * narrow);
    }

    void emptyCanvasSaysHowToFillIt()
    {
        m_canvas->setLayer(nullptr, ChipConfig{});
        m_canvas->setSnapshot(nullptr, false);
        m_canvas->setEmptyText(QStringLiteral("No network is open"), QStringLiteral("Open one."));
        QCOMPARE(m_canvas->accessibleDescription(), QStringLiteral("Open one."));
        QVERIFY(!m_canvas->grab().isNull());
    }

    void redrawIsFast()
    {
        // Processor time, since other programs run as well; generous, the aim is 16 ms.
        m_canvas->resize(1280, 800);
        QImage image(1280, 800, QImage::Format_RGB32);
        m_canvas->render(&image);
        constexpr int kRounds = 20;
        const std::clock_t start = std::clock();
        for (int i = 0; i < kRounds; ++i) {
            m_canvas->render(&image);
        }
        const double each = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / kRounds;
        qInfo("one redraw at 1280 x 800: %.1f ms", each);
        QVERIFY(each < 50.0);
    }

private:
    void click(const QRectF &scene)
    {
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, m_canvas->transform().toScreen(scene.center()).toPoint());
    }
    void wheel(const QPointF &at, int delta)
    {
        QWheelEvent event(at, m_canvas->mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_canvas.get(), &event);
    }

    std::shared_ptr<LayerData> m_layer;
    std::unique_ptr<ChipCanvas> m_canvas;
};

} // namespace vsq::test

using vsq::test::DataflowPicture;
VSQ_TEST(DataflowPicture)

#include "dataflowpicture.moc"
