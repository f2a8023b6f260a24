// SPDX-License-Identifier: GPL-3.0-or-later
// Free formats, convolutions without im2col and real results, against plain loops over the definition.
#include "core/engine/packedproduct.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/engine/operandsof.h"
#include "tests/core/engine/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

struct Expected {
    std::vector<std::int32_t> sums; // [M, N]
    std::int64_t saturations = 0;
};

/// The definition, in 64-bit integers: a saturating addition a vector.
Expected plainLoops(const QuantizedMatrix &a, const QuantizedMatrix &b, const ProductFormat &format, const ChipConfig &config)
{
    Expected expected;
    const std::int64_t high = (std::int64_t{1} << (format.sumBits - 1)) - 1;
    const int shift = format.roundShift();
    const auto rounded = [&](std::int64_t value) {
        if (shift == 0) {
            return value;
        }
        const std::int64_t half = std::int64_t{1} << (shift - 1);
        std::int64_t result = (value + half) >> shift;
        const bool tie = ((value + half) & ((std::int64_t{1} << shift) - 1)) == 0;
        if (config.rounding == ChipConfig::Rounding::NearestEven && tie && (result & 1) != 0) {
            --result;
        }
        return result;
    };
    const std::int64_t length = a.segmentColumns();
    const std::int64_t perSegment = (length + format.vectorSize - 1) / format.vectorSize;
    for (std::int64_t m = 0; m < a.rows; ++m) {
        for (std::int64_t n = 0; n < b.rows; ++n) {
            std::int64_t sum = 0;
            for (std::int64_t v = 0; v < perSegment * a.segments; ++v) {
                std::int64_t dot = 0;
                const std::int64_t first = v % perSegment * format.vectorSize;
                for (std::int64_t k = first; k < std::min<std::int64_t>(first + format.vectorSize, length); ++k) {
                    const std::int64_t at = v / perSegment * length + k;
                    dot += codeAt(a, m, at) * codeAt(b, n, at);
                }
                std::int64_t term = dot;
                if (format.scaled()) {
                    const std::int64_t product = std::int64_t{a.scales[static_cast<std::size_t>(m * a.vectors + v)]}
                                                 * b.scales[static_cast<std::size_t>(n * b.vectors + v)];
                    term = config.scaleProduct == ChipConfig::ScaleProduct::Full ? rounded(dot * product)
                                                                                 : dot * rounded(product);
                }
                sum += term;
                if (sum > high || sum < -high - 1) {
                    sum = sum > high ? high : -high - 1;
                    ++expected.saturations;
                }
            }
            expected.sums.push_back(static_cast<std::int32_t>(sum));
        }
    }
    return expected;
}

} // namespace

class PackedProductTest : public QObject {
    Q_OBJECT
private slots:
    void freeFormatsEqualPlainLoops();
    void fullScaleProductsOfWideCodesNeedThePortablePath();
    void segmentsArePaddedEachForItself();
    void convolutionEqualsIm2col();
    void realValuesAreScaledSums();
    void quantizeAndPackEqualsTheTwoSteps();
    void imagesOfABatchKeepTheirScales();
    void chipOperandsGiveTheSame();
    void mismatchesAreErrors();
    void realScalesAreRefused();
};

