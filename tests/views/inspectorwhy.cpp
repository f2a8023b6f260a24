// SPDX-License-Identifier: GPL-3.0-or-later
// Why?: links of the inspector move the chip, the selection and the layer, into the layer before and back.
#include "views/inspector/inspectorview.h"

#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/inspector/inspectorpages.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/navigator.h"
#include "views/workspace/simulationcontroller.h"

#include <QScrollBar>
#include <QTextBrowser>

using namespace vsq;
using namespace vsq::test;

class InspectorWhyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<InspectorView> m_view;

    void click(const QString &link)
    {
        Q_EMIT m_view->findChild<QTextBrowser *>(QStringLiteral("inspector.text"))->anchorClicked(QUrl(link));
    }
    bool executed(std::int64_t cycle) const
    {
        const auto snapshot = m_workspace->simulation()->snapshot();
        return m_workspace->simulation()->isLoaded() && snapshot && snapshot->executed.cycle == cycle;
    }
    bool says(const QString &text) const
    {
        return QTest::qWaitFor([&] { return m_view->plainText().contains(text); }, 10000);
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_view = std::make_unique<InspectorView>(m_workspace.get());
        m_view->resize(420, 900);
        m_view->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc2")));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->simulation()->isLoaded(); }, 20000));
        m_workspace->simulation()->seek(60);
        QVERIFY(QTest::qWaitFor([&] { return executed(59); }));
        Selection selection = m_workspace->selection();
        selection.lane = 2;
        selection.entry = 5;
        m_workspace->select(selection);
        QVERIFY(says(QStringLiteral("C[2, 5]")));
        QVERIFY(says(QStringLiteral("Why: from FP32")));
    }

    void cleanup()
    {
        m_view.reset();
        m_workspace.reset();
    }

    void theChainIsTheWholeOne()
    {
        const Explanation why = whyOf(*m_workspace->layerChip()->chip(), 2, 5);
        QCOMPARE(why.stage, ExplainStage::Code);
        const QString text = m_view->plainText();
        for (const char *stage : {"output code", "PPU: truncated", "24-bit sum", "rounded scales", "integer scales", "FP32"}) {
            QVERIFY2(text.contains(QLatin1String(stage)), stage);
        }
        shootBoth(*m_view, QStringLiteral("inspector-why"));
    }

    void nothingIsWiderThanThePage()
    {
        auto *page = m_view->findChild<QTextBrowser *>();
        for (const int width : {420, 340}) {
            m_view->resize(width, 900);
            QCoreApplication::processEvents();
            QVERIFY2(page->horizontalScrollBar()->maximum() == 0, qPrintable(QString::number(width)));
        }
    }

    void aHopMovesTimeAndKeepsTheValue()
    {
        const Explanation why = whyOf(*m_workspace->layerChip()->chip(), 2, 5);
        const std::int64_t written = why.output->written;
        click(QStringLiteral("cycle:%1").arg(written));
        QVERIFY(QTest::qWaitFor([&] { return executed(written); }));
        QVERIFY(says(QStringLiteral("C[2, 5]"))); // though another tile's sums are in the entry by now
        QCOMPARE(m_workspace->selection().m, std::int64_t{2});
        click(QStringLiteral("a:2:0"));
        QCOMPARE(m_workspace->selection().operand, Selection::Operand::Weights);
        QCOMPARE(m_workspace->selection().row, std::int64_t{2});
        click(QStringLiteral("back:"));
        QCOMPARE(m_workspace->selection().operand, Selection::Operand::None);
        click(QStringLiteral("back:"));
        QVERIFY(QTest::qWaitFor([&] { return executed(59); }));
        click(QStringLiteral("forward:"));
        QVERIFY(QTest::qWaitFor([&] { return executed(written); }));
    }

    void aHopGoesIntoTheLayerBeforeAndBack()
    {
        const int fc2 = m_workspace->openedLayer();
        click(QStringLiteral("origin:7"));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->openedLayer() == layerCalled(*m_workspace, "fc1"); }, 20000));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->layerChip()->chip() != nullptr; }, 20000));
        QVERIFY(says(QStringLiteral("C[7, 5]"))); // feature 7 of token 5
        const Explanation before = explain(*m_workspace->layerChip()->chip(), 7, 5, ExplainStage::Sum);
        QVERIFY(QTest::qWaitFor([&] { return executed(before.vectors.back().cycle); }, 20000));
        QCOMPARE(m_workspace->selection().lane, before.vectors.back().lane);
        QVERIFY(says(QStringLiteral("The activation is made here")));
        shootBoth(*m_view, QStringLiteral("inspector-hop"));
        click(QStringLiteral("back:"));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->openedLayer() == fc2 && executed(59); }, 20000));
        QVERIFY(says(QStringLiteral("C[2, 5]")));
    }
};

VSQ_TEST(InspectorWhyTest)
#include "inspectorwhy.moc"
