// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and scales against a plain transcription of VS-Quant's formulas.
#include "core/quantize/quantizer.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace vsq;

namespace {

std::vector<float> randomMatrix(Random &random, std::int64_t count, int kind)
{
    std::vector<float> x(static_cast<std::size_t>(count));
    for (float &value : x) {
        const double normal = random.normal();
        switch (kind) {
        case 0: value = static_cast<float>(normal); break;
        case 1: value = static_cast<float>(normal * std::exp(3.0 * random.normal())); break;     // outliers
        case 2: value = static_cast<float>(random.between(-3, 3)) * 0.5F; break;                 // ties
        case 3: value = random.below(3) == 0 ? static_cast<float>(normal * 1e-41) : 0.0F; break; // denormals
        default: value = static_cast<float>(normal * 1e37); break;                               // huge
        }
    }
    return x;
}

float clampRound(float value, float low, float high)
{
    return std::fmin(std::fmax(std::nearbyint(value), low), high);
}

} // namespace

class QuantizerTest : public QObject {
    Q_OBJECT
private slots:
    void vectorsFollowTheFormulas();
    void channelAndTensorHaveOneScale();
    void segmentsBeginNewVectors();
    void staticGammaClampsScales();
    void unsignedCodesUseTheWholeRange();
    void realScalesAreNotRounded();
    void itemsOfABatchDoNotTouchEachOther();
    void notFiniteIsAnErrorThatNamesThePlace();
    void outOfRangeFormatsAreErrors();
    void zerosGiveZeroCodesAndScales();
    void largestValueGetsLargestCode();
};

void QuantizerTest::vectorsFollowTheFormulas()
{
    const std::uint64_t seed = 20231;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int round = 0; round < 300; ++round) {
        OperandFormat format;
        format.bits = static_cast<int>(random.between(2, 8));
        format.vectorSize = 16 << random.below(4);
        format.scaleBits = static_cast<int>(random.between(3, 10));
        const std::int64_t rows = random.between(1, 9);
        const std::int64_t columns = random.between(1, 200);
        const bool weights = random.below(2) == 0;
        const std::vector<float> x = randomMatrix(random, rows * columns, static_cast<int>(random.below(5)));
        const QuantizedMatrix q = weights ? quantizeWeights(x.data(), rows, columns, format)
                                          : quantizeActivations(x.data(), rows, columns, format);
        const std::int64_t vectors = (columns + format.vectorSize - 1) / format.vectorSize;
        QCOMPARE(q.vectors, vectors);
        QCOMPARE(q.gamma.size(), weights ? static_cast<std::size_t>(rows) : 1U);
        const auto qmax = static_cast<float>((1 << (format.bits - 1)) - 1);
        const auto smax = static_cast<float>((1 << format.scaleBits) - 1);
        std::vector<float> s(static_cast<std::size_t>(rows * vectors), 0.0F);
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t c = 0; c < columns; ++c) {
                float &most = s[static_cast<std::size_t>(r * vectors + c / format.vectorSize)];
                most = std::fmax(most, std::fabs(x[static_cast<std::size_t>(r * columns + c)]));
            }
        }
        for (float &most : s) {
            most /= qmax;
        }
        QCOMPARE(q.realScales, s);
        for (std::int64_t r = 0; r < rows; ++r) {
            float most = 0.0F;
            for (std::int64_t i = weights ? r * vectors : 0; i < (weights ? (r + 1) * vectors : rows * vectors); ++i) {
                most = std::fmax(most, s[static_cast<std::size_t>(i)]);
            }
            const float gamma = most / smax;
            QCOMPARE(q.gammaOf(r), gamma);
            for (std::int64_t v = 0; v < vectors; ++v) {
                const float scale = s[static_cast<std::size_t>(r * vectors + v)];
                const float expected = gamma > 0.0F ? clampRound(scale / gamma, 0.0F, smax) : 0.0F;
                QCOMPARE(static_cast<float>(q.scales[static_cast<std::size_t>(r * vectors + v)]), expected);
            }
            for (std::int64_t c = 0; c < columns; ++c) {
                const auto at = static_cast<std::size_t>(r * columns + c);
                const float scale = s[static_cast<std::size_t>(r * vectors + c / format.vectorSize)];
                const float expected = scale > 0.0F ? clampRound(x[at] / scale, -qmax, qmax) : 0.0F;
                QCOMPARE(static_cast<float>(q.codes[at]), expected);
            }
        }
    }
}

