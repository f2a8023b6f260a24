// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/integermodel.h"
#include "tests/app/cli/matmulfolder.h"
#include "tests/support/testmain.h"

#include <QDir>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class MatmulTest : public QObject, private MatmulFolder {
    Q_OBJECT

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
        qInfo("seed %llu", static_cast<unsigned long long>(kMatmulSeed));
        Random random(kMatmulSeed);
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
            const nlohmann::json settings{
                {"scale", 23}, {"bias", -9}, {"biasShift", 4}, {"truncShift", 8}, {"output", output.toStdString()}};
            file.write(QByteArray::fromStdString(settings.dump()));
            file.close();
            more += {"--ppu", path("steps.json")};
        }
        Random random(kMatmulSeed);
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
        Random random(kMatmulSeed);
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

    void softwareFormatsHaveNoSums()
    {
        Random random(kMatmulSeed);
        const std::vector<float> a = matrix("random", 5 * 100, random);
        const std::vector<float> b = matrix("random", 7 * 100, random);
        write("a.npy", {5, 100}, a);
        write("b.npy", {7, 100}, b);
        const VsqResult result = multiply(
            "free", {"--weight-bits", "8", "--activation-bits", "8", "--vector", "16", "--scale-bits", "fp"});
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
