// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace vsq;
using namespace vsq::test;

class FinetuneTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }

    /// Two classes told apart by which half of 32 features is larger.
    void writeData(const char *name, std::int64_t count, std::int64_t largestLabel = 1) const
    {
        Random random(3);
        Tensor x(DType::Float32, {count, 32});
        std::vector<std::int64_t> labels;
        float *value = x.mutableValues<float>().data();
        for (std::int64_t i = 0; i < count; ++i) {
            const auto label = static_cast<std::int64_t>(random.below(2));
            labels.push_back(i == count / 2 ? largestLabel : label);
            for (std::int64_t f = 0; f < 32; ++f) {
                *value++ = static_cast<float>(random.normal() + (f / 16 == label ? 0.6 : 0.0));
            }
        }
        writeNpz(path(name).toStdString(), {{"x", x}, {"y", Tensor::of<std::int64_t>({count}, labels)}});
    }

    QStringList call(const char *out, const QStringList &more = {}) const
    {
        return QStringList{"finetune", path("net.onnx"),  "--data", path("data.npz"), "--format", "int4",      "--epochs",
                           "3",        "--learning-rate", "3e-3",   "--out",          path(out),  "--threads", "1"}
               + more;
    }

private Q_SLOTS:
    void initTestCase()
    {
        GraphBuilder builder("net", 5);
        std::string x = builder.input("x", DType::Float32, {-1, 32}, {"batch"});
        x = builder.node("MatMul", "fc1", {x, builder.normal("fc1.weight", {32, 24}, 0.3)});
        x = builder.node("Relu", "relu", {builder.node("Add", "fc1.add", {x, builder.filled("fc1.bias", {24}, 0.0F)})});
        x = builder.node("MatMul", "fc2", {x, builder.normal("fc2.weight", {24, 2}, 0.3)});
        builder.output(x, "y", {-1, 2}, {"batch"});
        writeOnnx(builder.take(), path("net.onnx").toStdString());
        writeData("data.npz", 500);
    }

    void saysThatItCannot()
    {
        if (QFile::exists(program("vsq-train"))) {
            QSKIP("built with libtorch");
        }
        const VsqResult result = runVsq(call("never.onnx"));
        QCOMPARE(result.code, 1);
        QCOMPARE(result.error,
                 QByteArray(
                     "vsq: this vsq was built without libtorch and cannot fine-tune: install vsqscope-train, or libtorch-dev and "
                     "build again\n"));
    }

    void reportsWhatEvalGives()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        const VsqResult result = runVsq(call("tuned.onnx", {"--json", "--quiet"}));
        QVERIFY2(result.code == 0, result.error.constData());
        const nlohmann::json tuned = result.json();
        QVERIFY(tuned["value"].get<double>() > tuned["post_training"]["value"].get<double>());
        QVERIFY(tuned["epochs"][3]["loss"].get<double>() < tuned["epochs"][1]["loss"].get<double>());
        const QStringList eval{"eval", path("tuned.onnx"), "--data", path("data.npz"), "--format", "int4", "--json"};
        QCOMPARE(runVsq(eval).json()["correct"].get<int>(), tuned["correct"].get<int>());
        const QString scales = QString::fromStdString(tuned["scales_file"].get<std::string>());
        QCOMPARE(runVsq(eval + QStringList{"--scales", scales}).json()["correct"].get<int>(),
                 tuned["static"]["correct"].get<int>());
        QVERIFY(!QFile::exists(path("tuned.onnx.checkpoint")));
    }

    /// Who watches reads a line of JSON for each thing that happens.
    void tellsProgressAsJson()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        const VsqResult result = runVsq(call("watched.onnx", {"--json", "--progress", "json"}));
        QVERIFY2(result.code == 0, result.error.constData());
        const nlohmann::json report = result.json();
        std::vector<nlohmann::json> epochs;
        std::vector<nlohmann::json> movements;
        std::vector<std::int64_t> steps;
        for (const QByteArray &line : result.error.split('\n')) {
            if (line.isEmpty()) {
                continue;
            }
            const nlohmann::json event = nlohmann::json::parse(line.toStdString());
            const std::string kind = event["event"];
            if (kind == "start") {
                QVERIFY(epochs.empty() && steps.empty());
                QCOMPARE(event["post_training"]["correct"].get<int>(), report["post_training"]["correct"].get<int>());
                QCOMPARE(event["training_items"].get<int>() + event["validation_items"].get<int>(), 500);
                QCOMPARE(event["recipe"]["epochs"].get<int>(), 3);
            } else if (kind == "step") {
                QVERIFY(event["loss"].get<double>() > 0.0);
                steps.push_back(event["done"].get<std::int64_t>());
            } else if (kind == "epoch") {
                epochs.push_back(event);
            } else if (kind == "movement") {
                movements.push_back(event);
            }
        }
        QVERIFY(!steps.empty() && std::is_sorted(steps.begin(), steps.end()));
        QCOMPARE(steps.back(), std::int64_t{45}); // 450 items in batches of 32, three times
        QCOMPARE(epochs.size(), std::size_t{4});
        for (std::size_t i = 0; i < epochs.size(); ++i) {
            QCOMPARE(epochs[i]["correct"].get<int>(), report["epochs"][i]["correct"].get<int>());
            QCOMPARE(epochs[i]["epoch"].get<std::size_t>(), i);
        }
        QCOMPARE(movements.size(), std::size_t{4});
        QCOMPARE(movements.front()["layers"][0]["change"].get<double>(), 0.0);
        QVERIFY(movements.back()["layers"][0]["change"].get<double>() > 0.0);
        QCOMPARE(movements.back()["layers"][1]["layer"].get<std::string>(), std::string("fc2"));
    }

    /// Data of its own judge, all of the others are learnt from, and the smallest loss there is kept.
    void validationDataOnlyJudge()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        writeData("validation.npz", 120);
        const VsqResult result = runVsq(
            call("judged.onnx", {"--json", "--progress", "json", "--validation", path("validation.npz"), "--recipe", "imitation",
                                 "--average", "0.9", "--warmup", "0.1"}));
        QVERIFY2(result.code == 0, result.error.constData());
        const QByteArray first = result.error.left(result.error.indexOf('\n'));
        const nlohmann::json start = nlohmann::json::parse(first.toStdString());
        QCOMPARE(start["training_items"].get<int>(), 500);
        QCOMPARE(start["validation_items"].get<int>(), 120);
        const nlohmann::json report = result.json();
        QCOMPARE(report["recipe"]["name"].get<std::string>(), std::string("imitation"));
        QCOMPARE(report["recipe"]["averaging"].get<double>(), 0.9);
        QCOMPARE(report["recipe"]["warmup"].get<double>(), 0.1);
        const nlohmann::json &epochs = report["epochs"];
        QCOMPARE(epochs.size(), std::size_t{4});
        const auto least = std::min_element(epochs.begin(), epochs.end(), [](const nlohmann::json &a, const nlohmann::json &b) {
            return a["validation_loss"].get<double>() < b["validation_loss"].get<double>();
        });
        QCOMPARE(report["best_epoch"].get<int>(), (*least)["epoch"].get<int>());
        const QStringList eval{"eval", path("judged.onnx"), "--data", path("validation.npz"), "--format", "int4", "--json"};
        QCOMPARE(runVsq(eval).json()["correct"].get<int>(), (*least)["correct"].get<int>());
    }

    /// What a step costs beside one in FP32 is in the report, and in its sentence.
    void saysWhatAStepCosts()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        const nlohmann::json step = runVsq(call("cost.onnx", {"--json", "--quiet"})).json()["step"];
        QCOMPARE(step["items"].get<int>(), 32);
        QVERIFY(step["seconds"].get<double>() > step["forward_seconds"].get<double>());
        QCOMPARE(step["ratio"].get<double>(), step["seconds"].get<double>() / step["fp32_seconds"].get<double>());
        QCOMPARE(step["forward_ratio"].get<double>(),
                 step["forward_seconds"].get<double>() / step["fp32_forward_seconds"].get<double>());
        const QByteArray text = runVsq(call("cost.onnx", {"--quiet"})).out;
        QVERIFY2(text.contains(" s of processor time for 32 items, ") && text.contains(" times one in FP32; its forward pass "),
                 text.constData());
    }

    void goesOnAfterASignal()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        QStringList arguments = call("long.onnx", {"--quiet", "--json"});
        arguments[arguments.indexOf("--epochs") + 1] = "20";
        QStringList straight = arguments;
        straight[straight.indexOf("--out") + 1] = path("straight.onnx");
        const nlohmann::json expected = runVsq(straight).json();
        int code = 75;
        int stops = 0;
        nlohmann::json found;
        while (code == 75 && stops < 20) {
            QProcess process;
            process.start(program("vsq"), arguments);
            if (!process.waitForFinished(1500 + 1500 * stops)) {
                ::kill(static_cast<pid_t>(process.processId()), stops % 3 == 2 ? SIGKILL : SIGTERM);
                QVERIFY(process.waitForFinished(60000)); // libtorch is being loaded when a first signal comes
                code = process.exitStatus() == QProcess::CrashExit ? 75 : process.exitCode();
                if (code != 0) { // 0: it was done when the signal came
                    QCOMPARE(code, 75);
                    ++stops;
                    continue;
                }
            }
            code = process.exitCode();
            found = nlohmann::json::parse(process.readAllStandardOutput().toStdString());
        }
        QCOMPARE(code, 0);
        QCOMPARE(found["correct"].get<int>(), expected["correct"].get<int>());
        QCOMPARE(found["epochs"][20]["loss"].get<double>(), expected["epochs"][20]["loss"].get<double>());
        QFile one(path("straight.onnx"));
        QFile two(path("long.onnx"));
        QVERIFY(one.open(QIODevice::ReadOnly) && two.open(QIODevice::ReadOnly));
        QVERIFY(one.readAll() == two.readAll());
    }

    void refusesLabelsOutOfRange()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        writeData("wrong.npz", 100, 2);
        QStringList arguments = call("never.onnx");
        arguments[arguments.indexOf("--data") + 1] = path("wrong.npz");
        const VsqResult result = runVsq(arguments);
        QCOMPARE(result.code, 1);
        QCOMPARE(QString::fromUtf8(result.error),
                 QStringLiteral("vsq: %1: item 50: label: expected 0..1, found 2\n").arg(path("wrong.npz")));
        QVERIFY(!QFile::exists(path("never.onnx")));
    }

    void refusesWrongArguments()
    {
        const VsqResult result = runVsq(call("never.onnx", {"--holdout", "2"}));
        QCOMPARE(result.code, 2);
        QCOMPARE(result.error, QByteArray("vsq: finetune: --holdout: expected a number 0.01..0.9, found '2'\n"));
        QCOMPARE(runVsq(call("never.onnx", {"--recipe", "mine"})).code, 2);
        QCOMPARE(runVsq(call("never.onnx", {"--choose", "luck"})).code, 2);
        QCOMPARE(runVsq(call("never.onnx", {"--average", "1"})).code, 2);
        QCOMPARE(runVsq(call("never.onnx", {"--validation", path("data.npz"), "--holdout", "0.2"})).code, 2);
    }
};

VSQ_TEST(FinetuneTest)

#include "finetune.moc"
