// SPDX-License-Identifier: GPL-3.0-or-later
// Explanations: every number is what the stepped chip shows in the cycle that they state, errors add up exactly, and the value is
// the run's.
#include "core/layer/explanation.h"

#include "core/base/error.h"
#include "core/chip/simulator.h"
#include "core/chip/wordtimes.h"
#include "core/data/dataset.h"
#include "core/data/iteminputs.h"
#include "core/layer/productgeometry.h"
#include "core/run/loadnetwork.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/sampledata.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <utility>

using namespace vsq;
using namespace vsq::test;

namespace {

RunRecord recorded(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const char *format,
                   const ChipConfig &config = {})
{
    BackendOptions options;
    options.format = namedFormat(format);
    options.config = config;
    return recordRun(graph, lower(*graph), inputs, options);
}

OpenedChip chipOf(const RunRecord &record, const LayerData &data)
{
    return {record.graph, std::shared_ptr<const LayerData>(std::shared_ptr<void>(), &data), record.config};
}

/// Left to right, as somebody would who reads the table.
double sumOfErrors(const Explanation &e)
{
    double sum = 0.0;
    for (const ExplainedStep &step : e.steps) {
        sum += step.addedError();
    }
    return sum;
}

#define HOLDS(condition) QVERIFY2(condition, qPrintable(where))

} // namespace

class ExplanationTest : public QObject {
    Q_OBJECT

