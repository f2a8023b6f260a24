// SPDX-License-Identifier: GPL-3.0-or-later
// Clips of a set met tensor by tensor are those of all its values at once.
#include "core/quantize/magnitudehistogram.h"
#include "core/base/random.h"
#include "core/quantize/calibration.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;

namespace {

using Method = Calibration::Method;

/// Long-tailed values, a fifth of them 0.
std::vector<float> longTailed(std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<float> values(count);
    for (float &value : values) {
        const double x = random.normal();
        value = random.uniform() < 0.2 ? 0.0F : static_cast<float>(x * x * x);
    }
    return values;
}

MagnitudeHistogram histogramOfParts(const std::vector<float> &values, std::size_t part)
{
    MagnitudeHistogram histogram;
    for (std::size_t begin = 0; begin < values.size(); begin += part) {
        histogram.add(std::span(values).subspan(begin, std::min(part, values.size() - begin)));
    }
    return histogram;
}

} // namespace

class MagnitudeHistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clipsAreThoseOfAllValues_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("bits");
        QTest::addColumn<double>("tolerance"); ///< relative to the maximum
        for (const int bits : {4, 8}) {
            QTest::addRow("max %d", bits) << static_cast<int>(Method::Max) << bits << 0.0;
            QTest::addRow("percentile %d", bits) << static_cast<int>(Method::Percentile) << bits << 2.0 / 16384;
            // A bin of 1/2048 may go to its neighbour, and the choice goes in steps of 8 bins.
            QTest::addRow("entropy %d", bits) << static_cast<int>(Method::Entropy) << bits << 8.5 / 2048;
            QTest::addRow("mse %d", bits) << static_cast<int>(Method::Mse) << bits << 2.0 / 1024;
            QTest::addRow("octav %d", bits) << static_cast<int>(Method::Octav) << bits << 4.0 / 16384;
        }
    }

    void clipsAreThoseOfAllValues()
    {
        QFETCH(int, method);
        QFETCH(int, bits);
        QFETCH(double, tolerance);
        for (const std::uint64_t seed : {1, 2, 3}) {
            const std::vector<float> values = longTailed(60000, seed);
            OperandFormat format;
            format.bits = bits;
            const Calibration calibration{.method = static_cast<Method>(method), .percentile = 99.9};
            const float exact = clipOf(values, format, calibration);
            const MagnitudeHistogram histogram = histogramOfParts(values, 777);
            const float found = histogram.clip(format, calibration);
            QVERIFY2(std::abs(found - exact) <= tolerance * static_cast<double>(histogram.maximum()),
                     qPrintable(QStringLiteral("seed %1: %2, not %3").arg(seed).arg(found).arg(exact)));
        }
    }

    /// The same counts whatever the order and the pieces.
    void orderDoesNotMatter()
    {
        std::vector<float> values = longTailed(5000, 4);
        const Calibration calibration{.method = Method::Octav};
        const float first = histogramOfParts(values, 10).clip({}, calibration);
        std::sort(values.begin(), values.end());
        QCOMPARE(histogramOfParts(values, 500).clip({}, calibration), first);
        std::reverse(values.begin(), values.end());
        QCOMPARE(histogramOfParts(values, 5000).clip({}, calibration), first);
    }

    void signsAndZeros()
    {
        MagnitudeHistogram histogram;
        QCOMPARE(histogram.clip({}, {}), 0.0F);
        histogram.add(std::vector<float>(7, 0.0F));
        QCOMPARE(histogram.clip({}, {}), 0.0F);
        QCOMPARE(histogram.count(), std::int64_t{7});
        histogram.add(std::vector<float>{-3.0F, 2.0F});
        QCOMPARE(histogram.maximum(), 3.0F);
        MagnitudeHistogram positive;
        positive.add(std::vector<float>{-3.0F, 2.0F}, true);
        QCOMPARE(positive.maximum(), 2.0F);
        QCOMPARE(positive.count(), std::int64_t{2});
        // Nine zeros and one 1: the median is 0, the 100th percentile 1.
        MagnitudeHistogram sparse;
        std::vector<float> values(10, 0.0F);
        values[3] = 1.0F;
        sparse.add(values);
        QCOMPARE(sparse.clip({}, {.method = Method::Percentile, .percentile = 50.0}), 0.0F);
        QCOMPARE(sparse.clip({}, {.method = Method::Percentile, .percentile = 100.0}), 1.0F);
    }
};

VSQ_TEST(MagnitudeHistogramTest)

#include "magnitudehistogram.moc"
