// SPDX-License-Identifier: GPL-3.0-or-later
// Every named format against an independent model, bit for bit, and what each is worth on Gaussian data.
#include "core/quantize/blockquantizer.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizedvalues.h"
#include "core/quantize/quantizer.h"

#include "core/base/random.h"
#include "tests/core/quantize/blockmodel.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTest>
#include <hwy/targets.h>
#include <limits>

using namespace vsq;
using vsq::test::BlockModel;

namespace {

constexpr int kKinds = 7;

std::vector<float> randomValues(Random &random, std::int64_t count, int kind)
{
    std::vector<float> x(static_cast<std::size_t>(count));
    for (float &value : x) {
        const double normal = random.normal();
        switch (kind) {
        case 0: value = static_cast<float>(normal); break;
        case 1: value = static_cast<float>(normal * std::exp(3.0 * random.normal())); break; // outliers
        case 2: value = static_cast<float>(random.between(-28, 28)) * 0.25F; break;          // ties
        case 3: value = random.below(40) == 0 ? static_cast<float>(normal) : 0.0F; break;    // blocks of zeros
        case 4: value = static_cast<float>(normal * 1e-4); break;                            // subnormal E4M3 scales
        case 5: value = static_cast<float>(normal * std::pow(2.0, random.between(-125, -100))); break;
        default: value = static_cast<float>(normal * 1e37); break; // huge
        }
    }
    return x;
}

struct Shape {
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t segments;
    std::int64_t itemRows;
};

std::vector<float> modelValues(const BlockModel &model, const std::vector<float> &x, const Shape &shape)
{
    std::vector<float> y;
    const std::int64_t length = shape.columns / shape.segments;
    for (std::int64_t r = 0; r < shape.rows; ++r) {
        const auto item = x.begin() + r / shape.itemRows * shape.itemRows * shape.columns;
        float most = 0.0F;
        std::for_each(item, item + shape.itemRows * shape.columns, [&](float v) { most = std::max(most, std::abs(v)); });
        for (std::int64_t at = 0; at < shape.columns;) {
            const std::int64_t end = std::min(at + model.block(), (at / length + 1) * length);
            const auto row = x.begin() + r * shape.columns;
            const std::vector<float> values = model.quantize({row + at, row + end}, most);
            y.insert(y.end(), values.begin(), values.end());
            at = end;
        }
    }
    return y;
}

QString firstDifference(const std::vector<float> &found, const std::vector<float> &expected, const std::vector<float> &x)
{
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!(found[i] == expected[i])) {
            return QStringLiteral("element %1, %2: found %3, expected %4")
                .arg(i)
                .arg(double{x[i]}, 0, 'g', 9)
                .arg(double{found[i]}, 0, 'g', 9)
                .arg(double{expected[i]}, 0, 'g', 9);
        }
    }
    return {};
}

std::vector<float> gaussian(std::uint64_t seed, double sigma)
{
    Random random(seed);
    std::vector<float> x(768 * 768);
    for (float &value : x) {
        value = static_cast<float>(random.normal() * sigma);
    }
    return x;
}

/// Kernels of that instruction set from now on; 0: of the machine's best.
void useTarget(std::int64_t target)
{
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

double sqnrOf(const std::vector<float> &x, const std::string &format)
{
    std::vector<float> y(x.size());
    weightValues(x.data(), 768, 768, operandFromText(format), {}, 1, y.data());
    return measureError(x, y).sqnrDb;
}

} // namespace

