// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/finetuner.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/network/graphbuilder.h"
#include "core/tensor/npz.h"
#include "tests/support/testmain.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <cmath>
#include <cstring>
#include <functional>
#include <optional>

using namespace vsq;

namespace {

constexpr std::int64_t kFeatures = 32;
constexpr std::int64_t kClasses = 4;

/// A perceptron that was never trained.
std::shared_ptr<const Graph> perceptron(std::int64_t batch = -1)
{
    GraphBuilder builder("perceptron", 5);
    std::string x = builder.input("x", DType::Float32, {batch, kFeatures}, {"batch"});
    x = builder.node("Gemm", "first",
                     {x, builder.normal("first.weight", {kFeatures, 48}, 0.2), builder.filled("first.bias", {48}, 0)});
    x = builder.node("Relu", "relu", {x});
    builder.output(
        builder.node("Gemm", "second",
                     {x, builder.normal("second.weight", {48, kClasses}, 0.2), builder.filled("second.bias", {kClasses}, 0)}),
        "y", {batch, kClasses});
    return std::make_shared<Graph>(builder.take());
}

/// Class c is a bump at features 8 c .. 8 c + 7.
Dataset bumps(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    Dataset data;
    data.path = "bumps";
    Tensor x(DType::Float32, {count, kFeatures});
    float *value = x.mutableValues<float>().data();
    for (std::int64_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::int64_t>(random.below(kClasses));
        data.labels.push_back(label);
        for (std::int64_t f = 0; f < kFeatures; ++f) {
            *value++ = static_cast<float>(random.normal() + (f / 8 == label ? 1.0 : 0.0));
        }
    }
    data.inputs = {x};
    return data;
}

TuningOptions quick()
{
    TuningOptions options;
    options.recipe = tuningRecipe("transformer");
    options.recipe.learningRate = 3e-3;
    options.recipe.epochs = 3;
    options.recipe.batch = 16;
    options.backend.format = formatFromText("int4");
    options.network = "network";
    options.checkpointSeconds = 1e9;
    return options;
}

bool sameWeights(const Graph &a, const Graph &b)
{
    return std::all_of(a.constants.begin(), a.constants.end(), [&](const auto &constant) {
        const Tensor &other = b.constants.find(constant.first)->second;
        return std::memcmp(constant.second.bytes(), other.bytes(), other.byteSize()) == 0;
    });
}

QString messageOf(const std::function<void()> &work)
{
    try {
        work();
    } catch (const Error &error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("no error");
}

} // namespace

class FineTunerTest : public QObject {
    Q_OBJECT

