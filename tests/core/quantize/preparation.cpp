// SPDX-License-Identifier: GPL-3.0-or-later
// Rotations and smoothing against sums written out, along rows and along planes.
#include "core/quantize/hadamard.h"
#include "core/quantize/smoothing.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <bit>
#include <cmath>

using namespace vsq;

namespace {

std::vector<float> normal(Random &random, std::int64_t count)
{
    std::vector<float> x(static_cast<std::size_t>(count));
    for (float &value : x) {
        value = static_cast<float>(random.normal());
    }
    return x;
}

} // namespace

class PreparationTest : public QObject {
    Q_OBJECT
private slots:
    void rowsAreTimesHadamard()
    {
        Random random(31);
        qInfo("seed 31");
        for (int n = 16; n <= 256; n *= 2) {
            const std::int64_t rows = random.between(1, 70);
            const std::int64_t columns = 2 * n;
            const std::vector<float> x = normal(random, rows * columns);
            const std::vector<float> signs = drawSigns(9, columns);
            std::vector<float> y(x.size());
            rotateRows(x.data(), rows, columns, 1, n, signs, y.data());
            for (std::int64_t r = 0; r < rows; r += 7) {
                for (std::int64_t c = 0; c < columns; c += 5) {
                    double expected = 0.0;
                    for (std::int64_t i = 0; i < n; ++i) {
                        const std::int64_t from = c / n * n + i;
                        const int ones = std::popcount(static_cast<unsigned>(i) & static_cast<unsigned>(c % n));
                        expected += (ones % 2 == 0 ? 1.0 : -1.0) * double{signs[static_cast<std::size_t>(from)]}
                                    * double{x[static_cast<std::size_t>(r * columns + from)]};
                    }
                    expected /= std::sqrt(static_cast<double>(n));
                    QVERIFY(std::abs(expected - double{y[static_cast<std::size_t>(r * columns + c)]}) < 1e-5);
                }
            }
        }
    }

    void planesGiveTheSameBits()
    {
        Random random(32);
        const std::int64_t channels = 64;
        const std::int64_t pixels = 131;
        const std::vector<float> rows = normal(random, channels * pixels);
        std::vector<float> planes(rows.size());
        std::vector<float> rotatedRows(rows.size());
        std::vector<float> rotatedPlanes(rows.size());
        for (std::int64_t p = 0; p < pixels; ++p) {
            for (std::int64_t c = 0; c < channels; ++c) {
                planes[static_cast<std::size_t>(c * pixels + p)] = rows[static_cast<std::size_t>(p * channels + c)];
            }
        }
        const std::vector<float> signs = drawSigns(4, channels);
        rotateRows(rows.data(), pixels, channels, 1, 32, signs, rotatedRows.data());
        rotatePlanes(planes.data(), channels, pixels, 32, signs, rotatedPlanes.data());
        for (std::int64_t p = 0; p < pixels; ++p) {
            for (std::int64_t c = 0; c < channels; ++c) {
                QCOMPARE(rotatedPlanes[static_cast<std::size_t>(c * pixels + p)],
                         rotatedRows[static_cast<std::size_t>(p * channels + c)]);
            }
        }
    }

    void rotatingTwiceGivesTheRowsBack()
    {
        Random random(33);
        const std::vector<float> x = normal(random, 5 * 192);
        std::vector<float> y(x.size());
        rotateRows(x.data(), 5, 192, 3, 64, {}, y.data());
        rotateRows(y.data(), 5, 192, 3, 64, {}, y.data());
        for (std::size_t i = 0; i < x.size(); ++i) {
            QVERIFY(std::abs(x[i] - y[i]) < 1e-6F);
        }
    }

    void smoothingFactorsFollowTheFormula()
    {
        const std::vector<float> factors = smoothingFactors({16.0F, 0.0F, 4.0F}, {4.0F, 1.0F, 0.0F}, 0.5);
        QCOMPARE(factors, (std::vector<float>{2.0F, 1.0F, 1.0F}));
        const std::vector<float> x{1, -8, 3, 2, 4, -5};
        QCOMPARE(columnMaxima(x.data(), 2, 3, 1), (std::vector<float>{2, 8, 5}));
        QCOMPARE(columnMaxima(x.data(), 1, 6, 3), (std::vector<float>{4, 8}));
        std::vector<float> y(6);
        smoothRows(x.data(), 2, 3, 1, {2.0F, 4.0F, 1.0F}, true, y.data());
        QCOMPARE(y, (std::vector<float>{0.5F, -2, 3, 1, 1, -5}));
    }
};

VSQ_TEST(PreparationTest)
#include "preparation.moc"
