// SPDX-License-Identifier: GPL-3.0-or-later
// Weights packed in one go: byte for byte what quantizing and packing one after the other give.
#include "core/engine/constantweights.h"

#include "core/base/random.h"
#include "core/base/transpose.h"
#include "core/quantize/formattext.h"
#include "core/quantize/quantizer.h"
#include "tests/core/engine/packedequality.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <limits>

using namespace vsq;

class ConstantWeightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalQuantizingAndPacking_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"vsq", "int4", "int8", "int4-v16-s8", "int6-v32-s6", "int3-v128-s4", "int8-v64-s8"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }

    void equalQuantizingAndPacking()
    {
        QFETCH(QString, format);
        const NumberFormat number = formatFromText(format.toStdString());
        const ProductFormat product = productFormat(number.weights, number.activations);
        const std::uint64_t seed = 496;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int round = 0; round < 40; ++round) {
            const std::int64_t segments = round % 4 == 3 ? random.between(2, 9) : 1;
            const std::int64_t rows = random.between(1, 150);
            const std::int64_t columns = segments * random.between(1, segments > 1 ? 80 : 300);
            std::vector<float> x(static_cast<std::size_t>(rows * columns));
            for (float &value : x) {
                value = random.below(10) == 0 ? 0.0F : static_cast<float>(random.normal());
            }
            std::fill_n(x.begin(), columns, 0.0F); // a row without anything
            std::vector<float> turned(x.size());
            transposeBlock(x.data(), columns, rows, columns, turned.data(), rows);
            const QuantizedMatrix matrix = quantizeWeights(x.data(), rows, columns, number.weights, {}, segments);
            for (const Isa isa : supportedIsas()) {
                const PackedWeights expected(matrix, product, isa);
                for (const bool isTransposed : {false, true}) {
                    const auto found = packConstant({.values = isTransposed ? turned.data() : x.data(),
                                                     .rows = rows,
                                                     .columns = columns,
                                                     .isTransposed = isTransposed,
                                                     .stride = 0},
                                                    segments, number.weights, {}, product, isa);
                    if (isTransposed && segments > 1) {
                        QVERIFY(!found);
                        continue;
                    }
                    QVERIFY(found);
                    const char *different = test::differenceOf(*found, expected);
                    QVERIFY2(!different,
                             qPrintable(QStringLiteral("round %1, %2: %3")
                                            .arg(round)
                                            .arg(QString::fromLatin1(nameOf(isa).data()), QString::fromLatin1(different))));
                }
            }
        }
    }

    void leavesToOthersWhatItCannotDo()
    {
        const OperandFormat vsq = namedOperand("vsq");
        const ProductFormat product = productFormat(vsq, vsq);
        std::vector<float> x(128, 1.0F);
        const StationaryMatrix a{.values = x.data(), .rows = 2, .columns = 64, .isTransposed = false, .stride = 0};
        QVERIFY(packConstant(a, 1, vsq, {}, product, Isa::Portable));
        QVERIFY(!packConstant(a, 1, vsq, {.method = Calibration::Method::Mse}, product, Isa::Portable));
        QVERIFY(!packConstant(a, 1, withSearch(vsq, ScaleSearch::Mse), {}, product, Isa::Portable));
        x[70] = std::numeric_limits<float>::infinity();
        QVERIFY(!packConstant(a, 1, vsq, {}, product, Isa::Portable));
        const NumberFormat int8 = namedFormat("int8");
        QVERIFY(!packConstant(a, 1, int8.weights, {}, productFormat(int8.weights, int8.activations), Isa::Portable));
    }
};

VSQ_TEST(ConstantWeightsTest)
#include "constantweights.moc"