    Dataset m_training = bumps(400, 1);
    Dataset m_validation = bumps(200, 2);

private Q_SLOTS:
    void learnsWithTheChipsIntegers()
    {
        const Tuned tuned = fineTune(perceptron(), m_training, m_validation, quick(), {});
        QCOMPARE(tuned.epochs.size(), std::size_t{4});
        QVERIFY(tuned.epochs.front().validation.value() < 0.6);
        QVERIFY2(tuned.epochs.back().validation.value() > 0.8,
                 qPrintable(QString::number(tuned.epochs.back().validation.value())));
        QVERIFY(tuned.epochs[3].loss < tuned.epochs[1].loss);
        QCOMPARE(tuned.movement.size(), std::size_t{2});
        QVERIFY(tuned.movement[0].change > 0.0);
    }
    void sgdDistillationAndStaticScalesLearnToo()
    {
        TuningOptions options = quick();
        options.recipe.optimizer = TuningRecipe::Optimizer::Sgd;
        options.recipe.learningRate = 0.05;
        options.recipe.staticScales = true;
        options.backend.format = formatFromText("int4 calibration=octav");
        const Tuned learnt = fineTune(perceptron(), m_training, m_validation, options, {});
        QVERIFY(learnt.epochs.back().validation.value() > 0.7);
        QVERIFY(learnt.scales != nullptr);
        QCOMPARE(learnt.scales->layers.size(), std::size_t{2});
        options.recipe.distillation = 1.0; // only the teacher, who knows nothing: nothing is learnt
        const Tuned imitated = fineTune(perceptron(), m_training, m_validation, options, {});
        QVERIFY(imitated.epochs.back().validation.value() < 0.6);
    }
    void stoppedAndGoneOnWithIsTheSame()
    {
        const Tuned whole = fineTune(perceptron(), m_training, m_validation, quick(), {});
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.checkpoint = folder.filePath("state").toStdString();
        const auto seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        int stops = 0;
        std::optional<Tuned> tuned;
        while (!tuned) {
            std::stop_source source;
            const auto after = static_cast<std::int64_t>(random.between(1, 20));
            std::int64_t steps = 0;
            const JobContext job{.stop = source.get_token(), .progress = [&](std::int64_t, std::int64_t, const std::string &) {
                                     if (++steps == after) {
                                         source.request_stop();
                                     }
                                 }};
            try {
                tuned = fineTune(perceptron(), m_training, m_validation, options, job);
            } catch (const Cancelled &) {
                ++stops;
            }
        }
        QVERIFY(stops > 2);
        QVERIFY(sameWeights(*whole.graph, *tuned->graph));
        QCOMPARE(tuned->bestEpoch, whole.bestEpoch);
        for (std::size_t i = 0; i < whole.epochs.size(); ++i) {
            QCOMPARE(tuned->epochs[i].loss, whole.epochs[i].loss);
            QCOMPARE(tuned->epochs[i].validation.correct, whole.epochs[i].validation.correct);
        }
    }
    void foreignCheckpointsAreRefused()
    {
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.checkpoint = folder.filePath("state").toStdString();
        static_cast<void>(fineTune(perceptron(), m_training, m_validation, options, {}));
        const QString file = folder.filePath("state");
        TuningOptions other = options;
        other.recipe.learningRate = 0.5;
        QCOMPARE(
            messageOf([&] { fineTune(perceptron(), m_training, m_validation, other, {}); }),
            file
                + ": setting 'learning_rate': checkpoint of a fine-tuning: expected 0.5, found 0.003 (remove the file to start anew)");
        other = options;
        other.network = "another";
        QCOMPARE(messageOf([&] { fineTune(perceptron(), m_training, m_validation, other, {}); }),
                 file
                     + ": network: checkpoint of a fine-tuning: expected the one to fine-tune (another), found another (network) "
                       "(remove the file to start anew)");
        other = options;
        other.checkpoint = folder.path().toStdString(); // nobody is told to remove it
        QCOMPARE(messageOf([&] { fineTune(perceptron(), m_training, m_validation, other, {}); }),
                 folder.path() + ": cannot open: expected a checkpoint of a fine-tuning, found a folder");
        writeNpz(options.checkpoint, {{"x", Tensor(DType::Float32, {1})}});
        QCOMPARE(
            messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); }),
            file
                + ": checkpoint of a fine-tuning: expected one that vsq finetune wrote, found another .npz file (remove the file to start anew)");
    }
    /// All items count, the last one's last value too: else results of two data sets would pass for one.
    void checkpointsOfOtherItemsAreRefused()
    {
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.recipe.epochs = 1;
        options.checkpoint = folder.filePath("state").toStdString();
        static_cast<void>(fineTune(perceptron(), m_training, m_validation, options, {}));
        const auto changed = [](const Dataset &data) {
            Dataset other = data;
            other.inputs.front().mutableValues<float>().back() += 1.0F;
            return other;
        };
        const QString message =
            folder.filePath("state")
            + ": setting '%1': checkpoint of a fine-tuning: expected the items to fine-tune on and to judge by, "
              "found others (remove the file to start anew)";
        QCOMPARE(messageOf([&] { fineTune(perceptron(), changed(m_training), m_validation, options, {}); }),
                 message.arg("training_data"));
        QCOMPARE(messageOf([&] { fineTune(perceptron(), m_training, changed(m_validation), options, {}); }),
                 message.arg("validation_data"));
        Dataset labels = m_training;
        labels.labels.back() = (labels.labels.back() + 1) % kClasses;
        QCOMPARE(messageOf([&] { fineTune(perceptron(), labels, m_validation, options, {}); }), message.arg("training_data"));
        QCOMPARE(messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); }), QStringLiteral("no error"));
    }
    void statesOutOfRangeAreNamed_data()
    {
        QTest::addColumn<QString>("edits");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *edits, const char *message) { QTest::newRow(edits) << edits << message; };
        row("/epoch=9", "'epoch': value: expected a whole number from 0 to 3, found 9");
        row("/epoch=-1", "'epoch': value: expected a whole number from 0 to 3, found -1");
        row("/epoch=2.5", "'epoch': value: expected a whole number from 0 to 3, found 2.5");
        row("/step=1", "'step': value: expected 0, found 1"); // all epochs are done
        row("/epoch=1 /step=26", "'step': value: expected a whole number from 0 to 25, found 26");
        row("/epoch=1 /step=4000000000000000000",
            "'step': value: expected a whole number from 0 to 25, found 4000000000000000000");
        row("/seen=401", "'seen': value: expected a whole number from 0 to 400, found 401");
        row("/seen=9 /right=10", "'right': value: expected a whole number from 0 to 9, found 10");
        row("/updates=74", "'updates': value: expected 75, found 74");
        row("/loss_sum=null", "'loss_sum': value: expected a number, found null");
        row("/epochs=[]", "'epochs': epochs that were judged: expected 4, found 0");
        row("/epochs/2/correct=201", "epoch 2: 'correct': value: expected a whole number from 0 to 200, found 201");
        row("/epochs/1/number=2", "epoch 1: 'number': value: expected 1, found 2");
        row("/epochs/3/best=1", "epoch 3: 'best': value: expected true or false, found 1");
        row("/best_epoch=4", "'best_epoch': value: expected a whole number from 0 to 3, found 4");
    }
    void statesOutOfRangeAreNamed()
    {
        QFETCH(QString, edits);
        QFETCH(QString, message);
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.checkpoint = folder.filePath("state").toStdString();
        static_cast<void>(fineTune(perceptron(), m_training, m_validation, options, {}));
        std::map<std::string, Tensor> arrays = readNpz(options.checkpoint);
        const auto bytes = arrays.at("checkpoint").values<std::uint8_t>();
        Json head = parseJson({reinterpret_cast<const char *>(bytes.data()), bytes.size()}, "checkpoint", "checkpoint");
        for (const QString &edit : edits.split(' ')) {
            head["state"][Json::json_pointer(edit.section('=', 0, 0).toStdString())] = Json::parse(
                edit.section('=', 1).toStdString());
        }
        const std::string text = jsonText(head, -1);
        const std::vector<std::uint8_t> edited(text.begin(), text.end());
        arrays.insert_or_assign("checkpoint", Tensor::of<std::uint8_t>({static_cast<std::int64_t>(edited.size())}, edited));
        writeNpz(options.checkpoint, arrays);
        QCOMPARE(messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); }),
                 folder.filePath("state: ") + message + " (remove the file to start anew)");
    }
    void saysWhereItGoesOn()
    {
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.checkpoint = folder.filePath("state").toStdString();
        std::vector<std::string> notes;
        options.note = [&](const std::string &text) { notes.push_back(text); };
        const auto stopAfter = [&](std::int64_t steps) {
            std::stop_source source;
            const JobContext job{.stop = source.get_token(), .progress = [&](std::int64_t, std::int64_t, const std::string &) {
                                     if (--steps == 0) {
                                         source.request_stop();
                                     }
                                 }};
            try {
                static_cast<void>(fineTune(perceptron(), m_training, m_validation, options, job));
            } catch (const Cancelled &) {
                notes.emplace_back("stopped");
            }
        };
        stopAfter(5);  // of 25 steps an epoch
        stopAfter(20); // when the epoch's steps are done and it is not judged yet
        stopAfter(-1); // never
        stopAfter(-1);
        const std::string from = "going on from " + options.checkpoint + ": ";
        const std::vector<std::string> expected{"stopped", from + "epoch 1 of 3, step 6 of 25", "stopped",
                                                from + "epoch 1 of 3, all steps done, to be judged",
                                                from + "all 3 epochs are done"};
        QCOMPARE(notes, expected);
    }
    void divergenceNamesTheLayerAndKeepsTheState()
    {
        QTemporaryDir folder;
        TuningOptions options = quick();
        options.checkpoint = folder.filePath("state").toStdString();
        options.recipe.optimizer = TuningRecipe::Optimizer::Sgd;
        options.recipe.learningRate = 1e30;
        options.recipe.largestNorm = 0.0;
        const QString message = messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); });
        QVERIFY2(message.contains("fine-tuning left the finite numbers in epoch 1, step "), qPrintable(message));
        QVERIFY2(message.contains("first") || message.contains("second"), qPrintable(message));
        QVERIFY2(message.contains("the last good state is in " + folder.filePath("state")), qPrintable(message));
        QVERIFY(QFile::exists(folder.filePath("state")));
    }
    void labelOutOfRangeIsNamed()
    {
        Dataset wrong = m_training;
        wrong.labels[7] = 4;
        QCOMPARE(messageOf([&] { fineTune(perceptron(), wrong, m_validation, quick(), {}); }),
                 QStringLiteral("bumps: item 7: label: expected 0..3, found 4"));
    }
    void pruningHoldsThroughAllSteps()
    {
        TuningOptions options = quick();
        options.recipe.density = 0.5;
        const Tuned tuned = fineTune(perceptron(), m_training, m_validation, options, {});
        QVERIFY(tuned.bestEpoch > 0);
        for (const char *name : {"first.weight", "second.weight"}) {
            const auto values = tuned.graph->constants.find(name)->second.values<float>();
            const auto zeros = std::count(values.begin(), values.end(), 0.0F);
            QCOMPARE(static_cast<std::int64_t>(zeros), static_cast<std::int64_t>(values.size()) / 2);
        }
    }
    void pruningWhileTrainingEndsAtTheDensity()
    {
        TuningOptions options = quick();
        options.recipe.density = 0.25;
        options.recipe.pruneOver = 0.5;
        const Tuned tuned = fineTune(perceptron(), m_training, m_validation, options, {});
        QVERIFY(tuned.bestEpoch >= 2); // the first of three epochs ends before all is pruned
        const auto values = tuned.graph->constants.find("first.weight")->second.values<float>();
        QCOMPARE(static_cast<std::int64_t>(std::count(values.begin(), values.end(), 0.0F)),
                 static_cast<std::int64_t>(values.size()) / 4 * 3);
    }
    void unwritableCheckpointsAreSaid()
    {
        TuningOptions options = quick();
        // A folder that is a file: no user may write there, root neither.
        QTemporaryFile file;
        QVERIFY(file.open());
        options.checkpoint = file.fileName().toStdString() + "/state";
        const QString message = messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); });
        QVERIFY2(message.startsWith(file.fileName() + QStringLiteral("/state: ")), qPrintable(message));
    }
    void fixedBatchesAreTaken()
    {
        const Tuned tuned = fineTune(perceptron(10), m_training, m_validation, quick(), {});
        QVERIFY(tuned.epochs.back().validation.value() > 0.7);
    }
};

VSQ_TEST(FineTunerTest)
#include "finetuner.moc"
