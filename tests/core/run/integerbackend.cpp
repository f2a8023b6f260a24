// SPDX-License-Identifier: GPL-3.0-or-later
// Fidelity::Quantized by the integer engine: codes times scales for formats that the chip has not got.
#include "core/data/slice.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

NumberFormat randomFormat(Random &random)
{
    NumberFormat format;
    format.weights = {.bits = static_cast<int>(random.between(2, 8)),
                      .vectorSize = 16 << random.below(4),
                      .scaleBits = static_cast<int>(random.between(3, 8))};
    format.activations = format.weights;
    format.activations.bits = static_cast<int>(random.between(2, 8));
    format.activations.scaleBits = static_cast<int>(random.between(3, 8));
    if (random.below(4) == 0) {
        format.weights.granularity = format.activations.granularity = Granularity::Channel;
    }
    return format;
}

/// Whether C is the product of what codes and scales stand for, but for adding up vectors in FP32 (each of at least one element)
/// and the three factors' rounding when codes and scales are written out as floats.
bool isProduct(const ProductTrace &trace)
{
    const std::vector<float> a = dequantize(trace.a);
    const std::vector<float> b = dequantize(trace.b);
    const std::int64_t k = trace.request.k;
    for (std::int64_t n = 0; n < trace.request.n; ++n) {
        for (std::int64_t m = 0; m < trace.request.m; ++m) {
            double sum = 0.0;
            double magnitudes = 0.0;
            for (std::int64_t i = 0; i < k; ++i) {
                const double term = static_cast<double>(a[static_cast<std::size_t>(m * k + i)])
                                    * static_cast<double>(b[static_cast<std::size_t>(n * k + i)]);
                sum += term;
                magnitudes += std::abs(term);
            }
            if (std::abs(static_cast<double>(trace.c[n * trace.request.m + m]) - sum)
                > static_cast<double>(k + 8) * std::ldexp(magnitudes, -24)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

class IntegerBackendTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productsAreCodesTimesScales();
    void observingChangesNothing();
    void batchesDoNotMatter();
    void saysHowProductsAreComputed();
};

/// Convolutions, fully connected layers and attention, whose two operands both have the activations' bits.
void IntegerBackendTest::productsAreCodesTimesScales()
{
    std::uint64_t seed = 4100;
    qInfo("seeds from %llu", static_cast<unsigned long long>(seed));
    for (int round = 0; round < 30; ++round, ++seed) {
        Random random(seed);
        BackendOptions options;
        options.format = randomFormat(random);
        const std::vector<Isa> isas = supportedIsas();
        options.engine.isa = isas[random.below(isas.size())];
        std::atomic<int> seen{0};
        std::atomic<int> wrong{0};
        options.observer = [&](const ProductTrace &trace) {
            ++seen;
            wrong += isProduct(trace) ? 0 : 1;
        };
        const auto backend = makeBackend(Fidelity::Quantized, options);
        const auto graph = round % 2 == 0 ? smallTransformer() : smallResidual();
        Executor(graph).run({{"image", images(1, 8, seed).inputs[0]}}, *backend);
        const QByteArray where = QByteArray::number(static_cast<qulonglong>(seed)) + " " + describe(options.format).c_str();
        QVERIFY2(seen > 2, where);
        QVERIFY2(wrong == 0, where);
    }
}

void IntegerBackendTest::observingChangesNothing()
{
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Random random(seed);
        BackendOptions options;
        options.format = randomFormat(random);
        const auto graph = seed % 2 == 0 ? smallTransformer() : smallResidual();
        const Tensor x = images(2, 8, 10).inputs[0];
        const auto unseen = makeBackend(Fidelity::Quantized, options);
        options.observer = [](const ProductTrace &) {};
        const auto seen = makeBackend(Fidelity::Quantized, options);
        const Tensor one = Executor(graph).run({{"image", x}}, *seen).at(graph->outputs.front().name);
        const Tensor other = Executor(graph).run({{"image", x}}, *unseen).at(graph->outputs.front().name);
        QVERIFY2(std::ranges::equal(one.values<float>(), other.values<float>()), describe(options.format).c_str());
    }
}

/// To the bit, as it is with the chip's integers.
void IntegerBackendTest::batchesDoNotMatter()
{
    BackendOptions options;
    options.format.weights = {.bits = 6, .vectorSize = 32, .scaleBits = 6};
    options.format.activations = {.bits = 8, .vectorSize = 32, .scaleBits = 5};
    const auto backend = makeBackend(Fidelity::Quantized, options);
    const auto graph = smallTransformer();
    const Tensor x = images(3, 8, 10).inputs[0];
    const Tensor together = Executor(graph).run({{"image", x}}, *backend).at(graph->outputs.front().name);
    for (std::int64_t i = 0; i < 3; ++i) {
        const Tensor alone = Executor(graph).run({{"image", items(x, i, i + 1)}}, *backend).at(graph->outputs.front().name);
        QVERIFY(std::ranges::equal(alone.values<float>(), items(together, i, i + 1).values<float>()));
    }
}

void IntegerBackendTest::saysHowProductsAreComputed()
{
    NumberFormat format;
    format.weights.bits = 6;
    QVERIFY(arithmeticOf(Fidelity::Float, format) == "fp32");
    QVERIFY(arithmeticOf(Fidelity::Chip, namedFormat("int4")) == "chip integers");
    QVERIFY(arithmeticOf(Fidelity::Quantized, namedFormat("vsq")) == "integer dot products");
    QVERIFY(arithmeticOf(Fidelity::Quantized, format) == "integer dot products");
    format.weights.scaleBits = 0;
    QVERIFY(arithmeticOf(Fidelity::Quantized, format) == "dequantized fp32 (host arithmetic)");
}

VSQ_TEST(IntegerBackendTest)

#include "integerbackend.moc"
