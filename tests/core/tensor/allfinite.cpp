// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/allfinite.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace vsq;

class AllFiniteTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBitPatternAlone()
    {
        // All exponents, with mantissas at their ends, both signs: std::isfinite decides.
        for (std::uint32_t exponent = 0; exponent < 256; ++exponent) {
            for (const std::uint32_t mantissa : {0U, 1U, 0x400000U, 0x7FFFFFU}) {
                for (const std::uint32_t sign : {0U, 0x80000000U}) {
                    const auto value = std::bit_cast<float>(sign | (exponent << 23U) | mantissa);
                    QCOMPARE(allFinite(std::span(&value, 1)), std::isfinite(value));
                }
            }
        }
    }

    void oneAmongMany()
    {
        const std::uint64_t seed = 99;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        QVERIFY(allFinite({}));
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<float> values(static_cast<std::size_t>(random.between(1, 9000)));
            for (float &value : values) {
                value = static_cast<float>(random.between(-1000000, 1000000)) * 1e30F;
            }
            QVERIFY(allFinite(values));
            const auto at = static_cast<std::size_t>(random.below(values.size()));
            values[at] = trial % 2 == 0 ? std::numeric_limits<float>::quiet_NaN() : -std::numeric_limits<float>::infinity();
            QVERIFY(!allFinite(values));
        }
    }
};

VSQ_TEST(AllFiniteTest)
#include "allfinite.moc"
