// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/chip/breakpoint.h"
#include "core/chip/simulator.h"
#include "core/tensor/npy.h"
#include "tests/app/cli/integermodel.h"
#include "tests/app/cli/ppumodel.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr std::uint64_t kSeed = 20260731;

std::vector<float> matrix(const QString &kind, std::size_t size, Random &random)
{
    std::vector<float> values(size, 0.0F);
    for (std::size_t i = 0; i < size && kind != QLatin1String("zero"); ++i) {
        values[i] = static_cast<float>(random.normal());
        if (kind == QLatin1String("outliers") && random.below(50) == 0) {
            values[i] *= 1000.0F;
        }
        if (kind == QLatin1String("saturating")) { // the same sign everywhere and full codes: sums leave 24 bits
            values[i] = 1.0F + 0.001F * static_cast<float>(random.uniform());
        }
        if (kind == QLatin1String("sparse") && random.below(3) != 0) {
            values[i] = 0.0F;
        }
    }
    return values;
}

Shape shapeOf(std::size_t rows, std::size_t columns)
{
    return {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)};
}

} // namespace

class MatmulTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const Shape &shape, const std::vector<float> &values) const
    {
        writeNpy(path(name).toStdString(), Tensor::of<float>(shape, values));
    }

    VsqResult multiply(const QString &out, const QStringList &more = {}) const
    {
        return runVsq(QStringList{"matmul", "--a", path("a.npy"), "--b", path("b.npy"), "--out", path(out)} + more);
    }

    Tensor array(const QString &out, const QString &name) const
    {
        return readNpy(path(out + "/" + name + ".npy").toStdString());
    }

    nlohmann::json report(const QString &out) const
    {
        QFile file(path(out + "/report.json"));
        return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
    }

    template <typename T, typename Expected>
    void compare(const QString &out, const QString &name, const Shape &shape, const std::vector<Expected> &expected) const
    {
        const Tensor found = array(out, name);
        QCOMPARE(nameOf(found.dtype()), nameOf(DTypeOf<T>::value));
        QCOMPARE(found.shape(), shape);
        const auto values = found.values<T>();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (static_cast<Expected>(values[i]) != expected[i]) {
                QFAIL(qPrintable(QStringLiteral("%1[%2]: expected %3, found %4").arg(name).arg(i).arg(expected[i]).arg(values[i])));
            }
        }
    }

