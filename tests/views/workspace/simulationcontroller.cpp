// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/simulationcontroller.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace vsq;

class SimulationControllerTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<const Operands> product(std::int64_t m, std::int64_t n, std::int64_t k, int low = -7, int high = 7)
    {
        Random random(5);
        const auto operand = [&](std::int64_t rows) {
            std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * k));
            for (std::int8_t &code : codes) {
                code = static_cast<std::int8_t>(random.between(low, high));
            }
            std::vector<std::uint16_t> scales(static_cast<std::size_t>(rows * ((k + 63) / 64)), 255);
            return makeOperand(Mode::Vsq, rows, k, codes, scales);
        };
        auto operands = std::make_shared<Operands>();
        operands->mode = Mode::Vsq;
        operands->a = operand(m);
        operands->b = operand(n);
        return operands;
    }

    static std::int64_t cycle(const SimulationController &controller)
    {
        return controller.snapshot() ? controller.snapshot()->next.cycle : -1;
    }

    /// Loaded and shown.
    static void load(SimulationController &controller, std::shared_ptr<const Operands> operands)
    {
        controller.load(std::move(operands), ChipConfig{});
        QTRY_VERIFY(controller.isLoaded());
    }

private Q_SLOTS:
    void showsTheBeginningOfWhatIsLoaded()
    {
        SimulationController controller;
        QVERIFY(!controller.isLoaded());
        QVERIFY(controller.snapshot() == nullptr);
        QSignalSpy loaded(&controller, &SimulationController::loaded);
        const auto operands = product(32, 20, 128);
        load(controller, operands);
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(cycle(controller), 0);
        QCOMPARE(controller.totalCycles(), Simulator(operands, ChipConfig{}).totalCycles());
        controller.load(nullptr, ChipConfig{});
        QVERIFY(!controller.isLoaded());
        QVERIFY(controller.snapshot() == nullptr);
    }

    void stepsForwardsAndBackThroughTheSameStates()
    {
        SimulationController controller;
        load(controller, product(32, 20, 128));
        std::vector<std::uint64_t> hashes{controller.snapshot()->stateHash};
        for (int i = 1; i <= 60; ++i) {
            controller.step(Simulator::Unit::Cycle);
            QTRY_COMPARE(cycle(controller), i);
            hashes.push_back(controller.snapshot()->stateHash);
        }
        for (int i = 59; i >= 0; --i) {
            controller.stepBack(Simulator::Unit::Cycle);
            QTRY_COMPARE(cycle(controller), i);
            QCOMPARE(controller.snapshot()->stateHash, hashes[static_cast<std::size_t>(i)]);
        }
    }

    void runsToTheEndAndSaysSo()
    {
        SimulationController controller;
        load(controller, product(64, 64, 256));
        QSignalSpy running(&controller, &SimulationController::runningChanged);
        controller.run(0.0);
        QVERIFY(controller.isRunning());
        QTRY_VERIFY(!controller.isRunning());
        QTRY_COMPARE(cycle(controller), controller.totalCycles());
        QCOMPARE(running.size(), 2);
        QCOMPARE(controller.snapshot()->next.phase, Phase::Done);
    }

    void stopsAtABreakpointWhetherRunningOrSteppingTheLayer()
    {
        SimulationController controller;
        load(controller, product(64, 64, 256));
        controller.setBreakpoints({{.m = 32, .n = 16}});
        QSignalSpy stopped(&controller, &SimulationController::stoppedAtBreakpoint);
        controller.run(0.0);
        QTRY_COMPARE(stopped.size(), 1);
        QTRY_VERIFY(cycle(controller) > 0);
        const std::int64_t where = cycle(controller);
        QCOMPARE(controller.snapshot()->next.m, 32);
        QCOMPARE(controller.snapshot()->next.n, 16);
        QCOMPARE(controller.snapshot()->next.k, 0);
        QCOMPARE(controller.snapshot()->next.a, 0);
        controller.seek(0);
        QTRY_COMPARE(cycle(controller), 0);
        controller.step(Simulator::Unit::Layer);
        QTRY_COMPARE(stopped.size(), 2);
        QTRY_COMPARE(cycle(controller), where);
    }

    void pauseEndsARunWithin100Milliseconds()
    {
        SimulationController controller;
        load(controller, product(128, 2048, 512));
        controller.run(20.0);
        QTest::qWait(120);
        QElapsedTimer timer;
        timer.start();
        controller.pause();
        QVERIFY(!controller.isRunning());
        controller.seek(3);
        QTRY_COMPARE(cycle(controller), 3);
        QVERIFY2(timer.elapsed() <= 100, qPrintable(QString::number(timer.elapsed())));
        QTest::qWait(100);
        QCOMPARE(cycle(controller), 3);
    }

    void keepsTheSpeedThatWasAskedFor()
    {
        SimulationController controller;
        load(controller, product(128, 256, 512));
        QElapsedTimer timer;
        timer.start();
        controller.run(1000.0);
        QTest::qWait(600);
        controller.pause();
        const double expected = static_cast<double>(timer.elapsed()); // cycles at 1 a millisecond
        controller.step(Simulator::Unit::Cycle);
        QTest::qWait(50);
        QVERIFY(static_cast<double>(cycle(controller)) <= expected + 60.0);
        QVERIFY(static_cast<double>(cycle(controller)) >= 0.4 * expected);
    }

    void showsAtMostThirtySnapshotsASecond()
    {
        SimulationController controller;
        load(controller, product(128, 2048, 1024));
        QSignalSpy changed(&controller, &SimulationController::snapshotChanged);
        QElapsedTimer timer;
        timer.start();
        controller.run(0.0);
        QTRY_VERIFY_WITH_TIMEOUT(!controller.isRunning() || timer.elapsed() > 700, 5000);
        controller.pause();
        QVERIFY2(changed.size() <= 3 + timer.elapsed() * 30 / 1000, qPrintable(QString::number(changed.size())));
    }

    void findsSaturationsForwardsAndBack()
    {
        // All codes 7, all scales 255: a term is 64 * 49 * 254 = 796544, so the 11th of a sum saturates at 8388607.
        SimulationController controller;
        load(controller, product(16, 16, 16 * 64, 7, 7));
        controller.nextEvent(EventKind::Saturation);
        QTRY_VERIFY(cycle(controller) > 0);
        const std::int64_t first = cycle(controller);
        QCOMPARE(controller.snapshot()->executed.k, 10);
        QCOMPARE(controller.snapshot()->executed.a, 0);
        controller.nextEvent(EventKind::Saturation);
        QTRY_COMPARE(cycle(controller), first + 1);
        controller.previousEvent(EventKind::Saturation);
        QTRY_COMPARE(cycle(controller), first);
        QSignalSpy nothing(&controller, &SimulationController::eventNotFound);
        controller.previousEvent(EventKind::Saturation);
        QTRY_COMPARE(nothing.size(), 1);
        QCOMPARE(cycle(controller), first);
    }

    void breakpointsAreUndone()
    {
        QUndoStack stack;
        SimulationController controller;
        controller.setUndoStack(&stack);
        controller.setBreakpoints({{.m = 16}});
        controller.setBreakpoints({{.m = 16}, {.k = 2}});
        stack.undo();
        QCOMPARE(controller.breakpoints(), (std::vector<Breakpoint>{{.m = 16}}));
        stack.undo();
        QVERIFY(controller.breakpoints().empty());
        stack.redo();
        QCOMPARE(controller.breakpoints().size(), 1U);
    }

    void anotherProductEndsWhatRuns()
    {
        SimulationController controller;
        load(controller, product(128, 2048, 1024));
        controller.run(50.0);
        QTest::qWait(60);
        controller.load(product(16, 16, 64), ChipConfig{});
        QVERIFY(!controller.isRunning());
        QTRY_VERIFY(controller.isLoaded());
        QCOMPARE(cycle(controller), 0);
        QTest::qWait(60);
        QCOMPARE(cycle(controller), 0);
    }
};

VSQ_TEST(SimulationControllerTest)
#include "simulationcontroller.moc"
