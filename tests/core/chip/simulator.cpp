// SPDX-License-Identifier: GPL-3.0-or-later
// Stepping: sums, cycles and counts of whole products against the plain loops and against closed forms.
#include "core/chip/simulator.h"

#include "core/base/error.h"
#include "core/chip/datapath.h"
#include "core/chip/referenceproduct.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using test::Data;

namespace {

ChipConfig withoutOverhead()
{
    ChipConfig config;
    config.fillDrainCycles = 0;
    config.fillDrainCyclesVsq = 0;
    return config;
}

void runToEnd(Simulator &simulator)
{
    simulator.runUntil({});
}

const PortCount &ports(const Counters &counters, Memory memory)
{
    return counters.memories[static_cast<std::size_t>(memory)];
}

std::shared_ptr<const Operands> zeros(Mode mode, std::int64_t m, std::int64_t n, std::int64_t k)
{
    auto operands = std::make_shared<Operands>();
    operands->mode = mode;
    const auto make = [&](std::int64_t rows) {
        const std::int64_t vectors = (k + vectorSize(mode) - 1) / vectorSize(mode);
        return makeOperand(mode, rows, k, std::vector<std::int8_t>(static_cast<std::size_t>(rows * k)),
                           std::vector<std::uint16_t>(static_cast<std::size_t>(mode == Mode::Vsq ? rows * vectors : 0)));
    };
    operands->a = make(m);
    operands->b = make(n);
    return operands;
}

} // namespace

class SimulatorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steppedEqualsPlainLoops_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("data");
        QTest::addColumn<std::string>("settings");
        for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
            for (const Data data : {Data::Plain, Data::Saturating, Data::SmallScales}) {
                for (const char *settings : {"", "rounding=nearesteven", "scaleProduct=full",
                                             "scaleProduct=full rounding=nearesteven", "overflow=wrap"}) {
                    QTest::addRow("%s, data %d, %s", nameOf(mode).data(), int(data), settings)
                        << int(mode) << int(data) << std::string(settings);
                }
            }
        }
    }

    void steppedEqualsPlainLoops()
    {
        QFETCH(int, mode);
        QFETCH(int, data);
        QFETCH(std::string, settings);
        ChipConfig config;
        for (const QString &setting : QString::fromStdString(settings).split(' ', Qt::SkipEmptyParts)) {
            setField(config, setting.toStdString());
        }
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Random random(seed * 1000 + static_cast<std::uint64_t>(mode * 10 + data));
            const std::int64_t m = random.between(1, 40);
            const std::int64_t n = random.between(1, 40);
            const std::int64_t k = data == int(Data::Saturating) ? random.between(500, 1500) : random.between(1, 300);
            compare(test::randomOperands(random, Mode(mode), m, n, k, Data(data)), config, seed);
        }
    }

    void edgeShapes()
    {
        for (const auto &[m, n, k] : std::vector<std::array<std::int64_t, 3>>{
                 {1, 1, 1}, {1, 17, 64}, {17, 1, 65}, {16, 16, 32}, {5, 3, 8192}, {129, 2, 2}, {3, 2049, 1}}) {
            for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
                if (mode == Mode::Int8 && k > 4096) {
                    continue;
                }
                Random random(7);
                compare(test::randomOperands(random, mode, m, n, k), {}, 7);
            }
        }
    }

    void cyclesAndCollectorUseOfAPublishedShape()
    {
        Simulator simulator(zeros(Mode::Vsq, 768, 384, 768), withoutOverhead());
        QCOMPARE(simulator.totalCycles(), 221184);
        runToEnd(simulator);
        QCOMPARE(simulator.counters().cycles, 221184);
        QCOMPARE(ports(simulator.counters(), Memory::Collector).reads, 202752);
        QCOMPARE(ports(simulator.counters(), Memory::Collector).writes, 221184);
        QCOMPARE(simulator.counters().collectorReadOuts, 18432);
        QCOMPARE(simulator.counters().usefulMacs, 768LL * 384 * 768);
    }

    void designTileCostsExactly16384Cycles()
    {
        QCOMPARE(Simulator(zeros(Mode::Int4, 128, 128, 1024), withoutOverhead()).totalCycles(), 16384);
        QCOMPARE(Simulator(zeros(Mode::Int4, 128, 128, 1024), {}).totalCycles(), 16384 + 40);
    }

    void accessCountsFollowFromTheLoopNest()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            Random random(seed);
            const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
            const std::int64_t m = random.between(1, 70);
            const std::int64_t n = random.between(1, 70);
            const std::int64_t k = random.between(1, 300);
            const std::int64_t size = vectorSize(mode);
            Simulator simulator(zeros(mode, m, n, k), {});
            runToEnd(simulator);
            const Counters &counters = simulator.counters();
            const std::int64_t mTiles = (m + 15) / 16;
            const std::int64_t nTiles = (n + 15) / 16;
            const std::int64_t vectors = (k + size - 1) / size;
            const std::int64_t products = mTiles * n * vectors;
            const std::string where = "seed " + std::to_string(seed);
            QVERIFY2(counters.computeCycles == products, where.c_str());
            QVERIFY2(counters.cycles == simulator.totalCycles(), where.c_str());
            QVERIFY2(ports(counters, Memory::BBuffer).reads == products, where.c_str());
            QVERIFY2(ports(counters, Memory::BBuffer).writes == n * vectors, where.c_str());
            QVERIFY2(ports(counters, Memory::ABuffer).reads == 16 * mTiles * nTiles * vectors, where.c_str());
            QVERIFY2(ports(counters, Memory::ABuffer).writes == 16 * mTiles * vectors, where.c_str());
            QVERIFY2(ports(counters, Memory::Collector).writes == products, where.c_str());
            QVERIFY2(ports(counters, Memory::Collector).reads == products - mTiles * n, where.c_str());
            QVERIFY2(counters.collectorReadOuts == mTiles * n, where.c_str());
            QVERIFY2(counters.usefulMacs == m * n * k, where.c_str());
            QVERIFY2(counters.paddedMacsM == (mTiles * 16 - m) * n * vectors * size, where.c_str());
            QVERIFY2(counters.paddedMacsK == m * n * (vectors * size - k), where.c_str());
            QVERIFY2(counters.gatedMacs == products * 16 * (96 - size), where.c_str());
            QVERIFY2(counters.idleMacs == (counters.cycles - products) * 16 * size, where.c_str());
        }
    }

    void operandActivityIsCounted()
    {
        // A: ones, B: alternately 1 and -1 in its first element: bits of the broadcast word change in each cycle.
        auto operands = std::make_shared<Operands>();
        operands->mode = Mode::Int4;
        operands->a = makeOperand(Mode::Int4, 2, 64, std::vector<std::int8_t>(128, 1));
        std::vector<std::int8_t> b(4 * 64, 0);
        for (std::size_t row = 0; row < 4; ++row) {
            b[row * 64] = row % 2 == 0 ? 1 : -1;
        }
        operands->b = makeOperand(Mode::Int4, 4, 64, b);
        Simulator simulator(operands, {});
        runToEnd(simulator);
        QCOMPARE(simulator.counters().aToggles, 2 * 64); // once loaded, one bit a code
        QCOMPARE(simulator.counters().aNonZero, 4 * 2 * 64);
        QCOMPARE(simulator.counters().bNonZero, 4 * 16);
        QCOMPARE(simulator.counters().bToggles, 1 + 3 * 3); // 0001 <-> 1111
    }

    void positionsFollowTheLoopNest()
    {
        Simulator simulator(zeros(Mode::Vsq, 20, 18, 130), {});
        std::int64_t cycle = 20; // fill
        std::int64_t tile = 0;
        for (std::int64_t m = 0; m < 20; m += 16) {
            for (std::int64_t n = 0; n < 18; n += 16, ++tile) {
                const std::int64_t columns = std::min<std::int64_t>(16, 18 - n);
                for (std::int64_t k = 0; k < 3; ++k) {
                    for (std::int64_t a = 0; a < columns; ++a, ++cycle) {
                        const Position expected{cycle, Phase::Compute, 0, m, n, k, a, columns, tile};
                        QVERIFY(simulator.positionAt(cycle) == expected);
                    }
                }
            }
        }
        QCOMPARE(simulator.totalCycles(), cycle + 20);
        for (; !simulator.done(); simulator.step()) {
            QVERIFY(simulator.position() == simulator.positionAt(simulator.position().cycle));
        }
        QVERIFY(simulator.position() == simulator.positionAt(simulator.totalCycles()));
    }

    void snapshotShowsTheCycle()
    {
        Random random(5);
        const auto operands = test::randomOperands(random, Mode::Vsq, 20, 3, 100);
        const ChipConfig config;
        Simulator simulator(operands, config);
        const std::int64_t cycle = 20 + 6 + 4; // second tile of rows, second vector is at 9..11: a = 1, k = 1
        simulator.seek(cycle + 1);
        const Snapshot snapshot = simulator.snapshot();
        QCOMPARE(snapshot.executed.cycle, cycle);
        QCOMPARE(snapshot.executed.m, 16);
        QCOMPARE(snapshot.executed.k, 1);
        QCOMPARE(snapshot.executed.a, 1);
        QVERIFY(snapshot.bWord.valid);
        QCOMPARE(snapshot.bWord.address, 3);
        for (std::size_t lane = 0; lane < 16; ++lane) {
            const LaneState &state = snapshot.lanes[lane];
            QCOMPARE(state.active, lane < 4);
            if (lane >= 4) {
                QCOMPARE(state.sumOut, 0);
                continue;
            }
            const auto row = static_cast<std::int64_t>(16 + lane);
            const auto partial = [&](std::int64_t k) {
                const std::int32_t tree = treeSum(operands->a.vector(row, k, 64), operands->b.vector(1, k, 64), 64);
                return term(Mode::Vsq, tree,
                            roundedScale(scaleProduct(operands->a.scale(row, k), operands->b.scale(1, k)), config), config);
            };
            QCOMPARE(state.sumIn, partial(0));
            QCOMPARE(state.term, partial(1));
            QCOMPARE(state.sumOut, partial(0) + partial(1));
            QCOMPARE(snapshot.collector[1][lane], state.sumOut);
            QCOMPARE(int(snapshot.aRegister[lane].codes[7]), int(operands->a.vector(row, 1, 64)[7]));
        }
        QCOMPARE(snapshot.accesses.size(), std::size_t{3}); // B read, collector read and written
    }

    void sumsOfFinishedTilesOnly()
    {
        Random random(11);
        const auto operands = test::randomOperands(random, Mode::Int4, 32, 4, 64);
        const ReferenceSums reference = referenceProduct(*operands, {});
        Simulator simulator(operands, {});
        simulator.seek(20 + 4); // the first tile of rows is done, the second is not
        for (std::size_t i = 0; i < reference.sums.size(); ++i) {
            QCOMPARE(simulator.sums()[i], i < 64 ? reference.sums[i] : 0);
        }
        simulator.seek(20 + 8);
        QCOMPARE(simulator.sums(), reference.sums);
        simulator.seek(20 + 7);
        QCOMPARE(simulator.sums()[64], 0);
    }

    void convolutionsPadRowsAndTaps()
    {
        // 3x3 taps of 70 channels, each padded to two vectors; rows of 18 pixels padded to 32 columns.
        Random random(13);
        auto operands = std::make_shared<Operands>(*test::randomOperands(random, Mode::Vsq, 20, 2 * 5 * 18, 9 * 128));
        for (Operand *operand : {&operands->a, &operands->b}) {
            operand->columns = 9 * 70;
            operand->segments = 9;
            for (std::int64_t vector = 1; vector < operand->rows * operand->vectors; vector += 2) {
                std::fill_n(operand->codes.begin() + vector * 64 + 6, 58, std::int8_t{0});
            }
        }
        ProductShape shape;
        shape.m = 20;
        shape.n = 180;
        shape.k = 630;
        shape.convolution = ConvolutionShape{70, 3, 3, 5, 18};
        const Plan planned = plan(shape, {});
        Simulator simulator(operands, {}, planned);
        runToEnd(simulator);
        const ReferenceSums reference = referenceProduct(*operands, {});
        QCOMPARE(simulator.sums(), reference.sums);
        QCOMPARE(simulator.counters().zeroScales, reference.zeroScales);
        const Counters &counters = simulator.counters();
        QCOMPARE(counters.computeCycles, 2 * (10 * 32) * 18);
        QCOMPARE(counters.usefulMacs, 20 * 180 * 630);
        QCOMPARE(counters.paddedMacsK, 20 * 180 * 9 * 58);
        QCOMPARE(counters.paddedMacsN, 20 * (10 * 14) * 18 * 64);
        QCOMPARE(counters.paddedMacsM, 12 * (10 * 32) * 18 * 64);
        Simulator jumped(operands, {}, planned);
        jumped.seek(jumped.totalCycles());
        QCOMPARE(jumped.stateHash(), simulator.stateHash());
    }

    void transposedExecutionGivesTheSameResult()
    {
        Random random(14);
        const auto operands = test::randomOperands(random, Mode::Int8, 4, 48, 100);
        ProductShape shape;
        shape.m = 4;
        shape.n = 48;
        shape.k = 100;
        shape.mode = Mode::Int8;
        shape.mayTranspose = true;
        const Plan planned = plan(shape, {});
        QVERIFY(planned.transposed); // 3 full tiles of rows instead of one of 4
        Simulator simulator(operands, {}, planned);
        runToEnd(simulator);
        QCOMPARE(simulator.sums(), referenceProduct(*operands, {}).sums);
    }

    void partsOfALongKAreAddedByTheHost()
    {
        Random random(15);
        const auto operands = test::randomOperands(random, Mode::Int4, 3, 5, 64 * 130);
        Simulator simulator(operands, {});
        QCOMPARE(simulator.plan().hostParts, 2);
        runToEnd(simulator);
        QCOMPARE(simulator.sums(), referenceProduct(*operands, {}).sums); // no part saturates
    }

    void badProductsSaySo()
    {
        const auto message = [](auto &&action) {
            try {
                action();
            } catch (const Error &error) {
                return std::string(error.what());
            }
            return std::string();
        };
        QCOMPARE(message([] { Simulator(nullptr, {}); }).empty(), false);
        auto operands = std::make_shared<Operands>(*zeros(Mode::Int4, 4, 4, 64));
        operands->b = makeOperand(Mode::Int4, 4, 65, std::vector<std::int8_t>(260));
        QCOMPARE(message([&] { Simulator(operands, {}); }), std::string("operands: K: expected 64 (A's), found 65 (B's)"));
        ChipConfig config;
        config.unsignedActivations = true;
        QVERIFY(message([&] {
                    Simulator(zeros(Mode::Int4, 4, 4, 64), config);
                }).starts_with("chip configuration: field 'unsignedActivations': expected false"));
    }

