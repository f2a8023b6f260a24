// SPDX-License-Identifier: GPL-3.0-or-later
// Golden values of the lanes' arithmetic and its alternatives.
#include "core/chip/datapath.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace vsq;

class DatapathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void treeSums()
    {
        const auto all = [](int a, int b, int size) {
            std::array<std::int8_t, 64> x;
            std::array<std::int8_t, 64> y;
            x.fill(static_cast<std::int8_t>(a));
            y.fill(static_cast<std::int8_t>(b));
            return treeSum(x.data(), y.data(), size);
        };
        QCOMPARE(all(-8, -8, 64), 4096);
        QCOMPARE(all(-8, 7, 64), -3584);
        QCOMPARE(all(-128, -128, 32), 524288);
        QCOMPARE(all(-128, 127, 32), -520192);
    }

    void scaleProductsRounded()
    {
        const ChipConfig config;
        const auto p8 = [&](int a, int b) {
            return static_cast<int>(
                roundedScale(scaleProduct(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b)), config));
        };
        QCOMPARE(p8(255, 255), 254);
        QCOMPARE(p8(16, 16), 1);
        QCOMPARE(p8(11, 11), 0);
        QCOMPARE(p8(12, 11), 1);
        QCOMPARE(p8(128, 1), 1);
        QCOMPARE(p8(127, 1), 0);
    }

    void scaleProductToNearestEven()
    {
        ChipConfig config;
        config.rounding = ChipConfig::Rounding::NearestEven;
        QCOMPARE(roundedScale(128, config), 0U); // a tie between 0 and 1
        QCOMPARE(roundedScale(129, config), 1U);
        QCOMPARE(roundedScale(384, config), 2U); // a tie between 1 and 2
        QCOMPARE(roundedScale(640, config), 2U); // a tie between 2 and 3
    }

    void shiftRoundedAgreesWithRealArithmetic()
    {
        for (std::int64_t value = -700; value <= 700; ++value) {
            for (int shift = 0; shift < 8; ++shift) {
                const double exact = std::ldexp(static_cast<double>(value), -shift);
                QCOMPARE(shiftRounded(value, shift, ChipConfig::Rounding::HalfUp),
                         static_cast<std::int64_t>(std::floor(exact + 0.5)));
                QCOMPARE(shiftRounded(value, shift, ChipConfig::Rounding::NearestEven),
                         static_cast<std::int64_t>(std::nearbyint(exact)));
            }
        }
    }

    void ninthLargestTermSaturates()
    {
        const ChipConfig config;
        const std::int32_t largest = term(Mode::Vsq, 4096, 254, config);
        QCOMPARE(largest, 1040384);
        Sum sum;
        for (int i = 1; i <= 8; ++i) {
            sum = accumulate(sum.value, largest, false);
            QCOMPARE(sum, (Sum{i * 1040384, false}));
        }
        sum = accumulate(sum.value, largest, false);
        QCOMPARE(sum, (Sum{8388607, true}));
        QCOMPARE(accumulate(-8388000, -1000, false), (Sum{-8388608, true}));
        QCOMPARE(accumulate(-8388000, -608, false), (Sum{-8388608, false}));
    }

    void wrappingKeepsLow24Bits()
    {
        QCOMPARE(accumulate(8388607, 1, true), (Sum{-8388608, false}));
        QCOMPARE(accumulate(-8388608, -1, true), (Sum{8388607, false}));
        ChipConfig config;
        config.overflow = ChipConfig::Overflow::Wrap;
        QVERIFY(wraps(Mode::Int8, config));
        QVERIFY(wraps(Mode::Int4, config));
        QVERIFY(!wraps(Mode::Vsq, config));
    }

    void fullScaleProductRoundsTheTerm()
    {
        ChipConfig config;
        config.scaleProduct = ChipConfig::ScaleProduct::Full;
        QCOMPARE(roundedScale(121, config), 121U);
        QCOMPARE(term(Mode::Vsq, 100, 121, config), 47); // 12100 / 256 = 47.27
        QCOMPARE(term(Mode::Vsq, -128, 1, config), 0);   // -0.5 goes up
        QCOMPARE(term(Mode::Vsq, -129, 1, config), -1);
        QCOMPARE(term(Mode::Int4, 100, 0, config), 100);
    }
};

VSQ_TEST(DatapathTest)
#include "datapath.moc"
