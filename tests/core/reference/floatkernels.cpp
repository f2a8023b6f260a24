// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace vsq;

namespace {

std::vector<const FloatKernels *> allKernels()
{
    std::vector<const FloatKernels *> all{&portableKernels(), avx2Kernels(), avx512Kernels()};
    std::erase(all, nullptr);
    return all;
}

std::vector<float> gaussian(Random &random, std::int64_t count)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float &value : values) {
        value = static_cast<float>(random.normal());
    }
    return values;
}

} // namespace

class TestFloatKernels : public QObject {
    Q_OBJECT
private slots:
    void accumulatesOnWhatIsThere();
    void rowsAgreeOnEveryInstructionSet();
    void aValueDoesNotDependOnItsPlace();
    void tanhGeluIsItsDefinition();
    void maskedRowsAreNoNumbers();
};

void TestFloatKernels::accumulatesOnWhatIsThere()
{
    constexpr std::uint64_t kSeed = 31;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (const FloatKernels *kernels : allKernels()) {
        for (int i = 0; i < 100; ++i) {
            const std::int64_t m = random.between(1, 70);
            const std::int64_t n = random.between(1, 70);
            const std::int64_t k = random.between(1, 200);
            const std::int64_t lda = m + random.between(0, 5);
            const std::int64_t ldc = m + random.between(0, 5);
            const std::vector<float> a = gaussian(random, k * lda);
            const std::vector<float> b = gaussian(random, n * k);
            const std::vector<float> before = gaussian(random, n * ldc);
            std::vector<float> c = before;
            kernels->accumulate(a.data(), b.data(), c.data(), m, n, k, lda, ldc);
            for (std::int64_t at = 0; at < n * ldc; ++at) {
                auto sum = static_cast<double>(before[static_cast<std::size_t>(at)]);
                for (std::int64_t l = 0; at % ldc < m && l < k; ++l) {
                    sum += static_cast<double>(a[static_cast<std::size_t>(l * lda + at % ldc)])
                           * static_cast<double>(b[static_cast<std::size_t>(at / ldc * k + l)]);
                }
                QVERIFY2(std::fabs(static_cast<double>(c[static_cast<std::size_t>(at)]) - sum) < 1e-4, kernels->name);
            }
        }
    }
}

void TestFloatKernels::rowsAgreeOnEveryInstructionSet()
{
    constexpr std::uint64_t kSeed = 32;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (int i = 0; i < 200; ++i) {
        const std::int64_t width = random.between(1, 150);
        const std::int64_t rows = random.between(1, 5);
        const std::vector<float> x = gaussian(random, rows * width);
        const std::vector<float> scale = gaussian(random, width);
        const std::vector<float> bias = gaussian(random, width);
        for (const FloatKernels *kernels : allKernels()) {
            std::vector<float> p = x;
            kernels->softmax(p.data(), rows, width);
            std::vector<float> y(static_cast<std::size_t>(width));
            for (std::int64_t row = 0; row < rows; ++row) {
                const float *values = x.data() + row * width;
                double sum = 0.0;
                double mean = 0.0;
                for (std::int64_t c = 0; c < width; ++c) {
                    sum += std::exp(static_cast<double>(values[c]));
                    mean += static_cast<double>(values[c]) / static_cast<double>(width);
                }
                double variance = 0.0;
                for (std::int64_t c = 0; c < width; ++c) {
                    variance += std::pow(static_cast<double>(values[c]) - mean, 2) / static_cast<double>(width);
                }
                kernels->layerNorm({scale.data(), i % 2 == 0 ? bias.data() : nullptr, width, 1e-5F}, values, y.data());
                for (std::int64_t c = 0; c < width; ++c) {
                    const auto at = static_cast<std::size_t>(c);
                    const double probability = std::exp(static_cast<double>(values[c])) / sum;
                    QVERIFY2(std::fabs(static_cast<double>(p[static_cast<std::size_t>(row * width + c)]) - probability)
                                 < 1e-6 * probability + 1e-9,
                             kernels->name);
                    const double normal = (static_cast<double>(values[c]) - mean) / std::sqrt(variance + 1e-5)
                                              * static_cast<double>(scale[at])
                                          + (i % 2 == 0 ? static_cast<double>(bias[at]) : 0.0);
                    QVERIFY2(std::fabs(static_cast<double>(y[at]) - normal) < 1e-4 * (1.0 + std::fabs(normal)), kernels->name);
                }
            }
            // Single operations are exact: to the bit.
            std::vector<float> q(static_cast<std::size_t>(width));
            const auto combined = [&](RowOperation operation, std::int64_t step, auto f) {
                kernels->combine(operation, x.data(), {bias.data(), step}, q.data(), width);
                for (std::int64_t c = 0; c < width; ++c) {
                    QCOMPARE(q[static_cast<std::size_t>(c)],
                             f(x[static_cast<std::size_t>(c)], bias[static_cast<std::size_t>(c * step)]));
                }
            };
            for (const std::int64_t step : {0, 1}) {
                combined(RowOperation::Add, step, [](float a, float b) { return a + b; });
                combined(RowOperation::Subtract, step, [](float a, float b) { return a - b; });
                combined(RowOperation::Multiply, step, [](float a, float b) { return a * b; });
                combined(RowOperation::Divide, step, [](float a, float b) { return a / b; });
            }
        }
    }
}

void TestFloatKernels::aValueDoesNotDependOnItsPlace()
{
    constexpr std::uint64_t kSeed = 33;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    const std::vector<float> x = gaussian(random, 100);
    for (const FloatKernels *kernels : allKernels()) {
        for (const auto function :
             {kernels->exp, kernels->tanh, kernels->erf, kernels->sigmoid, kernels->gelu, kernels->tanhGelu}) {
            std::vector<float> whole = x;
            function(whole.data(), 100);
            for (const std::int64_t cut : {1, 7, 16, 33, 99}) {
                std::vector<float> parts = x;
                function(parts.data(), cut);
                function(parts.data() + cut, 100 - cut);
                QVERIFY2(parts == whole, kernels->name);
            }
        }
    }
}

void TestFloatKernels::tanhGeluIsItsDefinition()
{
    for (const FloatKernels *kernels : allKernels()) {
        for (int i = -2000; i <= 2000; ++i) {
            const double x = i * 0.005;
            auto y = static_cast<float>(x);
            kernels->tanhGelu(&y, 1);
            const double truth = 0.5 * x * (1.0 + std::tanh(std::sqrt(2.0 / M_PI) * (x + 0.044715 * x * x * x)));
            QVERIFY2(std::fabs(static_cast<double>(y) - truth) < 3e-6, kernels->name);
        }
    }
}

void TestFloatKernels::maskedRowsAreNoNumbers()
{
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    for (const FloatKernels *kernels : allKernels()) {
        std::vector<float> x{-kInfinity, -kInfinity, 0.0F, -kInfinity};
        kernels->softmax(x.data(), 2, 2);
        QVERIFY2(std::isnan(x[0]) && std::isnan(x[1]), kernels->name);
        QVERIFY2(x[2] == 1.0F && x[3] == 0.0F, kernels->name);
        std::vector<float> y{std::numeric_limits<float>::quiet_NaN(), -1.0F, 2.0F};
        kernels->relu(y.data(), 3);
        QVERIFY2(std::isnan(y[0]) && y[1] == 0.0F && y[2] == 2.0F, kernels->name);
    }
}

VSQ_TEST(TestFloatKernels)
#include "floatkernels.moc"
