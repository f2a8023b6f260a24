// SPDX-License-Identifier: GPL-3.0-or-later
// Every field of ChipConfig acts: changed alone it changes a plan, an energy, something the stepped chip shows or an output.
#include "core/chip/obstacles.h"
#include "core/chip/simulator.h"
#include "core/layer/layerdata.h"
#include "core/layer/layerenergy.h"
#include "core/network/graphbuilder.h"
#include "core/run/backend.h"
#include "core/run/loadnetwork.h"
#include "core/study/calibrate.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <fmt/format.h>

#include <QTest>

#include <map>

using namespace vsq;
using namespace vsq::test;

namespace {

/// What a field is changed to, and what must be set for it to matter.
struct Change {
    std::string field;
    std::string value;
    std::vector<std::string> with;
};

const std::vector<Change> &changes()
{
    static const std::vector<Change> list{
        {"lanes", "8", {}},
        {"collectorEntries", "8", {}},
        {"aBankEntries", "64", {}},
        {"bBufferEntries", "256", {}},
        {"outputWords", "64", {}},
        {"scaleEntries", "4", {}},
        {"rounding", "nearesteven", {}},
        {"scaleProduct", "full", {}},
        {"overflow", "wrap", {}},
        {"codeRange", "full", {}},
        {"unsignedActivations", "true", {}},
        {"ppuScaleBits", "6", {"layerOutput=ppu"}},
        {"biasBits", "4", {"layerOutput=ppu"}},
        {"truncation", "rounded", {}},
        {"vsqSegments", "4", {}},
        {"vectorScale", "up", {}},
        {"zeroVectorScale", "1", {}},
        {"quantizeWith", "rounded", {}},
        {"reciprocal", "exact", {}},
        {"int8ScaleVector", "64", {}},
        {"vsqTilesInside", "false", {}},
        {"outputScaleRepeated", "false", {}},
        {"ppuStages", "2", {}},
        {"fillDrainCycles", "41", {}},
        {"fillDrainCyclesVsq", "129", {}},
        {"aLoadCycles", "16", {}},
        {"aPrefetch", "false", {}},
        {"sramReadLatency", "3", {"operandSupply=streaming"}},
        {"firstPassForcedZero", "false", {}},
        {"softmaxSlice", "8", {}},
        {"softmaxSegments", "2", {}},
        {"softmaxTable", "floor", {}},
        {"densityWeightB", "1", {}},
        {"clockCurve", "linear", {"voltage=0.62"}},
        {"leakageShare", "0.2", {}},
        {"scaleByte", "low", {}},
        {"convolutionColumns", "flat", {}},
        {"convolutionFlatBelow", "18", {}},
        {"packedChannels", "6", {}},
        {"outputShareOfOther", "0.5", {}},
        {"overheadEnergy", "0.5", {}},
        {"splitOtherEnergy", "true", {}},
        {"voltage", "0.5", {}},
        {"operandSupply", "streaming", {"streamBytesPerCycle=8"}},
        {"streamBytesPerCycle", "5", {"operandSupply=streaming"}},
        {"outputBytesPerCycle", "1", {"operandSupply=streaming"}},
        {"softmax", "chip", {}},
        {"layerOutput", "ppu", {}},
    };
    return list;
}

/// Text of everything that can be seen of a configured chip, by where it is seen.
using Seen = std::map<std::string, std::string>;

Layer convolutionLayer(std::int64_t channels, std::int64_t width)
{
    Layer layer = bareProduct(70, width * 4, channels * 9);
    layer.op = "Conv";
    layer.channels = channels;
    layer.kernelHeight = layer.kernelWidth = 3;
    layer.outputHeight = 4;
    layer.outputWidth = width;
    layer.use = OutputUse::NextLayer;
    return layer;
}

void addPlans(Seen &seen, const ChipConfig &config)
{
    Layer product = bareProduct(200, 100, 1000);
    product.use = OutputUse::NextLayer;
    Layer longer = bareProduct(200, 40, 3000); // INT8 with a scale for 32 values
    longer.use = OutputUse::NextLayer;
    std::string &plans = seen["plan"];
    std::string &energies = seen["energy"];
    for (const char *format : {"vsq", "int8"}) {
        for (const Layer &layer : {product, longer, convolutionLayer(5, 17), bareProduct(16, 3, 64)}) {
            const auto cost = costOf(layer, namedFormat(format), config);
            plans += cost ? fmt::format("{} {} {} {} ", nameOf(cost->output()), cost->cycles(), cost->plan.subtiles.size(),
                                        cost->counters.stallCycles)
                          : std::string("none ");
            if (!cost) {
                continue;
            }
            const EnergyBreakdown energy = energyOf(*cost, {.a = 0.2, .b = 0.9, .origin = Origin::Assumed}, config);
            energies += fmt::format("{} {} {} {} {} {} {} ", energy.total().value, energy.seconds.value, energy.leakage.value,
                                    energy.ppu.value, energy.output.value, energy.overhead.value, energy.readOut.value);
        }
    }
}

void addChip(Seen &seen, const ChipConfig &config)
{
    std::string &codes = seen["codes of the stepped chip"];
    std::string &sums = seen["sums"];
    std::string &cycles = seen["cycles of the stepped chip"];
    std::string &words = seen["words in the buffers"];
    for (const Mode mode : {Mode::Vsq, Mode::Int8}) {
        for (const OutputFormat output :
             {OutputFormat::Vsq, OutputFormat::Int8, OutputFormat::Int4, OutputFormat::Int8Vector, OutputFormat::Softmax}) {
            Random random(5);
            const auto operands = randomOperands(random, mode, 128, 20, 640,
                                                 output == OutputFormat::Int8 ? Data::Saturating : Data::SmallScales);
            if (obstacleToProducts(config) || obstacleTo(output, config)) {
                codes += "none ";
                continue;
            }
            PpuSettings settings;
            settings.output = output;
            settings.scale.assign(128, 1);
            settings.scale[1] = 3;
            settings.truncShift = mode == Mode::Vsq ? 1 : 5;
            for (int m = 64; m < 128; ++m) { // vectors of zeros
                settings.scale[static_cast<std::size_t>(m)] = 0;
            }
            Layer product = bareProduct(128, 20, 640);
            Simulator simulator(operands, config, planOf(product, mode, output, config), settings);
            while (simulator.step()) {
                const Snapshot now = simulator.position().cycle % 37 == 0 ? simulator.snapshot() : Snapshot();
                if (now.bWord.valid && words.size() < 4000) {
                    for (const auto part : now.bWord.bits) {
                        words += fmt::format("{} ", static_cast<std::int64_t>(part));
                    }
                }
                for (int i = 0; now.softmax.valid && i < now.softmax.count; ++i) {
                    words += fmt::format("y{} ", now.softmax.y[static_cast<std::size_t>(i)]);
                }
                if (now.outputAddress >= 0) {
                    words += fmt::format("@{} {} ", now.outputAddress, now.outputScale);
                }
            }
            cycles += fmt::format("{} ", simulator.totalCycles());
            for (const PortCount &port : simulator.counters().memories) {
                cycles += fmt::format("{}/{} ", port.reads, port.writes);
            }
            for (const std::int32_t sum : simulator.sums()) {
                sums += fmt::format("{} ", sum);
            }
            for (const std::int8_t code : simulator.output().codes) {
                codes += fmt::format("{} ", static_cast<int>(code));
            }
            for (const std::uint8_t scale : simulator.output().scales) {
                codes += fmt::format("s{} ", static_cast<int>(scale));
            }
        }
    }
}

/// Two linked products and an attention, run as a network.
void addNetworks(Seen &seen, const ChipConfig &config)
{
    const auto run = [&](const std::string &where, const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                         Fidelity fidelity, const std::shared_ptr<const ActivationScales> &scales) {
        std::string &text = seen[where];
        try {
            BackendOptions options;
            options.format = namedFormat("vsq");
            options.config = config;
            options.scales = scales;
            const PreparedNetwork prepared = prepareNetwork(graph, fidelity, options);
            for (const auto &[name, tensor] : Executor(prepared.graph).run(inputs, *prepared.backend)) {
                for (const float value : tensor.values<float>()) {
                    text += fmt::format("{} ", value);
                }
            }
        } catch (const Error &error) {
            text += error.what();
        }
    };
    GraphBuilder g("two", 8);
    std::string x = g.input("x", DType::Float32, {-1, 100}, {"batch"});
    x = g.node("Gemm", "fc1", {x, g.normal("w1", {100, 80}, 0.3), g.normal("b1", {80}, 0.5)});
    x = g.node("Relu", "relu", {x});
    x = g.node("Gemm", "fc2", {x, g.normal("w2", {80, 7}, 0.3)});
    g.output(x, "y", {-1, 7}, {"batch"});
    const auto two = std::make_shared<const Graph>(g.take());
    const TensorMap inputs{{"x", randomTensor({3, 100}, 2)}};
    Dataset data;
    data.path = "random";
    data.inputs.push_back(randomTensor({4, 100}, 3));
    data.labels.assign(4, 0);
    const auto scales = std::make_shared<const ActivationScales>(
        calibrate(two, data, namedFormat("vsq"), ChipConfig{}, Fidelity::Chip));
    run("network with static scales", two, inputs, Fidelity::Chip, scales);
    run("network in software", two, inputs, Fidelity::Quantized, nullptr);
    run("transformer on the chip", smallTransformer(), {{"image", images(1, 8, 10).inputs[0]}}, Fidelity::Chip, nullptr);
}

Seen look(const ChipConfig &config)
{
    Seen seen;
    addPlans(seen, config);
    addChip(seen, config);
    addNetworks(seen, config);
    return seen;
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsListed()
    {
        std::vector<std::string> listed;
        for (const Change &change : changes()) {
            listed.push_back(change.field);
        }
        std::vector<std::string> fields = configFields();
        std::sort(listed.begin(), listed.end());
        std::sort(fields.begin(), fields.end());
        QCOMPARE(listed, fields);
    }

    void everyFieldActs_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < changes().size(); ++i) {
            QTest::newRow(changes()[i].field.c_str()) << static_cast<int>(i);
        }
    }

    void everyFieldActs()
    {
        QFETCH(int, index);
        const Change &change = changes()[static_cast<std::size_t>(index)];
        ChipConfig before;
        for (const std::string &assignment : change.with) {
            setField(before, assignment);
        }
        ChipConfig after = before;
        setField(after, change.field, change.value);
        QVERIFY(!(before == after));
        static std::map<std::string, Seen> known; // by configuration: most start from the same one
        auto &base = known[toJson(before)];
        if (base.empty()) {
            base = look(before);
        }
        const Seen changed = look(after);
        QStringList where;
        for (const auto &[name, text] : base) {
            if (changed.at(name) != text) {
                where << QString::fromStdString(name);
            }
        }
        QVERIFY2(!where.isEmpty(), change.field.c_str());
        qInfo("%s acts on: %s", change.field.c_str(), qPrintable(where.join(", ")));
    }

    void unsignedActivationsAreSoftwaresOrRefused()
    {
        ChipConfig config;
        config.unsignedActivations = true;
        BackendOptions options;
        options.config = config;
        QVERIFY_THROWS_EXCEPTION(Error, makeBackend(Fidelity::Chip, options));
        QVERIFY_THROWS_EXCEPTION(Error, planOf(bareProduct(1, 1, 1), namedFormat("vsq"), config));
        QVERIFY(obstacleToLayers(config).has_value());
        QVERIFY(asConfigured(namedFormat("vsq"), config).activations.isUnsigned);
    }

    /// The taps of a convolution share vectors where the configuration says so: operands follow the plan.
    void operandsAreQuantizedAsThePlanSays()
    {
        GraphBuilder g("convolution", 4);
        std::string x = g.input("x", DType::Float32, {1, 6, 8, 8});
        x = g.node("Conv", "conv", {x, g.normal("w", {10, 6, 3, 3}, 0.3)});
        g.output(x, "y", {1, 10, 6, 6});
        const auto graph = std::make_shared<const Graph>(g.take());
        for (const int packed : {0, 5, 6, 16}) {
            ChipConfig config;
            config.packedChannels = packed;
            for (const char *format : {"vsq", "int4", "int8"}) {
                const LayerData data = openLayer(graph, {{"x", randomTensor({1, 6, 8, 8}, 1)}}, layerOf(*graph, "conv"), 0,
                                                 namedFormat(format), config);
                const Plan plan = planOf(data.layer, data.format, config);
                QCOMPARE(data.operands->a.segments, plan.segments);
                QCOMPARE(data.operands->a.vectors, plan.vectors);
                QCOMPARE(data.operands->b.segments, plan.segments);
                QCOMPARE(plan.segments, packed >= 6 ? 1 : 9);
            }
        }
    }
};

VSQ_TEST(SettingsTest)
#include "settings.moc"
