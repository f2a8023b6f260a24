// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the chip's buffers and of the stages of the post-processing unit, reached by real clicks on the chip.
#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/dataflowview.h"
#include "views/inspector/inspectorpages.h"
#include "views/inspector/inspectorview.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/simulationcontroller.h"

#include <QTextBrowser>

using namespace vsq;
using namespace vsq::test;

class InspectorBlocksTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DataflowView> m_dataflow;
    std::unique_ptr<InspectorView> m_view;

    ChipCanvas *canvas() const { return m_dataflow->findChild<ChipCanvas *>(); }
    /// On the middle of a rectangle of the chip.
    void click(const QRectF &scene)
    {
        QCoreApplication::processEvents();
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->transform().toScreen(scene.center()).toPoint());
    }
    bool says(const QString &text) const
    {
        return QTest::qWaitFor([&] { return m_view->plainText().contains(text); }, 10000);
    }
    bool seek(std::int64_t cycle)
    {
        m_workspace->simulation()->seek(cycle);
        return QTest::qWaitFor([&] {
            const auto snapshot = m_workspace->simulation()->snapshot();
            return snapshot && snapshot->executed.cycle == cycle - 1;
        });
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_dataflow = std::make_unique<DataflowView>(m_workspace.get());
        m_dataflow->resize(1280, 800);
        m_dataflow->show();
        m_view = std::make_unique<InspectorView>(m_workspace.get());
        m_view->resize(420, 900);
        m_view->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->simulation()->isLoaded(); }, 20000));
        m_workspace->layerChip()->want();
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->layerChip()->chip() != nullptr; }, 20000));
        QVERIFY(seek(60));
    }
    void cleanup()
    {
        m_view.reset();
        m_dataflow.reset();
        m_workspace.reset();
    }

    void operandBuffersSayWhatTheirWordsHold()
    {
        click(canvas()->geometryOfChip().aEntry(3, 0));
        QCOMPARE(m_workspace->selection().memory, std::optional(Memory::ABuffer));
        QVERIFY(says(QStringLiteral("bank 3, word 0")));
        QVERIFY(says(QStringLiteral("This word over time")));
        // Its register takes it in the first cycle of a pass: what the schedule says is what stepping shows.
        const WordTimes times(m_workspace->layerChip()->chip()->times(), {Memory::ABuffer, 3, 0});
        QVERIFY(m_view->plainText().contains(wholeText(*times.lastWrite(59))));
        QVERIFY(says(QStringLiteral("The word holds vector 0 of row")));
        click(canvas()->geometryOfChip().bEntry(1));
        QVERIFY(says(QStringLiteral("B buffer")));
        QVERIFY(says(QStringLiteral("How full it is")));
        shootBoth(*m_view, QStringLiteral("inspector-buffer"));
    }

    void outputWordsHoldTheCodesThatAreWritten()
    {
        const std::vector<OutputWrite> writes = m_workspace->layerChip()->chip()->times().outputWrites(0);
        QVERIFY(!writes.empty());
        QVERIFY(seek(writes.front().cycle + 1));
        const auto snapshot = m_workspace->simulation()->snapshot();
        QCOMPARE(snapshot->outputAddress, writes.front().address);
        click(canvas()->geometryOfChip().outputWord(writes.front().address));
        QVERIFY(says(QStringLiteral("written in cycle")));
        QVERIFY(says(QStringLiteral("stands for")));
        // The table's codes are those that went through the port in this very cycle.
        const QString page = m_view->plainText();
        const QString table = page.mid(page.indexOf(QStringLiteral("stands for")));
        const QStringList cells = table.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(1);
        for (std::int64_t i = 0; i < writes.front().count; ++i) {
            QCOMPARE(cells[i * 5].trimmed(), wholeText(writes.front().m + i));
            QCOMPARE(cells[i * 5 + 2].trimmed(), wholeText(snapshot->outputWord[static_cast<std::size_t>(i)]));
        }
        shootBoth(*m_view, QStringLiteral("inspector-output-word"));
    }

    void stagesShowTheValuesThatLeaveThem()
    {
        QVERIFY(seek(m_workspace->layerChip()->chip()->times().readOuts(0).front().cycle + 1));
        QVERIFY(m_workspace->simulation()->snapshot()->ppu[0].valid);
        click(canvas()->geometryOfChip().ppuValue(0, 2));
        QCOMPARE(m_workspace->selection().stage, 0);
        QVERIFY(says(QStringLiteral("Post-processing, stage 1")));
        const PpuStage stage = m_workspace->simulation()->snapshot()->ppu[0];
        for (const std::size_t lane : {0U, 2U, 15U}) {
            QVERIFY2(m_view->plainText().contains(wholeText(stage.values[lane])), qPrintable(m_view->plainText()));
        }
        shootBoth(*m_view, QStringLiteral("inspector-stage"));
    }

    void keysGoFromBlockToBlock()
    {
        canvas()->setFocus();
        for (const auto &[key, text] : {std::pair(Qt::NoModifier, QStringLiteral("A buffer")),
                                        {Qt::NoModifier, QStringLiteral("B buffer")},
                                        {Qt::ShiftModifier, QStringLiteral("A buffer")},
                                        {Qt::ShiftModifier, QStringLiteral("stage 6")}}) {
            QTest::keyClick(canvas(), Qt::Key_B, key);
            QVERIFY2(says(text), qPrintable(text));
        }
        QTest::keyClick(canvas(), Qt::Key_Escape);
        QCOMPARE(m_workspace->selection().stage, -1);
    }

    void everyBlockHasAPage()
    {
        const ChipGeometry &chip = canvas()->geometryOfChip();
        const std::vector<std::pair<QRectF, QString>> pages{{chip.scaleEntry(0), QStringLiteral("PPU scale buffer")},
                                                            {chip.biasEntry(0), QStringLiteral("PPU bias buffer")},
                                                            {chip.vsqCell(0, 0), QStringLiteral("VSQ buffer")},
                                                            {chip.softmaxPort(), QStringLiteral("Softmax port")},
                                                            {chip.aCode(2, 5), QStringLiteral("row 2")},
                                                            {chip.bCode(5), QStringLiteral("broadcast operand")},
                                                            {chip.tree(4), QStringLiteral("C[4,")},
                                                            {chip.ppuValue(5, 0), QStringLiteral("stage 6")}};
        for (const auto &[rect, text] : pages) {
            click(rect);
            QVERIFY2(says(text), qPrintable(text + QLatin1Char('\n') + m_view->plainText()));
        }
    }
};

VSQ_TEST(InspectorBlocksTest)
#include "inspectorblocks.moc"
