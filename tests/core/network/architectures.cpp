// SPDX-License-Identifier: GPL-3.0-or-later
// The networks that are built here have the sizes that are published.
#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/mobilenetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/network/lowering.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

namespace {

/// Zeros instead of drawn weights: sizes are what is looked at.
WeightSource zeros()
{
    return WeightSource([](const std::string &, const Shape &shape) { return Tensor(DType::Float32, shape); });
}

std::int64_t macsOnChip(const Graph &graph)
{
    std::int64_t sum = 0;
    for (const Layer &layer : lower(graph)) {
        sum += layer.onChip ? layer.macs : 0;
    }
    return sum;
}

} // namespace

class TestArchitectures : public QObject {
    Q_OBJECT
private slots:
    void resnet50();
    void mobileNetV2();
    void transformers();
};

void TestArchitectures::resnet50()
{
    const Graph graph = buildBottleneckNetwork({}, zeros());
    QCOMPARE(macsOnChip(graph), std::int64_t{4089184256});
    // torchvision's 25,557,032 parameters, and 53,120 running means and variances that are constants here.
    QCOMPARE(graph.parameterCount(), std::int64_t{25557032 + 53120});
}

void TestArchitectures::mobileNetV2()
{
    const Graph graph = buildMobileNetwork({}, zeros());
    // Table 2 of the paper, layer by layer: 3x3 stem, blocks of (1x1,) depthwise 3x3, 1x1, last 1x1, classifier.
    std::int64_t pixels = 112 * 112;
    std::int64_t macs = pixels * 3 * 9 * 32;
    std::int64_t channels = 32;
    struct Group {
        std::int64_t t, c, n, s;
    };
    for (const Group &group : {Group{1, 16, 1, 1}, Group{6, 24, 2, 2}, Group{6, 32, 3, 2}, Group{6, 64, 4, 2}, Group{6, 96, 3, 1},
                               Group{6, 160, 3, 2}, Group{6, 320, 1, 1}}) {
        for (std::int64_t i = 0; i < group.n; ++i) {
            const std::int64_t inner = channels * group.t;
            macs += group.t == 1 ? 0 : pixels * channels * inner;
            pixels /= i == 0 ? group.s * group.s : 1;
            macs += pixels * (9 * inner + inner * group.c);
            channels = group.c;
        }
    }
    macs += pixels * 320 * 1280 + 1280 * 1000;
    QCOMPARE(macs, std::int64_t{300774272});
    QCOMPARE(macsOnChip(graph), macs);
    QCOMPARE(graph.parameterCount(), std::int64_t{3504872 + 34112 + 2}); // torchvision's, running statistics, ReLU6's bounds
    const std::vector<Layer> layers = lower(graph);
    const auto depthwise = std::find_if(layers.begin(), layers.end(),
                                        [](const Layer &layer) { return layer.name == "features.2.conv.1.0"; });
    QVERIFY(depthwise != layers.end());
    QCOMPARE(depthwise->count, 96);
    QCOMPARE(depthwise->m, 1);
    QCOMPARE(depthwise->k, 9);
}

void TestArchitectures::transformers()
{
    QCOMPARE(macsOnChip(buildBert(bertBaseShape(128), zeros())), std::int64_t{11173625856});
    QCOMPARE(buildBert(bertBaseShape(128), zeros()).parameterCount(),
             std::int64_t{108891648 + 12 + 2}); // Hugging Face's without the pooler; scales, mask
    const auto encoder = [](std::int64_t blocks, std::int64_t tokens, std::int64_t width) {
        return blocks * tokens * (12 * width * width + 2 * tokens * width);
    };
    for (const std::int64_t width : {192, 384, 768}) {
        // The encoder, the patches' convolution and the classifier.
        QCOMPARE(macsOnChip(buildVisionTransformer(deitShape(width), zeros())),
                 encoder(12, 197, width) + 196 * 768 * width + 1000 * width);
    }
}

VSQ_TEST(TestArchitectures)
#include "architectures.moc"
