// SPDX-License-Identifier: GPL-3.0-or-later
// The stepped chip with its results going to the approximate softmax: against the whole-matrix function on the values that
// the post-processing unit hands over, by closed forms, and whichever way a cycle is reached.
#include "core/chip/simulator.h"

#include "core/base/error.h"
#include "core/chip/referenceproduct.h"
#include "core/chip/softmax.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace vsq;
using test::Data;

namespace {

ChipConfig configured(const std::string &settings)
{
    ChipConfig config;
    for (const QString &setting : QString::fromStdString(settings).split(' ', Qt::SkipEmptyParts)) {
        setField(config, setting.toStdString());
    }
    return config;
}

/// Few entries, so that a row of keys lies in several subtiles.
const std::string kSmall = "aBankEntries=12 bBufferEntries=60 scaleEntries=2 outputWords=96 ";

PpuSettings toSoftmax(Random &random)
{
    PpuSettings settings;
    settings.output = OutputFormat::Softmax;
    settings.scale = {random.between(1, 300)};
    settings.bias = {random.between(-128, 127)};
    settings.biasShift = static_cast<int>(random.between(0, 6));
    settings.truncShift = static_cast<int>(random.between(2, 14));
    settings.relu = random.below(4) == 0;
    return settings;
}

struct Run {
    std::shared_ptr<const Operands> operands;
    PpuSettings settings;
    ChipConfig config;

    [[nodiscard]] Simulator simulator() const { return Simulator(operands, config, settings); }
};

Run randomRun(Random &random, const std::string &settings)
{
    Run run;
    run.config = configured(settings);
    const Mode mode = std::array{Mode::Int8, Mode::Int4, Mode::Vsq}[random.below(3)];
    const Data data = random.below(3) == 0 ? Data::Saturating : Data::Plain;
    run.operands = test::randomOperands(random, mode, random.between(1, 90), random.between(1, 50), random.between(1, 200), data);
    run.settings = toSoftmax(random);
    return run;
}

/// Sections 6 and 7: p * 128, [N, M], from sums [M, N] by way of real numbers and the softmax of whole rows.
std::vector<int> expectedCodes(const std::vector<std::int32_t> &sums, const Run &run)
{
    const std::int64_t m = run.operands->m();
    const std::int64_t n = run.operands->n();
    std::vector<float> x;
    for (std::int64_t row = 0; row < n; ++row) {
        for (std::int64_t i = 0; i < m; ++i) {
            std::int64_t value = sums[static_cast<std::size_t>(i * n + row)] * run.settings.scale[0]
                                 + run.settings.bias[0] * (std::int64_t{1} << run.settings.biasShift);
            value = run.settings.relu ? std::max<std::int64_t>(value, 0) : value;
            const double t = std::floor(std::ldexp(static_cast<double>(value), -run.settings.truncShift));
            x.push_back(static_cast<float>(std::clamp(t, -32768.0, 32767.0) / 16.0));
        }
    }
    std::vector<int> codes;
    for (const float p : softmax(x, n, m, run.config)) {
        codes.push_back(static_cast<int>(p * 128.0F));
    }
    return codes;
}

std::vector<int> codesOf(const PpuOutput &output)
{
    std::vector<int> codes;
    for (const std::int8_t code : output.codes) {
        codes.push_back(static_cast<std::uint8_t>(code));
    }
    return codes;
}

} // namespace

class SoftmaxPipelineTest : public QObject {
    Q_OBJECT

