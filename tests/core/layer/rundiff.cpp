// SPDX-License-Identifier: GPL-3.0-or-later
// The first difference of two runs is where two stepped chips first differ.
#include "core/layer/rundiff.h"

#include "core/base/error.h"
#include "core/chip/simulator.h"
#include "core/engine/operandsof.h"
#include "core/layer/openedchip.h"
#include "core/layer/productgeometry.h"
#include "core/layer/rundump.h"
#include "core/run/chipmode.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace vsq;
using namespace vsq::test;

namespace {

RunRecord recorded(const std::shared_ptr<const Graph> &graph, const char *format, const ChipConfig &config = {})
{
    BackendOptions options;
    options.format = namedFormat(format);
    options.config = config;
    return recordRun(graph, lower(*graph), {{"image", images(1, 8, 10).inputs[0]}}, options);
}

/// Another weight code in a copy of a run.
LayerData changedWeight(const LayerData &data, std::int64_t m, std::int64_t k)
{
    LayerData changed = data;
    std::int8_t &code = changed.qa.codes[static_cast<std::size_t>(m * data.qa.columns + k)];
    code = static_cast<std::int8_t>(code > 0 ? code - 1 : code + 1);
    changed.operands = std::make_shared<const Operands>(makeOperands(changed.qa, changed.qb, data.operands->mode));
    return changed;
}

} // namespace

class RunDiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void layersOfOtherFormatsAreComparedToo()
    {
        const auto graph = smallTransformer();
        BackendOptions options;
        options.format = namedFormat("vsq");
        options.layerFormats.emplace("head", namedFormat("int8"));
        const TensorMap inputs{{"image", images(1, 8, 10).inputs[0]}};
        const RunRecord mixed = recordRun(graph, lower(*graph), inputs, options);
        QVERIFY(mixed.product("head", 0)->operands->mode == Mode::Int8);
        QTemporaryDir folder;
        writeRunDump(folder.path().toStdString(), mixed);
        const RunRecord back = readRunDump(folder.path().toStdString());
        QVERIFY(back.product("head", 0)->operands->mode == Mode::Int8);
        QVERIFY(compareRuns(mixed, back, 0.0).same());
        const RunDifference difference = compareRuns(recorded(graph, "vsq"), mixed, 0.0);
        QVERIFY(!difference.same());
        QCOMPARE(difference.first->layer, std::string("head")); // all before it is the same
        QCOMPARE(difference.first->what, std::string("value"));
    }

    void runsWithNothingInCommonAreRefused()
    {
        const RunRecord one = recorded(smallTransformer(), "vsq");
        RunRecord other; // of a network whose nodes are all called otherwise
        other.nodes.push_back({.name = "elsewhere", .op = "MatMul", .outputs = {"elsewhere.y"}});
        QVERIFY(errorOf([&] { static_cast<void>(compareRuns(one, other, 0.0)); }).contains(QStringLiteral("in common")));
    }

    void aRunIsTheSameAsItsDump()
    {
        const RunRecord run = recorded(smallResidual(), "vsq");
        QTemporaryDir folder;
        writeRunDump(folder.path().toStdString(), run);
        const RunRecord back = readRunDump(folder.path().toStdString());
        const RunDifference difference = compareRuns(run, back, 0.0);
        QVERIFY(difference.same());
        QVERIFY(compareRuns(back, run, 0.0).same());
        std::int64_t elements = 0;
        for (const LayerDifference &layer : difference.layers) {
            elements += layer.elements;
            QCOMPARE(layer.different, 0);
        }
        QVERIFY(elements > 1000);
    }

    void oneWeightCodeIsFoundWhereTheChipsFirstDiffer()
    {
        for (const char *format : {"vsq", "int8"}) {
            const RunRecord a = recorded(smallTransformer(), format);
            Random random(8);
            int found = 0;
            for (const auto &[key, data] : a.products) {
                if (!data.layer.aIsConstant || ++found > 4) {
                    continue;
                }
                RunRecord b = a;
                b.products[key] = changedWeight(data, random.between(0, data.operands->m() - 1),
                                                random.between(0, data.operands->k() - 1));
                const OpenedChip chip({std::shared_ptr<void>(), &data}, a.config, a.outputs.at(key.first));
                Simulator first(data.operands, a.config, chip.context().plan(), chip.context().ppu());
                Simulator second(b.products[key].operands, a.config, chip.context().plan(), chip.context().ppu());
                std::int64_t cycle = -1;
                int lane = -1;
                while (cycle < 0 && first.step() && second.step()) {
                    const Snapshot one = first.snapshot();
                    const Snapshot two = second.snapshot();
                    for (std::size_t l = 0; l < kLanes && cycle < 0; ++l) {
                        if (one.lanes[l].sumOut != two.lanes[l].sumOut) {
                            cycle = one.executed.cycle;
                            lane = static_cast<int>(l);
                        }
                    }
                }
                const RunDifference difference = compareRuns(a, b, 0.0);
                if (difference.same()) { // its activations are all 0, or the roundings hide it
                    continue;
                }
                QCOMPARE(difference.first->layer, key.first);
                QCOMPARE(difference.first->cycle, cycle);
                QCOMPARE(difference.first->lane, lane);
            }
            QVERIFY(found > 2);
        }
    }

    void anotherConfigurationPartsInTheFirstLayerThatItTouches()
    {
        ChipConfig other;
        other.scaleProduct = ChipConfig::ScaleProduct::Full;
        const RunRecord a = recorded(smallTransformer(), "vsq");
        const RunRecord b = recorded(smallTransformer(), "vsq", other);
        const RunDifference difference = compareRuns(a, b, 1e-6);
        QVERIFY(!difference.same());
        QCOMPARE(difference.first->what, std::string("sum"));
        QVERIFY(difference.first->cycle >= 0 && difference.first->tile >= 0 && difference.first->lane >= 0);
        QVERIFY(difference.first->a != difference.first->b);
    }

    void otherFormatsAreComparedByValues()
    {
        const RunDifference difference = compareRuns(recorded(smallTransformer(), "vsq"), recorded(smallTransformer(), "int8"),
                                                     1e-6);
        QVERIFY(!difference.same());
        QCOMPARE(difference.first->what, std::string("value"));
        QVERIFY(difference.first->m >= 0 && difference.first->cycle >= 0);
    }

    /// What was written and read back knows the place on the chip as well as the run that still has its network.
    void dumpsOfOtherFormatsAreComparedInTheirPlace()
    {
        for (const auto &graph : {smallTransformer(), smallResidual()}) {
            const RunRecord a = recorded(graph, "vsq");
            const RunRecord b = recorded(graph, "int8");
            QTemporaryDir folder;
            const std::string first = (folder.path() + "/a").toStdString();
            const std::string second = (folder.path() + "/b").toStdString();
            writeRunDump(first, a);
            writeRunDump(second, b);
            const RunDifference whole = compareRuns(a, b, 1e-6);
            const RunDifference read = compareRuns(readRunDump(first), readRunDump(second), 1e-6);
            QVERIFY(whole.first && read.first);
            QCOMPARE(read.first->layer, whole.first->layer);
            QVERIFY(read.first->tile >= 0 && read.first->cycle >= 0 && read.first->lane >= 0 && read.first->entry >= 0);
            QCOMPARE(read.first->index, whole.first->index);
            QCOMPARE(read.first->product, whole.first->product);
            QCOMPARE(read.first->m, whole.first->m);
            QCOMPARE(read.first->n, whole.first->n);
            QCOMPARE(read.first->tile, whole.first->tile);
            QCOMPARE(read.first->cycle, whole.first->cycle);
            QCOMPARE(read.first->lane, whole.first->lane);
            // The place is where run a adds the last vector of that element.
            const LayerData &data = *a.product(read.first->layer, read.first->product);
            const OpenedChip chip({std::shared_ptr<void>(), &data}, a.config, a.outputs.at(read.first->layer));
            Simulator simulator(data.operands, a.config, chip.context().plan(), chip.context().ppu());
            simulator.seek(read.first->cycle + 1);
            const auto node = std::find_if(a.graph->nodes.begin(), a.graph->nodes.end(),
                                           [&](const Node &n) { return n.name == read.first->layer; });
            const ProductGeometry geometry(a, *node);
            QCOMPARE(geometry.resultOf({read.first->layer, read.first->product, read.first->m, read.first->n}).index,
                     read.first->index);
            const Snapshot now = simulator.snapshot();
            const std::int64_t row = now.executed.m + read.first->lane;
            const std::int64_t column = now.rowOfB(now.executed.n + read.first->entry);
            QCOMPARE(now.plan->transposed ? column : row, read.first->m);
            QCOMPARE(now.plan->transposed ? row : column, read.first->n);
            QCOMPARE(now.executed.k + 1, now.plan->vectors);
        }
    }

    void valuesThatAreNoNumbersHaveNoDistance()
    {
        const RunRecord run = recorded(smallResidual(), "int8");
        const RecordedNode &node = run.nodes.back();
        Tensor changed = *run.value(node.outputs.front());
        const std::int64_t size = changed.size();
        std::ranges::fill(changed.mutableValues<float>(), std::numeric_limits<float>::quiet_NaN());
        const RunDifference difference = compareValues(run, {{node.name, changed}}, 1e-6, "t.npz");
        QCOMPARE(difference.layers.front().different, size);
        QCOMPARE(difference.layers.front().notFinite, size);
        QVERIFY(std::isnan(difference.first->b));
        changed = *run.value(node.outputs.front());
        changed.mutableValues<float>()[0] = std::numeric_limits<float>::infinity();
        const RunDifference one = compareValues(run, {{node.name, changed}}, 1e-6, "t.npz");
        QCOMPARE(one.layers.front().different, 1);
        QCOMPARE(one.layers.front().notFinite, 1);
        QCOMPARE(one.layers.front().largest, 0.0);
    }

    void somebodyElsesTensorsAreFoundByName()
    {
        const RunRecord run = recorded(smallResidual(), "int8");
        const RecordedNode &node = run.nodes[run.nodes.size() / 2];
        const Tensor value = *run.value(node.outputs.front());
        QVERIFY(compareValues(run, {{node.outputs.front(), value}}, 0.0, "t.npz").same());
        QVERIFY(compareValues(run, {{node.name, value}}, 0.0, "t.npz").same());
        Tensor changed = value;
        changed.mutableValues<float>()[3] += 1.0F;
        const RunDifference difference = compareValues(run, {{node.name, changed}}, 1e-6, "t.npz");
        QCOMPARE(difference.first->index, 3);
        QCOMPARE(difference.first->layer, node.name);
        QCOMPARE(difference.layers.front().different, 1);
        const std::string message = messageOf([&] { (void)compareValues(run, {{node.name + "x", value}}, 0.0, "t.npz"); });
        QVERIFY2(message.find("nearest: '" + node.name + "'") != std::string::npos, message.c_str());
        QVERIFY(messageOf([&] {
                    (void)compareValues(run, {{node.name, Tensor(DType::Float32, {1})}}, 0.0, "t.npz");
                }).find("shape")
                != std::string::npos);
    }
};

VSQ_TEST(RunDiffTest)
#include "rundiff.moc"
