// SPDX-License-Identifier: GPL-3.0-or-later
// Loss, optimisers, schedules, pruning and held-out items.
#include "core/network/graphbuilder.h"
#include "core/train/heldout.h"
#include "core/train/loss.h"
#include "core/train/optimizer.h"
#include "core/train/pruning.h"
#include "core/train/tuningrecipe.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace vsq;

namespace {

double lossOf(const Tensor &output, const std::vector<std::int64_t> &labels, const LossOptions &options, const Tensor *teacher)
{
    return crossEntropy(output, labels, options, teacher).value;
}

} // namespace

class TuningPartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lossGradientFollowsFiniteDifferences_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("values");
        QTest::addColumn<double>("distillation");
        QTest::newRow("logits") << 0 << 3 << 0.0;
        QTest::newRow("logits, distilled") << 0 << 3 << 0.4;
        QTest::newRow("probabilities") << 1 << 3 << 0.3;
        QTest::newRow("log probabilities") << 2 << 3 << 0.0;
        QTest::newRow("one logit") << 0 << 1 << 0.0;
        QTest::newRow("one probability") << 1 << 1 << 0.0;
    }
    void lossGradientFollowsFiniteDifferences()
    {
        QFETCH(int, kind);
        QFETCH(int, values);
        QFETCH(double, distillation);
        const std::vector<float> numbers = kind == 1 ? std::vector<float>{0.2F, 0.5F, 0.3F, 0.7F, 0.2F, 0.1F}
                                                     : std::vector<float>{-1.2F, 0.5F, 0.3F, -2.0F, -0.2F, -0.1F};
        const std::vector<float> own(numbers.begin(), numbers.begin() + 2 * values);
        const Tensor output = Tensor::of<float>({2, values}, own);
        const Tensor teacher = Tensor::of<float>({2, values}, std::vector<float>(own.rbegin(), own.rend()));
        const LossOptions options{
            .kind = static_cast<AnswerKind>(kind), .labelSmoothing = 0.1, .distillation = distillation, .temperature = 2.0};
        const std::vector<std::int64_t> labels{1, 0};
        const Loss loss = crossEntropy(output, labels, options, &teacher);
        for (std::size_t i = 0; i < own.size(); ++i) {
            Tensor up = output;
            Tensor down = output;
            up.mutableValues<float>()[i] += 1e-3F;
            down.mutableValues<float>()[i] -= 1e-3F;
            // The library's softmax is of what is there: probabilities need not sum to 1 here, so that each may move.
            const double expected = (lossOf(up, labels, options, &teacher) - lossOf(down, labels, options, &teacher)) / 2e-3;
            QVERIFY2(
                std::abs(expected - double{loss.gradient.values<float>()[i]}) < 2e-3,
                qPrintable(QStringLiteral("%1: %2 and %3").arg(i).arg(expected).arg(double{loss.gradient.values<float>()[i]})));
        }
    }
    void crossEntropyIsMinusTheLogarithm()
    {
        const Tensor output = Tensor::of<float>({1, 3}, std::vector<float>{1.0F, 2.0F, 3.0F});
        const double sum = std::exp(1.0) + std::exp(2.0) + std::exp(3.0);
        const Loss loss = crossEntropy(output, std::vector<std::int64_t>{2}, {});
        QVERIFY(std::abs(loss.value - std::log(sum / std::exp(3.0))) < 1e-9);
        QCOMPARE(loss.right, std::int64_t{1});
    }
    void optimisersTakeTheirSteps()
    {
        TuningRecipe recipe = tuningRecipe("residual");
        Tensor value = Tensor::of<float>({1}, std::vector<float>{1.0F});
        const Tensor gradient = Tensor::of<float>({1}, std::vector<float>{2.0F});
        Optimizer sgd(recipe, {});
        sgd.step("w", value, gradient, 0.1, 1);
        QCOMPARE(value.values<float>()[0], 0.8F);
        sgd.step("w", value, gradient, 0.1, 2); // v = 0.9 * 2 + 2
        QVERIFY(std::abs(value.values<float>()[0] - 0.42F) < 1e-6F);
        Optimizer adam(tuningRecipe("transformer"), {});
        value = Tensor::of<float>({1}, std::vector<float>{1.0F});
        adam.step("w", value, gradient, 0.1, 1); // bias-corrected: the first step is the rate
        QVERIFY(std::abs(value.values<float>()[0] - 0.9F) < 1e-6F);
    }
    void weightDecayLooksOnlyAtWeights()
    {
        TuningRecipe recipe = tuningRecipe("transformer");
        recipe.weightDecay = 0.5;
        Optimizer adam(recipe, {"w"});
        Tensor w = Tensor::of<float>({1}, std::vector<float>{1.0F});
        Tensor b = w;
        const Tensor none(DType::Float32, {1});
        adam.step("w", w, none, 0.1, 1);
        adam.step("b", b, none, 0.1, 1);
        QVERIFY(std::abs(w.values<float>()[0] - 0.95F) < 1e-6F);
        QCOMPARE(b.values<float>()[0], 1.0F);
    }
    void longGradientsAreShortened()
    {
        TensorMap gradients{{"a", Tensor::of<float>({1}, std::vector<float>{3.0F})},
                            {"b", Tensor::of<float>({1}, std::vector<float>{4.0F})}};
        QCOMPARE(limitNorm(gradients, 1.0), 5.0);
        QVERIFY(std::abs(gradients.at("a").values<float>()[0] - 0.6F) < 1e-6F);
        QVERIFY(std::abs(limitNorm(gradients, 0.0) - 1.0) < 1e-6);
        QVERIFY(std::abs(gradients.at("b").values<float>()[0] - 0.8F) < 1e-6F);
    }
    void ratesFall()
    {
        const TuningRecipe residual = tuningRecipe("residual");
        QCOMPARE(rateAt(residual, 0.0), 1e-4);
        QVERIFY(std::abs(rateAt(residual, 0.4) - 1e-5) < 1e-12);
        QVERIFY(std::abs(rateAt(residual, 0.99) - 1e-6) < 1e-12);
        const TuningRecipe transformer = tuningRecipe("transformer");
        QCOMPARE(transformer.epochs, std::int64_t{5});
        QVERIFY(std::abs(rateAt(transformer, 0.5) - 1.5e-5) < 1e-12);
    }
    void ratesRiseBeforeTheyFall()
    {
        TuningRecipe recipe = tuningRecipe("imitation");
        recipe.learningRate = 1.0;
        recipe.warmup = 0.2;
        QCOMPARE(rateAt(recipe, 0.0), 0.0);
        QVERIFY(std::abs(rateAt(recipe, 0.05) - 0.25) < 1e-12);
        QVERIFY(std::abs(rateAt(recipe, 0.2) - 1.0) < 1e-12);
        QVERIFY(std::abs(rateAt(recipe, 0.6) - 0.5) < 1e-12); // half of the cosine
        QVERIFY(rateAt(recipe, 1.0) < 1e-12);
    }
    void everyRecipeHasAName()
    {
        for (const std::string &name : tuningRecipeNames()) {
            QCOMPARE(tuningRecipe(name).name, name);
        }
        const TuningRecipe imitation = tuningRecipe("imitation");
        QCOMPARE(imitation.distillation, 1.0);
        QCOMPARE(nameOf(imitation.choice), std::string_view("loss"));
        QCOMPARE(choiceFromName("accuracy"), TuningRecipe::Choice::Accuracy);
    }
    void smallestWeightsGo()
    {
        Tensor weights = Tensor::of<float>({6}, std::vector<float>{0.1F, -3.0F, 0.2F, 2.0F, -0.2F, 1.0F});
        applyMask(weights, magnitudeMask(weights, 0.67)); // round(4.02), of 0.2 and -0.2 the first
        const std::vector<float> expected{0.0F, -3.0F, 0.2F, 2.0F, 0.0F, 1.0F};
        QVERIFY(std::equal(expected.begin(), expected.end(), weights.values<float>().begin()));
    }
    void eachClassIsHeldOutAlike()
    {
        Dataset data;
        data.path = "data";
        for (std::int64_t i = 0; i < 100; ++i) {
            data.labels.push_back(i < 80 ? 0 : 1);
        }
        data.inputs = {Tensor::of<std::int64_t>({100}, [] {
            std::vector<std::int64_t> numbers(100);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                numbers[i] = static_cast<std::int64_t>(i);
            }
            return numbers;
        }())};
        const HeldOut parts = holdOut(data, 0.1, 3);
        QCOMPARE(parts.validation.size(), std::int64_t{10});
        QCOMPARE(std::count(parts.validation.labels.begin(), parts.validation.labels.end(), 1), std::ptrdiff_t{2});
        std::vector<int> seen(100, 0);
        for (const Dataset *part : {&parts.training, &parts.validation}) {
            const std::vector<Tensor> batch = part->batch(0, part->size());
            for (const std::int64_t item : batch[0].values<std::int64_t>()) {
                ++seen[static_cast<std::size_t>(item)];
            }
        }
        QCOMPARE(std::count(seen.begin(), seen.end(), 1), std::ptrdiff_t{100});
    }
    void recipesFollowTheNetwork()
    {
        GraphBuilder builder("g", 1);
        const std::string x = builder.input("x", DType::Float32, {1, 3, 4, 4});
        builder.output(builder.node("Conv", "c", {x, builder.normal("w", {2, 3, 1, 1}, 1.0)}), "y", {});
        Graph graph = builder.take();
        QCOMPARE(tuningRecipeFor(graph), std::string("residual"));
        graph.nodes[0].op = "LayerNormalization";
        QCOMPARE(tuningRecipeFor(graph), std::string("transformer"));
    }
};

VSQ_TEST(TuningPartsTest)
#include "tuningparts.moc"
