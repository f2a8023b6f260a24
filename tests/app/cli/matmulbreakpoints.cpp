// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/breakpoint.h"
#include "core/chip/simulator.h"
#include "tests/app/cli/matmulfolder.h"
#include "tests/support/testmain.h"

using namespace vsq;
using namespace vsq::test;

class MatmulBreakpointsTest : public QObject, private MatmulFolder {
    Q_OBJECT

private Q_SLOTS:
    /// The cycles that the command line reports are those at which the simulator, stepped here, stops.
    void breakpointsAreMetWhereTheSimulatorStops()
    {
        constexpr std::int64_t kM = 40;
        constexpr std::int64_t kN = 21;
        Random random(kMatmulSeed);
        write("a.npy", {kM, 150}, matrix("outliers", kM * 150, random));
        write("b.npy", {kN, 150}, matrix("random", kN * 150, random));
        const QStringList places{"m=16,k=1", "n=16", "a=3,m=32", "event=tile-done", "event=zero-scale,k=2"};
        QStringList more{"--engine", "stepped"};
        for (const QString &place : places) {
            more += {"--break", place};
        }
        const VsqResult result = multiply("break", more);
        QVERIFY2(result.code == 0, result.error.constData());
        const auto codes = [&](const char *name) {
            const Tensor t = array("break", name);
            return std::vector<std::int8_t>(t.values<std::int8_t>().begin(), t.values<std::int8_t>().end());
        };
        const auto scales = [&](const char *name) {
            const Tensor t = array("break", name);
            return std::vector<std::uint16_t>(t.values<std::uint8_t>().begin(), t.values<std::uint8_t>().end());
        };
        auto operands = std::make_shared<Operands>();
        operands->a = makeOperand(Mode::Vsq, kM, 150, codes("a_codes"), scales("a_scales"));
        operands->b = makeOperand(Mode::Vsq, kN, 150, codes("b_codes"), scales("b_scales"));
        for (const QString &place : places) {
            const Breakpoint breakpoint = breakpointFromText(place.toStdString());
            std::vector<std::int64_t> cycles;
            Simulator simulator(operands, {});
            Position executed = simulator.position();
            while (simulator.step()) {
                if (isMet(breakpoint, executed, simulator.events(), simulator.position())) {
                    cycles.push_back(simulator.position().cycle);
                }
                executed = simulator.position();
            }
            const auto reported = report("break")["breakpoints"][toText(breakpoint)].get<std::vector<std::int64_t>>();
            QVERIFY2(reported == cycles, qPrintable(place));
            QVERIFY2(!cycles.empty() || place.contains("event=zero"), qPrintable(place));
        }
    }
};

VSQ_TEST(MatmulBreakpointsTest)
#include "matmulbreakpoints.moc"