class BlockFormatsTest : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { useTarget(0); }

    void equalTheModel_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rule");
        for (const FormatName &entry : formatNames()) {
            if (entry.blocks == nullptr) {
                continue;
            }
            const QString name = QString::fromUtf8(entry.name.data(), static_cast<qsizetype>(entry.name.size()));
            if (entry.rules.empty()) {
                QTest::newRow(qPrintable(name)) << name << QString();
            }
            for (const ScaleRule rule : entry.rules) {
                const QString which = QString::fromStdString(std::string(nameOf(rule)));
                QTest::newRow(qPrintable(name + " " + which)) << name << which;
            }
        }
    }

    /// Definitions and kernels of all instruction sets.
    void equalTheModel()
    {
        QFETCH(QString, text);
        QFETCH(QString, rule);
        const OperandFormat format = operandFromText((rule.isEmpty() ? text : text + ":" + rule).toStdString());
        const BlockModel model(text.toStdString(), rule.toStdString());
        const std::uint64_t seed = 90217;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int round = 0; round < 42; ++round) {
            const int kind = round % kKinds;
            Shape shape{.rows = 0, .columns = 0, .segments = random.between(1, 3), .itemRows = random.between(1, 3)};
            shape.rows = shape.itemRows * random.between(1, 3);
            shape.columns = shape.segments * random.between(1, 150);
            const std::vector<float> x = randomValues(random, shape.rows * shape.columns, kind);
            if (kind == 6 && format.scale == ScaleType::Half) {
                continue; // more than binary16 holds
            }
            const std::vector<float> expected = modelValues(model, x, shape);
            const QuantizedMatrix q = quantizeActivations(x.data(), shape.rows, shape.columns, format, {}, {}, shape.segments,
                                                          shape.itemRows);
            const QString where = QStringLiteral("round %1: ").arg(round);
            QString difference = firstDifference(dequantize(q), expected, x);
            QVERIFY2(difference.isEmpty(), qPrintable(where + difference));
            for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
                useTarget(rest & -rest);
                std::vector<float> values(x.size());
                activationValues(x.data(), shape.rows, shape.columns, format, {}, {}, shape.segments, shape.itemRows,
                                 values.data());
                useTarget(0);
                difference = firstDifference(values, expected, x);
                QVERIFY2(difference.isEmpty(), qPrintable(where + hwy::TargetName(rest & -rest) + ": " + difference));
            }
        }
    }

    void planesEqualRows_data() { equalTheModel_data(); }

    /// Columns of planes are what rows are, in all instruction sets; single and half-empty blocks, whose candidates tie, too.
    void planesEqualRows()
    {
        QFETCH(QString, text);
        QFETCH(QString, rule);
        const OperandFormat format = operandFromText((rule.isEmpty() ? text : text + ":" + rule).toStdString());
        const std::uint64_t seed = 31337;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        for (int round = 0; round < 28; ++round) {
            const std::int64_t rows = random.between(1, 40);
            const std::int64_t columns = random.between(1, 150);
            const std::vector<float> x = randomValues(random, rows * columns, round % 4);
            std::vector<float> planes(x.size());
            float most = 0.0F;
            for (std::int64_t r = 0; r < rows; ++r) {
                for (std::int64_t c = 0; c < columns; ++c) {
                    const float value = x[static_cast<std::size_t>(r * columns + c)];
                    planes[static_cast<std::size_t>(c * rows + r)] = value;
                    most = std::max(most, std::abs(value));
                }
            }
            const std::vector<float> expected = dequantize(quantizeActivations(x.data(), rows, columns, format));
            for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
                useTarget(rest & -rest);
                std::vector<float> values(x.size());
                const bool known = planesByKernel(planes.data(), columns, rows, format, most, values.data());
                useTarget(0);
                if (!known) { // a tensor of zeros, a scale beyond binary16: the definition's part
                    QVERIFY(most == 0.0F || most > 1000.0F);
                    continue;
                }
                for (std::size_t i = 0; i < x.size(); ++i) {
                    const auto r = i / static_cast<std::size_t>(columns);
                    const auto c = i % static_cast<std::size_t>(columns);
                    QVERIFY2(values[c * static_cast<std::size_t>(rows) + r] == expected[i],
                             qPrintable(QStringLiteral("round %1, row %2, column %3").arg(round).arg(r).arg(c)));
                }
            }
        }
    }

    void goldenValuesOfTheFourRules_data()
    {
        QTest::addColumn<float>("x");
        QTest::addColumn<QList<float>>("expected"); // floor, even, rceil, ceil
        QTest::newRow("5.0") << 5.0F << QList<float>{4, 4, 4, 4};
        QTest::newRow("5.5") << 5.5F << QList<float>{6, 6, 6, 6};
        QTest::newRow("6.5") << 6.5F << QList<float>{6, 6, 6, 6};
        QTest::newRow("7.0") << 7.0F << QList<float>{6, 8, 8, 8};
        QTest::newRow("7.5") << 7.5F << QList<float>{6, 8, 8, 8};
    }

    void goldenValuesOfTheFourRules()
    {
        QFETCH(float, x);
        QFETCH(QList<float>, expected);
        int at = 0;
        for (const char *rule : {"floor", "even", "rceil", "ceil"}) {
            std::vector<float> block(32, 0.0F);
            block[3] = x;
            std::vector<float> y(32);
            weightValues(block.data(), 1, 32, operandFromText(std::string("mxfp4:") + rule), {}, 1, y.data());
            QCOMPARE(y[3], expected[at++]);
        }
    }

    void tiesOfE2M1GoToTheEvenCode()
    {
        // With 6 in the block the scale is 1 under every rule.
        const std::vector<float> x{6, .25F, .75F, 1.25F, 1.75F, 2.5F, 3.5F, 5, -.25F, -5};
        const std::vector<float> expected{6, 0, 1, 1, 2, 2, 4, 4, 0, -4};
        QCOMPARE(dequantize(quantizeWeights(x.data(), 1, 10, namedOperand("mxfp4"))), expected);
    }

    void bitsOfStorage()
    {
        const std::pair<const char *, double> known[] = {
            {"vsq", 4.125}, {"int4-v16-s8", 4.5}, {"mxfp4", 4.25},      {"nvfp4", 4.5}, {"nf4", 4.5},         {"q4_0", 4.5},
            {"q8_0", 8.5},  {"mxint8", 8.25},     {"mxfp6-e2m3", 6.25}, {"int8", 8.0},  {"int4-v16-fp", 6.0}, {"nvint4", 4.5}};
        for (const auto &[text, bits] : known) {
            QCOMPARE(bitsPerElement(operandFromText(text)), bits);
        }
    }

    void storedScalesAreTheFormats()
    {
        std::vector<float> x(32, 0.0F);
        x[0] = 6.0F;
        x[20] = -3.0F;
        const QuantizedMatrix mx = quantizeWeights(x.data(), 1, 32, namedOperand("mxfp4"));
        QCOMPARE(mx.scaleCodes, std::vector<std::uint16_t>{127});
        QCOMPARE(static_cast<int>(mx.codes[0]), 7);
        const QuantizedMatrix nv = quantizeWeights(x.data(), 1, 32, namedOperand("nvfp4"));
        QCOMPARE(nv.scaleCodes, (std::vector<std::uint16_t>{0x7e, 0x76})); // 448 and 224 in E4M3
        QCOMPARE(nv.tensorScales, std::vector<float>{1.0F / 448.0F});
        const QuantizedMatrix q4 = quantizeWeights(x.data(), 1, 32, namedOperand("q4_0"));
        QCOMPARE(q4.scaleCodes, std::vector<std::uint16_t>{0xba00}); // -0.75 in binary16
        QCOMPARE(static_cast<int>(q4.codes[0]), 0);
        QCOMPARE(static_cast<int>(q4.codes[1]), 8);
    }

    void searchedScalesHaveTheLeastError()
    {
        Random random(5127);
        qInfo("seed 5127");
        for (int round = 0; round < 60; ++round) {
            const OperandFormat format = withSearch(twoLevelFormat(static_cast<int>(random.between(2, 8)), Granularity::Vector,
                                                                   16 << random.below(3), static_cast<int>(random.between(3, 8))),
                                                    ScaleSearch::Mse);
            const std::int64_t rows = random.between(1, 3);
            const std::int64_t columns = random.between(1, 100);
            const std::vector<float> x = randomValues(random, rows * columns, static_cast<int>(random.below(6)));
            const QuantizedMatrix plain = quantizeWeights(x.data(), rows, columns, withSearch(format, ScaleSearch::None));
            const QuantizedMatrix q = quantizeWeights(x.data(), rows, columns, format);
            QCOMPARE(q.gamma, plain.gamma);
            const std::vector<float> values = dequantize(q);
            const auto most = static_cast<float>(largestCode(format));
            for (std::int64_t r = 0; r < rows; ++r) {
                const float gamma = q.gammaOf(r);
                for (std::int64_t v = 0; v < q.vectors && gamma > 0.0F; ++v) {
                    const std::int64_t begin = r * columns + v * format.vectorSize;
                    const std::int64_t end = std::min(begin + format.vectorSize, (r + 1) * columns);
                    double least = std::numeric_limits<double>::infinity();
                    int best = 0;
                    for (int scale = 1; scale < 1 << format.scaleBits; ++scale) {
                        double error = 0.0;
                        for (std::int64_t i = begin; i < end; ++i) {
                            const float step = static_cast<float>(scale) * gamma;
                            const float code = std::fmin(std::fmax(std::nearbyint(x[static_cast<std::size_t>(i)] / step), -most),
                                                         most);
                            const double d = double{x[static_cast<std::size_t>(i)]}
                                             - double{(code * static_cast<float>(scale)) * gamma};
                            error += d * d;
                        }
                        best = error < least ? scale : best;
                        least = std::min(least, error);
                    }
                    const bool zero = std::all_of(x.begin() + begin, x.begin() + end, [](float value) { return value == 0.0F; });
                    QCOMPARE(static_cast<int>(q.scales[static_cast<std::size_t>(r * q.vectors + v)]), zero ? 0 : best);
                    for (std::int64_t i = begin; i < end; ++i) {
                        const float step = static_cast<float>(best) * gamma;
                        const float code = std::fmin(std::fmax(std::nearbyint(x[static_cast<std::size_t>(i)] / step), -most),
                                                     most);
                        QCOMPARE(values[static_cast<std::size_t>(i)], zero ? 0.0F : (code * static_cast<float>(best)) * gamma);
                    }
                }
            }
        }
    }

    void worthOnGaussianData_data()
    {
        QTest::addColumn<double>("decibels");
        const std::pair<const char *, double> known[] = {{"mxfp4", 18.8},      {"mxfp4:even", 19.0}, {"mxfp4:rceil", 18.8},
                                                         {"mxfp4:ceil", 16.8}, {"nvfp4", 20.4},      {"nvfp4-4over6", 21.2},
                                                         {"nvint4", 21.3},     {"if4", 22.1},        {"int4-v16-s8", 21.4},
                                                         {"vsq", 19.35},       {"vsq:mse", 20.0},    {"q4_0", 21.3}};
        for (const auto &[text, decibels] : known) {
            QTest::newRow(text) << decibels;
        }
    }

    void worthOnGaussianData()
    {
        QFETCH(double, decibels);
        const double found = sqnrOf(gaussian(768, 1.0), QTest::currentDataTag());
        qInfo("%.3f dB", found);
        QVERIFY2(std::abs(found - decibels) <= 0.15, qPrintable(QString::number(found))); // a tenth, and the figure's last place
    }

    void smallDataIsLostWithoutTheTensorScale()
    {
        const std::vector<float> x = gaussian(768, 0.003);
        QVERIFY(std::abs(sqnrOf(x, "nvfp4") - 20.4) < 0.1);
        const double without = sqnrOf(x, "nvfp4-ggml");
        qInfo("%.2f dB", without);
        QVERIFY(std::abs(without - 4.7) < 0.15);
    }

    void notFiniteNamesThePlace()
    {
        for (const char *name : {"mxfp4", "nvfp4", "q4_0", "nf4"}) {
            std::vector<float> x(64, 1.0F);
            x[33] = std::numeric_limits<float>::quiet_NaN();
            QCOMPARE(test::messageOf([&] { quantizeWeights(x.data(), 2, 32, namedOperand(name)); }),
                     std::string("row 1, column 1: matrix to quantize: expected finite values, found NaN"));
            x[33] = -std::numeric_limits<float>::infinity();
            std::vector<float> y(64);
            QCOMPARE(test::messageOf([&] { activationValues(x.data(), 2, 32, namedOperand(name), {}, {}, 1, 1, y.data()); }),
                     std::string("row 1, column 1: matrix to quantize: expected finite values, found infinity"));
        }
    }

    void scaleBeyondBinary16IsAnError()
    {
        std::vector<float> x(64, 1.0F);
        x[40] = 1e9F;
        QCOMPARE(
            test::messageOf([&] { quantizeWeights(x.data(), 1, 64, namedOperand("q8_0")); }),
            std::string("row 0, block 1: scale of a block: expected at most 65504, as binary16 has it, found a value that needs "
                        "a larger one"));
    }
};

VSQ_TEST(BlockFormatsTest)
#include "blockformats.moc"
