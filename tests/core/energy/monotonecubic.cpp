// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/monotonecubic.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class MonotoneCubicTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passesThroughItsPointsAndNeverOvershoots()
    {
        const std::uint64_t seed = 4711;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int run = 0; run < 200; ++run) {
            std::vector<double> x;
            std::vector<double> y;
            const auto points = random.between(2, 12);
            double at = random.uniform();
            for (std::int64_t i = 0; i < points; ++i) {
                x.push_back(at);
                y.push_back(random.normal());
                at += 0.05 + random.uniform();
            }
            const MonotoneCubic curve(x, y);
            for (std::size_t i = 0; i < x.size(); ++i) {
                QVERIFY(std::abs(curve(x[i]) - y[i]) < 1e-12);
                QVERIFY(std::abs(curve.linear(x[i]) - y[i]) < 1e-12);
            }
            for (std::size_t i = 0; i + 1 < x.size(); ++i) {
                const double sign = y[i + 1] >= y[i] ? 1.0 : -1.0;
                double before = y[i];
                for (int step = 1; step <= 50; ++step) {
                    const double value = curve(x[i] + (x[i + 1] - x[i]) * step / 50.0);
                    QVERIFY(sign * (value - before) >= -1e-12);
                    before = value;
                }
            }
        }
    }

    void straightLinesStayStraight()
    {
        const MonotoneCubic curve({0.0, 1.0, 3.0, 4.0}, {1.0, 3.0, 7.0, 9.0});
        for (double x = 0.0; x <= 4.0; x += 0.1) {
            QVERIFY(std::abs(curve(x) - (1.0 + 2.0 * x)) < 1e-12);
        }
    }

    void beyondTheEndsTheValueStays()
    {
        const MonotoneCubic curve({0.0, 1.0}, {2.0, 5.0});
        QCOMPARE(curve(-1.0), 2.0);
        QCOMPARE(curve(9.0), 5.0);
        QCOMPARE(curve.linear(0.5), 3.5);
    }
};

VSQ_TEST(MonotoneCubicTest)
#include "monotonecubic.moc"
