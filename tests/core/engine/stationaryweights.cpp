// SPDX-License-Identifier: GPL-3.0-or-later
// Activations packed where weights stand: byte for byte what quantizing and packing one after the other give.
#include "core/engine/stationaryweights.h"

#include "core/base/random.h"
#include "core/base/transpose.h"
#include "core/quantize/quantizer.h"
#include "tests/core/engine/packedequality.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <limits>

using namespace vsq;

class StationaryWeightsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalQuantizingAndPacking_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"vsq", "int4", "int8", "int4-v16-s8", "int6-v32-s6", "int3-v128-s4"}) {
            QTest::newRow(format) << QString::fromLatin1(format);
        }
    }

    void equalQuantizingAndPacking()
    {
        QFETCH(QString, format);
        const OperandFormat operand = operandFromText(format.toStdString());
        const ProductFormat product = productFormat(operand, operand);
        const std::uint64_t seed = 8128;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int round = 0; round < 40; ++round) {
            const std::int64_t rows = random.between(1, 150);
            const std::int64_t columns = random.between(1, 200);
            std::vector<float> x(static_cast<std::size_t>(rows * columns));
            for (float &value : x) {
                value = round == 0 || random.below(10) == 0 ? 0.0F : static_cast<float>(random.normal());
            }
            std::vector<float> turned(x.size());
            transposeBlock(x.data(), columns, rows, columns, turned.data(), rows);
            const auto gamma = round % 3 == 2 ? std::optional(0.002F) : std::nullopt;
            const QuantizedMatrix matrix = quantizeActivations(x.data(), rows, columns, operand, gamma);
            for (const Isa isa : supportedIsas()) {
                const PackedWeights expected(matrix, product, isa);
                for (const bool isTransposed : {false, true}) {
                    const auto found = packStationary({.values = isTransposed ? turned.data() : x.data(),
                                                       .rows = rows,
                                                       .columns = columns,
                                                       .isTransposed = isTransposed,
                                                       .stride = 0},
                                                      operand, {}, product, gamma, isa);
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
        QVERIFY(packStationary(a, vsq, {}, product, {}, Isa::Portable));
        QVERIFY(!packStationary(a, vsq, {.method = Calibration::Method::Octav}, product, {}, Isa::Portable));
        QVERIFY(!packStationary(a, withSearch(vsq, ScaleSearch::Mse), {}, product, {}, Isa::Portable));
        for (const char *format : {"vsq", "int8"}) {
            const OperandFormat operand = namedOperand(format);
            x[70] = std::numeric_limits<float>::quiet_NaN();
            QVERIFY(!packStationary(a, operand, {}, productFormat(operand, operand), {}, Isa::Portable));
        }
    }
};

VSQ_TEST(StationaryWeightsTest)
#include "stationaryweights.moc"
