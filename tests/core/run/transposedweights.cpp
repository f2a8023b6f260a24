// SPDX-License-Identifier: GPL-3.0-or-later
// Weights that a network stores as [K,M] are quantized as if they had been transposed before.
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/run/activations.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <limits>

using namespace vsq;

class TurnedWeightsTest : public QObject {
    Q_OBJECT

    static ProductRequest request(std::int64_t m, std::int64_t k, const float *a, bool transposed)
    {
        ProductRequest request;
        request.m = m;
        request.n = 1;
        request.k = k;
        request.a = a;
        request.aIsConstant = true;
        request.aIsTransposed = transposed;
        request.segmentLength = k;
        return request;
    }

private Q_SLOTS:
    void giveTheSameCodesAndScales()
    {
        const NumberFormat vsq = namedFormat("vsq");
        NumberFormat realScales = vsq;
        realScales.weights.scaleBits = 0;
        NumberFormat tensor = vsq;
        tensor.weights.granularity = Granularity::Tensor;
        NumberFormat searched = vsq;
        searched.calibration.method = Calibration::Method::Mse;
        std::uint64_t seed = 4400;
        qInfo("seeds from %llu", static_cast<unsigned long long>(seed));
        for (const NumberFormat &format : {vsq, namedFormat("int4"), namedFormat("int8"), realScales, tensor, searched}) {
            for (const auto &[m, k] :
                 std::vector<std::pair<std::int64_t, std::int64_t>>{{1, 1}, {63, 70}, {64, 64}, {65, 5}, {200, 130}}) {
                Random random(seed++);
                std::vector<float> rows(static_cast<std::size_t>(m * k));
                std::vector<float> columns(rows.size());
                for (std::int64_t i = 0; i < m; ++i) {
                    for (std::int64_t j = 0; j < k; ++j) {
                        const auto value = static_cast<float>(random.normal());
                        rows[static_cast<std::size_t>(i * k + j)] = value;
                        columns[static_cast<std::size_t>(j * m + i)] = value;
                    }
                }
                const QuantizedMatrix expected = quantizeStationary(request(m, k, rows.data(), false), format);
                const QuantizedMatrix found = quantizeStationary(request(m, k, columns.data(), true), format);
                QCOMPARE(found.rows, expected.rows);
                QCOMPARE(found.columns, expected.columns);
                QCOMPARE(found.vectors, expected.vectors);
                QVERIFY2(found.codes == expected.codes, describe(format).c_str());
                QVERIFY2(found.scales == expected.scales, describe(format).c_str());
                QVERIFY2(found.realScales == expected.realScales, describe(format).c_str());
                for (std::int64_t row = 0; row < m; ++row) {
                    QCOMPARE(found.gammaOf(row), expected.gammaOf(row));
                }
            }
        }
    }

    void nameTheRowThatIsNotFinite()
    {
        std::vector<float> columns(std::size_t{3 * 100}, 1.0F);
        columns[2 * 100 + 97] = std::numeric_limits<float>::quiet_NaN();
        try {
            (void)quantizeStationary(request(100, 3, columns.data(), true), namedFormat("vsq"));
            QFAIL("a NaN was quantized");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     std::string("row 97, column 2: matrix to quantize: expected finite values, found NaN"));
        }
    }
};

VSQ_TEST(TurnedWeightsTest)
#include "transposedweights.moc"