    /// One random position of a product against the stepped chip.
    void compare(const OpenedChip &chip, Simulator &simulator, Random &random, const QString &name)
    {
        const Operands &operands = *chip.data().operands;
        const auto m = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(operands.m())));
        const auto n = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(operands.n())));
        const QString where = name + QString(" m %1 n %2").arg(m).arg(n);
        const Explanation e = explain(chip, m, n);
        HOLDS(sumOfErrors(e) == e.error());
        HOLDS(e.steps.front().value == e.value);
        HOLDS(e.steps.back().value == e.fp32);
        const float result = static_cast<float>(e.sum) * static_cast<float>(e.unit) * e.gammaA * e.gammaB;
        HOLDS(e.value == static_cast<double>(result));
        for (const ExplainedVector &v : e.vectors) {
            simulator.seek(v.cycle + 1);
            const Snapshot s = simulator.snapshot();
            const LaneState &lane = s.lanes[static_cast<std::size_t>(v.lane)];
            HOLDS(s.executed.cycle == v.cycle && s.executed.phase == Phase::Compute);
            HOLDS(s.executed.k == v.k && s.executed.a == v.entry && s.executed.tile == v.tile && s.executed.subtile == v.subtile);
            HOLDS(lane.tree == v.dot && lane.term == v.term && lane.sumIn == v.sumIn && lane.sumOut == v.sum);
            HOLDS(lane.saturated == v.saturated);
            HOLDS(s.collector[static_cast<std::size_t>(v.entry)][static_cast<std::size_t>(v.lane)] == v.sum);
            HOLDS(s.aRegister[static_cast<std::size_t>(v.lane)].address == v.aAddress && s.bWord.address == v.bAddress);
            if (e.mode == Mode::Vsq) {
                const int scaleA = s.aRegister[static_cast<std::size_t>(v.lane)].scale;
                const int scaleB = s.bWord.scale;
                HOLDS(scaleA == (e.transposed ? v.scaleB : v.scaleA) && scaleB == (e.transposed ? v.scaleA : v.scaleB));
                HOLDS(lane.scaleProduct == v.scaleProduct && lane.roundedScale == v.p8);
            }
        }
        if (e.output) {
            comparePpu(chip, e, simulator, where);
        }
        compareTimes(chip, e, simulator, random, where);
    }

    void comparePpu(const OpenedChip &chip, const Explanation &e, Simulator &simulator, const QString &where)
    {
        const ExplainedOutput &o = *e.output;
        const std::size_t lane = static_cast<std::size_t>(e.vectors.back().lane);
        const std::array<std::int64_t, 4> values{o.scaled, o.biased, o.rectified, o.truncated};
        for (std::size_t step = 0; step < values.size(); ++step) {
            if (o.stages[step] < 0) {
                continue;
            }
            simulator.seek(o.stages[step] + 1);
            const Snapshot s = simulator.snapshot();
            HOLDS(step > 0 || s.readOut == e.vectors.back().entry);
            const PpuStage &stage = s.ppu[static_cast<std::size_t>(chip.times().stageOf(static_cast<int>(step)))];
            HOLDS(stage.valid && stage.values[lane] == values[step]);
        }
        if (o.written >= 0 && o.format != OutputFormat::Softmax) {
            compareWord(chip, e, simulator, where);
        }
    }

    /// The codes are there from the stated cycle on. The port writes the word in it, but in a subtile's last cycle: then all
    /// words on their way are flushed, of which the port's is one.
    void compareWord(const OpenedChip &chip, const Explanation &e, Simulator &simulator, const QString &where)
    {
        const ExplainedOutput &o = *e.output;
        simulator.seek(o.written + 1);
        const Snapshot s = simulator.snapshot();
        const bool vectors = outputVectorSize(o.format) > 0;
        const PpuOutput &written = simulator.output();
        HOLDS(written.codes[static_cast<std::size_t>(e.n * written.columns + e.m)] == o.code);
        HOLDS(!vectors
              || written.scales[static_cast<std::size_t>(e.n * written.vectors + e.m / outputVectorSize(o.format))] == o.scale);
        if (o.written < chip.times().lastCycle(static_cast<std::size_t>(e.vectors.back().subtile))) {
            HOLDS(uses(s, {.memory = Memory::OutputBuffer, .address = o.address}, true));
            HOLDS(s.outputAddress == o.address && !s.outputWord.empty());
            const std::int64_t perWord = codesPerOutputWord(o.format);
            const std::int64_t row = e.transposed ? e.n : e.m;
            HOLDS(s.outputWord[static_cast<std::size_t>(vectors ? row % perWord : row % chip.context().plan().lanes)] == o.code);
            HOLDS(!vectors || s.outputScale == o.scale);
        }
    }

    static bool uses(const Snapshot &s, const ChipWord &word, bool write)
    {
        return std::any_of(s.accesses.begin(), s.accesses.end(), [&](const Access &access) {
            const bool banked = word.memory == Memory::ABuffer;
            return access.memory == word.memory && access.write == write && access.address == word.address
                   && (!banked || access.bank == word.bank);
        });
    }

    /// Written by and read by: in one of the stated cycles and in any other cycle, what stepping sees of the ports.
    void compareTimes(const OpenedChip &chip, const Explanation &e, Simulator &simulator, Random &random, const QString &name)
    {
        const ExplainedVector &v = e.vectors[random.below(e.vectors.size())];
        std::vector<ChipWord> words{{Memory::Collector, 0, v.entry},
                                    {Memory::ABuffer, v.lane, v.aAddress},
                                    {Memory::BBuffer, 0, v.bAddress},
                                    {Memory::ARegister, 0, v.lane}};
        if (e.output && e.output->written >= 0 && e.output->format != OutputFormat::Softmax) {
            words.push_back({Memory::OutputBuffer, 0, e.output->address});
        }
        const ChipWord word = words[random.below(words.size())];
        const WordTimes times(chip.times(), word);
        const bool filled = word.memory == Memory::ABuffer || word.memory == Memory::BBuffer; // which no port shows
        const bool read = filled || (word.memory == Memory::Collector && random.below(2) == 0);
        const std::vector<std::int64_t> &cycles = read ? times.reads() : times.writes();
        const QString where = name + " " + QString::fromStdString(toText(word)) + (read ? " read" : " written");
        HOLDS(!cycles.empty());
        const auto any = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(simulator.totalCycles())));
        for (const std::int64_t cycle : {cycles[random.below(cycles.size())], any}) {
            const bool ends = [&] {
                for (std::size_t subtile = 0; subtile < chip.context().plan().subtiles.size(); ++subtile) {
                    if (chip.times().lastCycle(subtile) == cycle) {
                        return true;
                    }
                }
                return false;
            }();
            if (word.memory == Memory::OutputBuffer && ends) {
                continue; // flushed, past the port
            }
            simulator.seek(cycle + 1);
            HOLDS(uses(simulator.snapshot(), word, !read) == std::binary_search(cycles.begin(), cycles.end(), cycle));
        }
    }

    /// What the run has in the tensor that the layer makes: the explained value, with the bias that the host adds to it in
    /// binary32. Empty where the layer's geometry is not known.
    static std::optional<float> valueOfRun(const RunRecord &record, const Explanation &e)
    {
        const auto node = std::find_if(record.graph->nodes.begin(), record.graph->nodes.end(),
                                       [&](const Node &n) { return n.name == e.layer; });
        const ProductGeometry geometry(record, *node);
        if (!geometry.isKnown() || node->real("alpha", 1.0F) != 1.0F || node->real("beta", 1.0F) != 1.0F) {
            return std::nullopt;
        }
        const TensorElement element = geometry.resultOf({e.layer, e.product, e.m, e.n});
        return record.value(element.value)->values<float>()[static_cast<std::size_t>(element.index)];
    }
    static float withBias(const RunRecord &record, const Explanation &e)
    {
        const auto node = std::find_if(record.graph->nodes.begin(), record.graph->nodes.end(),
                                       [&](const Node &n) { return n.name == e.layer; });
        const auto value = static_cast<float>(e.value);
        if (node->inputs.size() < 3 || node->inputs[2].empty()) {
            return value;
        }
        const std::int64_t filters = record.product(e.layer, 0)->layer.m;
        return value + record.value(node->inputs[2])->values<float>()[static_cast<std::size_t>(e.product * filters + e.m)];
    }

    /// How many positions were looked at, and of how many of them the run's own value.
    std::pair<int, int> compareNetwork(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, const char *format,
                                       int positions, const ChipConfig &config = {})
    {
        const RunRecord record = recorded(graph, inputs, format, config);
        Random random(static_cast<std::uint64_t>(positions) + record.products.size());
        const int products = static_cast<int>(record.products.size());
        const int each = (positions + products - 1) / products;
        int compared = 0;
        int ofRun = 0;
        for (const auto &[key, data] : record.products) {
            const OpenedChip chip = chipOf(record, data);
            Simulator simulator(data.operands, config, chip.context().plan(), chip.context().ppu());
            const QString name = QString("%1 %2 product %3").arg(format, QString::fromStdString(key.first)).arg(key.second);
            for (int i = 0; i < each; ++i, ++compared) {
                compare(chip, simulator, random, name);
                const Explanation e = explain(chip, random.between(0, data.operands->m() - 1),
                                              random.between(0, data.operands->n() - 1));
                if (const auto run = valueOfRun(record, e)) {
                    const QString where = name + QString(" m %1 n %2: %3, the run %4").arg(e.m).arg(e.n).arg(e.value).arg(*run);
                    if (withBias(record, e) != *run) {
                        QTest::qFail(qPrintable(where), __FILE__, __LINE__);
                    }
                    ++ofRun;
                }
                if (QTest::currentTestFailed()) {
                    return {compared, ofRun};
                }
            }
        }
        return {compared, ofRun};
    }

    /// Words that each subtile's last cycle leaves: one through the port, the rest flushed, and the output is whole. most: so
    /// far.
    void compareLastCycles(const OpenedChip &chip, std::size_t &most)
    {
        if (!chip.output() || chip.context().plan().output == OutputFormat::Softmax) {
            return;
        }
        const std::shared_ptr<const Operands> &operands = chip.data().operands;
        Simulator simulator(operands, {}, chip.context().plan(), chip.context().ppu());
        for (std::size_t s = 0; s < chip.context().plan().subtiles.size(); ++s) {
            const std::int64_t last = chip.times().lastCycle(s);
            std::vector<std::int64_t> expected;
            for (const OutputWrite &word : chip.times().outputWrites(s)) {
                if (word.cycle == last) {
                    expected.push_back(word.address);
                }
            }
            std::vector<std::int64_t> written; // through the port
            simulator.seek(last + 1);
            for (const Access &access : simulator.snapshot().accesses) {
                if (access.memory == Memory::OutputBuffer && access.write) {
                    written.push_back(access.address);
                }
            }
            QVERIFY(written.size() <= 1);
            QVERIFY(written.empty() || written.front() == expected.front());
            most = std::max(most, expected.size());
        }
        QVERIFY(simulator.output() == applyPpu(simulator.sums(), operands->m(), operands->n(), *chip.context().ppu(), {}));
    }