void PackedProductTest::freeFormatsEqualPlainLoops()
{
    std::uint64_t seed = 300000;
    qInfo("seeds from %llu, every path on each", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 2000; ++round, ++seed) {
        Random random(seed);
        OperandFormat weights;
        OperandFormat activations;
        weights.bits = static_cast<int>(random.between(2, 8));
        activations.bits = static_cast<int>(random.between(2, 8));
        weights.isUnsigned = random.below(5) == 0;
        activations.isUnsigned = random.below(3) == 0;
        weights.vectorSize = activations.vectorSize = 16 << random.below(4);
        weights.scaleBits = static_cast<int>(random.between(3, 8));
        activations.scaleBits = static_cast<int>(random.between(3, 8));
        if (random.below(4) == 0) {
            weights.granularity = activations.granularity = Granularity::Channel;
        }
        // 1 to 300, small ones more often, so that thousands stay a matter of seconds.
        const auto size = [&] { return 1 + static_cast<std::int64_t>(300.0 * std::pow(random.uniform(), 6)); };
        const std::int64_t m = size();
        const std::int64_t n = size();
        const std::int64_t k = random.between(1, 300);
        ProductFormat format = productFormat(weights, activations);
        format.sumBits = random.below(3) == 0 ? 16 : 24;
        // The alternatives of; the full scale product of wide codes is the portable path's alone.
        ChipConfig config;
        config.rounding = random.below(2) == 0 ? ChipConfig::Rounding::HalfUp : ChipConfig::Rounding::NearestEven;
        if (format.bitsA + format.bitsB + format.scaleBitsA + format.scaleBitsB <= 24 && random.below(2) == 0) {
            config.scaleProduct = ChipConfig::ScaleProduct::Full;
        }
        const std::vector<float> x = gaussian(random, m * k);
        const std::vector<float> y = gaussian(random, n * k);
        const QuantizedMatrix a = quantizeWeights(x.data(), m, k, weights);
        const QuantizedMatrix b = quantizeActivations(y.data(), n, k, activations);
        const Expected expected = plainLoops(a, b, format, config);
        for (const Isa isa : supportedIsas()) {
            std::vector<std::int32_t> sums(static_cast<std::size_t>(m * n));
            const std::int64_t saturations = multiplyToSums(PackedWeights(a, format, isa), PackedActivations(b, format, isa),
                                                            config, {}, SumLayout::RowsOfA, sums.data());
            const QByteArray where = QByteArray::number(static_cast<qulonglong>(seed)) + " " + std::string(nameOf(isa)).c_str();
            QVERIFY2(sums == expected.sums, where);
            QVERIFY2(saturations == expected.saturations, where);
        }
    }
}

void PackedProductTest::fullScaleProductsOfWideCodesNeedThePortablePath()
{
    Random random(12);
    const OperandFormat wide{.bits = 8};
    const std::vector<float> x = gaussian(random, 5 * 256);
    const QuantizedMatrix q = quantizeWeights(x.data(), 5, 256, wide);
    const QuantizedMatrix r = quantizeActivations(x.data(), 5, 256, wide);
    ProductFormat format = productFormat(wide, wide);
    format.sumBits = 30;
    ChipConfig config;
    config.scaleProduct = ChipConfig::ScaleProduct::Full;
    config.rounding = ChipConfig::Rounding::NearestEven;
    std::vector<std::int32_t> sums(25);
    multiplyToSums(PackedWeights(q, format, Isa::Portable), PackedActivations(r, format, Isa::Portable), config, {},
                   SumLayout::RowsOfA, sums.data());
    QVERIFY(sums == plainLoops(q, r, format, config).sums);
    for (const Isa isa : supportedIsas()) {
        if (isa != Isa::Portable) {
            QVERIFY_THROWS_EXCEPTION(Error, multiplyToSums(PackedWeights(q, format, isa), PackedActivations(r, format, isa),
                                                           config, {}, SumLayout::RowsOfA, sums.data()));
        }
    }
}

void PackedProductTest::segmentsArePaddedEachForItself()
{
    for (const Isa isa : supportedIsas()) {
        std::uint64_t seed = 400000 + static_cast<std::uint64_t>(isa) * 10000;
        qInfo("%s: seeds from %llu", std::string(nameOf(isa)).c_str(), static_cast<unsigned long long>(seed));
        for (int round = 0; round < 100; ++round, ++seed) {
            Random random(seed);
            const std::int64_t segments = random.between(1, 9);
            const std::int64_t k = segments * random.between(1, 150);
            const std::int64_t m = random.between(1, 40);
            const std::int64_t n = random.between(1, 10);
            const NumberFormat named = namedFormat(std::array{"vsq", "int4", "int8"}[random.below(3)]);
            const std::vector<float> x = gaussian(random, m * k);
            const std::vector<float> y = gaussian(random, n * k);
            const QuantizedMatrix a = quantizeWeights(x.data(), m, k, named.weights, {}, segments);
            const QuantizedMatrix b = quantizeActivations(y.data(), n, k, named.activations, {}, {}, segments);
            const ProductFormat format = productFormat(named.weights, named.activations);
            const Expected expected = plainLoops(a, b, format, {});
            const ProductSums found = multiply(makeOperands(a, b, modeFromName(nameOf(named))), {}, {.isa = isa});
            QVERIFY2(found.sums == expected.sums, QByteArray::number(static_cast<qulonglong>(seed)));
            QCOMPARE(found.saturations, expected.saturations);
        }
    }
}

