// SPDX-License-Identifier: GPL-3.0-or-later
// Values followed across layers: at additions along what contributes most, with errors that add up along the whole way.
#include "core/layer/valuetrail.h"

#include "core/run/loadnetwork.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vsq;
using namespace vsq::test;

namespace {

RunRecord recorded(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs)
{
    BackendOptions options;
    options.format = namedFormat("vsq");
    return recordRun(graph, lower(*graph), inputs, options);
}

ChipOpener openerOf(const RunRecord &record)
{
    return [&record](const std::string &layer, std::int64_t product) {
        return OpenedChip(record.graph, std::shared_ptr<const LayerData>(std::shared_ptr<void>(), record.product(layer, product)),
                          record.config);
    };
}

/// y = fc2(scale * x + fc1(x)): the residual weighs more where scale is large.
std::shared_ptr<const Graph> residualOf(float scale)
{
    GraphBuilder g("residual", 4);
    const std::string x = g.input("x", DType::Float32, {-1, 64}, {"batch"});
    const std::string stem = g.node("MatMul", "stem", {x, g.normal("w0", {64, 64}, 0.2)});
    const std::string branch = g.node("MatMul", "branch", {stem, g.normal("w1", {64, 64}, 0.05)});
    const std::string skip = g.node("Mul", "skip", {stem, g.constant("scale", Tensor::scalar(scale))});
    const std::string sum = g.node("Add", "sum", {skip, branch});
    g.output(g.node("MatMul", "head", {sum, g.normal("w2", {64, 8}, 0.2)}), "y", {-1, 8}, {"batch"});
    return std::make_shared<const Graph>(g.take());
}

} // namespace

class ValueTrailTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLargerOperandIsFollowed()
    {
        for (const auto &[scale, before] : {std::pair(50.0F, "stem"), std::pair(1e-4F, "branch")}) {
            const RunRecord record = recorded(residualOf(scale), {{"x", randomTensor({3, 64}, 1)}});
            const Explanation from = explain(openerOf(record)("head", 0), 2, 1);
            const auto trail = followValue(record, from, 1, openerOf(record));
            QCOMPARE(trail.size(), std::size_t{1});
            QVERIFY(trail[0].before.has_value());
            QCOMPARE(trail[0].before->layer, std::string(before));
            const HostHop &sum = trail[0].origin.hops.front();
            QCOMPARE(sum.op, std::string("Add"));
            QCOMPARE(sum.operands.size(), std::size_t{2});
            QVERIFY(sum.exact == sum.operands[0].value + sum.operands[1].value);
            QVERIFY(sum.value == static_cast<double>(static_cast<float>(sum.exact)));
            QCOMPARE(sum.operands[0].followed, std::string(before) == "stem");
            QVERIFY(sum.operands[0].followed != sum.operands[1].followed);
        }
    }

    void errorsAddUpAcrossLayers()
    {
        int layers = 0;
        int additions = 0;
        for (const auto &graph : {smallTransformer(), smallResidual()}) {
            const RunRecord record = recorded(graph, {{"image", images(1, 8, 10).inputs[0]}});
            Random random(11);
            for (int i = 0; i < 40; ++i) {
                auto product = record.products.begin();
                std::advance(product, random.below(record.products.size()));
                const Operands &operands = *product->second.operands;
                const std::int64_t m = random.between(0, operands.m() - 1);
                const std::int64_t n = random.between(0, operands.n() - 1);
                const Explanation from = explain(openerOf(record)(product->first.first, product->first.second), m, n);
                const auto trail = followValue(record, from, 12, openerOf(record));
                const TrailErrors errors = errorsAlong(from, trail);
                double forwards = 0.0;
                for (const TrailError &error : errors.added) {
                    forwards += error.added;
                }
                double backwards = 0.0;
                for (auto error = errors.added.rbegin(); error != errors.added.rend(); ++error) {
                    backwards += error->added;
                }
                QVERIFY(forwards == errors.total);
                QVERIFY(backwards == errors.total);
                // The parts themselves, without the grid.
                double loose = from.error();
                double size = std::abs(from.value) + std::abs(from.fp32);
                for (const TrailHop &hop : trail) {
                    for (const HostHop &host : hop.origin.hops) {
                        loose += host.addedError();
                        size += std::abs(host.value);
                        additions += host.op == "Add" ? 1 : 0;
                        const auto heavier = [](const HostOperand &a, const HostOperand &b) {
                            return std::abs(a.value) < std::abs(b.value);
                        };
                        const auto heaviest = std::max_element(host.operands.begin(), host.operands.end(), heavier);
                        const bool chosen = heaviest == host.operands.end() || heaviest->followed
                                            || record.graph->constant(heaviest->element.value) != nullptr;
                        QVERIFY(chosen);
                    }
                    if (hop.before) {
                        loose += hop.before->error();
                        size += std::abs(hop.before->value) + std::abs(hop.before->fp32);
                        ++layers;
                    }
                }
                QVERIFY(std::abs(loose - errors.total) <= 1e-11 * size);
            }
        }
        QVERIFY(layers > 100);
        QVERIFY(additions > 100);
    }
};

VSQ_TEST(ValueTrailTest)
#include "valuetrail.moc"
