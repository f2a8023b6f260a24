// SPDX-License-Identifier: GPL-3.0-or-later
// Every door that says what a layer costs gives the same numbers, and they are what the stepped chip counts.
#include "core/chip/simulator.h"
#include "core/data/iteminputs.h"
#include "core/layer/chrometrace.h"
#include "core/layer/layerenergy.h"
#include "core/layer/layermeasure.h"
#include "core/layer/layerppu.h"
#include "core/layer/utilisation.h"
#include "core/network/shapelist.h"
#include "core/run/loadnetwork.h"
#include "core/study/workloads.h"
#include "tests/support/networks.h"
#include "tests/support/sampledata.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <numeric>

using namespace vsq;
using namespace vsq::test;

namespace {

struct Case {
    std::string name;
    std::shared_ptr<const Graph> graph;
    TensorMap inputs;
};

struct ConvolutionCase {
    std::int64_t channels = 1;
    std::int64_t filters = 16;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t group = 1;
    std::int64_t size = 8;
    std::int64_t batch = 1;
    int dimensions = 2;
};

std::vector<std::int64_t> times(std::int64_t value, int count)
{
    return std::vector<std::int64_t>(static_cast<std::size_t>(count), value);
}

/// A convolution, a ReLU and a second convolution that takes its result.
Case convolution(const ConvolutionCase &c)
{
    GraphBuilder g("convolution", 17 + c.channels);
    const std::int64_t all = c.channels * c.group;
    const int d = c.dimensions;
    Shape x{c.batch, all};
    Shape w{c.filters, c.channels};
    Shape one{20, c.filters};
    Shape y{c.batch, 20};
    const std::int64_t pad = c.dilation * (c.kernel - 1) / 2;
    const std::int64_t out = (c.size + 2 * pad - c.dilation * (c.kernel - 1) - 1) / c.stride + 1;
    for (int i = 0; i < d; ++i) {
        x.push_back(c.size);
        w.push_back(c.kernel);
        one.push_back(1);
        y.push_back(out);
    }
    std::string value = g.input("x", DType::Float32, x);
    value = g.node(
        "Conv", "conv", {value, g.normal("w", w, 0.2), g.normal("b", {c.filters}, 0.1)},
        {{"pads", times(pad, 2 * d)}, {"strides", times(c.stride, d)}, {"dilations", times(c.dilation, d)}, {"group", c.group}});
    value = g.node("Relu", "relu", {value});
    value = g.node("Conv", "next", {value, g.normal("w2", one, 0.2)});
    g.output(value, "y", y);
    return {"conv of " + std::to_string(c.channels) + " channels, kernel " + std::to_string(c.kernel) + ", group "
                + std::to_string(c.group) + ", batch " + std::to_string(c.batch) + ", " + std::to_string(d) + "-D",
            std::make_shared<const Graph>(g.take()),
            {{"x", randomTensor(x, 3)}}};
}

/// Multi-head self-attention with its projections.
Case attention(std::int64_t batch, std::int64_t tokens, std::int64_t heads, std::int64_t width)
{
    GraphBuilder g("attention", 5);
    const std::int64_t each = width / heads;
    const Shape shape{batch, tokens, width};
    const std::string x = g.input("x", DType::Float32, shape);
    const std::string split = g.integers("split", {batch, tokens, heads, each});
    const auto projected = [&](const std::string &name, const std::vector<std::int64_t> &order) {
        std::string value = g.node("MatMul", name, {x, g.normal(name + ".weight", {width, width}, 0.2)});
        value = g.node("Reshape", name + ".split", {value, split});
        return g.node("Transpose", name + ".heads", {value}, {{"perm", order}});
    };
    const std::string q = projected("q", {0, 2, 1, 3});
    const std::string k = projected("k", {0, 2, 3, 1});
    const std::string v = projected("v", {0, 2, 1, 3});
    std::string value = g.node("MatMul", "scores", {q, k});
    value = g.node("Mul", "scaled",
                   {value, g.constant("scale", Tensor::of<float>({}, {static_cast<float>(1.0 / std::sqrt(each))}))});
    value = g.node("Softmax", "softmax", {value}, {{"axis", std::int64_t{-1}}});
    value = g.node("MatMul", "context", {value, v});
    value = g.node("Transpose", "joined", {value}, {{"perm", std::vector<std::int64_t>{0, 2, 1, 3}}});
    value = g.node("Reshape", "flat", {value, g.integers("flat.shape", {batch, tokens, width})});
    value = g.node("MatMul", "out", {value, g.normal("out.weight", {width, 24}, 0.2)});
    g.output(value, "y", {batch, tokens, 24});
    return {"attention of " + std::to_string(heads) + " heads",
            std::make_shared<const Graph>(g.take()),
            {{"x", randomTensor(shape, 4)}}};
}

/// Two Gemms with a ReLU between.
Case gemms(std::int64_t rows, std::int64_t k, std::int64_t middle)
{
    GraphBuilder g("gemms", 9);
    std::string value = g.input("x", DType::Float32, {rows, k});
    value = g.node("Gemm", "fc1", {value, g.normal("w1", {middle, k}, 0.1), g.normal("b1", {middle}, 0.1)},
                   {{"transB", std::int64_t{1}}});
    value = g.node("Relu", "relu", {value});
    value = g.node("Gemm", "fc2", {value, g.normal("w2", {middle, 10}, 0.1)});
    g.output(value, "y", {rows, 10});
    return {"gemms of K " + std::to_string(k), std::make_shared<const Graph>(g.take()), {{"x", randomTensor({rows, k}, 6)}}};
}

/// A transposed convolution between two others: the host's, but its neighbours are the chip's.
Case transposed()
{
    GraphBuilder g("transposed", 2);
    std::string value = g.input("x", DType::Float32, {1, 3, 6, 6});
    value = g.node("Conv", "before", {value, g.normal("w1", {8, 3, 3, 3}, 0.2)});
    value = g.node("ConvTranspose", "up", {value, g.normal("w2", {8, 6, 2, 2}, 0.2)},
                   {{"strides", std::vector<std::int64_t>{2, 2}}});
    value = g.node("Conv", "after", {value, g.normal("w3", {5, 6, 3, 3}, 0.2)});
    g.output(value, "y", {1, 5, 6, 6});
    return {"transposed convolution", std::make_shared<const Graph>(g.take()), {{"x", randomTensor({1, 3, 6, 6}, 8)}}};
}

std::vector<Case> generated()
{
    std::vector<Case> cases;
    for (std::int64_t channels = 1; channels <= 16; ++channels) {
        cases.push_back(convolution({.channels = channels,
                                     .filters = 8 + 3 * channels,
                                     .kernel = 1 + channels % 7,
                                     .stride = 1 + channels % 2,
                                     .dilation = channels % 5 == 0 ? 2 : 1,
                                     .size = channels % 3 == 0 ? 16 : 7}));
    }
    cases.push_back(convolution({.channels = 64, .filters = 20, .kernel = 3, .size = 5}));
    cases.push_back(convolution({.channels = 64, .filters = 70, .kernel = 1, .size = 15}));
    cases.push_back(convolution({.channels = 64, .filters = 16, .kernel = 5, .size = 5}));
    cases.push_back(convolution({.channels = 1, .filters = 12, .kernel = 3, .group = 12, .size = 6}));
    cases.push_back(convolution({.channels = 1, .filters = 24, .kernel = 5, .stride = 2, .group = 12, .size = 8}));
    cases.push_back(convolution({.channels = 4, .filters = 32, .kernel = 3, .group = 4, .size = 6}));
    cases.push_back(convolution({.channels = 6, .filters = 36, .kernel = 3, .group = 2, .size = 6}));
    cases.push_back(convolution({.channels = 3, .filters = 18, .kernel = 3, .size = 7, .batch = 3}));
    cases.push_back(convolution({.channels = 20, .filters = 18, .kernel = 3, .size = 14, .batch = 2}));
    for (const std::int64_t channels : {2, 5, 17}) {
        cases.push_back(convolution({.channels = channels, .filters = 20, .kernel = 3, .size = 21, .dimensions = 1}));
        cases.push_back(
            convolution({.channels = channels, .filters = 9, .kernel = 7, .stride = 3, .size = 40, .batch = 2, .dimensions = 1}));
    }
    cases.push_back(gemms(1, 100, 40));
    cases.push_back(gemms(5, 33, 130));
    cases.push_back(gemms(20, 3000, 8)); // K beyond what VSQ output lets be resident
    cases.push_back(attention(1, 12, 2, 32));
    cases.push_back(attention(2, 17, 1, 24));
    cases.push_back(attention(1, 33, 3, 48));
    cases.push_back(transposed());
    return cases;
}

std::vector<Case> samples()
{
    std::vector<Case> cases;
    for (const char *name : kSampleNetworks) {
        const auto graph = loadNetwork(sample(QString::fromLatin1(name) + QStringLiteral(".onnx")).toStdString()).graph;
        const Dataset data = sampleData(QString::fromLatin1(name), *graph, 8);
        cases.push_back({name, graph, itemInputs(*graph, &data, 7)});
    }
    return cases;
}

std::vector<ChipConfig> configurations()
{
    std::vector<ChipConfig> list;
    for (const std::vector<const char *> &fields : std::vector<std::vector<const char *>>{
             {},
             {"lanes=8", "vsqTilesInside=false"},
             {"operandSupply=streaming", "streamBytesPerCycle=9", "outputBytesPerCycle=3"},
             {"collectorEntries=8", "packedChannels=0", "aPrefetch=false", "fillDrainCycles=7", "ppuStages=3"},
             {"lanes=4", "packedChannels=16", "convolutionColumns=flat", "bBufferEntries=1024", "outputWords=96",
              "fillDrainCyclesVsq=31", "voltage=0.6"}}) {
        ChipConfig config;
        for (const char *field : fields) {
            setField(config, field);
        }
        list.push_back(config);
    }
    return list;
}

/// Step by step, as the application does.
Counters stepped(const LayerData &data, const ChipConfig &config, const ChipProgram &program)
{
    Simulator simulator(data.operands, config, program.plan, program.ppu);
    while (simulator.step()) {
    }
    return simulator.counters();
}

#define SAME(ours, theirs)                                                                                                       \
    QVERIFY2((ours) == (theirs), qPrintable(QStringLiteral("%1: %2 is %3, %4 is %5")                                             \
                                                .arg(QString::fromStdString(where), QStringLiteral(#ours))                       \
                                                .arg(double(ours), 0, 'g', 12)                                                   \
                                                .arg(QStringLiteral(#theirs))                                                    \
                                                .arg(double(theirs), 0, 'g', 12)))

} // namespace

class DoorsTest : public QObject {
    Q_OBJECT

    int m_layers = 0;  ///< looked at
    int m_refused = 0; ///< that do not fit the chip as configured

    void checkCase(const Case &network, const NumberFormat &format, const ChipConfig &config)
    {
        const std::vector<Layer> layers = listLayers(network.graph);
        MeasureOptions options;
        options.format = format;
        options.config = config;
        const auto reports = measureLayers(network.graph, network.inputs, options);
        const Mode mode = modeFromName(nameOf(format));
        std::size_t row = 0;
        for (const Layer &layer : layers) {
            const std::string where = network.name + ", " + layer.name + ", " + nameOf(format) + ", lanes "
                                      + std::to_string(config.lanes);
            const auto cost = costOf(layer, format, config); // Network, Utilisation, Energy, info
            const auto found = std::find_if(reports.begin(), reports.end(),
                                            [&](const LayerReport &each) { return each.layer.name == layer.name; });
            if (!cost) {
                QVERIFY_THROWS_EXCEPTION(Error, planOf(layer, format, config));
                QVERIFY(found == reports.end() || !found->cycles);
                m_refused += layer.onChip ? 1 : 0;
                continue;
            }
            ++m_layers;
            // The opened layer: Dataflow, Inspector, trace.
            const LayerData data = openLayer(network.graph, network.inputs, layer, layer.count - 1, format, config);
            SAME(data.layer.n, layer.n);
            const ChipProgram program = programOf(network.graph, data, config, format);
            const Counters counted = stepped(data, config, program);
            const Counters &planned = cost->counters;
            SAME(planned.cycles, counted.cycles);
            SAME(planned.computeCycles, counted.computeCycles);
            SAME(planned.fillDrainCycles, counted.fillDrainCycles);
            SAME(planned.stallCycles, counted.stallCycles);
            SAME(planned.stallsForA, counted.stallsForA);
            SAME(planned.stallsForB, counted.stallsForB);
            SAME(planned.stallsForOutput, counted.stallsForOutput);
            SAME(planned.usefulMacs, counted.usefulMacs);
            SAME(planned.paddedMacsM, counted.paddedMacsM);
            SAME(planned.paddedMacsN, counted.paddedMacsN);
            SAME(planned.paddedMacsK, counted.paddedMacsK);
            const OperandDensities densities{.a = 0.3, .b = 0.8, .origin = Origin::Assumed};
            const double energy = energyOf(*cost, densities, config).total().value;
            SAME(energy, vsq::energyOf(counted, mode, densities, config.voltage, config).times(layer.count).total().value);
            const LayerContext context(data.operands, config, program.plan, program.ppu);
            const auto trace = nlohmann::json::parse(chromeTrace(context, layer.name))["otherData"];
            SAME(trace["cycles"].get<std::int64_t>(), planned.cycles);
            QCOMPARE(trace["output"].get<std::string>(), std::string(nameOf(cost->output())));
            // The report of vsq run --layers.
            QVERIFY(found != reports.end());
            SAME(found->cycles.value(), cost->cycles());
            SAME(found->utilisation.value(), cost->utilisation());
            SAME(found->energy.value(),
                 energyOf(*cost, {found->densityA, found->densityB, Origin::Derived}, config).total().value);
            QCOMPARE(found->output.value(), cost->output());
            // Utilisation's two halves.
            SAME(sharesOf(*cost).total, static_cast<double>(cost->cycles()));
            QVERIFY(std::abs(sharesOf(*cost).utilisation() - cost->utilisation()) < 1e-12);
            const LaneActivity activity = laneActivity(cost->plan, config);
            SAME(activity.cycles, planned.cycles);
            const double mean = std::accumulate(activity.byTime.begin(), activity.byTime.end(), 0.0)
                                / static_cast<double>(activity.byTime.size());
            QVERIFY2(std::abs(mean - cost->utilisation()) < 1e-4, where.c_str());
            // vsq workloads --model.
            const WorkloadResult workload = runWorkload(workloadOf(network.name, {layer}), mode, config, densities);
            SAME(workload.cycles, cost->cycles());
            SAME(workload.energy.total().value, energy);
            QVERIFY(std::abs(workload.utilisationPercent / 100.0 - cost->utilisation()) < 1e-12);
            ++row;
        }
        QVERIFY(row > 0 || m_refused > 0);
    }

private Q_SLOTS:
    void generatedLayersCostTheSameEverywhere_data()
    {
        QTest::addColumn<int>("configuration");
        for (int i = 0; i < static_cast<int>(configurations().size()); ++i) {
            QTest::addRow("configuration %d", i) << i;
        }
    }

    void generatedLayersCostTheSameEverywhere()
    {
        QFETCH(int, configuration);
        const ChipConfig config = configurations().at(static_cast<std::size_t>(configuration));
        m_layers = 0;
        m_refused = 0;
        for (const Case &network : generated()) {
            for (const char *format : {"vsq", "int4", "int8"}) {
                checkCase(network, namedFormat(format), config);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
        }
        qInfo("%d layers, %d refused", m_layers, m_refused);
        QVERIFY(m_layers >= 3 * 70);
        QVERIFY(m_refused <= m_layers / 10);
    }

    void samplesCostTheSameEverywhere_data() { generatedLayersCostTheSameEverywhere_data(); }

    void samplesCostTheSameEverywhere()
    {
        QFETCH(int, configuration);
        const ChipConfig config = configurations().at(static_cast<std::size_t>(configuration));
        for (const Case &network : samples()) {
            for (const char *format : {"vsq", "int4", "int8"}) {
                checkCase(network, namedFormat(format), config);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
        }
    }

    /// The output is the consumer's format, and it is paid for.
    void theNextLayersFormatDecidesTheOutput()
    {
        const Case network = convolution({.channels = 16, .filters = 64, .kernel = 3, .size = 12});
        const std::vector<Layer> layers = listLayers(network.graph);
        const Layer &first = layers.front();
        QCOMPARE(first.use, OutputUse::NextLayer);
        QCOMPARE(first.consumer, std::string("next"));
        QCOMPARE(layers.back().use, OutputUse::Host);
        const NumberFormat vsq = namedFormat("vsq");
        const auto output = [&](const char *next) { return planOf(first, vsq, {}, namedFormat(next)).output; };
        QCOMPARE(output("vsq"), OutputFormat::Vsq);
        QCOMPARE(output("int8"), OutputFormat::Int8);
        QCOMPARE(output("int4"), OutputFormat::Int4);
        QCOMPARE(planOf(layers.back(), vsq, {}).output, OutputFormat::Int8);
        QVERIFY(planOf(first, vsq, {}).totalCycles() > planOf(first, vsq, {}, namedFormat("int4")).totalCycles());
        MeasureOptions options;
        options.format = vsq;
        options.formats = {{"next", namedFormat("int8")}};
        const auto reports = measureLayers(network.graph, network.inputs, options);
        QCOMPARE(reports.front().output.value(), OutputFormat::Int8);
    }

    void scoresGoToTheSoftmaxAndTheirProbabilitiesOn()
    {
        const Case network = attention(1, 12, 2, 32);
        for (const Layer &layer : listLayers(network.graph)) {
            const OutputFormat output = planOf(layer, namedFormat("vsq"), {}).output;
            QCOMPARE(output == OutputFormat::Softmax, layer.name == "scores");
            ChipConfig fewLanes;
            fewLanes.lanes = 8; // slices of 16 do not come out of them
            QVERIFY(planOf(layer, namedFormat("vsq"), fewLanes).output != OutputFormat::Softmax);
        }
    }

    void layersOfTheHostSayWhy()
    {
        const Case network = transposed();
        for (const Layer &layer : listLayers(network.graph)) {
            try {
                planOf(layer, namedFormat("vsq"), {});
                QVERIFY(layer.name != "up");
            } catch (const Error &error) {
                QCOMPARE(layer.name, std::string("up"));
                QVERIFY(std::string(error.what()).find("only gather") != std::string::npos);
            }
        }
        QCOMPARE(layerOf(*network.graph, "before").consumer, std::string("after"));
    }
};

VSQ_TEST(DoorsTest)
#include "doors.moc"