private Q_SLOTS:
    void agreesWithModel_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("k");
        for (const char *format : {"vsq", "int4", "int8"}) {
            for (const char *kind : {"random", "outliers", "zero", "sparse"}) {
                QTest::addRow("%s %s 33x18x70", format, kind) << format << kind << 33 << 18 << 70;
            }
            QTest::addRow("%s one column", format) << format << "random" << 20 << 1 << 200;
            QTest::addRow("%s one row", format) << format << "outliers" << 1 << 20 << 64;
            QTest::addRow("%s one element", format) << format << "random" << 1 << 1 << 1;
            QTest::addRow("%s whole tiles", format) << format << "random" << 32 << 32 << 128;
            QTest::addRow("%s saturating", format) << format << "saturating" << 17 << 3 << (format[3] == '8' ? 4096 : 1000);
        }
    }

    void agreesWithModel()
    {
        QFETCH(QString, format);
        QFETCH(QString, kind);
        QFETCH(int, m);
        QFETCH(int, n);
        QFETCH(int, k);
        qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
        Random random(kSeed);
        const auto rows = static_cast<std::size_t>(m);
        const auto columns = static_cast<std::size_t>(n);
        const auto depth = static_cast<std::size_t>(k);
        const std::vector<float> a = matrix(kind, rows * depth, random);
        const std::vector<float> b = matrix(kind, columns * depth, random);
        write("a.npy", shapeOf(rows, depth), a);
        write("b.npy", shapeOf(columns, depth), b);
        const VsqResult result = multiply("out", {"--format", format});
        QCOMPARE(result.code, 0);

        const bool vsq = format == QLatin1String("vsq");
        const ModelResult model = IntegerModel(vsq, format == QLatin1String("int8") ? 8 : 4).multiply(a, rows, b, columns, depth);
        compare<std::int8_t>("out", "a_codes", shapeOf(rows, depth), model.a.codes);
        compare<std::int8_t>("out", "b_codes", shapeOf(columns, depth), model.b.codes);
        compare<float>("out", "a_gamma", {m}, model.a.gamma);
        compare<float>("out", "b_gamma", {1}, model.b.gamma);
        QCOMPARE(QFile::exists(path("out/a_scales.npy")), vsq);
        QCOMPARE(QFile::exists(path("out/b_scales.npy")), vsq);
        if (vsq) {
            compare<std::uint8_t>("out", "a_scales", shapeOf(rows, (depth + 63) / 64), model.a.scales);
            compare<std::uint8_t>("out", "b_scales", shapeOf(columns, (depth + 63) / 64), model.b.scales);
        }
        compare<std::int32_t>("out", "sums", shapeOf(rows, columns), model.sums);
        compare<float>("out", "result", shapeOf(rows, columns), model.result);
        QCOMPARE(report("out")["saturations"].get<std::int64_t>(), model.saturations);
        QCOMPARE(report("out")["macs"].get<std::int64_t>(), std::int64_t{m} * n * k);
        if (kind == QLatin1String("saturating") && vsq) {
            QVERIFY(model.saturations > 0);
        }
    }

    void steppedEqualsFast_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("k");
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("setting");
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::addRow("%s odd", format) << format << 37 << 21 << 150 << QString() << QString();
            QTest::addRow("%s one", format) << format << 1 << 1 << 5 << QString() << QString();
            QTest::addRow("%s several subtiles", format) << format << 150 << 140 << 130 << QString() << QString();
            for (const char *output : {"vsq", "int4", "int8", "int8-vector", "softmax"}) {
                QTest::addRow("%s to %s", format, output) << format << 150 << 35 << 70 << output << QString();
                QTest::addRow("%s to %s, streaming", format, output)
                    << format << 150 << 35 << 70 << output << "operandSupply=streaming";
            }
        }
        QTest::newRow("K beyond VSQ output") << "vsq" << 70 << 5 << 2200 << "vsq" << QString();
        QTest::newRow("K beyond the buffers") << "int8" << 20 << 5 << 4500 << QString() << QString();
    }

    void steppedEqualsFast()
    {
        QFETCH(QString, format);
        QFETCH(int, m);
        QFETCH(int, n);
        QFETCH(int, k);
        QFETCH(QString, output);
        QFETCH(QString, setting);
        QStringList more{"--format", format};
        if (!setting.isEmpty()) {
            more += {"--set", setting};
        }
        if (!output.isEmpty()) {
            QFile file(path("steps.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            const nlohmann::json settings{{"scale", 23}, {"bias", -9}, {"biasShift", 4}, {"truncShift", 8}, {"output", output.toStdString()}};
            file.write(QByteArray::fromStdString(settings.dump()));
            file.close();
            more += {"--ppu", path("steps.json")};
        }
        Random random(kSeed);
        write("a.npy", {m, k}, matrix("outliers", static_cast<std::size_t>(m * k), random));
        write("b.npy", {n, k}, matrix("random", static_cast<std::size_t>(n * k), random));
        QCOMPARE(multiply("fast", more + QStringList{"--engine", "fast"}).code, 0);
        QCOMPARE(multiply("stepped", more + QStringList{"--engine", "stepped"}).code, 0);
        QCOMPARE(QFile::exists(path("fast/out_codes.npy")), !output.isEmpty());
        for (const QString &name : QDir(path("fast")).entryList(QDir::Files)) {
            if (name == QLatin1String("report.json")) {
                continue;
            }
            QFile fast(path("fast/" + name));
            QFile stepped(path("stepped/" + name));
            QVERIFY(fast.open(QIODevice::ReadOnly) && stepped.open(QIODevice::ReadOnly));
            QVERIFY2(fast.readAll() == stepped.readAll(), qPrintable(name));
        }
        nlohmann::json one = report("fast");
        nlohmann::json other = report("stepped");
        QCOMPARE(one["engine"].get<std::string>(), std::string("fast"));
        QCOMPARE(other["engine"].get<std::string>(), std::string("stepped"));
        one.erase("engine");
        other.erase("engine");
        QCOMPARE(QString::fromStdString(one.dump(1)), QString::fromStdString(other.dump(1)));
    }

    void reportHasContractKeys()
    {
        Random random(kSeed);
        write("a.npy", {128, 1024}, matrix("random", 128 * 1024, random));
        write("b.npy", {128, 1024}, matrix("random", 128 * 1024, random));
        const VsqResult result = multiply("out", {"--format", "int4", "--json"});
        QCOMPARE(result.code, 0);
        const nlohmann::json json = report("out");
        QCOMPARE(QString::fromStdString(result.json().dump(1)), QString::fromStdString(json.dump(1)));
        for (const char *key : {"cycles", "macs", "utilisation", "saturations", "memories", "energy_J", "TOPS_per_W", "engine"}) {
            QVERIFY2(json.contains(key), key);
        }
        // The design tile of the publication: 16,384 cycles of products and one overhead of 40.
        QCOMPARE(json["cycles"].get<int>(), 16384 + 40);
        QCOMPARE(json["utilisation"].get<double>(), 16384.0 / 16424.0);
        QVERIFY(json["energy_J"].get<double>() > 0);
        // 2 operations a MAC: TOPS/W is operations per picojoule.
        const double tops = 2.0 * 128 * 128 * 1024 / json["energy_J"].get<double>() * 1e-12;
        QVERIFY(std::abs(json["TOPS_per_W"].get<double>() / tops - 1.0) < 1e-9);
    }

    void refusesBadOperands()
    {
        Random random(kSeed);
        std::vector<float> a = matrix("random", 12, random);
        write("a.npy", {3, 4}, a);
        write("b.npy", {2, 5}, matrix("random", 10, random));
        VsqResult result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error), QStringLiteral("vsq: %1: columns (K): expected 4 as in %2, found 5\n").arg(path("b.npy"), path("a.npy")));
        QVERIFY(result.out.isEmpty());

        a[6] = std::numeric_limits<float>::quiet_NaN();
        write("a.npy", {3, 4}, a);
        write("b.npy", {2, 4}, matrix("random", 8, random));
        result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: row 1, column 2: operand: expected finite values, found NaN\n").arg(path("a.npy")));

        write("a.npy", {12}, matrix("random", 12, random));
        result = multiply("bad");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: operand: expected a matrix with at least one row and one column, found shape [12]\n")
                     .arg(path("a.npy")));
        QVERIFY(!QFile::exists(path("bad")));
    }

    void refusesUnwritableTarget()
    {
        Random random(kSeed);
        write("a.npy", {3, 4}, matrix("random", 12, random));
        write("b.npy", {2, 4}, matrix("random", 8, random));
        const VsqResult result = multiply("a.npy");
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: cannot write: expected a folder, found a file of that name\n").arg(path("a.npy")));
    }

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
        Random random(kSeed);
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
        nlohmann::json settings{{"scale", ppu.scale}, {"bias", ppu.bias}, {"biasShift", 5}, {"relu", relu}, {"truncShift", truncShift},
                                {"output", "vsq"}, {"reciprocal", exact ? "exact" : "pwl"}};
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
        Random random(kSeed);
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

    /// The cycles that the command line reports are those at which the simulator, stepped here, stops.
    void breakpointsAreMetWhereTheSimulatorStops()
    {
        constexpr std::int64_t kM = 40;
        constexpr std::int64_t kN = 21;
        Random random(kSeed);
        write("a.npy", {kM, 150}, matrix("outliers", kM * 150, random));
        write("b.npy", {kN, 150}, matrix("random", kN * 150, random));
        const QStringList places{"m=16,k=1", "n=16", "a=3,m=32", "event=tile-done", "event=zero-scale,k=2"};
        QStringList more{"--engine", "stepped"};
        for (const QString &place : places) {
            more += {"--break", place};
        }
        const VsqResult result = multiply("break", more);
        QVERIFY2(result.code == 0, result.error.constData());
        const auto codes = [&](const char *name) {
            const Tensor t = array("break", name);
            return std::vector<std::int8_t>(t.values<std::int8_t>().begin(), t.values<std::int8_t>().end());
        };
        const auto scales = [&](const char *name) {
            const Tensor t = array("break", name);
            return std::vector<std::uint16_t>(t.values<std::uint8_t>().begin(), t.values<std::uint8_t>().end());
        };
        auto operands = std::make_shared<Operands>();
        operands->a = makeOperand(Mode::Vsq, kM, 150, codes("a_codes"), scales("a_scales"));
        operands->b = makeOperand(Mode::Vsq, kN, 150, codes("b_codes"), scales("b_scales"));
        for (const QString &place : places) {
            const Breakpoint breakpoint = breakpointFromText(place.toStdString());
            std::vector<std::int64_t> cycles;
            Simulator simulator(operands, {});
            Position executed = simulator.position();
            while (simulator.step()) {
                if (isMet(breakpoint, executed, simulator.events(), simulator.position())) {
                    cycles.push_back(simulator.position().cycle);
                }
                executed = simulator.position();
            }
            const auto reported = report("break")["breakpoints"][toText(breakpoint)].get<std::vector<std::int64_t>>();
            QVERIFY2(reported == cycles, qPrintable(place));
            QVERIFY2(!cycles.empty() || place.contains("event=zero"), qPrintable(place));
        }
    }

    void configurationsThatDoNotFitTheProductNameTheField_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("output");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *setting, const char *output, const char *message) {
            QTest::newRow(setting) << setting << output << QString::fromLatin1(message);
        };
        row("lanes=7", "vsq", "field 'lanes': expected a divisor of an output word's 32 codes, found 7");
        row("lanes=8", "vsq", "field 'lanes': expected an output vector of 64 in at most 4 tiles of rows (vsqSegments), found 8");
        row("outputWords=1", "vsq", "field 'outputWords': expected at least 2 (1 column of 2 words), found 1");
        row("scaleEntries=3", "vsq", "field 'scaleEntries': expected at least 4 (the 4 M-tiles that share an output scale), found 3");
        row("softmaxSlice=48", "softmax",
            "field 'softmaxSlice': expected a divisor of lanes (16) where a product's results go to the softmax, found 48");
        row("unsignedActivations=true", "vsq",
            "field 'unsignedActivations': expected false on the chip (A-5: its products are signed; only software formats have "
            "unsigned codes), found true");
    }

    void configurationsThatDoNotFitTheProductNameTheField()
    {
        QFETCH(QString, setting);
        QFETCH(QString, output);
        QFETCH(QString, message);
        Random random(kSeed);
        write("a.npy", {64, 200}, matrix("random", 64 * 200, random));
        write("b.npy", {5, 200}, matrix("random", 5 * 200, random));
        QFile file(path("fit.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(nlohmann::json{{"output", output.toStdString()}}.dump()));
        file.close();
        for (const char *engine : {"fast", "stepped"}) {
            const VsqResult result = multiply("fit", {"--set", setting, "--ppu", path("fit.json"), "--engine", engine});
            QCOMPARE(result.code, 1);
            QCOMPARE(QString::fromUtf8(result.error), "vsq: chip configuration: " + message + "\n");
            QVERIFY(!QFile::exists(path("fit")));
        }
    }

    void badConfigurationFilesSaySo_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *json, const char *message) { QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(message); };
        row(R"({"collectorEntries": 0})", "chip configuration: field 'collectorEntries': expected a whole number from 1 to 16, found '0'");
        row(R"({"voltage": 1.06})", "chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found '1.06'");
        row(R"({"voltage": null})", "chip configuration: field 'voltage': expected a number from 0.46 to 1.05, found a JSON null");
        row(R"({"int8ScaleVector": 24})",
            "chip configuration: field 'int8ScaleVector': expected a multiple of an output word's 16 values, found 24");
        row(R"({"collectorEntries": 4, "aLoadCycles": 8})",
            "chip configuration: field 'aLoadCycles': expected at most collectorEntries (4): a load must end within a pass, found 8");
        row(R"({"softmaxSegments": 12})", "chip configuration: field 'softmaxSegments': expected a power of two, found 12");
        row(R"({"rounding": "up"})", "chip configuration: field 'rounding': expected halfup or nearesteven, found 'up'");
        row(R"({"lanes": 16,})", "byte 14: chip configuration: expected JSON, found a syntax error");
    }

    void badConfigurationFilesSaySo()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        QFile file(path("chip.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        const VsqResult result = multiply("bad", {"--chip", path("chip.json")});
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error), "vsq: " + path("chip.json") + ": " + message + "\n");
    }

    void softwareFormatsHaveNoSums()
    {
        Random random(kSeed);
        const std::vector<float> a = matrix("random", 5 * 100, random);
        const std::vector<float> b = matrix("random", 7 * 100, random);
        write("a.npy", {5, 100}, a);
        write("b.npy", {7, 100}, b);
        const VsqResult result = multiply("free", {"--weight-bits", "8", "--activation-bits", "8", "--vector", "16", "--scale-bits", "fp"});
        QCOMPARE(result.code, 0);
        QVERIFY(!QFile::exists(path("free/sums.npy")));
        QCOMPARE(report("free")["engine"].get<std::string>(), std::string("float"));
        const Tensor scales = array("free", "a_scales");
        QCOMPARE(scales.shape(), (Shape{5, 7}));
        QCOMPARE(nameOf(scales.dtype()), nameOf(DType::Float32));
        const Tensor result32 = array("free", "result");
        const auto found = result32.values<float>();
        for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t j = 0; j < 7; ++j) {
                double exact = 0;
                for (std::size_t e = 0; e < 100; ++e) {
                    exact += double{a[i * 100 + e]} * double{b[j * 100 + e]};
                }
                QVERIFY(std::abs(found[i * 7 + j] - exact) < 0.5); // 8-bit codes of about a hundred products of unit size
            }
        }
    }
};

VSQ_TEST(MatmulTest)

#include "matmul.moc"
