// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/paired.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/study/recovery.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

class PairedTest : public QObject {
    Q_OBJECT

    /// Two-sided sign test by adding up the binomial coefficients of n <= 60 exactly in double.
    static double byHand(int few, int flips)
    {
        std::vector<double> row{1.0};
        for (int n = 1; n <= flips; ++n) {
            std::vector<double> next(row.size() + 1, 0.0);
            for (std::size_t k = 0; k < row.size(); ++k) {
                next[k] += row[k] / 2;
                next[k + 1] += row[k] / 2;
            }
            row = next;
        }
        double chance = 0.0;
        for (int k = 0; k <= few; ++k) {
            chance += row[static_cast<std::size_t>(k)];
        }
        return std::min(1.0, 2 * chance);
    }

private Q_SLOTS:
    void mcNemarIsTheExactSignTest()
    {
        for (const auto &[lost, gained] :
             std::vector<std::pair<int, int>>{{0, 0}, {1, 0}, {5, 0}, {12, 3}, {3, 12}, {20, 20}, {37, 21}}) {
            const PairedDifference paired = pairedDifference(lost, gained, 500);
            const double expected = lost + gained == 0 ? 1.0 : byHand(std::min(lost, gained), lost + gained);
            QVERIFY2(std::abs(paired.pValue - expected) < 1e-12, qPrintable(QString("%1 %2").arg(lost).arg(gained)));
            QCOMPARE(paired.difference, (gained - lost) / 500.0);
        }
    }

    /// Agresti and Min (2005), equation of the adjusted Wald interval, for a table written out.
    void intervalAddsHalfAnItemToEachCell()
    {
        const PairedDifference paired = pairedDifference(16, 4, 100);
        const double n = 102.0;
        const double b = 16.5 / n;
        const double c = 4.5 / n;
        const double half = 1.959963984540054 * std::sqrt((b + c - (c - b) * (c - b)) / n);
        QVERIFY(std::abs(paired.interval[0] - (c - b - half)) < 1e-12);
        QVERIFY(std::abs(paired.interval[1] - (c - b + half)) < 1e-12);
    }

    void countsOnlyItemsThatDiffer()
    {
        const PairedDifference paired = pairedDifference({1, 1, 0, 0, 1}, {1, 0, 1, 0, 0});
        QCOMPARE(paired.lost, 2);
        QCOMPARE(paired.gained, 1);
        QCOMPARE(paired.count, 5);
        QVERIFY_EXCEPTION_THROWN(pairedDifference({1}, {1, 0}), Error);
    }

    void noiseFloorIsTheBinomials_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("halfWidth"); // of right answers, quantiles of 2.5 and 97.5 % from tables of the distribution
        QTest::newRow("95 of 100 in a thousand") << 950 << 1000 << (963 - 936) / 2.0;
        QTest::newRow("90.2 of 100 in a thousand") << 902 << 1000 << (920 - 883) / 2.0;
        QTest::newRow("91 of 100 in five hundred") << 455 << 500 << (467 - 442) / 2.0;
        QTest::newRow("9 of 10 in a hundred") << 90 << 100 << (95 - 84) / 2.0;
        QTest::newRow("all") << 10 << 10 << 0.0;
    }

    void noiseFloorIsTheBinomials()
    {
        QFETCH(int, correct);
        QFETCH(int, count);
        QFETCH(double, halfWidth);
        QCOMPARE(noiseFloorOf({.correct = correct, .count = count}).value(), 100.0 * halfWidth / correct);
        QVERIFY(!noiseFloorOf({.correct = 0, .count = count}));
    }

    /// Drawn or computed, the floor is the same: a resample's quantiles are the distribution's but for the draws.
    void drawnFloorAgreesWithTheComputedOne()
    {
        std::vector<std::uint8_t> right(1000, 0);
        std::fill_n(right.begin(), 902, std::uint8_t{1});
        const auto share = [&](std::span<const std::size_t> items) {
            double sum = 0.0;
            for (const std::size_t item : items) {
                sum += right[item];
            }
            return sum / static_cast<double>(items.size());
        };
        const auto drawn = recoveryOf(right.size(), share, share);
        QVERIFY(drawn);
        QVERIFY2(std::abs(drawn->noiseFloor / recoveryOf(right, right)->noiseFloor - 1.0) < 0.1,
                 qPrintable(QString::number(drawn->noiseFloor)));
    }

    /// About 1.96 sqrt((1 - p) / (p n)) of the score, as the normal distribution has it.
    void noiseFloorIsThatOfTheItems()
    {
        Random random(5);
        std::vector<std::uint8_t> right;
        for (int i = 0; i < 2000; ++i) {
            right.push_back(random.uniform() < 0.8 ? 1 : 0);
        }
        const auto recovery = recoveryOf(right, right);
        QVERIFY(recovery);
        QCOMPARE(recovery->percent, 100.0);
        QCOMPARE(recovery->interval[0], 100.0); // the same answers in every resample
        QCOMPARE(recovery->interval[1], 100.0);
        const double expected = 100.0 * 1.96 * std::sqrt(0.2 / (0.8 * 2000.0));
        QVERIFY2(std::abs(recovery->noiseFloor / expected - 1.0) < 0.1, qPrintable(QString::number(recovery->noiseFloor)));
        QCOMPARE(recoveryOf(right, right)->interval, recovery->interval); // seeded
        QVERIFY(!recoveryOf(right, {}));
        QVERIFY(!recoveryOf(std::vector<std::uint8_t>{0, 0}, std::vector<std::uint8_t>{1, 1}));
    }
};

VSQ_TEST(PairedTest)

#include "paired.moc"
