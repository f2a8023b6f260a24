// SPDX-License-Identifier: GPL-3.0-or-later
// The loop nest, its gutter, the breakpoint table and the watched values.
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/dataflowfixture.h"

#include "views/dataflow/breakpointmodel.h"
#include "views/dataflow/breakpointpanel.h"
#include "views/dataflow/loopnestview.h"
#include "views/dataflow/watch.h"
#include "views/dataflow/watchpanel.h"
#include "views/workspace/watchlist.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace vsq::test {

class DataflowLoopNest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesCarryTheIndicesAndValues()
    {
        const auto layer = makeLayer(Mode::Vsq, 64, 32, 256);
        const auto snapshot = makeSnapshot(*layer, 32, 16, 3, 7);
        const std::vector<LoopLine> lines = linesOf(*layer, *snapshot);
        QCOMPARE(valueOf(lines, QStringLiteral("for m")), QStringLiteral("32"));
        QCOMPARE(valueOf(lines, QStringLiteral("for n")), QStringLiteral("16"));
        QCOMPARE(valueOf(lines, QStringLiteral("for k")), QStringLiteral("3"));
        QCOMPARE(valueOf(lines, QStringLiteral("for a")), QStringLiteral("7"));
        QCOMPARE(valueOf(lines, QStringLiteral("tree")), QLocale().toString(snapshot->lanes[2].tree));
        QCOMPARE(valueOf(lines, QStringLiteral("p8")), QString::number(snapshot->lanes[2].roundedScale));
        QVERIFY(find(lines, QStringLiteral("for a")).running);
        QVERIFY(!find(lines, QStringLiteral("drain")).running);
    }

    void nestWithoutALayerIsGeneral()
    {
        const std::vector<LoopLine> lines = loopNest({});
        QVERIFY(find(lines, QStringLiteral("for m")).code.contains(QStringLiteral("< M")));
        for (const LoopLine &line : lines) {
            QVERIFY(line.value.isEmpty() || line.code.startsWith(QStringLiteral("parallel")));
            QVERIFY(!line.running);
        }
    }

    void int8HasNoScaleProduct()
    {
        const auto layer = makeLayer(Mode::Int8, 16, 16, 64);
        for (const LoopLine &line : linesOf(*layer, *makeSnapshot(*layer, 0, 0, 1, 2))) {
            QVERIFY(!line.code.contains(QStringLiteral("p8")));
        }
    }

    void clickInTheGutterTogglesABreakpoint()
    {
        LoopNestView view;
        view.resize(320, view.sizeHint().height());
        view.show();
        QSignalSpy spy(&view, &LoopNestView::breakpointsWanted);
        const int line = indexOf(view.lines(), QStringLiteral("sat("));
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.gutterRect(line).center());
        QCOMPARE(spy.size(), 1);
        auto list = spy[0][0].value<std::vector<Breakpoint>>();
        QCOMPARE(list.size(), std::size_t{1});
        QCOMPARE(list[0].event, int(EventKind::Saturation));
        view.setBreakpoints(list);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.gutterRect(line).center());
        QVERIFY(spy[1][0].value<std::vector<Breakpoint>>().empty());
        // Beside the gutter a click only moves the cursor.
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.lineRect(line).center());
        QCOMPARE(spy.size(), 2);
    }

    void f9TogglesOnTheCurrentLine()
    {
        LoopNestView view;
        view.show();
        QSignalSpy spy(&view, &LoopNestView::breakpointsWanted);
        view.setCurrentLine(indexOf(view.lines(), QStringLiteral("for n")));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_F9);
        QCOMPARE(spy.size(), 1);
        const auto list = spy[0][0].value<std::vector<Breakpoint>>();
        QCOMPARE(list.size(), std::size_t{1});
        QCOMPARE(list[0], (Breakpoint{-1, -1, -1, 0, -1, true})); // each time k takes a value, a begins at 0
    }

    void loopOverColumnsStandsForAnyColumnButTheFirst()
    {
        const auto layer = makeLayer(Mode::Vsq, 16, 16, 128);
        const std::vector<LoopLine> lines = linesOf(*layer, *makeSnapshot(*layer, 0, 0, 1, 7));
        const LoopLine &a = find(lines, QStringLiteral("for a"));
        const LoopLine &k = find(lines, QStringLiteral("for k"));
        const std::vector<Breakpoint> list = toggled(a, {});
        QCOMPARE(list[0].a, 7);
        QVERIFY(hasBreakpoint(a, {Breakpoint{-1, -1, -1, 3, -1, true}}));
        QVERIFY(!hasBreakpoint(k, list));
        QVERIFY(!hasBreakpoint(a, {Breakpoint{-1, -1, -1, 0, -1, true}}));
        QVERIFY(toggled(a, list).empty());
    }

    void tableAsksForTheChangedList()
    {
        BreakpointModel model;
        model.setBreakpoints({Breakpoint{}, Breakpoint{32, -1, 3, -1, -1, true}});
        QCOMPARE(model.index(1, BreakpointModel::M).data().toString(), QStringLiteral("32"));
        QCOMPARE(model.index(1, BreakpointModel::N).data().toString(), QStringLiteral("any"));
        QSignalSpy spy(&model, &BreakpointModel::breakpointsWanted);
        QVERIFY(model.setData(model.index(1, BreakpointModel::N), 16, Qt::EditRole));
        QCOMPARE(spy[0][0].value<std::vector<Breakpoint>>()[1], (Breakpoint{32, 16, 3, -1, -1, true}));
        QVERIFY(model.setData(model.index(0, BreakpointModel::Enabled), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!spy[1][0].value<std::vector<Breakpoint>>()[0].enabled);
        QVERIFY(model.setData(model.index(0, BreakpointModel::Event), int(EventKind::ZeroScale), Qt::EditRole));
        QCOMPARE(spy[2][0].value<std::vector<Breakpoint>>()[0].event, int(EventKind::ZeroScale));
    }

    void panelAddsThePositionShownAndRemovesTheSelected()
    {
        BreakpointPanel panel;
        panel.resize(320, 200);
        panel.show();
        panel.setProposal(Breakpoint{16, 0, 2, 5, -1, true});
        connect(&panel, &BreakpointPanel::breakpointsWanted, &panel, &BreakpointPanel::setBreakpoints);
        auto *add = panel.findChild<QToolButton *>(QStringLiteral("dataflow.breakpoints.add"));
        QTest::mouseClick(add, Qt::LeftButton);
        QCOMPARE(panel.model()->breakpoints(), (std::vector<Breakpoint>{{16, 0, 2, 5, -1, true}}));
        auto *remove = panel.findChild<QToolButton *>(QStringLiteral("dataflow.breakpoints.remove"));
        QVERIFY(!remove->isEnabled());
        panel.findChild<QTableView *>()->selectRow(0);
        QVERIFY(remove->isEnabled());
        QTest::mouseClick(remove, Qt::LeftButton);
        QVERIFY(panel.model()->breakpoints().empty());
    }

    void watchesFollowTheChip()
    {
        const auto layer = makeLayer(Mode::Vsq, 16, 16, 128);
        const auto before = makeSnapshot(*layer, 0, 0, 1, 4);
        const auto after = makeSnapshot(*layer, 0, 0, 1, 5);
        Selection selection;
        selection.lane = 2;
        WatchList list;
        WatchPanel panel(&list);
        panel.show();
        panel.setSelection(selection);
        QTest::mouseClick(panel.findChild<QToolButton *>(QStringLiteral("dataflow.watches.add")), Qt::LeftButton);
        QCOMPARE(panel.model()->rowCount(), 3); // tree, p8, sum of the lane
        panel.addSelected();
        QCOMPARE(panel.model()->rowCount(), 3); // not twice
        panel.model()->setSnapshot(before);
        panel.model()->setSnapshot(after);
        QCOMPARE(panel.model()->index(2, WatchModel::Value).data().toString(), QLocale().toString(after->lanes[2].sumOut));
        const std::int64_t change = std::int64_t{after->lanes[2].sumOut} - before->lanes[2].sumOut;
        QVERIFY(panel.model()->index(2, WatchModel::Change).data().toString().endsWith(QLocale().toString(qAbs(change))));
    }

    void watchOfAnEmptyEntryHasNoValue()
    {
        Snapshot empty;
        QVERIFY(!vsq::valueOf(Watch{Watch::Kind::CollectorEntry, 3, 4, -1}, empty));
        QVERIFY(!vsq::valueOf(Watch{Watch::Kind::LaneSum, 3, -1, -1}, empty));
        QVERIFY(!vsq::valueOf(Watch{Watch::Kind::LaneSum, 99, -1, -1}, empty));
    }

private:
    static std::vector<LoopLine> linesOf(const LayerData &layer, const Snapshot &snapshot)
    {
        LoopNestInput input;
        input.operands = layer.operands.get();
        input.fill = bufferFill(*snapshot.plan, snapshot.executed);
        input.snapshot = &snapshot;
        input.lane = 2;
        return loopNest(input);
    }
    static int indexOf(const std::vector<LoopLine> &lines, const QString &start)
    {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].code.startsWith(start)) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }
    static const LoopLine &find(const std::vector<LoopLine> &lines, const QString &start)
    {
        return lines[static_cast<std::size_t>(indexOf(lines, start))];
    }
    static QString valueOf(const std::vector<LoopLine> &lines, const QString &start) { return find(lines, start).value; }
};

} // namespace vsq::test

using vsq::test::DataflowLoopNest;
VSQ_TEST(DataflowLoopNest)

#include "dataflowloopnest.moc"
