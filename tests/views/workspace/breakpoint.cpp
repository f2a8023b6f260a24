// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/breakpoint.h"

#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class BreakpointTest : public QObject
{
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
};

VSQ_TEST(BreakpointTest)
#include "breakpoint.moc"
