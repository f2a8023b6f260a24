// SPDX-License-Identifier: GPL-3.0-or-later
// vsq explain, diff and golden on a bundled sample: what they print, and what they say of wrong arguments.
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"
#include "tests/support/vcdreader.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace vsq::test;

class ExplainCommandTest : public QObject {
    Q_OBJECT

    const QString m_network = sample(QStringLiteral("fashion-vit.onnx"));

private Q_SLOTS:
    void addedErrorsAreTheWholeError()
    {
        const VsqResult result = runVsq(
            {"explain", m_network, "--layer", "blocks.0.mlp.fc1", "--at", "17,3", "--json", "--follow", "1"});
        QCOMPARE(result.code, 0);
        const auto json = result.json();
        double sum = 0.0;
        for (const auto &step : json["steps"]) {
            QVERIFY(step["value"].get<double>() - step["exact"].get<double>() == step["added_error"].get<double>());
            sum += step["added_error"].get<double>();
        }
        QVERIFY(sum == json["error"].get<double>());
        QVERIFY(json["value"].get<double>() - json["fp32"].get<double>() == json["error"].get<double>());
        std::int64_t total = 0; // spec section 4, from the printed parts
        for (const auto &v : json["vectors"]) {
            QCOMPARE(v["p8"].get<int>(), (v["scale_a"].get<int>() * v["scale_b"].get<int>() + 128) >> 8);
            QCOMPARE(v["term"].get<int>(), v["dot"].get<int>() * v["p8"].get<int>());
            total += v["term"].get<int>();
            QCOMPARE(v["sum"].get<std::int64_t>(), total);
        }
        QCOMPARE(json["sum"].get<std::int64_t>(), total);
        QCOMPARE(json["position"]["feature"].get<int>(), 17);
        QCOMPARE(json["follow"].size(), std::size_t{1});
    }

    void errorsAlongTheTrailAreTheTotal()
    {
        const VsqResult result = runVsq(
            {"explain", m_network, "--layer", "blocks.1.mlp.fc1", "--at", "3,4", "--json", "--follow", "4"});
        QCOMPARE(result.code, 0);
        const auto json = result.json();
        double sum = 0.0;
        for (const auto &added : json["follow_errors"]["added"]) {
            sum += added["added_error"].get<double>();
        }
        QVERIFY(sum == json["follow_errors"]["total"].get<double>());
        QVERIFY(!json["follow_errors"]["added"].empty());
        int chosen = 0;
        for (const auto &hop : json["follow"]) {
            for (const auto &host : hop["host"]) {
                if (!host.contains("operands")) {
                    continue;
                }
                int followed = 0;
                for (const auto &operand : host["operands"]) {
                    followed += operand["followed"].get<bool>() ? 1 : 0;
                }
                QCOMPARE(followed, 1);
                ++chosen;
            }
        }
        QVERIFY(chosen > 0);
    }

    /// A text's rows are its word pieces: the first is [CLS], and a row beyond the text is padding.
    void rowsOfATextAreItsTokens()
    {
        const QString network = sample(QStringLiteral("manpages-bert.onnx"));
        const QStringList common{"explain", network, "--data", sample(QStringLiteral("manpages-test-1000.csv")), "--item", "3"};
        const VsqResult first = runVsq(common + QStringList{"--layer", "encoder.layer.0.intermediate", "--at", "5,0", "--json"});
        QVERIFY2(first.code == 0, first.error.constData());
        QCOMPARE(first.json()["position"]["token"].get<int>(), 0);
        QCOMPARE(first.json()["tokens"]["token"].get<std::string>(), std::string("[CLS]"));
        // A score has a token on either side.
        const VsqResult score = runVsq(common + QStringList{"--layer", "encoder.layer.1.attention.qk", "--at", "1,0", "--json"});
        QVERIFY2(score.code == 0, score.error.constData());
        QCOMPARE(score.json()["tokens"]["query"].get<std::string>(), std::string("[CLS]"));
        QVERIFY(score.json()["tokens"]["key"].get<std::string>() != "[CLS]");
        const VsqResult told = runVsq(common + QStringList{"--layer", "encoder.layer.0.intermediate", "--at", "5,0"});
        QVERIFY(told.out.contains("token 0 '[CLS]'"));
        // The classifier's one row is no token of its own.
        const VsqResult classified = runVsq(common + QStringList{"--layer", "classifier", "--at", "0,0", "--json"});
        QVERIFY2(classified.code == 0, classified.error.constData());
        QVERIFY(!classified.json().contains("tokens"));
        const VsqResult beyond = runVsq({"explain", network, "--data", sample(QStringLiteral("manpages-test-1000.csv")), "--item",
                                         "1000", "--layer", "classifier", "--at", "0,0"});
        QCOMPARE(beyond.code, 1);
        QVERIFY2(beyond.error.contains("--item: item: expected 0 .. 999, found 1000"), beyond.error.constData());
        QCOMPARE(runVsq({"explain", network, "--item", "3", "--layer", "classifier", "--at", "0,0"}).code, 2);
    }

