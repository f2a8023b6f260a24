// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/train/gelu.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace vsq;

namespace {

/// Ten classes, each a bright bar in its own rows: learnable in a few steps.
LabelledImages bars(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    LabelledImages data{Tensor(DType::UInt8, {count, 28, 28}), Tensor(DType::UInt8, {count})};
    auto pixels = data.images.mutableValues<std::uint8_t>();
    auto labels = data.labels.mutableValues<std::uint8_t>();
    for (std::int64_t i = 0; i < count; ++i) {
        const auto label = static_cast<std::int64_t>(random.below(10));
        labels[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(label);
        for (std::int64_t p = 0; p < 784; ++p) {
            const bool bar = p / 28 / 2 == label + 2;
            pixels[static_cast<std::size_t>(i * 784 + p)] = static_cast<std::uint8_t>(random.below(60) + (bar ? 180 : 0));
        }
    }
    return data;
}

Recipe quick()
{
    Recipe recipe = recipeFor("resnet");
    recipe.epochs = 2;
    recipe.batch = 20;
    recipe.shift = 0;
    recipe.learningRate = 0.05;
    recipe.averaging = 0.8;
    return recipe;
}

const ResidualNetworkShape kSmall{.imageSize = 28, .channels = 1, .stageChannels = {8, 8}, .blocksPerStage = 1, .classes = 10};

} // namespace

class TrainerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learnsWhatCanBeLearnt()
    {
        double accuracy = 0.0;
        Recipe recipe = quick();
        recipe.epochs = 6;
        TrainingOptions options{.seed = 3, .threads = 1, .epochDone = [&](const EpochReport &r) { accuracy = r.testAccuracy; }};
        train(buildResidualNetwork(kSmall, 3), bars(1000, 4), bars(200, 5), recipe, options, {});
        QVERIFY2(accuracy > 0.8, qPrintable(QString::number(accuracy)));
    }
    void sameSeedSameNetwork()
    {
        const auto once = [] {
            return train(buildResidualNetwork(kSmall, 3), bars(100, 4), bars(20, 5), quick(),
                         {.seed = 9, .threads = 1, .epochDone = {}}, {});
        };
        const Graph a = once();
        const Graph b = once();
        for (const auto &[name, tensor] : a.constants) {
            const Tensor &other = b.constants.at(name);
            QVERIFY2(std::memcmp(tensor.bytes(), other.bytes(), tensor.byteSize()) == 0, name.c_str());
        }
    }
    void stopsWhenAsked()
    {
        std::stop_source source;
        source.request_stop();
        const JobContext job{.stop = source.get_token(), .progress = {}};
        QVERIFY_EXCEPTION_THROWN(train(buildResidualNetwork(kSmall, 3), bars(100, 4), bars(20, 5), quick(), {}, job), Cancelled);
    }
    void geluFollowsItsDefinition()
    {
        std::vector<float> x;
        for (int i = -900; i <= 900; ++i) {
            x.push_back(static_cast<float>(i) * 0.01F);
        }
        std::vector<float> y(x.size());
        std::vector<float> slope(x.size());
        geluForward(x.data(), y.data(), slope.data(), x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double v = x[i];
            const double cdf = 0.5 * std::erfc(-v / std::numbers::sqrt2);
            const double density = std::exp(-v * v / 2.0) / std::sqrt(2.0 * std::numbers::pi);
            QVERIFY(std::abs(y[i] - v * cdf) < 1e-6);
            QVERIFY(std::abs(slope[i] - (cdf + v * density)) < 1e-6);
        }
    }
    void unknownArchitectureIsNamed()
    {
        try {
            recipeFor("lenet");
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     QStringLiteral("architecture: expected resnet, vit or bert, found 'lenet'"));
        }
    }
};

VSQ_TEST(TrainerTest)
#include "trainer.moc"