void PackedProductTest::convolutionEqualsIm2col()
{
    std::uint64_t seed = 600;
    for (const Isa isa : supportedIsas()) {
        for (int round = 0; round < 40; ++round, ++seed) {
            Random random(seed);
            ConvolutionWindow window;
            window.images = random.between(1, 2);
            window.height = random.between(3, 9);
            window.width = random.between(3, 9);
            window.kernelHeight = random.between(1, 3);
            window.kernelWidth = random.between(1, 3);
            window.strideY = random.between(1, 2);
            window.strideX = random.between(1, 2);
            window.padTop = random.between(0, 2);
            window.padLeft = random.between(0, 2);
            window.dilationX = window.kernelWidth > 1 && window.width >= 5 ? random.between(1, 2) : 1;
            window.outputHeight = (window.height + 2 * window.padTop - window.kernelHeight) / window.strideY + 1;
            window.outputWidth =
                (window.width + 2 * window.padLeft - (window.kernelWidth - 1) * window.dilationX - 1) / window.strideX + 1;
            const std::int64_t channels = random.between(1, 130);
            const std::int64_t k = channels * window.segments();
            const std::int64_t m = random.between(1, 40);
            const NumberFormat named = namedFormat(random.below(2) == 0 ? "vsq" : "int4");
            const std::vector<float> x = gaussian(random, window.images * window.height * window.width * channels);
            const std::vector<float> w = gaussian(random, m * k);
            const QuantizedMatrix pixels = quantizeActivations(x.data(), window.images * window.height * window.width, channels,
                                                               named.activations);
            const QuantizedMatrix a = quantizeWeights(w.data(), m, k, named.weights, {}, window.segments());
            // The matrix that im2col would make, with the pixels' codes and scales.
            QuantizedMatrix b = pixels;
            b.rows = window.columns();
            b.columns = k;
            b.segments = window.segments();
            b.vectors = named.weights.granularity == Granularity::Vector ? pixels.vectors * b.segments : 1;
            b.codes.clear();
            b.scales.clear();
            for (std::int64_t image = 0; image < window.images; ++image) {
                for (std::int64_t y = 0; y < window.outputHeight; ++y) {
                    for (std::int64_t column = 0; column < window.outputWidth; ++column) {
                        for (std::int64_t s = 0; s < b.segments; ++s) {
                            const std::int64_t py = y * window.strideY - window.padTop + s / window.kernelWidth;
                            const std::int64_t px = column * window.strideX - window.padLeft
                                                    + s % window.kernelWidth * window.dilationX;
                            const bool inside = py >= 0 && py < window.height && px >= 0 && px < window.width;
                            const std::int64_t pixel = (image * window.height + py) * window.width + px;
                            for (std::int64_t c = 0; c < channels; ++c) {
                                b.codes.push_back(inside ? pixels.codes[static_cast<std::size_t>(pixel * channels + c)]
                                                         : std::int8_t{0});
                            }
                            for (std::int64_t v = 0; !pixels.scales.empty() && v < pixels.vectors; ++v) {
                                b.scales.push_back(inside ? pixels.scales[static_cast<std::size_t>(pixel * pixels.vectors + v)]
                                                          : std::uint16_t{0});
                            }
                        }
                    }
                }
            }
            const ProductFormat format = productFormat(named.weights, named.activations);
            const Expected expected = plainLoops(a, b, format, {});
            std::vector<std::int32_t> sums(static_cast<std::size_t>(m * b.rows));
            multiplyToSums(PackedWeights(a, format, isa), PackedActivations(pixels, format, isa), {}, {}, SumLayout::RowsOfA,
                           sums.data(), window);
            QVERIFY2(sums == expected.sums, QByteArray::number(static_cast<qulonglong>(seed)));
        }
    }
}