    static void addSettings()
    {
        QTest::addColumn<std::string>("settings");
        for (const char *settings :
             {"", "fillDrainCycles=0 ppuStages=0", "fillDrainCycles=7", "ppuStages=11", "collectorEntries=5", "softmaxSlice=4",
              "softmaxSlice=1", "lanes=8 softmaxSlice=8", "softmaxSegments=32", "softmaxTable=floor", "rounding=nearesteven",
              "firstPassForcedZero=false", "aPrefetch=false", "operandSupply=streaming",
              "operandSupply=streaming streamBytesPerCycle=9 outputBytesPerCycle=0.5"}) {
            QTest::newRow(settings) << std::string(settings);
        }
    }

private Q_SLOTS:
    void steppedEqualsWholeRows_data() { addSettings(); }
    void steppedEqualsWholeRows()
    {
        QFETCH(std::string, settings);
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            Random random(seed);
            const Run run = randomRun(random, kSmall + settings);
            const ReferenceSums reference = referenceProduct(*run.operands, run.config);
            Simulator simulator = run.simulator();
            QVERIFY(simulator.ppu());
            while (simulator.step()) {
            }
            const std::string where = "seed " + std::to_string(seed);
            QVERIFY2(codesOf(simulator.output()) == expectedCodes(reference.sums, run), where.c_str());
            const PpuOutput whole = applyPpu(reference.sums, run.operands->m(), run.operands->n(), run.settings, run.config);
            QVERIFY2(simulator.output() == whole, where.c_str()); // what left by the port and the maxima as well
        }
    }

    void seekIsStepping_data() { addSettings(); }
    void seekIsStepping()
    {
        QFETCH(std::string, settings);
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Random random(seed);
            const Run run = randomRun(random, kSmall + settings);
            Simulator stepped = run.simulator();
            std::vector<std::uint64_t> hashes{stepped.stateHash()};
            std::vector<std::size_t> events{0};
            std::vector<std::pair<std::int64_t, PpuOutput>> outputs;
            while (stepped.step()) {
                hashes.push_back(stepped.stateHash());
                events.push_back(stepped.events().size());
                if (hashes.size() % 211 == 0) {
                    outputs.emplace_back(stepped.position().cycle, stepped.output());
                }
            }
            Simulator simulator = run.simulator();
            for (int jump = 0; jump < 60; ++jump) {
                const std::int64_t cycle = random.between(0, simulator.totalCycles());
                simulator.seek(cycle);
                const QString where = QString("seed %1 cycle %2 of %3").arg(seed).arg(cycle).arg(simulator.totalCycles());
                QVERIFY2(simulator.stateHash() == hashes[static_cast<std::size_t>(cycle)], qPrintable(where));
                QVERIFY2(simulator.events().size() == events[static_cast<std::size_t>(cycle)], qPrintable(where));
                if (jump % 20 == 0) {
                    Simulator fresh = run.simulator();
                    fresh.seek(cycle);
                    QVERIFY2(fresh.stateHash() == hashes[static_cast<std::size_t>(cycle)], qPrintable(where));
                }
            }
            for (auto &[cycle, output] : outputs) {
                simulator.seek(cycle);
                QVERIFY2(simulator.output() == output, qPrintable(QString("seed %1 cycle %2").arg(seed).arg(cycle)));
            }
            for (const auto unit :
                 {Simulator::Unit::Cycle, Simulator::Unit::Vector, Simulator::Unit::Tile, Simulator::Unit::Subtile}) {
                simulator.seek(random.between(0, simulator.totalCycles()));
                for (int i = 0; i < 10; ++i) {
                    random.below(2) == 0 ? simulator.stepUnit(unit) : simulator.stepUnitBack(unit);
                    QCOMPARE(simulator.stateHash(), hashes[static_cast<std::size_t>(simulator.position().cycle)]);
                }
            }
        }
    }

    void usesFollowFromTheShape()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            const Run run = randomRun(random, seed % 2 == 0 ? kSmall : std::string());
            Simulator simulator = run.simulator();
            while (simulator.step()) {
            }
            const std::int64_t slices = (run.operands->m() + 15) / 16 * run.operands->n();
            const auto ports = [&](Memory memory) { return simulator.counters().memories[static_cast<std::size_t>(memory)]; };
            QVERIFY((ports(Memory::SoftmaxPort) == PortCount{0, slices}));
            QVERIFY((ports(Memory::SoftmaxState) == PortCount{slices - run.operands->n(), slices}));
            QVERIFY((ports(Memory::OutputBuffer) == PortCount{}));
            QVERIFY((ports(Memory::VsqBuffer) == PortCount{}));
            QCOMPARE(ports(Memory::ScaleBuffer).reads, slices);
            // The softmax keeps up with one entry a cycle: it costs no cycle more than sums that leave as they are.
            QCOMPARE(simulator.totalCycles(), Simulator(run.operands, run.config).totalCycles());
        }
    }

    void snapshotShowsTheUnit()
    {
        // Two slices of keys for one query: scores 16 x 1 then 16 x 8 (t = 16, 128), x = 1 and 8.
        auto operands = std::make_shared<Operands>();
        operands->mode = Mode::Int8;
        std::vector<std::int8_t> keys(32, 16);
        std::fill(keys.begin() + 16, keys.end(), 127);
        keys[31] = 64;
        operands->a = makeOperand(Mode::Int8, 32, 1, keys);
        operands->b = makeOperand(Mode::Int8, 1, 1, {1});
        PpuSettings settings;
        settings.output = OutputFormat::Softmax;
        Simulator simulator(operands, {}, settings);
        std::vector<SoftmaxStage> entries;
        std::vector<SoftmaxStage> leaving;
        std::vector<std::int64_t> when;
        while (simulator.step()) {
            const Snapshot snapshot = simulator.snapshot();
            QVERIFY(snapshot.softmax.used);
            QVERIFY(snapshot.outputWord.empty());
            if (snapshot.softmax.valid) {
                entries.push_back(snapshot.softmax);
                when.push_back(snapshot.executed.cycle);
            }
            if (snapshot.softmax.leaves) {
                leaving.push_back(snapshot.softmax);
                when.push_back(snapshot.executed.cycle);
            }
        }
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(int(entries[0].x[5]), 4);     // 1 in quarters
        QCOMPARE(int(entries[0].y[5]), 32768); // 2^0
        QCOMPARE(int(entries[0].maxima[0]), 1);
        QCOMPARE(entries[0].denominatorBefore, 0);
        QCOMPARE(entries[0].denominator, 16 * 64);
        QVERIFY(!entries[0].renormalised);
        QCOMPARE(entries[1].m, 16);
        QCOMPARE(int(entries[1].x[0]), 32); // 127/16 = 7.9375 in quarters: 31.75, rounded to 32
        QCOMPARE(int(entries[1].x[15]), 16);
        QCOMPARE(int(entries[1].y[15]), 32768 >> 4);
        QCOMPARE(entries[1].maximumBefore, 1);
        QCOMPARE(entries[1].maximum, 8);
        QVERIFY(entries[1].renormalised);
        QCOMPARE(entries[1].denominator, (1024 >> 7) + 15 * 64 + 4); // 2^(4 - 8) is 4/64
        QCOMPARE(simulator.counters().softmaxRenormalised, 1);
        QCOMPARE(leaving.size(), std::size_t{2});
        QVERIFY(!leaving[0].rowDone && leaving[1].rowDone);
        // Entry 0 is read out with the second tile's only product (cycle 21): gathered 3 stages on, out after 6 (A-17).
        QCOMPARE(when[0], 24);
        QCOMPARE(std::count(when.begin(), when.end(), 26), 1);
    }

    void rowsAreFoundBothWays()
    {
        for (const char *settings : {"", "fillDrainCycles=0", "operandSupply=streaming streamBytesPerCycle=20"}) {
            Random random(11);
            const Run run = randomRun(random, kSmall + settings);
            Simulator simulator = run.simulator();
            std::vector<std::int64_t> cycles;
            std::size_t rows = 0;
            while (simulator.step()) {
                const auto done = std::count_if(simulator.events().begin(), simulator.events().end(),
                                                [](const Event &event) { return event.kind == EventKind::SoftmaxRow; });
                rows += static_cast<std::size_t>(done);
                if (done > 0) {
                    cycles.push_back(simulator.position().cycle - 1);
                }
            }
            QCOMPARE(std::int64_t(rows), run.operands->n());
            for (int probe = 0; probe < 60; ++probe) {
                const std::int64_t from = random.between(0, simulator.totalCycles());
                const auto next = std::lower_bound(cycles.begin(), cycles.end(), from);
                QCOMPARE(simulator.nextEvent(EventKind::SoftmaxRow, from).value_or(-1), next == cycles.end() ? -1 : *next);
                QCOMPARE(simulator.previousEvent(EventKind::SoftmaxRow, from).value_or(-1),
                         next == cycles.begin() ? -1 : *(next - 1));
            }
        }
    }

    void neverTransposed()
    {
        ProductShape shape;
        shape.m = 20;
        shape.n = 200;
        shape.k = 64;
        shape.mayTranspose = true;
        QVERIFY(plan(shape, {}).transposed);
        shape.output = OutputFormat::Softmax;
        QVERIFY(!plan(shape, {}).transposed);
    }

    void aSliceThatIsNoPartOfAnEntrySaysSo()
    {
        Random random(1);
        const auto operands = test::randomOperands(random, Mode::Vsq, 64, 4, 64);
        PpuSettings settings;
        settings.output = OutputFormat::Softmax;
        try {
            Simulator(operands, configured("softmaxSlice=32"), settings);
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     std::string("chip configuration: field 'softmaxSlice': expected a divisor of lanes (16) where a product's "
                                 "results go to the softmax, found 32"));
        }
        QVERIFY(ppuSettingsFromJson(R"({"output": "softmax"})", "").output == OutputFormat::Softmax);
        QVERIFY(ppuSettingsFromJson(toJson(settings), "") == settings);
    }
};

VSQ_TEST(SoftmaxPipelineTest)
#include "softmaxpipeline.moc"