private Q_SLOTS:
    void numbersAreThoseOfTheSteppedChip_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("format");
        for (const char *network : kSampleNetworks) {
            for (const char *format : {"vsq", "int4", "int8"}) {
                QTest::addRow("%s %s", network, format) << QString(network) << QString(format);
            }
        }
    }

    /// At least 2,000 positions over the samples and formats, 9 times 223 or more, on one of their items: each vector of each
    /// chain in the cycle that it states, and at as many positions the value that the run has there.
    void numbersAreThoseOfTheSteppedChip()
    {
        QFETCH(QString, network);
        QFETCH(QString, format);
        const auto graph = loadNetwork(sample(network + ".onnx").toStdString()).graph;
        const Dataset data = sampleData(network, *graph, 8);
        const auto [compared, ofRun] = compareNetwork(graph, itemInputs(*graph, &data, 5), format.toUtf8().constData(), 223);
        qInfo("%d positions, %d of them beside the run's tensors", compared, ofRun);
        QVERIFY(compared >= 223);
        QVERIFY(ofRun >= 223);
    }

    /// The output buffer has one port: a word a cycle, but where the layer's end leaves the last ones no time.
    void wordsOfASubtilesLastCycleAreAllWritten()
    {
        std::size_t most = 0;
        const std::pair<std::shared_ptr<const Graph>, TensorMap> networks[] = {
            {smallTransformer(), {{"image", images(1, 8, 10).inputs[0]}}},
            {oneProduct(100, 20), {{"x", randomTensor({16, 100}, 2)}}}};
        for (const auto &[graph, inputs] : networks) {
            for (const char *format : {"vsq", "int4", "int8"}) {
                const RunRecord record = recorded(graph, inputs, format);
                for (const auto &[key, data] : record.products) {
                    compareLastCycles(chipOf(record, data), most);
                }
            }
        }
        QCOMPARE(most, std::size_t{2}); // 16 entries and 6 stages want 21 cycles, half of 40 are 20
    }

    void otherConfigurationsToo()
    {
        ChipConfig config;
        config.rounding = ChipConfig::Rounding::NearestEven;
        config.scaleProduct = ChipConfig::ScaleProduct::Full;
        config.vsqSegments = 4;
        config.aBankEntries = 40;
        compareNetwork(smallTransformer(), {{"image", images(1, 8, 10).inputs[0]}}, "vsq", 60, config);
        ChipConfig streaming;
        streaming.operandSupply = ChipConfig::Operands::Streaming;
        streaming.streamBytesPerCycle = 40.0;
        compareNetwork(smallResidual(), {{"image", images(1, 8, 10).inputs[0]}}, "int8", 60, streaming);
    }

    void theValueIsTheRuns()
    {
        const auto graph = smallTransformer();
        const RunRecord record = recorded(graph, {{"image", images(1, 8, 10).inputs[0]}}, "vsq");
        Random random(9);
        int compared = 0;
        for (const auto &[key, data] : record.products) {
            const auto node = std::find_if(record.graph->nodes.begin(), record.graph->nodes.end(),
                                           [&name = key.first](const Node &n) { return n.name == name; });
            const ProductGeometry geometry(record, *node);
            if (!geometry.isKnown() || node->inputs.size() > 2) { // a bias is the host's
                continue;
            }
            const OpenedChip chip = chipOf(record, data);
            for (int i = 0; i < 20; ++i, ++compared) {
                const std::int64_t m = random.between(0, data.operands->m() - 1);
                const std::int64_t n = random.between(0, data.operands->n() - 1);
                const TensorElement element = geometry.resultOf({key.first, key.second, m, n});
                const float run = record.value(element.value)->values<float>()[static_cast<std::size_t>(element.index)];
                QVERIFY(explain(chip, m, n).value == static_cast<double>(run));
                QVERIFY((geometry.positionOf(element.index) == ProductPosition{key.first, key.second, m, n}));
            }
        }
        QVERIFY(compared > 50);
    }

    void operandsAreTheElementsThatGeometryNames()
    {
        for (const auto &graph : {smallTransformer(), smallResidual()}) {
            const RunRecord record = recorded(graph, {{"image", images(1, 8, 10).inputs[0]}}, "int8");
            Random random(3);
            int compared = 0;
            for (const auto &[key, data] : record.products) {
                const auto node = std::find_if(record.graph->nodes.begin(), record.graph->nodes.end(),
                                               [&name = key.first](const Node &n) { return n.name == name; });
                const ProductGeometry geometry(record, *node);
                for (int i = 0; i < 30 && geometry.isKnown(); ++i, ++compared) {
                    const std::int64_t k = random.between(0, data.operands->k() - 1);
                    for (const OperandSide side : {OperandSide::Weights, OperandSide::Activations}) {
                        const bool isA = side == OperandSide::Weights;
                        const std::int64_t row = random.between(0, (isA ? data.operands->m() : data.operands->n()) - 1);
                        const auto element = geometry.operandOf(side, key.second, row, k);
                        QVERIFY(element.has_value());
                        const float expected = (isA ? data.a : data.b)[static_cast<std::size_t>(row * data.operands->k() + k)];
                        const float found =
                            element->index < 0
                                ? 0.0F
                                : record.value(element->value)->values<float>()[static_cast<std::size_t>(element->index)];
                        QCOMPARE(found, expected);
                    }
                }
            }
            QVERIFY(compared > 100);
        }
    }

    void positionsOutsideAreRefusedWithTheRange()
    {
        const auto graph = oneProduct(100, 7);
        const RunRecord record = recorded(graph, {{"x", randomTensor({3, 100}, 2)}}, "vsq");
        const OpenedChip chip = chipOf(record, *record.product("fc", 0));
        QCOMPARE(messageOf([&] { (void)explain(chip, 7, 0); }), std::string("layer 'fc': m: expected 0 .. 6, found 7"));
        QCOMPARE(messageOf([&] { (void)explain(chip, 0, -1); }), std::string("layer 'fc': n: expected 0 .. 2, found -1"));
    }

    void codesOfTheUnitAreAChainToo()
    {
        const auto graph = oneProduct(100, 7);
        for (const char *format : {"vsq", "int4", "int8"}) {
            const RunRecord record = recorded(graph, {{"x", randomTensor({3, 100}, 2)}}, format);
            const OpenedChip chip = chipOf(record, *record.product("fc", 0));
            for (std::int64_t m = 0; m < 7; ++m) {
                const Explanation e = explain(chip, m, m % 3, ExplainStage::Code);
                QVERIFY(sumOfErrors(e) == e.error());
                const PpuSettings &settings = *chip.context().ppu();
                const double unit = static_cast<double>(settings.gamma) * (e.output->scale > 0 ? e.output->scale : 1);
                QVERIFY(std::abs(e.value - e.output->code * unit) <= 1e-12 * std::abs(e.value) + 1e-300);
                QVERIFY(std::abs(e.error()) < std::abs(e.fp32) + 10 * unit);
            }
        }
    }
};

VSQ_TEST(ExplanationTest)
#include "explanation.moc"