void PackedProductTest::realValuesAreScaledSums()
{
    Random random(21);
    const std::int64_t m = 37;
    const std::int64_t n = 101;
    const std::int64_t k = 200;
    const std::vector<float> x = gaussian(random, m * k);
    const std::vector<float> y = gaussian(random, n * k);
    for (const char *name : {"vsq", "int4", "int8"}) {
        const NumberFormat named = namedFormat(name);
        const QuantizedMatrix a = quantizeWeights(x.data(), m, k, named.weights);
        const QuantizedMatrix b = quantizeActivations(y.data(), n, k, named.activations);
        const ProductFormat format = productFormat(named.weights, named.activations);
        const std::vector<std::int32_t> sums = plainLoops(a, b, format, {}).sums;
        for (const Isa isa : supportedIsas()) {
            std::vector<float> c(static_cast<std::size_t>(m * n));
            multiplyToFloat(PackedWeights(a, format, isa), PackedActivations(b, format, isa), {}, {}, c.data());
            for (std::int64_t i = 0; i < m; ++i) {
                for (std::int64_t j = 0; j < n; ++j) {
                    const auto sum = static_cast<float>(sums[static_cast<std::size_t>(i * n + j)]);
                    const float expected = sum * (format.scaled() ? 256.0F : 1.0F) * a.gammaOf(i) * b.gammaOf(j);
                    QCOMPARE(c[static_cast<std::size_t>(j * m + i)], expected);
                }
            }
        }
    }
}

/// Block by block on every path, for every width, against the quantizer and a packing of its whole matrix.
void PackedProductTest::quantizeAndPackEqualsTheTwoSteps()
{
    for (std::uint64_t seed = 31; seed < 331; ++seed) {
        Random random(seed);
        OperandFormat operand{.bits = static_cast<int>(random.between(2, 8)),
                              .vectorSize = 16 << random.below(4),
                              .scaleBits = static_cast<int>(random.between(3, 8))};
        operand.granularity = random.below(3) == 0 ? Granularity::Tensor : Granularity::Vector;
        const std::int64_t segments = random.between(1, 3);
        const std::int64_t k = segments * random.between(1, 300);
        const std::int64_t items = random.between(1, 3);
        const std::int64_t rows = items * random.between(1, 60);
        const std::vector<float> x = gaussian(random, 20 * k);
        const std::vector<float> y = gaussian(random, rows * k);
        const std::optional<float> gamma = random.below(2) == 0 ? std::optional(0.01F) : std::nullopt;
        const ProductFormat format = productFormat(operand, operand);
        const std::vector<Isa> isas = supportedIsas();
        const Isa isa = isas[random.below(isas.size())];
        const PackedWeights a(quantizeWeights(x.data(), 20, k, operand, {}, segments), format, isa);
        std::vector<float> once(static_cast<std::size_t>(20 * rows));
        std::vector<float> twice(once.size());
        const std::int64_t first = multiplyToFloat(
            a, quantizeAndPack(y.data(), rows, k, operand, format, gamma, {}, segments, isa, rows / items), {}, {}, once.data());
        const QuantizedMatrix whole = quantizeActivations(y.data(), rows, k, operand, gamma, {}, segments, rows / items);
        const std::int64_t second = multiplyToFloat(a, PackedActivations(whole, format, isa), {}, {}, twice.data());
        const QByteArray where = QByteArray::number(static_cast<qulonglong>(seed));
        QVERIFY2(once == twice, where);
        QVERIFY2(first == second, where);
    }
}

