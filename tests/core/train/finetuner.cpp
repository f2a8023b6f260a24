// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/finetuner.h"
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
        writeNpz(options.checkpoint, {{"x", Tensor(DType::Float32, {1})}});
        QCOMPARE(
            messageOf([&] { fineTune(perceptron(), m_training, m_validation, options, {}); }),
            file
                + ": checkpoint of a fine-tuning: expected one that vsq finetune wrote, found another .npz file (remove the file to start anew)");
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
