// SPDX-License-Identifier: GPL-3.0-or-later
// Timeline: rows from the schedule, statistics of a range, a click goes to the cycle; with real mouse and key events.
#include "views/timeline/timelineview.h"

#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/plots/numberstrip.h"
#include "views/timeline/timelinecanvas.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/simulationcontroller.h"

using namespace vsq;
using namespace vsq::test;

class TimelineViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TimelineView> m_view;

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_view = std::make_unique<TimelineView>(m_workspace.get());
        m_view->resize(900, 420);
        m_view->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        QVERIFY(QTest::qWaitFor([&] { return m_view->canvas()->total() > 0 && m_workspace->simulation()->isLoaded(); }, 20000));
    }

    void cleanup()
    {
        m_view.reset();
        m_workspace.reset();
    }

    void rowsAndStatisticsAreTheSchedules()
    {
        const auto chip = m_workspace->layerChip()->chip();
        QCOMPARE(m_view->canvas()->total(), chip->context().schedule().totalCycles());
        QCOMPARE(m_view->canvas()->total(), m_workspace->simulation()->totalCycles());
        QStringList names;
        for (const TimelineRow &row : m_view->canvas()->rows()) {
            names.append(row.name);
        }
        QVERIFY(names.contains(QStringLiteral("Passes")) && names.contains(QStringLiteral("Fill"))
                && names.contains(QStringLiteral("Post-processing")) && names.contains(QStringLiteral("Output, write")));
        QVERIFY(!names.contains(QStringLiteral("Stalls for A"))); // preloaded operands
        shootBoth(*m_view, QStringLiteral("timeline"));
        m_view->canvas()->setRange(50, 130);
        shootBoth(*m_view, QStringLiteral("timeline-close"));
        // The fill only: no product in it.
        TimelineCanvas *canvas = m_view->canvas();
        canvas->setRulers(0, chip->context().subtile(0).fillCycles);
        QCOMPARE(m_view->statistics()->numbers().at(0).value, QLocale().toString(chip->context().subtile(0).fillCycles));
        QVERIFY(m_view->statistics()->numbers().at(1).value.startsWith(QLatin1Char('0')));
        QVERIFY(m_view->statistics()->numbers().at(2).value.startsWith(QStringLiteral("100")));
    }

    void aClickGoesThere()
    {
        TimelineCanvas *canvas = m_view->canvas();
        canvas->setRange(60, 140);
        QSignalSpy moved(m_workspace->simulation(), &SimulationController::snapshotChanged);
        QTest::mouseClick(canvas->viewport(), Qt::LeftButton, {},
                          QPoint(qRound(canvas->xOf(101.5)), canvas->rowRect(2).center().y()));
        QVERIFY(QTest::qWaitFor([&] { return !moved.isEmpty(); }));
        QCOMPARE(m_workspace->simulation()->snapshot()->executed.cycle, std::int64_t{101});
    }

    void aHiddenViewComputesNothing()
    {
        Workspace workspace;
        TimelineView hidden(&workspace);
        QVERIFY(openTransformer(workspace, m_folder.path()));
        QVERIFY(openLayer(workspace, layerCalled(workspace, "fc1")));
        QVERIFY(workspace.layerChip()->chip() == nullptr);
        hidden.resize(600, 300);
        hidden.show();
        QVERIFY(QTest::qWaitFor([&] { return hidden.canvas()->total() > 0; }, 20000));
    }

    void theFigureHasTheCyclesInView()
    {
        m_view->canvas()->setRange(100, 150);
        const std::vector<FigureSpec> figures = m_view->figures();
        QCOMPARE(figures.size(), std::size_t{1});
        QCOMPARE(figures[0].heatmap.xLow, 100.0);
        QCOMPARE(figures[0].heatmap.columns, 50);
        QTemporaryDir out;
        QVERIFY(m_view->exportTo(out.path() + QStringLiteral("/t.svg")).size() >= 2);
    }
};

VSQ_TEST(TimelineViewTest)
#include "timelineview.moc"
