// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"
#include "tests/core/reference/onenode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

/// [batch, n, k] x [batch, k, m], a batch of 1 repeated; in double.
Tensor direct(const Tensor &x, const Tensor &y, std::int64_t batch, std::int64_t n, std::int64_t m, std::int64_t k, Shape shape)
{
    Tensor result(DType::Float32, std::move(shape));
    auto out = result.mutableValues<float>();
    const bool manyX = x.size() == batch * n * k;
    const bool manyY = y.size() == batch * k * m;
    for (std::int64_t b = 0; b < batch; ++b) {
        for (std::int64_t i = 0; i < n; ++i) {
            for (std::int64_t j = 0; j < m; ++j) {
                double sum = 0.0;
                for (std::int64_t l = 0; l < k; ++l) {
                    sum += static_cast<double>(x.values<float>()[static_cast<std::size_t>(((manyX ? b : 0) * n + i) * k + l)])
                           * static_cast<double>(y.values<float>()[static_cast<std::size_t>(((manyY ? b : 0) * k + l) * m + j)]);
                }
                out[static_cast<std::size_t>((b * n + i) * m + j)] = static_cast<float>(sum);
            }
        }
    }
    return result;
}

} // namespace

class TestProducts : public QObject {
    Q_OBJECT
private slots:
    void everyInstructionSetMultiplies();
    void functionsOfEveryInstructionSetAgree();
    void matMulBroadcasts();
    void gemmHasAllItsForms();
};

void TestProducts::everyInstructionSetMultiplies()
{
    constexpr std::uint64_t kSeed = 77;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (const FloatKernels *kernels : {&portableKernels(), avx2Kernels(), avx512Kernels()}) {
        if (kernels == nullptr) {
            continue;
        }
        for (int i = 0; i < 100; ++i) {
            const std::int64_t m = random.between(1, 70);
            const std::int64_t n = random.between(1, 70);
            const std::int64_t k = random.between(1, 200);
            const Tensor a = randomTensor(random, {m, k});
            const Tensor b = randomTensor(random, {n, k});
            Tensor c(DType::Float32, {n, m + 3}); // rows further apart than they are long
            kernels->product(a.values<float>().data(), b.values<float>().data(), c.mutableValues<float>().data(), m, n, k, m + 3);
            for (std::int64_t row = 0; row < n; ++row) {
                for (std::int64_t column = 0; column < m + 3; ++column) {
                    double sum = 0.0;
                    for (std::int64_t l = 0; column < m && l < k; ++l) {
                        sum += static_cast<double>(a.values<float>()[static_cast<std::size_t>(column * k + l)])
                               * static_cast<double>(b.values<float>()[static_cast<std::size_t>(row * k + l)]);
                    }
                    const auto found = static_cast<double>(c.values<float>()[static_cast<std::size_t>(row * (m + 3) + column)]);
                    QVERIFY2(std::fabs(found - sum) < 1e-4, kernels->name);
                }
            }
        }
    }
}

void TestProducts::functionsOfEveryInstructionSetAgree()
{
    for (const FloatKernels *kernels : {&portableKernels(), avx2Kernels(), avx512Kernels()}) {
        if (kernels == nullptr) {
            continue;
        }
        std::vector<float> x;
        for (int i = -3000; i <= 3000; ++i) {
            x.push_back(static_cast<float>(i) * 0.005F);
        }
        const auto worst = [&](void (*function)(float *, std::int64_t), double (*exact)(double), bool relative) {
            std::vector<float> y = x;
            function(y.data(), static_cast<std::int64_t>(y.size()));
            double error = 0.0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                const double truth = exact(static_cast<double>(x[i]));
                error = std::max(error, std::fabs(static_cast<double>(y[i]) - truth) / (relative ? std::fabs(truth) : 1.0));
            }
            return error;
        };
        QVERIFY2(worst(
                     kernels->exp, [](double v) { return std::exp(v); }, true)
                     < 3e-7,
                 kernels->name);
        QVERIFY2(worst(
                     kernels->tanh, [](double v) { return std::tanh(v); }, false)
                     < 3e-7,
                 kernels->name);
        QVERIFY2(worst(
                     kernels->erf, [](double v) { return std::erf(v); }, false)
                     < 3e-7,
                 kernels->name);
        QVERIFY2(worst(
                     kernels->sigmoid, [](double v) { return 1.0 / (1.0 + std::exp(-v)); }, false)
                     < 3e-7,
                 kernels->name);
        QVERIFY2(worst(
                     kernels->gelu, [](double v) { return 0.5 * v * (1.0 + std::erf(v / std::sqrt(2.0))); }, false)
                     < 2e-6,
                 kernels->name);
    }
}

