// SPDX-License-Identifier: GPL-3.0-or-later
// Averaged weights, varied images, the loss of held-out items, and what a step costs.
#include "core/train/tuningstepper.h"
#include "core/base/random.h"
#include "core/data/shuffle.h"
#include "core/network/graphbuilder.h"
#include "core/train/finetuner.h"
#include "core/train/imagevariation.h"
#include "core/train/stepcost.h"
#include "core/train/tuningjudge.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <vector>

using namespace vsq;

namespace {

constexpr std::int64_t kSide = 6;
constexpr std::int64_t kClasses = 3;

/// A convolution and a classifier that were never trained.
std::shared_ptr<const Graph> smallNetwork(std::int64_t batch = -1)
{
    GraphBuilder builder("small", 7);
    std::string x = builder.input("x", DType::Float32, {batch, 1, kSide, kSide}, {"batch"});
    x = builder.node("Conv", "conv", {x, builder.normal("conv.weight", {8, 1, 3, 3}, 0.5)});
    x = builder.node("Flatten", "flatten", {builder.node("Relu", "relu", {x})});
    builder.output(
        builder.node("Gemm", "fc",
                     {x, builder.normal("fc.weight", {8 * 16, kClasses}, 0.2), builder.filled("fc.bias", {kClasses}, 0)}),
        "y", {batch, kClasses});
    return std::make_shared<Graph>(builder.take());
}

/// Noise, brighter in the third of the rows that is the class.
Dataset stripes(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    Dataset data;
    data.path = "stripes";
    Tensor x(DType::Float32, {count, 1, kSide, kSide});
    float *value = x.mutableValues<float>().data();
    for (std::int64_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::int64_t>(random.below(kClasses));
        data.labels.push_back(label);
        for (std::int64_t p = 0; p < kSide * kSide; ++p) {
            *value++ = static_cast<float>(random.normal() + (p / kSide / 2 == label ? 1.0 : 0.0));
        }
    }
    data.inputs = {x};
    return data;
}

DifferentiableOptions int4()
{
    DifferentiableOptions how;
    how.backend.format = formatFromText("int4");
    return how;
}

TuningOptions imitating()
{
    TuningOptions options;
    options.recipe = tuningRecipe("imitation");
    options.recipe.learningRate = 2e-3;
    options.recipe.epochs = 4;
    options.recipe.batch = 16;
    options.recipe.averaging = 0.9;
    options.recipe.shift = 1;
    options.recipe.flip = true;
    options.fidelity = Fidelity::Quantized;
    options.backend.format = formatFromText("vsq");
    options.backend.format.weights.bits = 2;
    options.network = "network";
    options.checkpointSeconds = 1e9;
    return options;
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

class TuningStepperTest : public QObject {
    Q_OBJECT

    Dataset m_training = stripes(160, 1);
    Dataset m_validation = stripes(90, 2);

private Q_SLOTS:
    void averageFollowsItsEquation()
    {
        TuningRecipe recipe = tuningRecipe("transformer");
        recipe.averaging = 0.6; // from step 13 on, where (1 + n) / (10 + n) is larger
        const auto graph = smallNetwork();
        TuningStepper stepper(graph, recipe, int4());
        const auto first = graph->constants.find("fc.weight")->second.values<float>();
        std::vector<double> expected(first.begin(), first.end());
        for (std::int64_t n = 1; n <= 20; ++n) {
            stepper.step({{"x", m_training.batch(0, 8).front()}}, {m_training.labels.data(), 8}, nullptr, 1e-2, n, {});
            const double decay = std::min(0.6, (1.0 + static_cast<double>(n)) / (10.0 + static_cast<double>(n)));
            const Tensor now = stepper.weights().at("fc.weight");
            for (std::size_t i = 0; i < expected.size(); ++i) {
                expected[i] = decay * expected[i] + (1.0 - decay) * double{now.values<float>()[i]};
            }
        }
        const Tensor judged = *stepper.judged()->constant("fc.weight");
        const Tensor last = stepper.weights().at("fc.weight");
        double apart = 0.0;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(double{judged.values<float>()[i]} - expected[i]) < 1e-5);
            apart = std::max(apart, std::abs(expected[i] - double{last.values<float>()[i]}));
        }
        QVERIFY(apart > 1e-3); // the average is not the last step's
    }
    void aStepOutOfTheFiniteNumbersChangesNothing()
    {
        TuningRecipe recipe = tuningRecipe("residual"); // SGD, whose step is the gradient's times the rate
        recipe.largestNorm = 0.0;
        TuningStepper stepper(smallNetwork(), recipe, int4());
        const TensorMap before = stepper.weights();
        const QString message = messageOf([&] {
            stepper.step({{"x", m_training.batch(0, 8).front()}}, {m_training.labels.data(), 8}, nullptr, 1e300, 1, {});
        });
        QVERIFY2(message.contains(QStringLiteral("infinity")), qPrintable(message));
        for (const auto &[name, value] : stepper.weights()) {
            QVERIFY(std::ranges::equal(value.values<float>(), before.at(name).values<float>()));
        }
    }
    void withoutAveragingTheLastStepIsJudged()
    {
        TuningStepper stepper(smallNetwork(), tuningRecipe("transformer"), int4());
        stepper.step({{"x", m_training.batch(0, 8).front()}}, {m_training.labels.data(), 8}, nullptr, 1e-2, 1, {});
        const Tensor now = stepper.weights().at("fc.weight");
        QVERIFY(stepper.average().empty());
        QVERIFY(std::memcmp(stepper.judged()->constant("fc.weight")->bytes(), now.bytes(), now.byteSize()) == 0);
    }
    void imagesMoveWithTheirEdgesRepeated()
    {
        // Each pixel tells where it comes from: 100 channel + 10 row + column.
        const std::int64_t count = 64;
        Tensor images(DType::Float32, {count, 2, 4, 5});
        float *to = images.mutableValues<float>().data();
        for (std::int64_t i = 0; i < count * 2 * 4 * 5; ++i) {
            *to++ = static_cast<float>(100 * (i / 20 % 2) + 10 * (i / 5 % 4) + i % 5);
        }
        Random random(9);
        const Tensor edges = varied(images, {.shift = 1, .flip = true}, random);
        Random again(9);
        const Tensor zeros = varied(images, {.shift = 1, .flip = true, .outside = ImageVariation::Outside::Zero}, again);
        std::set<std::vector<int>> seen;
        for (std::int64_t image = 0; image < count; ++image) {
            const auto at = [&](const Tensor &of, std::int64_t c, std::int64_t y, std::int64_t x) {
                return static_cast<int>(of.values<float>()[static_cast<std::size_t>(((image * 2 + c) * 4 + y) * 5 + x)]);
            };
            // The middle is always inside and says how the image moved.
            const int row = at(edges, 0, 1, 2) / 10;
            const int column = at(edges, 0, 1, 2) % 10;
            const int step = at(edges, 0, 1, 3) % 10 - column;
            QVERIFY(std::abs(row - 1) <= 1 && std::abs(column - 2) <= 1 && std::abs(step) == 1);
            seen.insert({row, column, step});
            for (int c = 0; c < 2; ++c) {
                for (int y = 0; y < 4; ++y) {
                    for (int x = 0; x < 5; ++x) {
                        const int sy = row + y - 1;
                        const int sx = column + step * (x - 2);
                        QCOMPARE(at(edges, c, y, x), 100 * c + 10 * std::clamp(sy, 0, 3) + std::clamp(sx, 0, 4));
                        const bool inside = sy >= 0 && sy < 4 && sx >= 0 && sx < 5;
                        QCOMPARE(at(zeros, c, y, x), inside ? 100 * c + 10 * sy + sx : 0);
                    }
                }
            }
        }
        QVERIFY(seen.size() > 9); // of 18
    }
    void judgesLossIsThatOfAllItemsTogether_data()
    {
        QTest::addColumn<int>("batch");
        QTest::newRow("any number at a time") << -1;
        QTest::newRow("seven at a time, the last not full") << 7;
    }
    void judgesLossIsThatOfAllItemsTogether()
    {
        QFETCH(int, batch);
        const auto teacher = smallNetwork();
        auto student = std::make_shared<Graph>(*smallNetwork(batch));
        student->constants.find("fc.weight")->second.mutableValues<float>()[0] += 2.0F;
        auto same = std::make_shared<Graph>(*student);
        same->inputs[0].shape[0] = -1;
        const auto backend = makeFloatBackend();
        const TensorMap inputs{{"x", m_validation.inputs.front()}};
        const Tensor own = Executor(same).run(inputs, *backend, {}).at("y");
        const Tensor theirs = Executor(teacher).run(inputs, *backend, {}).at("y");
        const LossOptions options{.kind = AnswerKind::Logits, .labelSmoothing = 0.1, .distillation = 0.7, .temperature = 3.0};
        const Loss expected = crossEntropy(own, m_validation.labels, options, &theirs);
        // The teacher answers in the batches that the student is asked in.
        auto asked = std::make_shared<Graph>(*teacher);
        asked->inputs[0].shape[0] = batch;
        TuningJudge judge(asked, m_validation, options);
        const Judgement found = judge.judge(student, Fidelity::Float, {}, {});
        QVERIFY2(std::abs(found.loss - expected.value) < 1e-6, qPrintable(QString::number(found.loss - expected.value)));
        QCOMPARE(found.accuracy.correct, expected.right);
        QCOMPARE(found.accuracy.count, m_validation.size());
        QCOMPARE(judge.judge(student, Fidelity::Float, {}, {}).loss, found.loss);
    }
    void imitationComesNearerAndKeepsTheNearest()
    {
        TuningOptions options = imitating();
        options.recipe.epochs = 8;
        options.recipe.learningRate = 5e-3;
        const Tuned tuned = fineTune(smallNetwork(), stripes(480, 3), m_validation, options, {});
        const auto least = std::min_element(
            tuned.epochs.begin(), tuned.epochs.end(),
            [](const TuningEpoch &a, const TuningEpoch &b) { return a.validationLoss < b.validationLoss; });
        QCOMPARE(tuned.bestEpoch, least->number);
        QVERIFY(tuned.bestEpoch > 0);
        // The fall must stand out of its scatter between fifteen groups of six items: more than 4.1 standard errors of their mean
        // come by chance in one of two thousand (Student's t of 14 degrees of freedom).
        constexpr std::int64_t kGroup = 6;
        const auto original = smallNetwork();
        double before = 0.0;
        double sum = 0.0;
        double squares = 0.0;
        for (std::int64_t i = 0; i < m_validation.size(); i += kGroup) {
            const Dataset group = itemRange(m_validation, i, i + kGroup);
            TuningJudge judge(original, group, lossOptions(options.recipe, *original));
            const double first = judge.judge(original, options.fidelity, options.backend, {}).loss;
            const double fall = first - judge.judge(tuned.graph, options.fidelity, options.backend, {}).loss;
            before += first;
            sum += fall;
            squares += fall * fall;
        }
        const auto count = static_cast<double>(m_validation.size() / kGroup);
        const double mean = sum / count;
        const double error = std::sqrt((squares / count - mean * mean) / (count - 1.0));
        QVERIFY2(mean > 4.1 * error, qPrintable(QStringLiteral("%1 +- %2").arg(mean).arg(error)));
        QVERIFY(std::abs(before / count - tuned.epochs.front().validationLoss) < 1e-6);
        QVERIFY(std::abs(before / count - mean - least->validationLoss) < 1e-6);
    }
    void stoppedAndGoneOnWithIsTheSame()
    {
        TuningOptions options = imitating();
        const Tuned whole = fineTune(smallNetwork(), m_training, m_validation, options, {});
        QTemporaryDir folder;
        options.checkpoint = folder.filePath("state").toStdString();
        int stops = 0;
        std::optional<Tuned> tuned;
        while (!tuned) {
            std::stop_source source;
            std::int64_t steps = 0;
            const JobContext job{.stop = source.get_token(), .progress = [&](std::int64_t, std::int64_t, const std::string &) {
                                     if (++steps == 7) {
                                         source.request_stop();
                                     }
                                 }};
            try {
                tuned = fineTune(smallNetwork(), m_training, m_validation, options, job);
            } catch (const Cancelled &) {
                ++stops;
            }
        }
        QVERIFY(stops > 3);
        for (const auto &[name, tensor] : whole.graph->constants) {
            QVERIFY2(std::memcmp(tensor.bytes(), tuned->graph->constant(name)->bytes(), tensor.byteSize()) == 0, name.c_str());
        }
        for (std::size_t i = 0; i < whole.epochs.size(); ++i) {
            QCOMPARE(tuned->epochs[i].validationLoss, whole.epochs[i].validationLoss);
        }
    }
    void onlyImagesAreVaried()
    {
        GraphBuilder builder("flat", 5);
        const std::string x = builder.input("x", DType::Float32, {-1, kSide}, {"batch"});
        builder.output(builder.node("MatMul", "fc", {x, builder.normal("fc.weight", {kSide, kClasses}, 0.2)}), "y",
                       {-1, kClasses});
        Dataset data;
        data.path = "flat";
        data.inputs = {Tensor(DType::Float32, {4, kSide})};
        data.labels = {0, 1, 2, 0};
        QCOMPARE(
            messageOf([&] { fineTune(std::make_shared<Graph>(builder.take()), data, data, imitating(), {}); }),
            QStringLiteral("input 'x': images to shift or flip: expected one input, float32 [items, channels, height, width], "
                           "found float32 [1,6]"));
    }
    void costOfAStepIsMeasured()
    {
        const StepCost cost = measureStepCost(smallNetwork(), m_training, imitating(), nullptr, {});
        QCOMPARE(cost.items, std::int64_t{16});
        for (const double seconds : {cost.forward, cost.fp32Forward, cost.step, cost.fp32Step}) {
            QVERIFY(seconds > 0.0 && seconds < 10.0);
        }
        QVERIFY(cost.step > cost.forward && cost.fp32Step > cost.fp32Forward);
        QCOMPARE(cost.stepRatio(), cost.step / cost.fp32Step);
        QCOMPARE(cost.forwardRatio(), cost.forward / cost.fp32Forward);
    }
};

VSQ_TEST(TuningStepperTest)
#include "tuningstepper.moc"
