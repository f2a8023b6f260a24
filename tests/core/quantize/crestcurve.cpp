// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/crestcurve.h"

#include "core/base/random.h"
#include "core/quantize/formatcomparison.h"
#include "core/quantize/hadamard.h"
#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;

class CrestCurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crestFactorIsMaximumOverRootMeanSquare()
    {
        const std::vector<float> flat{1.0F, -1.0F, 1.0F, -1.0F};
        QCOMPARE(crestFactor(flat), 1.0);
        const std::vector<float> spike{0.0F, 0.0F, -3.0F, 0.0F};
        QCOMPARE(crestFactor(spike), 2.0);
        QCOMPARE(crestFactor(std::vector<float>(4, 0.0F)), 0.0);
    }

    /// Uniform steps: the noise is step^2 / 12, so a vector with crest factor c has 20 log10(sqrt(12) (2^(b-1) - 1) / c) dB. 8
    /// bits are fine enough for that to hold within half a dB; the largest value itself has no error, which a peaky vector shows.
    void integersFallSixDecibelsWithTwiceTheCrestFactor()
    {
        const std::vector<CrestPoint> curve = crestCurve(twoLevelFormat(8, Granularity::Vector, 64, 0), 64);
        QVERIFY(curve.size() > 8);
        int checked = 0;
        for (const CrestPoint &point : curve) {
            if (point.crest > 1.7 && point.crest < 4.0) {
                const double expected = 20.0 * std::log10(std::sqrt(12.0) * 127.0 / point.crest);
                QVERIFY2(
                    std::abs(point.sqnrDb - expected) < 0.5,
                    qPrintable(
                        QStringLiteral("crest %1: %2 dB, %3 by the formula").arg(point.crest).arg(point.sqnrDb).arg(expected)));
                ++checked;
            }
        }
        QVERIFY(checked >= 5);
        QVERIFY(std::is_sorted(curve.begin(), curve.end(), [](auto &a, auto &b) { return a.crest < b.crest; }));
    }

    /// Floating-point levels are finer near 0: they lose less where the largest value stands out.
    void floatingPointGainsWhereVectorsAreSpiked()
    {
        const auto at = [](const std::vector<CrestPoint> &curve, double crest) {
            return std::min_element(curve.begin(), curve.end(),
                                    [&](auto &a, auto &b) { return std::abs(a.crest - crest) < std::abs(b.crest - crest); })
                ->sqnrDb;
        };
        const std::vector<CrestPoint> integers = crestCurve(twoLevelFormat(4, Granularity::Vector, 16, 0), 16);
        const std::vector<CrestPoint> floats = crestCurve(namedOperand("nvfp4"), 16);
        QVERIFY2(at(floats, 3.4) - at(integers, 3.4) > at(floats, 1.6) - at(integers, 1.6) + 1.0, "the curves cross");
    }

    void formatsSideBySideAreTheQuantizersOwn()
    {
        Random random(8);
        std::vector<float> x(8 * 128);
        for (float &value : x) {
            value = static_cast<float>(random.normal());
        }
        const std::vector<OperandFormat> formats = everyRule();
        const auto compared = compareFormats(x.data(), 8, 128, 1, formats, false, 64);
        QCOMPARE(compared.size(), 2 * formats.size());
        std::vector<float> rotated(x.size());
        rotateRows(x.data(), 8, 128, 1, 64, {}, rotated.data());
        for (const ComparedFormat &one : compared) {
            const std::vector<float> &values = one.rotation == 0 ? x : rotated;
            const std::vector<float> found = dequantize(quantizeWeights(values.data(), 8, 128, one.format));
            QCOMPARE(one.measures.error.sqnrDb, measureError(values, found).sqnrDb);
        }
        QCOMPARE(compareFormats(x.data(), 8, 128, 1, formats, false, 0).size(), formats.size());
    }
};

VSQ_TEST(CrestCurveTest)
#include "crestcurve.moc"
