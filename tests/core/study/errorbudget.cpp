// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/errorbudget.h"
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/architectures/visiontransformer.h"
#include "core/quantize/quantizer.h"
#include "core/run/backend.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace vsq;

namespace {

std::vector<float> normal(std::int64_t count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float &value : values) {
        value = static_cast<float>(random.normal() * std::exp(random.normal()));
    }
    return values;
}

TensorMap images(const Graph &graph, std::int64_t count)
{
    return {{graph.inputs[0].name, Tensor::of<float>({count, 1, 8, 8}, normal(count * 64, 12))}};
}

} // namespace

class ErrorBudgetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allStagesAreTheChip_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("k");
        for (const char *format : {"vsq", "int4", "int8"}) {
            QTest::addRow("%s short", format) << format << 70;
            QTest::addRow("%s saturating", format) << format << 2048;
        }
    }

    /// With no stage on the product is exact, with all of them the chip's to the bit.
    void allStagesAreTheChip()
    {
        QFETCH(QString, format);
        QFETCH(int, k);
        const NumberFormat numbers = namedFormat(format.toStdString());
        const Mode mode = format == "vsq" ? Mode::Vsq : format == "int4" ? Mode::Int4 : Mode::Int8;
        const std::int64_t m = 5;
        const std::int64_t n = 3;
        std::vector<float> a = normal(m * k, 1);
        std::vector<float> b = normal(n * k, 2);
        if (k > 1000) { // all of one sign and size: sums leave 24 bits
            for (auto *values : {&a, &b}) {
                for (float &value : *values) {
                    value = 1.0F + 0.01F * std::abs(value);
                }
            }
        }
        const QuantizedMatrix qa = quantizeWeights(a.data(), m, k, numbers.weights);
        const QuantizedMatrix qb = quantizeActivations(b.data(), n, k, numbers.activations);
        const auto products = stageProducts(a.data(), qa, b.data(), qb, mode, {},
                                            {StageSet{}, StageSet::upTo(Stage::Saturation)});
        Node node;
        node.name = "product";
        ProductRequest request{
            .node = &node, .m = m, .n = n, .k = k, .a = a.data(), .b = b.data(), .segmentLength = k, .itemRows = n};
        request.aIsConstant = true;
        BackendOptions options;
        options.format = numbers;
        std::vector<float> chip(static_cast<std::size_t>(m * n));
        makeBackend(Fidelity::Chip, options)->multiply(request, chip.data());
        for (std::size_t i = 0; i < chip.size(); ++i) {
            double exact = 0.0;
            for (std::int64_t e = 0; e < k; ++e) {
                exact += double{a[(i % m) * static_cast<std::size_t>(k) + static_cast<std::size_t>(e)]}
                         * double{b[(i / m) * static_cast<std::size_t>(k) + static_cast<std::size_t>(e)]};
            }
            QVERIFY(std::abs(products[0][i] - exact) <= 1e-9 * (1.0 + std::abs(exact)));
            QVERIFY2(std::abs(products[1][i] - double{chip[i]}) <= 1e-6 * std::abs(products[1][i]),
                     qPrintable(QString("%1: %2 and %3").arg(i).arg(products[1][i]).arg(chip[i])));
        }
    }

    void stagesAddUpToTheTotal()
    {
        ResidualNetworkShape shape;
        shape.imageSize = 8;
        shape.stageChannels = {16, 32};
        shape.blocksPerStage = 1;
        BudgetRequest request;
        request.graph = std::make_shared<const Graph>(buildResidualNetwork(shape, 3));
        request.inputs = images(*request.graph, 2);
        request.format = namedFormat("vsq");
        const auto layers = layerBudgets(request);
        QCOMPARE(layers.size(), std::size_t{7});
        for (const ErrorBudget &budget : layers) {
            QCOMPARE(budget.stages.size(), std::size_t{4});
            double sum = 0.0;
            for (const BudgetStage &stage : budget.stages) {
                sum += stage.added;
            }
            QVERIFY(std::abs(sum - budget.total()) <= 1e-12);
            QCOMPARE(*budget.stages[0].alone, budget.stages[0].inOrder);
            QVERIFY(budget.share(budget.stages[0]) > 0.5); // four bits: the codes are most of it
            QCOMPARE(*budget.stages[3].alone, 0.0);        // nothing saturates here
        }
        const ErrorBudget network = networkBudget(request);
        QVERIFY(network.signal > 0.0 && network.total() > 0.0);
        QCOMPARE(network.stages[0].name, std::string("codes"));
    }

    void attentionHasItsSoftmax()
    {
        VisionTransformerShape shape;
        shape.imageSize = 8;
        shape.width = 64;
        shape.heads = 1;
        shape.blocks = 1;
        shape.hidden = 128;
        BudgetRequest request;
        request.graph = std::make_shared<const Graph>(buildVisionTransformer(shape, 3));
        request.inputs = images(*request.graph, 2);
        request.format = namedFormat("int8");
        const ErrorBudget network = networkBudget(request);
        const auto found = std::find_if(network.stages.begin(), network.stages.end(),
                                        [](const BudgetStage &stage) { return stage.name == "softmax"; });
        QVERIFY(found != network.stages.end());
        QVERIFY(*found->alone > 0.0);
        QCOMPARE(network.stages[1].name, std::string("saturation")); // no scales of vectors in INT8
        request.format.weights.bits = 5;
        QVERIFY_EXCEPTION_THROWN(layerBudgets(request), Error);
    }
};

VSQ_TEST(ErrorBudgetTest)

#include "errorbudget.moc"
