// SPDX-License-Identifier: GPL-3.0-or-later
// Codes times scales without the chip's roundings: the exact sum, rounded once, on every path.
#include "core/engine/packedproduct.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/core/engine/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

std::int64_t exactSum(const QuantizedMatrix &a, std::int64_t m, const QuantizedMatrix &b, std::int64_t n, int vectorSize)
{
    const bool scaled = !a.scales.empty();
    std::int64_t integer = 0;
    const std::int64_t length = a.segmentColumns();
    const std::int64_t perSegment = (length + vectorSize - 1) / vectorSize;
    for (std::int64_t v = 0; v < perSegment * a.segments; ++v) {
        std::int64_t dot = 0;
        const std::int64_t first = v % perSegment * vectorSize;
        for (std::int64_t k = first; k < std::min<std::int64_t>(first + vectorSize, length); ++k) {
            const std::int64_t at = v / perSegment * length + k;
            dot += codeAt(a, m, at) * codeAt(b, n, at);
        }
        const int scale = scaled ? a.scales[static_cast<std::size_t>(m * a.vectors + v)]
                                       * b.scales[static_cast<std::size_t>(n * b.vectors + v)]
                                 : 1;
        integer += dot * scale;
    }
    return integer;
}

} // namespace

class UnroundedTest : public QObject {
    Q_OBJECT
private slots:
    void everyPathGivesTheSameBits();
    void largestOperandsStayExact();
    void windowsGiveWhatRowsGive();
    void integersThatDoNotFitAreRefused();
};

void UnroundedTest::everyPathGivesTheSameBits()
{
    std::uint64_t seed = 700000;
    qInfo("seeds from %llu, every path on each", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 300; ++round, ++seed) {
        Random random(seed);
        OperandFormat weights{.bits = static_cast<int>(random.between(2, 8)),
                              .vectorSize = 16 << random.below(4),
                              .scaleBits = static_cast<int>(random.between(3, 8))};
        OperandFormat activations = weights;
        activations.bits = static_cast<int>(random.between(2, 8));
        activations.scaleBits = static_cast<int>(random.between(3, 8));
        activations.isUnsigned = random.below(4) == 0;
        if (random.below(4) == 0) {
            weights.granularity = activations.granularity = Granularity::Channel;
        }
        const std::int64_t m = random.between(1, 70);
        const std::int64_t n = random.between(1, 30);
        const std::int64_t segments = random.between(1, 3);
        const std::int64_t k = segments * random.between(1, 300);
        ProductFormat format = productFormat(weights, activations);
        format.sumBits = 30;
        const std::vector<float> x = gaussian(random, m * k);
        const std::vector<float> y = gaussian(random, n * k);
        const QuantizedMatrix a = quantizeWeights(x.data(), m, k, weights, {}, segments);
        const QuantizedMatrix b = quantizeActivations(y.data(), n, k, activations, {}, {}, segments);
        for (const Isa isa : supportedIsas()) {
            std::vector<float> c(static_cast<std::size_t>(m * n));
            multiplyUnrounded(PackedWeights(a, format, isa), PackedActivations(b, format, isa), {}, c.data());
            const QByteArray where = QByteArray::number(static_cast<qulonglong>(seed)) + " " + std::string(nameOf(isa)).c_str();
            for (std::int64_t i = 0; i < m * n; ++i) {
                const auto sum = static_cast<float>(exactSum(a, i % m, b, i / m, format.vectorSize));
                QVERIFY2(c[static_cast<std::size_t>(i)] == sum * a.gammaOf(i % m) * b.gammaOf(i / m), where);
            }
        }
    }
}

/// Every code and scale at its largest, over a long K: what a sum of 32 bits could not hold.
void UnroundedTest::largestOperandsStayExact()
{
    for (const int bits : {2, 4, 5, 8}) {
        for (const int vectorSize : {16, 64, 128}) {
            for (const bool isUnsigned : {false, true}) {
                const OperandFormat weights{.bits = bits, .vectorSize = vectorSize};
                OperandFormat activations = weights;
                activations.isUnsigned = isUnsigned;
                const ProductFormat format = productFormat(weights, activations);
                const std::int64_t k = 6000;
                const std::vector<float> ones(static_cast<std::size_t>(3 * k), 1.0F);
                const QuantizedMatrix a = quantizeWeights(ones.data(), 3, k, weights);
                const QuantizedMatrix b = quantizeActivations(ones.data(), 3, k, activations);
                const auto sum = static_cast<float>(exactSum(a, 2, b, 2, vectorSize));
                for (const Isa isa : supportedIsas()) {
                    std::vector<float> c(9);
                    multiplyUnrounded(PackedWeights(a, format, isa), PackedActivations(b, format, isa), {}, c.data());
                    QVERIFY2(c[8] == sum * a.gammaOf(2) * b.gammaOf(2), std::string(nameOf(isa)).c_str());
                }
            }
        }
    }
}

/// One column a pixel, in planes, against the same rows as a matrix.
void UnroundedTest::windowsGiveWhatRowsGive()
{
    Random random(9);
    const OperandFormat operand{.bits = 6, .vectorSize = 32, .scaleBits = 6};
    const ProductFormat format = productFormat(operand, operand);
    const std::vector<float> x = gaussian(random, 40 * 70);
    const std::vector<float> y = gaussian(random, 2 * 12 * 70);
    const PackedWeights a(quantizeWeights(x.data(), 40, 70, operand), format);
    const PackedActivations b = quantizeAndPack(y.data(), 24, 70, operand, format, {}, {}, 1, Isa::Auto, 12);
    std::vector<float> rows(24 * 40);
    std::vector<float> planes(rows.size());
    multiplyUnrounded(a, b, {}, rows.data());
    const ConvolutionWindow window{.images = 2, .height = 3, .width = 4, .outputHeight = 3, .outputWidth = 4};
    multiplyUnroundedToPlanes(a, b, {}, planes.data(), {.itemColumns = 12, .itemStride = 12 * 40}, window);
    for (std::size_t image = 0; image < 2; ++image) {
        for (std::size_t m = 0; m < 40; ++m) {
            for (std::size_t pixel = 0; pixel < 12; ++pixel) {
                QCOMPARE(planes[(image * 40 + m) * 12 + pixel], rows[(image * 12 + pixel) * 40 + m]);
            }
        }
    }
}

void UnroundedTest::integersThatDoNotFitAreRefused()
{
    const OperandFormat operand{.bits = 8, .granularity = Granularity::Channel};
    ProductFormat format = productFormat(operand, operand);
    format.sumBits = 16;
    const std::vector<float> ones(2 * 64, 1.0F);
    std::vector<float> c(4);
    try {
        multiplyUnrounded(PackedWeights(quantizeWeights(ones.data(), 2, 64, operand), format),
                          PackedActivations(quantizeActivations(ones.data(), 2, 64, operand), format), {}, c.data());
        QFAIL("sums beyond the format's bits were taken");
    } catch (const Error &error) {
        QCOMPARE(std::string(error.what()), std::string("packed product: sums of codes: expected at most 16 bits, found more"));
    }
}

VSQ_TEST(UnroundedTest)
#include "unrounded.moc"
