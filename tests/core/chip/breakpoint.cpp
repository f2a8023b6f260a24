// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/breakpoint.h"

#include "core/base/error.h"
#include "core/chip/simulator.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class BreakpointTest : public QObject {
    Q_OBJECT

    static Position at(std::int64_t m, std::int64_t n, std::int64_t k, std::int64_t a)
    {
        Position position;
        position.phase = Phase::Compute;
        position.m = m;
        position.n = n;
        position.k = k;
        position.a = a;
        return position;
    }

private Q_SLOTS:
    void stopsBeforeThePlaceAndOnce()
    {
        const std::vector<Breakpoint> breakpoints{{.m = 16}};
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 3, 15), {}, at(16, 0, 0, 0)), 0);
        QCOMPARE(metBreakpoint(breakpoints, at(16, 0, 0, 0), {}, at(16, 0, 0, 1)), -1);
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 0, 0), {}, at(0, 0, 0, 1)), -1);
    }

    void wantsEveryIndexThatIsSet()
    {
        const std::vector<Breakpoint> breakpoints{{.n = 32, .k = 2}};
        QCOMPARE(metBreakpoint(breakpoints, at(0, 32, 1, 15), {}, at(0, 32, 2, 0)), 0);
        QCOMPARE(metBreakpoint(breakpoints, at(0, 16, 1, 15), {}, at(0, 16, 2, 0)), -1);
    }

    void anEventCountsInTheCycleThatHadIt()
    {
        const std::vector<Breakpoint> breakpoints{{.k = 1, .event = static_cast<int>(EventKind::Saturation)}};
        const std::vector<Event> events{{.kind = EventKind::Saturation}};
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 1, 4), events, at(0, 0, 1, 5)), 0);
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 2, 4), events, at(0, 0, 2, 5)), -1);
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 1, 4), {}, at(0, 0, 1, 5)), -1);
    }

    void disabledOnesAreSkippedAndTheFirstIsNamed()
    {
        const std::vector<Breakpoint> breakpoints{{.m = 16, .enabled = false}, {.k = 0}, {.m = 16}};
        QCOMPARE(metBreakpoint(breakpoints, at(0, 0, 3, 15), {}, at(16, 0, 0, 0)), 1);
    }

    void nothingIsMetOutsideTheComputation()
    {
        Position drain = at(16, 0, 0, 0);
        drain.phase = Phase::Drain;
        QCOMPARE(metBreakpoint({{.m = 16}}, at(0, 0, 0, 0), {}, drain), -1);
    }

    void textsAreReadAndWritten()
    {
        for (const char *text :
             {"m=16", "n=0,a=3", "k=2,event=stall", "event=softmax-row-done", "m=1,n=2,k=3,a=4,event=saturation"}) {
            QCOMPARE(toText(breakpointFromText(text)), std::string(text));
        }
        QVERIFY((breakpointFromText("event=zero-scale,k=7") == Breakpoint{.k = 7, .event = int(EventKind::ZeroScale)}));
        const auto message = [](const char *text) {
            try {
                (void)breakpointFromText(text);
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message("m"), std::string("breakpoint: part: expected NAME=VALUE of m, n, k, a, event or if, found 'm'"));
        QCOMPARE(message("q=1"), std::string("breakpoint: part: expected m, n, k, a, event or if, found 'q'"));
        QCOMPARE(message("m=-1"), std::string("breakpoint: m: expected a whole number from 0, found '-1'"));
        QCOMPARE(message("m=1,k=x"), std::string("breakpoint: k: expected a whole number from 0, found 'x'"));
        QCOMPARE(
            message("event=pause"),
            std::string("breakpoint: event: expected saturation, zero-scale, scale-product-rounded-to-zero, stall, tile-done, "
                        "softmax-row-done, subtile-done, layer-done, found 'pause'"));
    }

    /// Every shape of breakpoint, several at a time, with and without stalls.
    void theSearchFindsWhatSteppingMeets()
    {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Random random(seed);
            ChipConfig config;
            config.aBankEntries = 8;
            config.bBufferEntries = 80;
            if (seed % 3 == 0) {
                config.operandSupply = ChipConfig::Operands::Streaming;
                config.streamBytesPerCycle = static_cast<double>(random.between(10, 60));
            }
            const auto operands = test::randomOperands(random, seed % 2 == 0 ? Mode::Vsq : Mode::Int8, 24, random.between(1, 40),
                                                       200, test::Data::Saturating);
            std::vector<Breakpoint> breakpoints(static_cast<std::size_t>(random.between(1, 3)));
            for (Breakpoint &breakpoint : breakpoints) {
                const auto maybe = [&](std::int64_t value) { return random.between(0, 2) == 0 ? value : -1; };
                breakpoint.m = maybe(16 * random.between(0, 1));
                breakpoint.n = maybe(16 * random.between(0, 2));
                breakpoint.k = maybe(random.between(0, 6));
                breakpoint.a = maybe(random.between(0, 15));
                breakpoint.event = static_cast<int>(maybe(random.between(0, static_cast<int>(EventKind::LayerDone))));
                breakpoint.enabled = random.between(0, 9) > 0;
            }
            Simulator stepped(operands, config);
            std::vector<BreakpointHit> met;
            Position executed = stepped.position();
            while (stepped.step()) {
                const int index = metBreakpoint(breakpoints, executed, stepped.events(), stepped.position());
                if (index >= 0) {
                    met.push_back({stepped.position().cycle, index});
                }
                executed = stepped.position();
            }
            std::vector<BreakpointHit> searched;
            std::int64_t from = 0;
            while (const auto hit = nextBreakpoint(stepped, breakpoints, from, stepped.totalCycles())) {
                searched.push_back(*hit);
                from = hit->cycle;
            }
            QVERIFY2(searched == met, qPrintable(QString("seed %1: %2 and %3").arg(seed).arg(searched.size()).arg(met.size())));
        }
    }

    /// Cycle by cycle, running from stop to stop, and by the positions in closed form.
    void metInTheSameCyclesSteppingAndRunning()
    {
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            Random random(seed);
            ChipConfig config;
            config.aBankEntries = 8;
            config.bBufferEntries = 80;
            if (seed % 3 == 0) {
                config.operandSupply = ChipConfig::Operands::Streaming;
                config.streamBytesPerCycle = 20.0;
            }
            const auto operands = test::randomOperands(random, Mode::Vsq, 40, 37, 200, test::Data::Saturating);
            Breakpoint breakpoint;
            (seed % 2 == 0 ? breakpoint.m : breakpoint.n) = 16;
            breakpoint.k = random.between(0, 3);
            breakpoint.event = seed % 4 < 2 ? -1 : int(EventKind::Saturation);

            std::vector<std::int64_t> stepping;
            Simulator stepped(operands, config);
            Position executed = stepped.position();
            while (stepped.step()) {
                if (isMet(breakpoint, executed, stepped.events(), stepped.position())) {
                    stepping.push_back(stepped.position().cycle);
                }
                executed = stepped.position();
            }
            std::vector<std::int64_t> running;
            Simulator run(operands, config);
            executed = run.position();
            while (run.runUntil([&](const Simulator &simulator) {
                const bool met = isMet(breakpoint, executed, simulator.events(), simulator.position());
                executed = simulator.position();
                return met;
            })) {
                running.push_back(run.position().cycle);
            }
            QVERIFY2(stepping == running, qPrintable(QString("seed %1").arg(seed)));
            std::vector<std::int64_t> closed; // without events: from the indices alone
            for (std::int64_t cycle = 1; breakpoint.event < 0 && cycle <= run.totalCycles(); ++cycle) {
                if (isMet(breakpoint, run.positionAt(cycle - 1), {}, run.positionAt(cycle))) {
                    closed.push_back(cycle);
                }
            }
            QVERIFY(breakpoint.event >= 0 || closed == stepping);
            std::vector<std::int64_t> searched;
            std::int64_t from = 0;
            while (const auto hit = nextBreakpoint(stepped, {breakpoint}, from, stepped.totalCycles())) {
                QCOMPARE(hit->index, 0);
                searched.push_back(from = hit->cycle);
            }
            QVERIFY2(searched == stepping, qPrintable(QString("seed %1").arg(seed)));
            QVERIFY(breakpoint.event >= 0 || !stepping.empty());
        }
    }
};

VSQ_TEST(BreakpointTest)
#include "breakpoint.moc"
