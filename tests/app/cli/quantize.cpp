// SPDX-License-Identifier: GPL-3.0-or-later
// vsq quantize: its files, its report, formats side by side, and what it refuses.
#include "tests/app/cli/integermodel.h"
#include "tests/app/cli/matmulfolder.h"
#include "tests/core/quantize/blockmodel.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

/// Each vector of 64 times H_64 / 8, H_64[i][j] = (-1)^(ones that i and j have in common), term by term.
std::vector<float> rotatedBySixtyFour(const std::vector<float> &x)
{
    std::vector<float> y;
    for (std::size_t at = 0; at < x.size(); ++at) {
        const std::size_t i = at % 64;
        double sum = 0.0;
        for (std::size_t j = 0; j < 64; ++j) {
            const double value = double{x[at - i + j]};
            sum += std::popcount(i & j) % 2 == 0 ? value : -value;
        }
        y.push_back(static_cast<float>(sum / 8.0));
    }
    return y;
}

/// Of the specification's VSQ, a gamma for each row of k.
double sqnrOfModel(const std::vector<float> &x, std::size_t k)
{
    const IntegerModel model(true, 4);
    const std::vector<float> y = model.values(model.quantize(x, x.size() / k, k, true), k);
    double signal = 0.0;
    double noise = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double error = double{x[i]} - double{y[i]};
        signal += double{x[i]} * double{x[i]};
        noise += error * error;
    }
    return 10.0 * std::log10(signal / noise);
}

} // namespace