void TestProducts::matMulBroadcasts()
{
    constexpr std::uint64_t kSeed = 9;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    struct Shapes {
        Shape x, y, result;
        std::int64_t batch, n, m, k;
    };
    const std::vector<Shapes> cases{
        {{5, 7}, {7, 3}, {5, 3}, 1, 5, 3, 7},
        {{2, 4, 5, 7}, {2, 4, 7, 3}, {2, 4, 5, 3}, 8, 5, 3, 7},
        {{2, 4, 5, 7}, {7, 3}, {2, 4, 5, 3}, 8, 5, 3, 7},
        {{5, 7}, {2, 4, 7, 3}, {2, 4, 5, 3}, 8, 5, 3, 7},
        {{1, 1, 5, 7}, {2, 4, 7, 3}, {2, 4, 5, 3}, 8, 5, 3, 7},
        {{7}, {7, 3}, {3}, 1, 1, 3, 7},
        {{5, 7}, {7}, {5}, 1, 5, 1, 7},
        {{7}, {7}, {}, 1, 1, 1, 7},
        {{2, 5, 7}, {7}, {2, 5}, 2, 5, 1, 7},
        {{200, 130}, {130, 90}, {200, 90}, 1, 200, 90, 130},
    };
    for (const Shapes &s : cases) {
        const Tensor x = randomTensor(random, s.x);
        const Tensor y = randomTensor(random, s.y);
        const Tensor expected = direct(x, y, s.batch, s.n, s.m, s.k, s.result);
        for (const auto &[nameX, nameY] : {std::pair{"x", "y"}, {"x", "w"}, {"w", "y"}, {"w1", "w2"}}) {
            const double error = largestError(runNode("MatMul", {{nameX, x}, {nameY, y}})[0], expected);
            QVERIFY2(error < 1e-5, qPrintable(QString::fromStdString(toString(s.x) + toString(s.y)) + QString::fromLatin1(nameX)
                                              + QString::fromLatin1(nameY)));
        }
    }
    // Both batches are repeated: [2,1] against [3].
    const Tensor x = randomTensor(random, {2, 1, 4, 5});
    const Tensor y = randomTensor(random, {3, 5, 6});
    const Tensor z = runNode("MatMul", {{"x", x}, {"y", y}})[0];
    QCOMPARE(z.shape(), (Shape{2, 3, 4, 6}));
    const Tensor last = direct(Tensor::of<float>({4, 5}, x.values<float>().subspan(20)),
                               Tensor::of<float>({5, 6}, y.values<float>().subspan(60)), 1, 4, 6, 5, {4, 6});
    QVERIFY(largestError(Tensor::of<float>({4, 6}, z.values<float>().subspan(5 * 24)), last) < 1e-5);
}

void TestProducts::gemmHasAllItsForms()
{
    Random random(3);
    for (int form = 0; form < 16; ++form) {
        const bool transA = (form & 1) != 0;
        const bool transB = (form & 2) != 0;
        const Tensor a = randomTensor(random, transA ? Shape{7, 5} : Shape{5, 7});
        const Tensor b = randomTensor(random, transB ? Shape{3, 7} : Shape{7, 3});
        const Tensor c = randomTensor(random, (form & 4) != 0 ? Shape{5, 1} : Shape{3});
        const AttributeMap attributes{
            {"transA", std::int64_t{transA}}, {"transB", std::int64_t{transB}}, {"alpha", 0.5F}, {"beta", 2.0F}};
        const Tensor y = runNode("Gemm", {{(form & 8) != 0 ? "w" : "x", a}, {"y", b}, {"c", c}}, attributes)[0];
        QCOMPARE(y.shape(), (Shape{5, 3}));
        for (std::int64_t i = 0; i < 5; ++i) {
            for (std::int64_t j = 0; j < 3; ++j) {
                double sum = 0.0;
                for (std::int64_t l = 0; l < 7; ++l) {
                    sum += static_cast<double>(a.values<float>()[static_cast<std::size_t>(transA ? l * 5 + i : i * 7 + l)])
                           * static_cast<double>(b.values<float>()[static_cast<std::size_t>(transB ? j * 7 + l : l * 3 + j)]);
                }
                const double expected =
                    0.5 * sum + 2.0 * static_cast<double>(c.values<float>()[static_cast<std::size_t>((form & 4) != 0 ? i : j)]);
                QVERIFY(std::fabs(static_cast<double>(y.values<float>()[static_cast<std::size_t>(i * 3 + j)]) - expected) < 1e-5);
            }
        }
    }
}

VSQ_TEST(TestProducts)
#include "products.moc"
