// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/calibration.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace vsq;
using Method = Calibration::Method;

namespace {

std::vector<float> gaussian(std::size_t count, std::uint64_t seed)
{
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    std::vector<float> x(count);
    std::generate(x.begin(), x.end(), [&] { return static_cast<float>(random.normal()); });
    return x;
}

double errorAt(const std::vector<float> &x, float clip, int bits)
{
    const double qmax = (1 << (bits - 1)) - 1;
    const double scale = clip / qmax;
    double error = 0.0;
    for (const float value : x) {
        const double code = std::clamp(std::nearbyint(value / scale), -qmax, qmax);
        error += (value - code * scale) * (value - code * scale);
    }
    return error / static_cast<double>(x.size());
}

} // namespace

class CalibrationTest : public QObject {
    Q_OBJECT
private slots:
    void percentileLiesBetweenOrderStatistics();
    void mseIsNoWorseThanAnyClipOfAFineGrid();
    void octavFollowsItsRecursion();
    void octavIsNearTheOptimumForGaussians();
    void entropyClipsOutliersAndKeepsUniform();
    void everyClipIsAtMostTheMaximum();
    void searchedVectorScalesWinHalfADecibel();
    void percentileClipsVectorsToTheRow();
};

void CalibrationTest::percentileLiesBetweenOrderStatistics()
{
    std::vector<float> x;
    for (int i = 0; i <= 100; ++i) {
        x.push_back(static_cast<float>(i % 2 == 0 ? i : -i));
    }
    QCOMPARE(clipOf(x, {}, {Method::Percentile, 50.0}), 50.0F);
    QCOMPARE(clipOf(x, {}, {Method::Percentile, 99.5}), 99.5F);
    QCOMPARE(clipOf(x, {}, {Method::Percentile, 100.0}), 100.0F);
    QVERIFY_THROWS_EXCEPTION(Error, clipOf(x, {}, {Method::Percentile, 0.0}));
    QVERIFY_THROWS_EXCEPTION(Error, clipOf(x, {}, {Method::Percentile, 100.5}));
}

void CalibrationTest::mseIsNoWorseThanAnyClipOfAFineGrid()
{
    const std::vector<float> x = gaussian(2000, 5);
    const float largest = std::fabs(
        *std::max_element(x.begin(), x.end(), [](float a, float b) { return std::fabs(a) < std::fabs(b); }));
    for (const int bits : {3, 4, 8}) {
        const double found = errorAt(x, clipOf(x, {.bits = bits}, {Method::Mse}), bits);
        for (int i = 1; i <= 200; ++i) {
            QVERIFY2(found <= errorAt(x, largest * static_cast<float>(i) / 200.0F, bits) * 1.02,
                     qPrintable(QString::number(bits)));
        }
    }
}

void CalibrationTest::octavFollowsItsRecursion()
{
    const std::vector<float> x = gaussian(500, 6);
    double s = 0.0;
    for (const float value : x) {
        s += std::fabs(static_cast<double>(value));
    }
    s /= static_cast<double>(x.size());
    for (int step = 0; step < 10; ++step) {
        double sum = 0.0;
        double inside = 0.0;
        double outside = 0.0;
        for (const float value : x) {
            const double size = std::fabs(static_cast<double>(value));
            sum += size > s ? size : 0.0;
            outside += size > s ? 1.0 : 0.0;
            inside += size > 0.0 && size <= s ? 1.0 : 0.0;
        }
        s = sum / (std::pow(4.0, -4) / 3.0 * inside + outside);
    }
    QVERIFY(std::fabs(static_cast<double>(clipOf(x, {}, {Method::Octav})) - s) < 1e-6);
}

void CalibrationTest::octavIsNearTheOptimumForGaussians()
{
    const std::vector<float> x = gaussian(20000, 7);
    const double octav = errorAt(x, clipOf(x, {}, {Method::Octav}), 4);
    const double best = errorAt(x, clipOf(x, {}, {Method::Mse}), 4);
    QVERIFY(octav < best * 1.2);
}

void CalibrationTest::entropyClipsOutliersAndKeepsUniform()
{
    std::vector<float> x = gaussian(20000, 8);
    x.push_back(100.0F);
    const float clip = clipOf(x, {.bits = 8}, {Method::Entropy});
    QVERIFY2(clip > 1.5F && clip < 20.0F, qPrintable(QString::number(clip)));
    std::vector<float> uniform;
    for (int i = 0; i < 20480; ++i) {
        uniform.push_back(static_cast<float>(i) / 20480.0F);
    }
    QVERIFY(clipOf(uniform, {.bits = 8}, {Method::Entropy}) > 0.95F);
}

void CalibrationTest::everyClipIsAtMostTheMaximum()
{
    const std::vector<float> x = gaussian(64, 9);
    const float largest = clipOf(x, {}, {});
    for (const Method method : {Method::Percentile, Method::Entropy, Method::Mse, Method::Octav}) {
        for (const bool isUnsigned : {false, true}) {
            const float clip = clipOf(x, {.isUnsigned = isUnsigned}, {method});
            QVERIFY(clip > 0.0F && clip <= largest);
        }
        QCOMPARE(clipOf(std::vector<float>(64, 0.0F), {}, {method}), 0.0F);
        QCOMPARE(clipOf({}, {}, {method}), 0.0F);
    }
}

void CalibrationTest::searchedVectorScalesWinHalfADecibel()
{
    const std::vector<float> x = gaussian(128 * 768, 10);
    const auto sqnr = [&](Method method) {
        return measureError(x, dequantize(quantizeWeights(x.data(), 128, 768, OperandFormat{}, {method}))).sqnrDb;
    };
    const double most = sqnr(Method::Max);
    QVERIFY2(std::fabs(most - 19.37) < 0.1, qPrintable(QString::number(most))); // published beside ggml's: 19.37 dB
    QVERIFY2(sqnr(Method::Mse) > most + 0.5, qPrintable(QString::number(sqnr(Method::Mse))));
}

void CalibrationTest::percentileClipsVectorsToTheRow()
{
    std::vector<float> x(256, 1.0F);
    x[3] = 50.0F;
    const QuantizedMatrix q = quantizeWeights(x.data(), 1, 256, OperandFormat{}, {Method::Percentile, 99.0});
    for (const float scale : q.realScales) {
        QCOMPARE(scale, 1.0F / 7.0F);
    }
    QCOMPARE(q.codes[3], 7);
}

VSQ_TEST(CalibrationTest)
#include "calibration.moc"