void PackedProductTest::imagesOfABatchKeepTheirScales()
{
    Random random(51);
    const std::int64_t m = 20;
    const std::int64_t k = 96;
    const std::vector<float> x = gaussian(random, m * k);
    std::vector<float> y = gaussian(random, 12 * k);
    for (std::size_t i = 0; i < y.size() / 2; ++i) {
        y[i] *= 1000.0F;
    }
    for (const char *name : {"vsq", "int8"}) {
        const NumberFormat named = namedFormat(name);
        const ProductFormat format = productFormat(named.weights, named.activations);
        const PackedWeights a(quantizeWeights(x.data(), m, k, named.weights), format);
        std::vector<float> batch(static_cast<std::size_t>(m * 12));
        multiplyToFloat(a, quantizeAndPack(y.data(), 12, k, named.activations, format, {}, {}, 1, Isa::Auto, 4), {}, {},
                        batch.data());
        for (std::int64_t image = 0; image < 3; ++image) {
            std::vector<float> alone(static_cast<std::size_t>(m * 4));
            multiplyToFloat(a, quantizeAndPack(y.data() + image * 4 * k, 4, k, named.activations, format), {}, {}, alone.data());
            QVERIFY(std::equal(alone.begin(), alone.end(), batch.begin() + image * 4 * m));
        }
    }
}

void PackedProductTest::chipOperandsGiveTheSame()
{
    Random random(41);
    const std::vector<float> x = gaussian(random, 30 * 100);
    const NumberFormat named = namedFormat("vsq");
    const QuantizedMatrix a = quantizeWeights(x.data(), 30, 100, named.weights);
    const QuantizedMatrix b = quantizeActivations(x.data(), 30, 100, named.activations);
    const ProductFormat format = productFormat(Mode::Vsq);
    QCOMPARE(format, productFormat(named.weights, named.activations));
    std::vector<std::int32_t> sums(900);
    multiplyToSums(PackedWeights(a, format), PackedActivations(b, format), {}, {}, SumLayout::RowsOfA, sums.data());
    QCOMPARE(multiply(makeOperands(a, b, Mode::Vsq), {}).sums, sums);
    QVERIFY(!fits(a, Mode::Int4));
    QVERIFY_THROWS_EXCEPTION(Error, makeOperands(a, b, Mode::Int8));
}

void PackedProductTest::mismatchesAreErrors()
{
    const std::vector<float> x(10 * 64, 1.0F);
    const NumberFormat named = namedFormat("vsq");
    const ProductFormat format = productFormat(Mode::Vsq);
    const PackedWeights a(quantizeWeights(x.data(), 10, 64, named.weights), format);
    std::vector<std::int32_t> sums(1000);
    const PackedActivations shorter = quantizeAndPack(x.data(), 10, 32, named.activations, format);
    QVERIFY_THROWS_EXCEPTION(Error, multiplyToSums(a, shorter, {}, {}, SumLayout::RowsOfA, sums.data()));
    const NumberFormat int4 = namedFormat("int4");
    const PackedActivations other = quantizeAndPack(x.data(), 10, 64, int4.activations, productFormat(Mode::Int4));
    QVERIFY_THROWS_EXCEPTION(Error, multiplyToSums(a, other, {}, {}, SumLayout::RowsOfA, sums.data()));
    const PackedActivations split = quantizeAndPack(x.data(), 10, 64, named.activations, format, {}, {}, 2);
    QVERIFY_THROWS_EXCEPTION(Error, multiplyToSums(a, split, {}, {}, SumLayout::RowsOfA, sums.data()));
}

void PackedProductTest::realScalesAreRefused()
{
    OperandFormat real;
    real.scaleBits = 0;
    QVERIFY(!runsOnIntegers(real, real));
    QVERIFY(!runsOnIntegers({.scaleBits = 10}, {.scaleBits = 8}));
    QVERIFY(!runsOnIntegers({.vectorSize = 16}, {.vectorSize = 64}));
    QVERIFY(runsOnIntegers({.bits = 8, .scaleBits = 3}, {.scaleBits = 8}));
    QVERIFY_THROWS_EXCEPTION(Error, productFormat(real, real));
}

VSQ_TEST(PackedProductTest)
#include "packedproduct.moc"
