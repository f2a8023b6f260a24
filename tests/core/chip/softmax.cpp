// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate softmax: rows worked by hand, slices, alternatives, nearness to the real thing.
#include "core/chip/softmax.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace vsq;

class SoftmaxTest : public QObject {
    Q_OBJECT

    static std::vector<int> row(const std::vector<float> &x, const ChipConfig &config = {})
    {
        std::vector<int> result;
        for (const std::uint8_t p : softmaxRow(x, config)) {
            result.push_back(p);
        }
        return result;
    }

private Q_SLOTS:
    void rowsByHand()
    {
        QCOMPARE(row({3.0F}), std::vector<int>{128});
        QCOMPARE(row(std::vector<float>(16, -2.0F)), std::vector<int>(16, 8));
        QCOMPARE(row({1.0F, 0.0F}), (std::vector<int>{85, 43}));
        QCOMPARE(row({0.25F}), std::vector<int>{128}); // S = 38, R = 108: 128.9, cut to 128
        QCOMPARE(row({}), std::vector<int>());
    }

    void slicesAreRenormalisedByShifts()
    {
        ChipConfig config;
        config.softmaxSlice = 1;
        QCOMPARE(row({0.0F, 2.0F}, config), (std::vector<int>{26, 102})); // S = 16 + 64 = 80, R = 102
        QCOMPARE(row({2.0F, 0.0F}, config), (std::vector<int>{102, 26}));
    }

    void inputIsQuantizedToQuarters()
    {
        const SoftmaxUnit unit({});
        QCOMPARE(int(unit.quantize(0.125F)), 1); // half up
        QCOMPARE(int(unit.quantize(-0.125F)), 0);
        QCOMPARE(int(unit.quantize(100.0F)), 127);
        QCOMPARE(int(unit.quantize(-std::numeric_limits<float>::infinity())), -128);
        QCOMPARE(int(unit.quantize(std::nanf(""))), -128);
        ChipConfig even;
        even.rounding = ChipConfig::Rounding::NearestEven;
        QCOMPARE(int(SoftmaxUnit(even).quantize(0.125F)), 0);
    }

    void tableOfPowers()
    {
        QCOMPARE(SoftmaxUnit({}).powers(), (std::array<std::uint16_t, 4>{32768, 38968, 46341, 55109}));
        ChipConfig config;
        config.softmaxTable = ChipConfig::TableRounding::Floor;
        QCOMPARE(SoftmaxUnit(config).powers(), (std::array<std::uint16_t, 4>{32768, 38967, 46340, 55108}));
    }

    void moreSegmentsComeCloser()
    {
        // S = 96 + 11: the reciprocal of 1.67 lies inside a segment.
        ChipConfig coarse;
        coarse.softmaxSegments = 1;
        QCOMPARE(row({1.0F, 0.0F}, coarse), (std::vector<int>{96, 48})); // chord from 1 to 1/2 at 1.5: 0.75
    }

    void nearTheRealOne()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            std::vector<float> x(static_cast<std::size_t>(random.between(1, 300)));
            for (float &value : x) {
                value = static_cast<float>(random.between(-40, 40)) / 4.0F;
            }
            double total = 0.0;
            for (const float value : x) {
                total += std::exp2(static_cast<double>(value));
            }
            const std::vector<float> p = softmax(x, 1, static_cast<std::int64_t>(x.size()), {});
            for (std::size_t i = 0; i < x.size(); ++i) {
                QVERIFY2(std::abs(static_cast<double>(p[i]) - std::exp2(static_cast<double>(x[i])) / total) < 0.03,
                         qPrintable(QString("seed %1").arg(seed)));
            }
        }
    }

    void sizesMustAgree() { QVERIFY_THROWS_EXCEPTION(Error, softmax(std::vector<float>(5), 2, 3, {})); }
};

VSQ_TEST(SoftmaxTest)
#include "softmax.moc"
