// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <array>
#include <cmath>
#include <set>

using namespace vsq;

class RandomTest : public QObject {
    Q_OBJECT

private slots:
    /// The first values of Vigna's splitmix64.c from seed 1234567, as Rosetta Code lists them.
    void isSplitMix64()
    {
        Random random(1234567);
        for (const std::uint64_t expected : {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL,
                                             4593380528125082431ULL, 16408922859458223821ULL}) {
            QCOMPARE(random.bits(), expected);
        }
    }

    void aSeedDeterminesAll()
    {
        Random a(7);
        Random b(7);
        Random other(8);
        std::set<std::uint64_t> differing;
        for (int i = 0; i < 100; ++i) {
            const double x = a.normal();
            QCOMPARE(b.normal(), x);
            const std::uint64_t y = a.bits();
            QCOMPARE(b.bits(), y);
            differing.insert({y, other.bits()});
        }
        QCOMPARE(differing.size(), std::size_t{200});
    }

    void staysWithinItsBounds()
    {
        Random random(3);
        std::array<int, 7> counts{};
        for (int i = 0; i < 7000; ++i) {
            const std::int64_t value = random.between(-3, 3);
            QVERIFY(value >= -3 && value <= 3);
            ++counts[static_cast<std::size_t>(value + 3)];
            const double unit = random.uniform();
            QVERIFY(unit >= 0.0 && unit < 1.0);
            QVERIFY(random.below(1) == 0);
        }
        for (const int count : counts) { // 1000 expected, standard deviation 29
            QVERIFY2(std::abs(count - 1000) < 150, qPrintable(QString::number(count)));
        }
    }

    void normalHasItsMoments()
    {
        Random random(11);
        constexpr int kCount = 40000;
        double sum = 0.0;
        double squares = 0.0;
        int beyondTwo = 0;
        for (int i = 0; i < kCount; ++i) {
            const double x = random.normal();
            QVERIFY(std::isfinite(x));
            sum += x;
            squares += x * x;
            beyondTwo += std::fabs(x) > 2.0 ? 1 : 0;
        }
        QVERIFY(std::fabs(sum / kCount) < 0.025);               // standard deviation 0.005
        QVERIFY(std::fabs(squares / kCount - 1.0) < 0.035);     // 0.007
        QVERIFY(std::abs(beyondTwo - 0.0455 * kCount) < 210.0); // 42
    }
};

VSQ_TEST(RandomTest)

#include "random.moc"
