// SPDX-License-Identifier: GPL-3.0-or-later
// What an open layer takes in memory beside its operands, as the allocator accounts for it.
#include "core/chip/simulator.h"

#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <malloc.h>

using namespace vsq;

namespace {

/// Bytes that are allocated now, small blocks and mapped ones.
std::size_t allocated()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

} // namespace

class StateSizeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOpenBertLayerIsUnder50Megabytes_data()
    {
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("k");
        QTest::addColumn<int>("output");
        QTest::newRow("first feed-forward, VSQ") << 3072 << 768 << int(OutputFormat::Vsq);
        QTest::newRow("second feed-forward, INT8 with scales") << 768 << 3072 << int(OutputFormat::Int8Vector);
        QTest::newRow("first feed-forward through the softmax") << 3072 << 768 << int(OutputFormat::Softmax);
    }

    void anOpenBertLayerIsUnder50Megabytes()
    {
        QFETCH(int, m);
        QFETCH(int, k);
        QFETCH(int, output);
        Random random(1);
        const auto operands = test::randomOperands(random, Mode::Vsq, m, 128, k);
        PpuSettings settings;
        settings.output = OutputFormat(output);
        settings.truncShift = 6;
        const std::size_t before = allocated();
        if (before == 0) {
            QSKIP("the allocator in use does not account for its blocks");
        }
        Simulator simulator(operands, {}, settings);
        // Everything that a session builds up: counters of all subtiles, checkpoints, sums, output, a search.
        simulator.seek(simulator.totalCycles());
        for (int jump = 0; jump < 40; ++jump) {
            simulator.seek(random.between(0, simulator.totalCycles()));
            simulator.stepBack();
        }
        simulator.seek(simulator.totalCycles() - 1000);
        const std::size_t sums = simulator.sums().size() * sizeof(std::int32_t);
        const std::size_t codes = simulator.output().codes.size();
        (void)simulator.nextEvent(EventKind::Saturation, 0);
        const Snapshot snapshot = simulator.snapshot();
        const std::size_t taken = allocated() - before;
        qInfo("%d x 128 x %d: %.2f MB beside the operands, of them %.2f MB sums", m, k, static_cast<double>(taken) * 1e-6,
              static_cast<double>(sums) * 1e-6);
        QVERIFY(taken >= sums + codes); // it is measured at all
        QVERIFY(taken < 50'000'000);
        QVERIFY(snapshot.totalCycles > 0);
    }
};

VSQ_TEST(StateSizeTest)
#include "statesize.moc"
