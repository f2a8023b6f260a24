// SPDX-License-Identifier: GPL-3.0-or-later
// The collector beside another chip's, against two chips that are stepped to the same cycle.
#include "core/layer/sumsbeside.h"
#include "core/base/random.h"
#include "core/chip/simulator.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace vsq;
using namespace vsq::test;

class SumsBesideTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<LayerData> open(const char *format, const ChipConfig &config)
    {
        const auto graph = oneProduct(200, 70); // four vectors, the last one padded
        return std::make_shared<LayerData>(
            openLayer(graph, {{"x", randomTensor({40, 200}, 4)}}, layerOf(*graph, "fc"), 0, namedFormat(format), config));
    }

private Q_SLOTS:
    void sumsOfTheSameScalesDifferAsTheIntegersDo()
    {
        constexpr std::uint64_t seed = 11;
        Random random(seed);
        ChipConfig full;
        full.scaleProduct = ChipConfig::ScaleProduct::Full;
        const auto data = open("vsq", {});
        const auto other = open("vsq", full);
        const OpenedChip chip(other, full);
        Simulator now(data->operands, {});
        Simulator before(other->operands, full);
        QCOMPARE(now.totalCycles(), before.totalCycles());
        bool differs = false;
        for (int i = 0; i < 200; ++i) {
            const std::int64_t cycle = i == 0 ? now.totalCycles() : random.between(1, now.totalCycles());
            now.seek(cycle);
            before.seek(cycle);
            const Snapshot shown = now.snapshot();
            const Snapshot beside = before.snapshot();
            const auto difference = sumsBeside(shown, *data, chip);
            QVERIFY(difference.has_value());
            for (std::size_t entry = 0; entry < difference->size(); ++entry) {
                for (std::size_t lane = 0; lane < kLanes; ++lane) {
                    const bool holds = shown.collectorValid[entry]
                                       && shown.collectorM[entry] + static_cast<std::int64_t>(lane) < data->operands->m();
                    const std::int32_t expected = holds ? shown.collector[entry][lane] - beside.collector[entry][lane] : 0;
                    differs = differs || expected != 0;
                    QVERIFY2((*difference)[entry][lane] == expected,
                             qPrintable(QStringLiteral("cycle %1, entry %2, lane %3: %4, not %5; seed %6")
                                            .arg(cycle)
                                            .arg(entry)
                                            .arg(lane)
                                            .arg((*difference)[entry][lane])
                                            .arg(expected)
                                            .arg(seed)));
                }
            }
        }
        QVERIFY(differs);
    }

    /// INT4 has a scale a row and no rounded products: another unit, the same vectors.
    void anotherUnitIsConverted()
    {
        const auto data = open("vsq", {});
        const auto other = open("int4", {});
        const OpenedChip chip(other, {});
        Simulator now(data->operands, {});
        Simulator before(other->operands, {});
        now.seek(now.totalCycles() / 2);
        const Snapshot shown = now.snapshot();
        const auto difference = sumsBeside(shown, *data, chip);
        QVERIFY(difference.has_value());
        int held = 0;
        for (std::size_t entry = 0; entry < difference->size(); ++entry) {
            const bool runs = shown.collectorM[entry] == shown.next.m
                              && shown.collectorN[entry] == shown.next.n + static_cast<std::int64_t>(entry);
            const std::int64_t end = runs ? shown.next.k + (static_cast<std::int64_t>(entry) < shown.next.a ? 1 : 0) : 4;
            for (std::int64_t lane = 0; shown.collectorValid[entry] && lane < kLanes; ++lane) {
                const std::int64_t m = shown.collectorM[entry] + lane;
                const std::int64_t n = shown.collectorN[entry];
                if (m >= data->operands->m()) {
                    continue;
                }
                std::int64_t sum = 0; // of INT4's codes
                for (std::int64_t k = 0; k < std::min<std::int64_t>(200, end * 64); ++k) {
                    sum += other->qa.codes[static_cast<std::size_t>(m * 200 + k)]
                           * other->qb.codes[static_cast<std::size_t>(n * 200 + k)];
                }
                const double unit = 256.0 * static_cast<double>(data->qa.gammaOf(m)) * static_cast<double>(data->qb.gammaOf(n));
                const double real = static_cast<double>(sum) * static_cast<double>(other->qa.gammaOf(m))
                                    * static_cast<double>(other->qb.gammaOf(n));
                const double expected = shown.collector[entry][static_cast<std::size_t>(lane)] - real / unit;
                QVERIFY(std::abs((*difference)[entry][static_cast<std::size_t>(lane)] - expected) <= 0.5000001);
                ++held;
            }
        }
        QVERIFY(held > 0);
    }

    void vectorsOfAnotherLengthHaveNothingBesideThem()
    {
        const auto data = open("vsq", {});
        const OpenedChip chip(open("int8", {}), {});
        Simulator now(data->operands, {});
        now.seek(100);
        QVERIFY(!sumsBeside(now.snapshot(), *data, chip).has_value());
    }
};

VSQ_TEST(SumsBesideTest)
#include "sumsbeside.moc"