void QuantizerTest::channelAndTensorHaveOneScale()
{
    const std::vector<float> x{0.5F, -7.0F, 3.5F, 0.25F, 1.0F, 14.0F};
    OperandFormat format = namedFormat("int4").weights;
    const QuantizedMatrix channel = quantizeWeights(x.data(), 2, 3, format);
    QCOMPARE(channel.gamma, (std::vector<float>{1.0F, 2.0F}));
    QCOMPARE(channel.codes, (std::vector<std::int8_t>{0, -7, 4, 0, 0, 7})); // 0.5, 3.5 and 0.5: ties to even
    QVERIFY(channel.scales.empty() && channel.realScales.empty());
    QCOMPARE(channel.vectors, 1);
    const QuantizedMatrix activations = quantizeActivations(x.data(), 2, 3, format);
    QCOMPARE(activations.gamma, std::vector<float>{2.0F});
    format.granularity = Granularity::Tensor;
    const QuantizedMatrix tensor = quantizeWeights(x.data(), 2, 3, format);
    QCOMPARE(tensor.gamma, std::vector<float>{2.0F});
    QCOMPARE(tensor.codes, (std::vector<std::int8_t>{0, -4, 2, 0, 0, 7}));
    QCOMPARE(dequantize(tensor), (std::vector<float>{0.0F, -8.0F, 4.0F, 0.0F, 0.0F, 14.0F}));
}

void QuantizerTest::segmentsBeginNewVectors()
{
    // Three segments of 5 in vectors of 4: each 4 + 1.
    OperandFormat format;
    format.vectorSize = 4;
    std::vector<float> x;
    for (int i = 1; i <= 15; ++i) {
        x.push_back(static_cast<float>(i));
    }
    const QuantizedMatrix q = quantizeWeights(x.data(), 1, 15, format, {}, 3);
    QCOMPARE(q.vectors, 6);
    const std::vector<float> largest{4, 5, 9, 10, 14, 15};
    for (std::size_t v = 0; v < 6; ++v) {
        QCOMPARE(q.realScales[v], largest[v] / 7.0F);
    }
    QCOMPARE(q.codes[4], 7);
    const std::vector<float> back = dequantize(q);
    for (std::size_t i = 0; i < 15; ++i) {
        QVERIFY(std::fabs(back[i] - x[i]) < 15.0F / 7.0F * 0.52F);
    }
    QVERIFY_THROWS_EXCEPTION(Error, quantizeWeights(x.data(), 1, 15, format, {}, 4));
}

void QuantizerTest::staticGammaClampsScales()
{
    const std::vector<float> x{700.0F, 7.0F};
    OperandFormat format;
    format.vectorSize = 1;
    const QuantizedMatrix q = quantizeActivations(x.data(), 1, 2, format, 0.25F);
    QCOMPARE(q.gamma, std::vector<float>{0.25F});
    QCOMPARE(q.scales, (std::vector<std::uint16_t>{255, 4}));
    QCOMPARE(q.codes, (std::vector<std::int8_t>{7, 7}));
    const QuantizedMatrix int4 = quantizeActivations(x.data(), 1, 2, namedFormat("int4").activations, 2.0F);
    QCOMPARE(int4.codes, (std::vector<std::int8_t>{7, 4})); // 3.5 goes to even
    QVERIFY_THROWS_EXCEPTION(Error, quantizeActivations(x.data(), 1, 2, format, -1.0F));
    QVERIFY_THROWS_EXCEPTION(Error, quantizeActivations(x.data(), 1, 2, format, std::nanf("")));
}

void QuantizerTest::unsignedCodesUseTheWholeRange()
{
    const std::vector<float> x{-3.0F, 0.0F, 15.0F, 7.0F};
    OperandFormat format;
    format.isUnsigned = true;
    const QuantizedMatrix q = quantizeActivations(x.data(), 1, 4, format);
    QCOMPARE(q.codes, (std::vector<std::int8_t>{0, 0, 15, 7}));
    format.bits = 8;
    const QuantizedMatrix wide = quantizeActivations(x.data(), 1, 4, format);
    QCOMPARE(static_cast<int>(static_cast<std::uint8_t>(wide.codes[2])), 255);
    QCOMPARE(dequantize(wide)[2], 255.0F * 255.0F * wide.gamma[0]);
}