class QuantizeTest : public QObject, MatmulFolder {
    Q_OBJECT

private Q_SLOTS:
    void valuesEqualTheModel_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("rule");
        for (const char *format :
             {"nvfp4", "nvfp4-torchao", "nvfp4-ggml", "nvfp4-4over6", "nvint4", "if4", "nf4", "q4_0", "q8_0", "mxint8"}) {
            QTest::newRow(format) << QString::fromLatin1(format) << QString();
        }
        for (const char *rule : {"floor", "even", "ceil", "rceil"}) {
            QTest::newRow(rule) << QStringLiteral("mxfp4") << QString::fromLatin1(rule);
        }
    }

    void valuesEqualTheModel()
    {
        QFETCH(QString, format);
        QFETCH(QString, rule);
        Random random(kMatmulSeed);
        const std::int64_t rows = 7;
        const std::int64_t columns = 83;
        const std::vector<float> x = matrix("sparse", static_cast<std::size_t>(rows * columns), random);
        write("x.npy", {rows, columns}, x);
        QStringList arguments{"quantize", "--in", path("x.npy"), "--format", format, "--out", path("q"), "--json"};
        arguments += rule.isEmpty() ? QStringList{} : QStringList{"--scale-rule", rule};
        const VsqResult result = runVsq(arguments);
        QVERIFY2(result.code == 0, result.error.constData());
        const Tensor values = array("q", "values");
        QCOMPARE(values.shape(), (Shape{rows, columns}));
        const BlockModel model(format.toStdString(), rule.toStdString());
        float most = 0.0F;
        for (const float v : x) {
            most = std::max(most, std::abs(v));
        }
        double signal = 0.0;
        double noise = 0.0;
        double largest = 0.0;
        int nonZero = 0;
        int lost = 0;
        for (std::int64_t r = 0; r < rows; ++r) {
            for (std::int64_t first = 0; first < columns; first += model.block()) {
                const std::int64_t end = std::min(first + model.block(), columns);
                const std::vector<float> expected = model.quantize(
                    {x.begin() + r * columns + first, x.begin() + r * columns + end}, most);
                for (std::int64_t c = first; c < end; ++c) {
                    const auto at = static_cast<std::size_t>(r * columns + c);
                    QCOMPARE(values.values<float>()[at], expected[static_cast<std::size_t>(c - first)]);
                    const double error = double{x[at]} - double{values.values<float>()[at]};
                    signal += double{x[at]} * double{x[at]};
                    noise += error * error;
                    largest = std::max(largest, std::abs(error));
                    nonZero += x[at] != 0.0F ? 1 : 0;
                    lost += x[at] != 0.0F && values.values<float>()[at] == 0.0F ? 1 : 0;
                }
            }
        }
        const nlohmann::json report = result.json();
        QCOMPARE(report["format"].get<std::string>(), format.toStdString());
        QVERIFY(std::abs(report["sqnr_dB"].get<double>() - 10.0 * std::log10(signal / noise)) < 1e-9);
        QVERIFY(std::abs(report["mse"].get<double>() / (noise / static_cast<double>(rows * columns)) - 1.0) < 1e-9);
        QCOMPARE(report["max_error"].get<double>(), largest);
        QVERIFY(std::abs(report["underflow_percent"].get<double>() - 100.0 * lost / nonZero) < 1e-9);
        QCOMPARE(array("q", "codes").shape(), (Shape{rows, columns}));
        QCOMPARE(array("q", "scales").shape(), (Shape{rows, (columns + model.block() - 1) / model.block()}));
    }

    void vsqHasCodesScalesAndGammas()
    {
        Random random(kMatmulSeed);
        const std::vector<float> x = matrix("random", 5 * 130, random);
        write("x.npy", {5, 130}, x);
        const VsqResult result = runVsq(
            {"quantize", "--in", path("x.npy"), "--format", "vsq", "--scale-search", "mse", "--out", path("v"), "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        const Tensor codes = array("v", "codes");
        const Tensor scales = array("v", "scales");
        const Tensor gamma = array("v", "gamma");
        const Tensor values = array("v", "values");
        QCOMPARE(scales.shape(), (Shape{5, 3}));
        QCOMPARE(gamma.shape(), (Shape{5}));
        for (std::size_t i = 0; i < x.size(); ++i) {
            const std::size_t row = i / 130;
            const int integer = codes.values<std::int8_t>()[i] * scales.values<std::uint8_t>()[row * 3 + i % 130 / 64];
            QCOMPARE(values.values<float>()[i], static_cast<float>(integer) * gamma.values<float>()[row]);
        }
        QCOMPARE(result.json()["bits_per_element"].get<double>(), 4.125);
        QCOMPARE(result.json()["scale_search"].get<std::string>(), std::string("mse"));
    }

    void formatsSideBySide()
    {
        Random random(kMatmulSeed);
        std::vector<float> values = matrix("normal", 64 * 256, random);
        for (std::size_t i = 0; i < values.size(); ++i) { // columns of outliers, as activations of transformers have them
            values[i] *= i % 64 == 5 ? 30.0F : 1.0F;
        }
        write("x.npy", {64, 256}, values);
        const VsqResult result = runVsq(
            {"quantize", "--in", path("x.npy"), "--compare", "vsq,nvfp4,mxfp4:even", "--prepare", "hadamard:64", "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        const nlohmann::json list = result.json();
        QCOMPARE(list.size(), std::size_t{6});
        QCOMPARE(list[1]["title"].get<std::string>(), std::string("vsq hadamard:64"));
        QVERIFY(list[1]["sqnr_dB"].get<double>() > list[0]["sqnr_dB"].get<double>()); // what a rotation is for
        QCOMPARE(list[4]["format"].get<std::string>(), std::string("mxfp4"));
        QCOMPARE(list[4]["scale_rule"].get<std::string>(), std::string("even"));
    }

    void rotationWinsUntilTheOutlierIsAllThereIs_data()
    {
        QTest::addColumn<double>("size");
        QTest::newRow("an outlier that costs the others their codes") << 40.0;
        QTest::newRow("an outlier beside which the others are nothing") << 400.0;
    }

    /// One outlier of S in each vector of 64 standard normal values, 4 bits. As it is, the outlier has the largest code exactly
    /// and the others become 0: SQNR = 10 log10((S^2 + 63) / 63), which grows with S. Rotated, every value is +-S/8 and a normal
    /// one, and from S = 160 or so on the steps cost more than that spreading wins: a rotation is no gain where single values are
    /// a hundred times the rest. Both figures are those of an independent model.
    void rotationWinsUntilTheOutlierIsAllThereIs()
    {
        QFETCH(double, size);
        Random random(kMatmulSeed);
        std::vector<float> values = matrix("normal", 64 * 256, random);
        for (std::size_t vector = 0; vector < values.size() / 64; ++vector) {
            values[vector * 64 + random.below(64)] = static_cast<float>(random.below(2) == 0 ? size : -size);
        }
        write("x.npy", {64, 256}, values);
        const VsqResult result = runVsq(
            {"quantize", "--in", path("x.npy"), "--compare", "vsq", "--prepare", "hadamard:64", "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        const double plain = result.json()[0]["sqnr_dB"].get<double>();
        const double rotated = result.json()[1]["sqnr_dB"].get<double>();
        const double energy = size * size + 63.0;
        QVERIFY2(std::abs(plain - 10.0 * std::log10(energy / 63.0)) < 0.3, qPrintable(QString::number(plain)));
        // Another order of additions in the rotation turns a tie here and there, which costs nothing.
        QVERIFY2(std::abs(plain - sqnrOfModel(values, 256)) < 1e-6, qPrintable(QString::number(plain)));
        QVERIFY2(std::abs(rotated - sqnrOfModel(rotatedBySixtyFour(values), 256)) < 0.01, qPrintable(QString::number(rotated)));
        QCOMPARE(rotated > plain, size < 160.0);
    }

    void refusals_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("message");
        QTest::newRow("nowhere to go") << QStringList{} << 2 << "quantize: --out is required (or --compare)";
        QTest::newRow("rule")
            << QStringList{"--out", "q", "--format", "nvfp4", "--scale-rule", "even"} << 2
            << "quantize: --scale-rule: expected one of an MX format of floating point elements, found 'even' for "
               "nvfp4";
        QTest::newRow("search")
            << QStringList{"--out", "q", "--format", "mxfp4", "--scale-search", "mse"} << 2
            << "quantize: --scale-search: expected a format with an integer scale for each vector (vsq), found "
               "mxfp4";
        QTest::newRow("smooth") << QStringList{"--out", "q", "--prepare", "smooth:0.5"} << 2
                                << "quantize: --prepare: smooth needs both operands of a product: vsq run and vsq eval take it";
        QTest::newRow("calibration")
            << QStringList{"--out", "q", "--format", "if4", "--calibration", "octav"} << 2
            << "quantize: --calibration: expected max: scales of if4 come from each block's maximum, found "
               "octav";
    }

    void refusals()
    {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        QFETCH(QString, message);
        const VsqResult result = runVsq(QStringList{"quantize", "--in", "x.npy"} + more);
        QCOMPARE(result.code, code);
        QCOMPARE(QString::fromUtf8(result.error), "vsq: " + message + "\n");
    }

    void notFiniteNamesFileAndPlace()
    {
        std::vector<float> x(64, 1.0F);
        x[40] = std::numeric_limits<float>::infinity();
        write("x.npy", {2, 32}, x);
        const VsqResult result = runVsq({"quantize", "--in", path("x.npy"), "--format", "mxfp4", "--out", path("q")});
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 "vsq: " + path("x.npy") + ": row 1, column 8: operand: expected finite values, found Inf\n");
    }

    void helpListsAllFormats()
    {
        const VsqResult result = runVsq({"help", "formats"});
        QCOMPARE(result.code, 0);
        for (const char *line : {"vsq            4.125  chip", "mxfp4           4.25  host", "if4              4.5  host",
                                 "q8_0             8.5  host"}) {
            QVERIFY2(result.out.contains(line), result.out.constData());
        }
    }
};

VSQ_TEST(QuantizeTest)
#include "quantize.moc"