    void writersAndReadersOfItsEntry()
    {
        const VsqResult result = runVsq(
            {"explain", m_network, "--layer", "blocks.0.mlp.fc1", "--at", "17,3", "--json", "--written-by", "--read-by"});
        QCOMPARE(result.code, 0);
        const auto json = result.json();
        QCOMPARE(json["word"].get<std::string>(), std::string("collector:3"));
        const auto cycles = json["written_by"].get<std::vector<std::int64_t>>();
        for (const auto &v : json["vectors"]) {
            QVERIFY(std::find(cycles.begin(), cycles.end(), v["cycle"].get<std::int64_t>()) != cycles.end());
        }
        QVERIFY(!json["read_by"].empty());
        // What is left in the entry goes with the last cycle of each subtile, the layer's among them.
        const auto cleared = json["cleared_by"].get<std::vector<std::int64_t>>();
        QVERIFY(!cleared.empty() && cleared.back() == cycles.back());
        QVERIFY(std::includes(cycles.begin(), cycles.end(), cleared.begin(), cleared.end()));
        const VsqResult other = runVsq(
            {"explain", m_network, "--layer", "blocks.0.mlp.fc1", "--at", "17,3", "--json", "--read-by", "b-buffer:0"});
        QCOMPARE(other.json()["word"].get<std::string>(), std::string("b-buffer:0"));
    }

    /// One number by two doors: what a trace holds in a cycle is what the explanation says of it, behind the first layer too.
    void tracedValuesAreTheExplained_data()
    {
        QTest::addColumn<QString>("layer");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("product");
        QTest::newRow("patches") << "patch_embed"
                                 << "vsq"
                                 << "0";
        QTest::newRow("second block") << "blocks.1.mlp.fc1"
                                      << "vsq"
                                      << "0";
        QTest::newRow("scores") << "blocks.1.attn.qk"
                                << "int8"
                                << "1";
        QTest::newRow("head") << "head"
                              << "int4"
                              << "0";
    }
    void tracedValuesAreTheExplained()
    {
        QFETCH(QString, layer);
        QFETCH(QString, format);
        QFETCH(QString, product);
        const QStringList common{m_network, "--layer", layer, "--format", format, "--product", product, "--quiet"};
        QTemporaryDir folder;
        const QString file = folder.filePath("t.vcd");
        const VsqResult traced = runVsq(QStringList{"trace", "--vcd", file, "--signals", "lanes,collector"} + common);
        QVERIFY2(traced.code == 0, traced.error.constData());
        QFile vcd(file);
        QVERIFY(vcd.open(QIODevice::ReadOnly));
        const VcdReader values(vcd.readAll().toStdString());
        for (const char *at : {"0,0", "7,0", "9,0"}) {
            const VsqResult why = runVsq(QStringList{"explain", "--at", at, "--json", "--stage", "sum"} + common);
            QVERIFY2(why.code == 0, why.error.constData());
            for (const auto &v : why.json()["vectors"]) {
                const auto cycle = v["cycle"].get<std::int64_t>();
                const std::string lane = "chip.lanes.lane" + v["lane"].dump() + ".";
                QCOMPARE(values.at(lane + "tree", cycle), wrapped(v["dot"].get<std::int64_t>(), 21));
                QCOMPARE(values.at(lane + "sum_out", cycle), wrapped(v["sum"].get<std::int64_t>(), 24));
            }
        }
    }