void QuantizerTest::realScalesAreNotRounded()
{
    const std::vector<float> x{0.3F, -1.0F, 5.0F, 0.1F};
    OperandFormat format;
    format.vectorSize = 2;
    format.scaleBits = 0;
    const QuantizedMatrix q = quantizeWeights(x.data(), 1, 4, format);
    QCOMPARE(q.realScales, (std::vector<float>{1.0F / 7.0F, 5.0F / 7.0F}));
    QVERIFY(q.scales.empty());
    QCOMPARE(dequantize(q)[1], -7.0F * (1.0F / 7.0F));
}

void QuantizerTest::itemsOfABatchDoNotTouchEachOther()
{
    Random random(55);
    const std::vector<float> x = randomMatrix(random, 12 * 70, 1);
    for (const char *name : {"vsq", "int8"}) {
        const OperandFormat format = namedFormat(name).activations;
        const QuantizedMatrix batch = quantizeActivations(x.data(), 12, 70, format, {}, {}, 1, 3);
        QCOMPARE(batch.gamma.size(), 12U);
        for (std::int64_t item = 0; item < 4; ++item) {
            const QuantizedMatrix alone = quantizeActivations(x.data() + item * 210, 3, 70, format);
            QVERIFY(std::equal(alone.codes.begin(), alone.codes.end(), batch.codes.begin() + item * 210));
            QVERIFY(std::equal(alone.scales.begin(), alone.scales.end(),
                               batch.scales.begin() + item * 3 * batch.vectors * (alone.scales.empty() ? 0 : 1)));
            QCOMPARE(batch.gammaOf(item * 3 + 2), alone.gamma.front());
        }
    }
    QVERIFY_THROWS_EXCEPTION(Error, quantizeActivations(x.data(), 12, 70, namedFormat("int8").activations, {}, {}, 1, 5));
}

void QuantizerTest::notFiniteIsAnErrorThatNamesThePlace()
{
    std::vector<float> x(12, 1.0F);
    for (const auto &[value, name] : {std::pair{std::numeric_limits<float>::quiet_NaN(), "NaN"},
                                      std::pair{-std::numeric_limits<float>::infinity(), "infinity"}}) {
        x[7] = value;
        try {
            quantizeWeights(x.data(), 3, 4, OperandFormat{});
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.what(), std::string("row 1, column 3: matrix to quantize: expected finite values, found ") + name);
        }
    }
}

void QuantizerTest::outOfRangeFormatsAreErrors()
{
    const float x = 1.0F;
    for (const OperandFormat &format :
         {OperandFormat{.bits = 1}, OperandFormat{.bits = 9}, OperandFormat{.vectorSize = 0}, OperandFormat{.scaleBits = 1}}) {
        QVERIFY_THROWS_EXCEPTION(Error, quantizeWeights(&x, 1, 1, format));
    }
}

void QuantizerTest::zerosGiveZeroCodesAndScales()
{
    const std::vector<float> x(130, -0.0F);
    for (const char *name : {"vsq", "int4", "int8"}) {
        const QuantizedMatrix q = quantizeWeights(x.data(), 1, 130, namedFormat(name).weights);
        QCOMPARE(q.gamma, std::vector<float>{0.0F});
        QVERIFY(std::all_of(q.codes.begin(), q.codes.end(), [](int code) { return code == 0; }));
        QVERIFY(std::all_of(q.scales.begin(), q.scales.end(), [](int scale) { return scale == 0; }));
    }
}

void QuantizerTest::largestValueGetsLargestCode()
{
    const std::uint64_t seed = 77;
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
    Random random(seed);
    for (int bits = 2; bits <= 8; ++bits) {
        const std::vector<float> x = randomMatrix(random, 64, 0);
        OperandFormat format;
        format.bits = bits;
        const QuantizedMatrix q = quantizeWeights(x.data(), 1, 64, format);
        const auto most = std::max_element(x.begin(), x.end(), [](float a, float b) { return std::fabs(a) < std::fabs(b); });
        QCOMPARE(std::abs(int{q.codes[static_cast<std::size_t>(most - x.begin())]}), (1 << (bits - 1)) - 1);
        QCOMPARE(q.scales[0], 255);
    }
}

VSQ_TEST(QuantizerTest)
#include "quantizer.moc"
