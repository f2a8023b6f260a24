// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/scalestatistics.h"

#include "core/base/error.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <cmath>
#include <numeric>

using namespace vsq;

class ScaleStatisticsTest : public QObject {
    Q_OBJECT
private slots:
    void countsScalesAndLosses();
    void bitsAreTheDifferenceInDecibels();
    void perTensorHasOneScale();
    void histogramEdges();
    void errorMeasuresOfKnownVectors();
};

void ScaleStatisticsTest::countsScalesAndLosses()
{
    // Vectors of 2: maxima 255 * 7, 7, 0.7, 0 -> integer scales 255, 1, 0 (lost), 0 (nothing there).
    const std::vector<float> x{1785.0F, 0.0F, 7.0F, 7.0F, 0.7F, 0.1F, 0.0F, 0.0F};
    OperandFormat format;
    format.vectorSize = 2;
    const ScaleStatistics s = scaleStatistics(x.data(), quantizeWeights(x.data(), 1, 8, format), OperandRole::Weights, 10);
    QCOMPARE(s.rows, 1);
    QCOMPARE(s.vectors, 4);
    QCOMPARE(s.integerHistogram.size(), 256U);
    QCOMPARE(s.integerHistogram[255], 1);
    QCOMPARE(s.integerHistogram[1], 1);
    QCOMPARE(s.integerHistogram[0], 2);
    QCOMPARE(s.underflowing, 1);
    QCOMPARE(s.underflowShare(), 0.25);
    QCOMPARE(s.zeroVectors, 1);
    QCOMPARE(s.clamped, 0);
    QCOMPARE(s.map, (std::vector<float>{255.0F, 1.0F, 0.7F / 7.0F, 0.0F}));
    QCOMPARE(s.channelScales, std::vector<float>{255.0F});
    QCOMPARE(std::accumulate(s.linear.counts.begin(), s.linear.counts.end(), std::int64_t{0}), 4);
    QCOMPARE(std::accumulate(s.logarithmic.counts.begin(), s.logarithmic.counts.end(), std::int64_t{0}), 3);
    const QuantizedMatrix small = quantizeActivations(x.data(), 1, 8, format, 0.5F);
    QCOMPARE(scaleStatistics(x.data(), small, OperandRole::Activations).clamped, 1);
}

void ScaleStatisticsTest::bitsAreTheDifferenceInDecibels()
{
    // One large vector hides a small one from per-channel scales: 0.5 is rounded to 0 there.
    std::vector<float> x(128);
    for (std::size_t i = 0; i < 128; ++i) {
        x[i] = static_cast<float>(std::sin(static_cast<double>(i) * 1.7)) * (i < 64 ? 10.0F : 0.5F);
    }
    const ScaleStatistics s = scaleStatistics(x.data(), quantizeWeights(x.data(), 1, 128, OperandFormat{}), OperandRole::Weights);
    QVERIFY(s.sqnrDb > s.channelSqnrDb);
    QVERIFY(std::fabs(*s.bitsOverChannel() - (s.sqnrDb - s.channelSqnrDb) / 6.0206) < 1e-4);
    const std::vector<float> zeros(128, 0.0F);
    QVERIFY(!scaleStatistics(zeros.data(), quantizeWeights(zeros.data(), 1, 128, OperandFormat{}), OperandRole::Weights)
                 .bitsOverTensor());
}

void ScaleStatisticsTest::perTensorHasOneScale()
{
    const std::vector<float> x{1.0F, 2.0F, 3.0F, 7.0F};
    const ScaleStatistics s = scaleStatistics(x.data(), quantizeActivations(x.data(), 2, 2, namedFormat("int4").activations),
                                              OperandRole::Activations);
    QCOMPARE(s.rows * s.vectors, 1);
    QCOMPARE(s.map, std::vector<float>{1.0F});
    QVERIFY(s.integerHistogram.empty());
    QCOMPARE(s.tensorScale, 1.0F);
}

void ScaleStatisticsTest::histogramEdges()
{
    const std::vector<float> x{0.0F, 1.0F, 10.0F, 100.0F};
    const Histogram linear = histogramOf(x, 10, false);
    QCOMPARE(linear.counts, (std::vector<std::int64_t>{2, 1, 0, 0, 0, 0, 0, 0, 0, 1}));
    QCOMPARE(linear.edge(1), 10.0);
    const Histogram logarithmic = histogramOf(x, 2, true);
    QCOMPARE(logarithmic.counts, (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(logarithmic.edge(0), 1.0);
    QCOMPARE(logarithmic.edge(1), 10.0);
    QVERIFY(histogramOf({}, 10, false).counts.empty());
    QVERIFY(histogramOf(std::vector<float>{0.0F}, 10, true).counts.empty());
    QCOMPARE(histogramOf(std::vector<float>{2.0F, 2.0F}, 4, true).counts, (std::vector<std::int64_t>{2, 0, 0, 0}));
}

void ScaleStatisticsTest::errorMeasuresOfKnownVectors()
{
    const std::vector<float> x{3.0F, 4.0F};
    const ErrorMeasures m = measureError(x, std::vector<float>{3.0F, 3.5F});
    QCOMPARE(m.sqnrDb, 20.0);
    QCOMPARE(m.mse, 0.125);
    QCOMPARE(m.maxError, 0.5);
    QVERIFY(std::fabs(m.cosine - 23.0 / (5.0 * std::sqrt(21.25))) < 1e-12);
    QVERIFY(std::isinf(measureError(x, x).sqnrDb));
    QCOMPARE(measureError(x, std::vector<float>{0.0F, 0.0F}).cosine, 0.0);
    QVERIFY_THROWS_EXCEPTION(Error, measureError(x, std::vector<float>{1.0F}));
}

VSQ_TEST(ScaleStatisticsTest)
#include "scalestatistics.moc"