    void wrongPlacesAreRefused()
    {
        const auto error = [&](const QStringList &more) {
            const VsqResult result = runVsq(QStringList{"explain", m_network, "--quiet"} + more);
            return QString::number(result.code) + " " + QString::fromUtf8(result.error).trimmed();
        };
        QVERIFY(error({"--layer", "blocks.0.mlp.fc", "--at", "0,0"}).contains("nearest: 'blocks.0.mlp.fc1'"));
        QVERIFY(error({"--layer", "blocks.0.mlp.fc1", "--at", "256,0"}).endsWith("m: expected 0 .. 255, found 256"));
        QVERIFY(error({"--layer", "blocks.0.mlp.fc1", "--at", "0,0", "--product", "1"})
                    .contains("product: expected 0 .. 0, found 1"));
        QVERIFY(error({"--layer", "blocks.0.mlp.fc1", "--at", "0"}).startsWith("2 "));
        QVERIFY(error({"--layer", "blocks.0.mlp.fc1", "--at", "0,0", "--read-by", "collector:99"}).contains("expected 0 .. 15"));
    }

    void runsPartWhereTheConfigurationDoes()
    {
        const VsqResult same = runVsq({"diff", m_network, "--json", "--quiet"});
        QCOMPARE(same.code, 0);
        QVERIFY(same.json()["same"].get<bool>());
        const VsqResult other = runVsq({"diff", m_network, "--b", "--set rounding=nearesteven", "--json", "--quiet"});
        QCOMPARE(other.code, 0);
        const auto json = other.json();
        QVERIFY(!json["same"].get<bool>());
        QVERIFY(json["cycle"].get<std::int64_t>() >= 0 && json["lane"].get<int>() >= 0);
        // The same cycle, by the explanation of the same element.
        const VsqResult why = runVsq({"explain", m_network, "--quiet", "--layer",
                                      QString::fromStdString(json["layer"].get<std::string>()), "--at",
                                      QString("%1,%2").arg(json["m"].get<int>()).arg(json["n"].get<int>()), "--json"});
        const auto vector = why.json()["vectors"][json["k"].get<std::size_t>()];
        QCOMPARE(vector["cycle"].get<std::int64_t>(), json["cycle"].get<std::int64_t>());
        QCOMPARE(vector["lane"].get<int>(), json["lane"].get<int>());
        QCOMPARE(vector["sum"].get<double>(), json["a"].get<double>());
    }

    void goldenVectorsAreWritten()
    {
        QTemporaryDir folder;
        const VsqResult result = runVsq(
            {"golden", m_network, "--layer", "blocks.0.attn.qk", "--tiles", "0..1", "--out", folder.path()});
        QCOMPARE(result.code, 0);
        for (const char *name : {"a.hex", "b.hex", "scales.hex", "bias.hex", "expected_sums.hex", "expected_out.hex", "README.md",
                                 "reference.sv", "bench.sv", "program.json"}) {
            QVERIFY2(QFile::exists(folder.path() + "/" + name), name);
        }
        QVERIFY(QFileInfo(folder.path() + "/run.sh").isExecutable());
        QVERIFY(runVsq({"golden", m_network, "--layer", "blocks.0.attn.qk", "--tiles", "900..901", "--out", folder.path()})
                    .error.contains("first tile: expected 0 .. "));
        QCOMPARE(runVsq({"golden", m_network, "--layer", "blocks.0.attn.qk"}).code, 2);
    }
};

VSQ_TEST(ExplainCommandTest)
#include "explain.moc"
