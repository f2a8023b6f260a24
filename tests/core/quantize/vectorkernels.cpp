// SPDX-License-Identifier: GPL-3.0-or-later
// The vectorised loops against scalar formulas, on every instruction set that Highway built and the machine has.
#include "core/quantize/vectorkernels.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <cmath>
#include <hwy/targets.h>
#include <limits>

using namespace vsq;

class VectorKernelsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void quantizesVectors_data() { targets(); }
    void quantizesVectors();
    void rowsApartAreVectors_data() { targets(); }
    void rowsApartAreVectors();
    void halvesRoundAsTheDivisionSays_data() { targets(); }
    void halvesRoundAsTheDivisionSays();
    void encodesUnsigned_data() { targets(); }
    void encodesUnsigned();
    void notFiniteIsSeenAnywhere_data() { targets(); }
    void notFiniteIsSeenAnywhere();
    void sumsCodes_data() { targets(); }
    void sumsCodes();

private:
    static void targets()
    {
        QTest::addColumn<qint64>("target");
        for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
            QTest::newRow(hwy::TargetName(rest & -rest)) << static_cast<qint64>(rest & -rest);
        }
    }
};

void VectorKernelsTest::init()
{
    QFETCH(qint64, target);
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(target);
}

void VectorKernelsTest::cleanup()
{
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

void VectorKernelsTest::quantizesVectors()
{
    Random random(17);
    for (int round = 0; round < 200; ++round) {
        // Every other time as formats have it, and enough to be taken many vectors at a time.
        const bool many = round % 2 == 1;
        const std::int64_t count = random.between(1, many ? 4000 : 300);
        const int size = many ? 16 << random.below(4) : static_cast<int>(random.between(1, 130));
        const int qmax = (1 << random.between(1, 7)) - 1;
        std::vector<float> x(static_cast<std::size_t>(count));
        for (float &value : x) {
            value = random.below(4) == 0
                        ? static_cast<float>(random.between(-4, 4)) * 0.5F
                        : static_cast<float>(random.normal() * std::exp2(static_cast<double>(random.between(-140, 100))));
        }
        std::vector<float> scales(static_cast<std::size_t>((count + size - 1) / size));
        std::vector<std::int8_t> codes(x.size(), 99);
        std::vector<kernels::CodeSums> sums(scales.size());
        kernels::quantizeVectors(x.data(), count, size, qmax, scales.data(), codes.data(), sums.data());
        for (std::size_t v = 0; v < scales.size(); ++v) {
            const std::size_t end = std::min(x.size(), (v + 1) * static_cast<std::size_t>(size));
            float most = 0.0F;
            for (std::size_t i = v * static_cast<std::size_t>(size); i < end; ++i) {
                most = std::fmax(most, std::fabs(x[i]));
            }
            const float scale = most / static_cast<float>(qmax);
            QCOMPARE(scales[v], scale);
            for (std::size_t i = v * static_cast<std::size_t>(size); i < end; ++i) {
                const float code = scale > 0.0F ? std::fmin(std::fmax(std::nearbyint(x[i] / scale), static_cast<float>(-qmax)),
                                                            static_cast<float>(qmax))
                                                : 0.0F;
                QCOMPARE(static_cast<float>(codes[i]), code);
                sums[v].sum -= codes[i];
                sums[v].square -= codes[i] * codes[i];
            }
            QCOMPARE(sums[v].sum, 0);
            QCOMPARE(sums[v].square, 0);
        }
    }
}

/// Quotients within a few units in the last place of a half: multiplying by a reciprocal would get some of them wrong.
void VectorKernelsTest::halvesRoundAsTheDivisionSays()
{
    Random random(29);
    for (int round = 0; round < 3000; ++round) {
        const auto scale = static_cast<float>(std::exp2(random.normal() * 20));
        std::vector<float> x(64);
        for (float &value : x) {
            value = (static_cast<float>(random.between(-7, 6)) + 0.5F) * scale;
            for (std::int64_t step = random.between(-3, 3); step != 0; step += step < 0 ? 1 : -1) {
                value = std::nextafter(value, step < 0 ? -HUGE_VALF : HUGE_VALF);
            }
        }
        std::vector<std::int8_t> codes(x.size());
        kernels::encode(x.data(), 64, scale, -7, 7, codes.data());
        for (std::size_t i = 0; i < x.size(); ++i) {
            const float expected = std::fmin(std::fmax(std::nearbyint(x[i] / scale), -7.0F), 7.0F);
            QCOMPARE(static_cast<float>(codes[i]), expected);
        }
    }
}

/// Rows that lie apart give what their vectors give one by one.
void VectorKernelsTest::rowsApartAreVectors()
{
    constexpr std::uint64_t kSeed = 29;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (int round = 0; round < 60; ++round) {
        const int size = 16 << random.below(4);
        const std::int64_t apart = size + random.between(0, 40);
        const std::int64_t rows = random.between(1, 80);
        const int qmax = (1 << random.between(1, 7)) - 1;
        std::vector<float> x(static_cast<std::size_t>(rows * apart), std::numeric_limits<float>::infinity()); // between rows
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t i = 0; i < size; ++i) {
                x[static_cast<std::size_t>(r * apart + i)] = static_cast<float>(random.normal());
            }
        }
        x[static_cast<std::size_t>((rows - 1) * apart)] = 100.0F;
        std::vector<float> scales(static_cast<std::size_t>(rows));
        std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * size));
        std::vector<kernels::CodeSums> sums(scales.size());
        QCOMPARE(kernels::quantizeRows(x.data(), apart, rows, size, qmax, scales.data(), codes.data(), sums.data()), 0x42c80000U);
        for (std::int64_t r = 0; r < rows; ++r) {
            float scale = 0.0F;
            std::vector<std::int8_t> own(static_cast<std::size_t>(size));
            kernels::CodeSums sum{};
            kernels::quantizeVectors(x.data() + r * apart, size, size, qmax, &scale, own.data(), &sum);
            const auto at = static_cast<std::size_t>(r);
            QCOMPARE(scales[at], scale);
            QVERIFY(std::equal(own.begin(), own.end(), codes.begin() + r * size));
            QCOMPARE(sums[at].sum, sum.sum);
            QCOMPARE(sums[at].square, sum.square);
        }
    }
}