private:
    static void compare(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, std::uint64_t seed)
    {
        const ReferenceSums reference = referenceProduct(*operands, config);
        Simulator simulator(operands, config);
        std::int64_t tilesDone = 0;
        std::int64_t saturations = 0;
        while (simulator.step()) {
            for (const Event &event : simulator.events()) {
                tilesDone += event.kind == EventKind::TileDone;
                saturations += event.kind == EventKind::Saturation;
            }
        }
        const std::string where = "seed " + std::to_string(seed) + ", M " + std::to_string(operands->m()) + ", N "
                                  + std::to_string(operands->n()) + ", K " + std::to_string(operands->k());
        QVERIFY2(simulator.sums() == reference.sums, where.c_str());
        QVERIFY2(simulator.counters().saturations == reference.saturations, where.c_str());
        QVERIFY2(saturations == reference.saturations, where.c_str());
        QVERIFY2(simulator.counters().zeroScales == reference.zeroScales, where.c_str());
        QVERIFY2(simulator.counters().scalesRoundedToZero == reference.scalesRoundedToZero, where.c_str());
        QVERIFY2(tilesDone == ((operands->m() + 15) / 16) * ((operands->n() + 15) / 16) || operands->n() > 16, where.c_str());
    }
};

VSQ_TEST(SimulatorTest)
#include "simulator.moc"
