// SPDX-License-Identifier: GPL-3.0-or-later
// sensitivity, assign, findings and report on a small network that the test makes.
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class LaboratoryTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QStringList command(const char *name, const QStringList &more) const
    {
        return QStringList{name, path("net.onnx"), "--data", path("data.npz")} + more;
    }
    nlohmann::json jsonFile(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? nlohmann::json::parse(file.readAll().toStdString()) : nlohmann::json();
    }

private Q_SLOTS:
    void initTestCase()
    {
        ResidualNetworkShape shape;
        shape.imageSize = 8;
        shape.stageChannels = {16, 32};
        shape.blocksPerStage = 1;
        writeOnnx(buildResidualNetwork(shape, 4), path("net.onnx").toStdString());
        Random random(7);
        Tensor x(DType::Float32, {60, 1, 8, 8});
        for (float &value : x.mutableValues<float>()) {
            value = static_cast<float>(random.uniform());
        }
        std::vector<std::int64_t> y;
        for (int i = 0; i < 60; ++i) {
            y.push_back(random.between(0, 9));
        }
        writeNpz(path("data.npz").toStdString(), {{"x", x}, {"y", Tensor::of<std::int64_t>({60}, y)}});
    }

    void sensitivityRanksTheLayers()
    {
        for (const char *only : {"both", "weights", "activations"}) {
            const VsqResult result = runVsq(
                command("sensitivity", {"--format", "int4", "--only", only, "--out", path("s.json")}));
            QVERIFY2(result.code == 0, result.error.constData());
            const auto json = jsonFile("s.json");
            QCOMPARE(json["only"].get<std::string>(), std::string(only));
            QCOMPARE(json["layers"].size(), std::size_t{7});
            double before = 1.0;
            for (const auto &layer : json["layers"]) {
                QVERIFY(layer["loss"].get<double>() <= before);
                before = layer["loss"].get<double>();
                QCOMPARE(json["fp32"]["value"].get<double>() - layer["value"].get<double>(), before);
                QVERIFY(layer["sqnr_dB"].get<double>() > 0.0);
            }
        }
        QCOMPARE(runVsq(command("sensitivity", {"--only", "biases", "--out", path("s.json")})).code, 2);
    }

    void assignKeepsTheBudget()
    {
        const QStringList more{"--formats", "vsq,int4,int8", "--out", path("formats.json"), "--json"};
        const VsqResult result = runVsq(command("assign", QStringList{"--budget", "10"} + more));
        QVERIFY2(result.code == 0, result.error.constData());
        const auto json = result.json();
        QVERIFY(json["chosen"]["loss_points"].get<double>() <= 10.0);
        QCOMPARE(json["uniform"].size(), std::size_t{3});
        double cost = 0.0;
        double noise = 1e9;
        for (const auto &point : json["front"]) {
            QVERIFY(point["cost"].get<double>() >= cost && point["noise"].get<double>() <= noise);
            cost = point["cost"].get<double>();
            noise = point["noise"].get<double>();
        }
        const auto file = jsonFile("formats.json");
        QVERIFY(file.contains("default") && file.contains("layers"));
        // Nothing measured and cheaper is within the budget.
        for (const auto &point : json["front"]) {
            QVERIFY(point["loss_points"].is_null() || point["loss_points"].get<double>() > 10.0
                    || point["cost"].get<double>() >= json["chosen"]["cost"].get<double>());
        }
        QFile::remove(path("formats.json"));
        QCOMPARE(
            runVsq(command("assign", QStringList{"--budget", "0.5"} + QStringList{"--formats", "int9", "--out", "x.json"})).code,
            2);
        QCOMPARE(runVsq(command("assign", QStringList{"--budget", "x"} + more)).code, 2);
    }

    void findingsHaveTheContractsKeys()
    {
        const VsqResult result = runVsq(command("findings", {"--assert", "code_a <= 6", "--assert", "sum < 2^22", "--json"}));
        QVERIFY2(result.code == 0, result.error.constData());
        bool broken = false;
        for (const auto &finding : result.json()) {
            for (const char *key : {"rule", "severity", "layer", "place", "number", "remedy"}) {
                QVERIFY2(finding.contains(key), key);
            }
            broken = broken || finding["rule"] == "assertion";
        }
        QVERIFY(broken); // a code of 7 is in every row
        QCOMPARE(runVsq(command("findings", {"--assert", "code_a <= 6", "--strict"})).code, 1);
        QCOMPARE(runVsq(command("findings", {"--assert", "|sum| <= 2^23", "--strict"})).code, 0);
        QCOMPARE(runVsq(command("findings", {"--assert", "sum is small"})).code, 2);
        QVERIFY(runVsq({"findings", path("net.onnx"), "--format", "int8"}).out.contains("padding-along-k")); // without data
    }

    void budgetAddsUp()
    {
        const VsqResult result = runVsq(command("budget", {"--format", "vsq", "--json"}));
        QVERIFY2(result.code == 0, result.error.constData());
        const auto json = result.json();
        QCOMPARE(json["layers"].size(), std::size_t{7});
        double sum = 0.0;
        for (const auto &stage : json["network"]["stages"]) {
            sum += stage["share"].get<double>();
        }
        QVERIFY(std::abs(sum - 1.0) < 1e-9);
        QCOMPARE(runVsq(command("budget", {"--weight-bits", "3"})).code, 2);
    }

    void reportStandsAlone()
    {
        const VsqResult result = runVsq(command("report", {"--format", "vsq", "--out", path("r.html")}));
        QVERIFY2(result.code == 0, result.error.constData());
        QFile file(path("r.html"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString page = QString::fromUtf8(file.readAll());
        for (const char *part : {"<h2>Accuracy</h2>", "<h2>Layers</h2>", "<h2>Error budget</h2>", "<h2>Findings</h2>",
                                 "<h2>Settings</h2>", "<svg", "McNemar", "vsq report "}) {
            QVERIFY2(page.contains(part), part);
        }
        // Nothing is fetched from anywhere.
        QVERIFY(!page.contains(QRegularExpression("(src|href)\\s*=|url\\(|@import|<script")));
        QCOMPARE(runVsq(command("report", {"--weight-bits", "3", "--out", path("r3.html")})).code, 0);
        QCOMPARE(runVsq(command("report", {"--fidelity", "float", "--out", path("never.html")})).code, 2);
    }
};

VSQ_TEST(LaboratoryTest)

#include "laboratory.moc"