void VectorKernelsTest::encodesUnsigned()
{
    std::vector<float> x;
    for (int i = -20; i < 600; ++i) {
        x.push_back(static_cast<float>(i) * 0.5F);
    }
    std::vector<std::int8_t> codes(x.size());
    kernels::encode(x.data(), static_cast<std::int64_t>(x.size()), 1.0F, 0, 255, codes.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
        const float expected = std::fmin(std::fmax(std::nearbyint(x[i]), 0.0F), 255.0F);
        QCOMPARE(static_cast<float>(static_cast<std::uint8_t>(codes[i])), expected);
    }
    QCOMPARE(kernels::largestPositive(x.data(), static_cast<std::int64_t>(x.size())), 299.5F);
    QCOMPARE(kernels::largestPositive(x.data(), 15), 0.0F);
}

void VectorKernelsTest::notFiniteIsSeenAnywhere()
{
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
        for (std::size_t at = 0; at < 150; ++at) {
            std::vector<float> x(150, -1.0F);
            QCOMPARE(kernels::largestMagnitude(x.data(), 150), 0x3f800000U);
            x[at] = bad;
            QVERIFY(kernels::largestMagnitude(x.data(), 150) >= kernels::kNotFinite);
            std::vector<float> scales(3);
            std::vector<std::int8_t> codes(150);
            QVERIFY(kernels::quantizeVectors(x.data(), 150, 64, 7, scales.data(), codes.data()) >= kernels::kNotFinite);
        }
    }
}

void VectorKernelsTest::sumsCodes()
{
    Random random(23);
    for (const int size : {16, 32, 48, 64, 128}) {
        std::vector<std::int8_t> codes(static_cast<std::size_t>(size) * 5);
        for (std::int8_t &code : codes) {
            code = static_cast<std::int8_t>(random.between(-128, 127));
        }
        std::vector<kernels::CodeSums> sums(5);
        kernels::sumCodes(codes.data(), 5, size, sums.data());
        for (int v = 0; v < 5; ++v) {
            int sum = 0;
            int square = 0;
            for (int i = v * size; i < (v + 1) * size; ++i) {
                const int code = codes[static_cast<std::size_t>(i)];
                sum += code;
                square += code * code;
            }
            QCOMPARE(sums[static_cast<std::size_t>(v)].sum, sum);
            QCOMPARE(sums[static_cast<std::size_t>(v)].square, square);
        }
    }
}

VSQ_TEST(VectorKernelsTest)
#include "vectorkernels.moc"
