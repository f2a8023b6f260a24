// SPDX-License-Identifier: GPL-3.0-or-later
// History: traces of watched values with real clicks and keys, against the stepped chip.
#include "views/history/historyview.h"

#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/history/historycanvas.h"
#include "views/plots/numberstrip.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/watchlist.h"

#include <QLineEdit>
#include <QToolButton>

using namespace vsq;
using namespace vsq::test;

class HistoryViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<HistoryView> m_view;

    bool waitForHistory()
    {
        return QTest::qWaitFor([&] { return m_workspace->layerChip()->chip() != nullptr && !m_view->isReading(); }, 20000);
    }

    void type(const char *signal)
    {
        auto *field = m_view->findChild<QLineEdit *>(QStringLiteral("history.signal"));
        field->setFocus();
        QTest::keyClicks(field, QString::fromLatin1(signal));
        QTest::keyClick(field, Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_view = std::make_unique<HistoryView>(m_workspace.get());
        m_view->resize(900, 360);
        m_view->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->simulation()->isLoaded(); }, 20000));
    }

    void cleanup()
    {
        m_view.reset();
        m_workspace.reset();
    }

    void tracesHoldWhatTheChipDoes()
    {
        type("collector:5:3");
        type("tree:2");
        type("b-scale");
        QVERIFY(waitForHistory());
        QCOMPARE(m_workspace->watches()->signalList().size(), std::size_t{3});
        SimulationController *simulation = m_workspace->simulation();
        for (const std::int64_t cycle : {25, 60, 133}) {
            QSignalSpy moved(simulation, &SimulationController::snapshotChanged);
            simulation->seek(cycle + 1);
            QVERIFY(QTest::qWaitFor([&] { return !moved.isEmpty(); }));
            for (std::size_t i = 0; i < 3; ++i) {
                const auto expected = valueOf(m_workspace->watches()->signalList()[i], *simulation->snapshot());
                QVERIFY(m_view->canvas()->valueAt(i, cycle) == expected);
            }
        }
        // Closer, so that values and events are there to be read.
        m_view->canvas()->setRange(66, 84);
        shootBoth(*m_view, QStringLiteral("history-close"));
        m_view->canvas()->showAll();
        shootBoth(*m_view, QStringLiteral("history"));
    }

    void aClickGoesThere()
    {
        m_view->prepareFigures();
        QVERIFY(waitForHistory());
        HistoryCanvas *canvas = m_view->canvas();
        canvas->setRange(40, 80);
        QSignalSpy moved(m_workspace->simulation(), &SimulationController::snapshotChanged);
        const QPoint place(qRound(canvas->xOf(57.5)), canvas->rowRect(1).center().y());
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {}, place);
        QVERIFY(QTest::qWaitFor([&] { return !moved.isEmpty(); }));
        QCOMPARE(m_workspace->simulation()->snapshot()->executed.cycle, std::int64_t{57});
        // A drag is none.
        moved.clear();
        const double before = canvas->from();
        QTest::mousePress(canvas->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseMove(canvas->viewport(), place + QPoint(-60, 0));
        QTest::mouseRelease(canvas->viewport(), Qt::LeftButton, {}, place + QPoint(-60, 0));
        QTest::qWait(50);
        QVERIFY(moved.isEmpty());
        QVERIFY(canvas->from() > before);
    }

    void rulersMeasure()
    {
        type("collector:0:0");
        QVERIFY(waitForHistory());
        HistoryCanvas *canvas = m_view->canvas();
        canvas->setRange(0, 200);
        canvas->setFocus();
        const auto at = [&](double cycle) { return QPoint(qRound(canvas->xOf(cycle)), canvas->rowRect(1).center().y()); };
        QTest::mouseMove(canvas->viewport(), at(76.5));
        QTest::keyClick(canvas, Qt::Key_A);
        QTest::mouseMove(canvas->viewport(), at(176.5));
        QTest::keyClick(canvas, Qt::Key_B);
        QCOMPARE(canvas->rulerA().value(), std::int64_t{76});
        QCOMPARE(canvas->rulerB().value(), std::int64_t{176});
        const std::vector<StripNumber> &numbers = m_view->findChild<NumberStrip *>()->numbers();
        QCOMPARE(numbers.at(2).value, QStringLiteral("100"));
        const std::int64_t difference = canvas->valueAt(0, 176).value() - canvas->valueAt(0, 76).value();
        QVERIFY(numbers.at(3).value.endsWith(QLocale().toString(qAbs(difference))));
        shootBoth(*m_view, QStringLiteral("history-rulers"));
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!canvas->rulerA() && !canvas->rulerB());
    }

    void wrongNamesAreSaid()
    {
        QSignalSpy said(m_workspace.get(), &Workspace::messageRaised);
        type("collector:99:0");
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][1].toString().contains(QStringLiteral("0 .. 15")));
        QVERIFY(m_workspace->watches()->signalList().empty());
    }

    void figuresAreOfTheCyclesInView()
    {
        m_view->prepareFigures();
        QVERIFY(waitForHistory());
        m_view->canvas()->setRange(100, 150);
        const std::vector<FigureSpec> figures = m_view->figures();
        QCOMPARE(figures.size(), std::size_t{3});
        QCOMPARE(figures[0].series[0].x.front(), 100.0);
        QCOMPARE(figures[0].series[0].x.size(), std::size_t{50});
        QTemporaryDir out;
        QVERIFY(m_view->exportTo(out.path() + QStringLiteral("/h.pdf")).size() >= 2);
    }
};

VSQ_TEST(HistoryViewTest)
#include "historyview.moc"
