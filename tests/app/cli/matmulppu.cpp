// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/integermodel.h"
#include "tests/app/cli/matmulfolder.h"
#include "tests/app/cli/ppumodel.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

class MatmulPpuTest : public QObject, private MatmulFolder {
    Q_OBJECT

private Q_SLOTS:
    void postProcesses_data()
    {
        QTest::addColumn<bool>("exact");
        QTest::addColumn<bool>("relu");
        QTest::addColumn<int>("truncShift");
        QTest::newRow("pwl") << false << false << 9;
        QTest::newRow("exact") << true << false << 9;
        QTest::newRow("relu") << false << true << 8;
        QTest::newRow("saturating at 16 bits") << false << false << 2;
        QTest::newRow("all shifted out") << false << true << 30;
    }

    void postProcesses()
    {
        QFETCH(bool, exact);
        QFETCH(bool, relu);
        QFETCH(int, truncShift);
        constexpr std::size_t kM = 70;
        constexpr std::size_t kN = 19;
        constexpr std::size_t kK = 100;
        Random random(kMatmulSeed);
        const std::vector<float> a = matrix("random", kM * kK, random);
        const std::vector<float> b = matrix("outliers", kN * kK, random);
        write("a.npy", shapeOf(kM, kK), a);
        write("b.npy", shapeOf(kN, kK), b);
        PpuModel ppu;
        ppu.exact = exact;
        ppu.relu = relu;
        ppu.truncShift = truncShift;
        ppu.biasShift = 5;
        for (std::size_t m = 0; m < kM; ++m) {
            ppu.scale.push_back(random.between(1, 60));
            ppu.bias.push_back(random.between(-128, 127));
        }
        nlohmann::json settings{{"scale", ppu.scale},
                                {"bias", ppu.bias},
                                {"biasShift", 5},
                                {"relu", relu},
                                {"truncShift", truncShift},
                                {"output", "vsq"},
                                {"reciprocal", exact ? "exact" : "pwl"}};
        QFile file(path("ppu.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(settings.dump()));
        file.close();
        const VsqResult result = multiply("ppu", {"--ppu", path("ppu.json")});
        QVERIFY2(result.code == 0, result.error.constData());

        const ModelResult product = IntegerModel(true, 4).multiply(a, kM, b, kN, kK);
        std::vector<int> codes;
        std::vector<int> scales;
        for (std::size_t n = 0; n < kN; ++n) {
            for (std::size_t first = 0; first < kM; first += 64) {
                std::vector<std::int64_t> values;
                for (std::size_t m = first; m < std::min(kM, first + 64); ++m) {
                    values.push_back(ppu.value(product.sums[m * kN + n], m));
                }
                std::vector<int> vector;
                scales.push_back(ppu.quantizeVector(values, vector));
                codes.insert(codes.end(), vector.begin(), vector.end());
            }
        }
        compare<std::int8_t>("ppu", "out_codes", shapeOf(kN, kM), codes);
        compare<std::uint8_t>("ppu", "out_scales", shapeOf(kN, 2), scales);
    }

    /// Scores to the softmax: t / 16 of the chip's sums, by the command of its own.
    void softmaxOutputIsTheSoftmaxOfTheScores()
    {
        constexpr std::int64_t kM = 40; // keys
        constexpr std::int64_t kN = 6;
        Random random(kMatmulSeed);
        write("a.npy", {kM, 64}, matrix("random", kM * 64, random));
        write("b.npy", {kN, 64}, matrix("random", kN * 64, random));
        QFile file(path("softmax.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"scale": 9, "truncShift": 10, "output": "softmax"})");
        file.close();
        QVERIFY(multiply("soft", {"--ppu", path("softmax.json"), "--engine", "stepped"}).code == 0);
        const Tensor sums = array("soft", "sums");
        std::vector<float> scores;
        for (std::int64_t n = 0; n < kN; ++n) {
            for (std::int64_t m = 0; m < kM; ++m) {
                const std::int64_t scaled = std::int64_t{sums.values<std::int32_t>()[static_cast<std::size_t>(m * kN + n)]} * 9;
                scores.push_back(static_cast<float>(std::floor(static_cast<double>(scaled) / 1024.0) / 16.0));
            }
        }
        write("scores.npy", {kN, kM}, scores);
        QCOMPARE(runVsq({"softmax", "--in", path("scores.npy"), "--out", path("soft/p.npy")}).code, 0);
        const Tensor p = array("soft", "p");
        const Tensor codes = array("soft", "out_codes");
        QCOMPARE(codes.shape(), (Shape{kN, kM}));
        QCOMPARE(nameOf(codes.dtype()), nameOf(DType::UInt8));
        for (std::size_t i = 0; i < scores.size(); ++i) {
            QCOMPARE(static_cast<float>(codes.values<std::uint8_t>()[i]), p.values<float>()[i] * 128.0F);
        }
        QVERIFY(!QFile::exists(path("soft/out_scales.npy")));
        const nlohmann::json memories = report("soft")["memories"];
        QCOMPARE(memories["softmax_port"]["writes"].get<int>(), 3 * kN); // slices of 16 keys
        QCOMPARE(memories["output_buffer"]["writes"].get<int>(), 0);
    }
};

VSQ_TEST(MatmulPpuTest)
#include "matmulppu.moc"
