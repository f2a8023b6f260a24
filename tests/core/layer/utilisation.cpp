// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/utilisation.h"

#include "core/base/random.h"
#include "core/chip/plancounters.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class UtilisationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void designTileIsAllUsefulButItsOverhead()
    {
        const ChipConfig config;
        const Plan planned = plan({.m = 128, .n = 128, .k = 1024, .mode = Mode::Int4, .convolution = {}}, config);
        const CycleShares shares = sharesOf(countersOf(planned, config), 1024);
        QCOMPARE(shares.useful, 16384.0);
        QCOMPARE(shares.paddingM + shares.paddingK + shares.paddingN + shares.stalls, 0.0);
        QCOMPARE(shares.total, 16384.0 + shares.fillDrain);
    }

    void partsAddUpForRandomProducts()
    {
        const std::uint64_t seed = 20231;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        const ChipConfig config;
        for (int i = 0; i < 200; ++i) {
            const Mode mode = static_cast<Mode>(random.below(3));
            const Plan planned = plan({.m = random.between(1, 300),
                                       .n = random.between(1, 300),
                                       .k = random.between(1, 700),
                                       .mode = mode,
                                       .convolution = {}},
                                      config);
            const CycleShares s = sharesOf(countersOf(planned, config), planned.lanes * vectorSize(mode));
            const double sum = s.useful + s.paddingM + s.paddingK + s.paddingN + s.fillDrain + s.stalls;
            QVERIFY2(std::abs(sum - s.total) < 1e-6 * s.total, qPrintable(QStringLiteral("product %1").arg(i)));
            QVERIFY(std::abs(s.utilisation() - planned.utilisation()) < 1e-12);
        }
    }

    void activityOfLanesIsTheLayersUtilisation()
    {
        Random random(77);
        const ChipConfig config;
        for (int i = 0; i < 50; ++i) {
            const Plan planned = plan({.m = random.between(1, 200),
                                       .n = random.between(1, 100),
                                       .k = random.between(1, 500),
                                       .mode = Mode::Vsq,
                                       .convolution = {}},
                                      config);
            const LaneActivity activity = laneActivity(planned, config, 100);
            double mean = 0.0;
            for (const float share : activity.byTime) {
                mean += share / static_cast<double>(activity.byTime.size());
                QVERIFY(share >= 0.0F && share <= 1.0001F);
            }
            QVERIFY2(std::abs(mean - planned.utilisation()) < 1e-4, qPrintable(QString::number(mean - planned.utilisation())));
            double products = 0.0;
            for (const float share : activity.byMultiplier) {
                products += share / static_cast<double>(activity.byMultiplier.size());
            }
            const double expected = static_cast<double>(planned.usefulMacs())
                                    / (static_cast<double>(planned.computeCycles) * activity.lanes * activity.multipliers);
            QVERIFY(std::abs(products - expected) < 1e-5);
        }
    }

    void lastLanesAndMultipliersStandStill()
    {
        // 10 rows on 16 lanes, 70 = 64 + 6 elements in two vectors.
        const Plan planned = plan({.m = 10, .n = 16, .k = 70, .mode = Mode::Vsq, .convolution = {}}, ChipConfig{});
        const LaneActivity activity = laneActivity(planned, ChipConfig{});
        const auto at = [&](int lane, int multiplier) {
            return activity.byMultiplier[static_cast<std::size_t>(lane) * 64 + multiplier];
        };
        QCOMPARE(at(0, 5), 1.0F);
        QCOMPARE(at(9, 6), 0.5F);
        QCOMPARE(at(10, 0), 0.0F);
    }

    void productsOfCodesThatAreNotZeroAreCountedOneByOne()
    {
        const std::uint64_t seed = 4711;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        const ChipConfig config;
        for (int trial = 0; trial < 30; ++trial) {
            const std::int64_t m = random.between(1, 70);
            const std::int64_t n = random.between(1, 70);
            const std::int64_t k = random.between(1, 300);
            const auto codesOf = [&random, k](std::int64_t rows) {
                std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * k));
                for (std::int8_t &code : codes) {
                    code = static_cast<std::int8_t>(random.below(2) == 0 ? 0 : random.between(-7, 7));
                }
                return codes;
            };
            const std::vector<std::int8_t> a = codesOf(m);
            const std::vector<std::int8_t> b = codesOf(n);
            Operands operands{Mode::Int4, makeOperand(Mode::Int4, m, k, a), makeOperand(Mode::Int4, n, k, b)};
            ProductShape shape{.m = m, .n = n, .k = k, .mode = Mode::Int4, .convolution = {}};
            shape.mayTranspose = trial % 2 == 0;
            const Plan planned = plan(shape, config);
            const LaneActivity activity = nonZeroActivity(planned, config, operands, 64);
            std::vector<double> expected(16 * 64, 0.0); // by lane and multiplier
            for (std::int64_t i = 0; i < m; ++i) {
                for (std::int64_t j = 0; j < n; ++j) {
                    for (std::int64_t at = 0; at < k; ++at) {
                        const bool met = a[static_cast<std::size_t>(i * k + at)] != 0
                                         && b[static_cast<std::size_t>(j * k + at)] != 0;
                        const std::int64_t lane = (planned.transposed ? j : i) % 16;
                        expected[static_cast<std::size_t>(lane * 64 + at % 64)] += met ? 1.0 : 0.0;
                    }
                }
            }
            double all = 0.0;
            for (std::size_t i = 0; i < expected.size(); ++i) {
                all += expected[i];
                QVERIFY(std::abs(activity.byMultiplier[i] * static_cast<double>(planned.computeCycles) - expected[i])
                        <= 1e-5 * std::max(1.0, expected[i]));
            }
            double inTime = 0.0;
            for (const float share : activity.byTime) {
                inTime += share * 64.0 * static_cast<double>(activity.cycles) / activity.bins;
            }
            QVERIFY2(std::abs(inTime - all) <= 1e-4 * std::max(1.0, all), "all of it lies somewhere in time");
        }
    }
};

VSQ_TEST(UtilisationTest)
#include "utilisation.moc"
