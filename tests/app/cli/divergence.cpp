// SPDX-License-Identifier: GPL-3.0-or-later
// vsq diff on a run and the same run with one weight code changed: it names the layer, tile, cycle and lane in which two stepped
// chips first differ.
#include "core/base/random.h"
#include "core/chip/simulator.h"
#include "core/engine/operandsof.h"
#include "core/layer/openedchip.h"
#include "core/layer/rundump.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <optional>

using namespace vsq;
using namespace vsq::test;

namespace {

constexpr std::uint64_t kSeed = 21;

struct FirstChange {
    std::int64_t tile = -1;
    std::int64_t cycle = -1;
    int lane = -1;
};

/// Where the sums of two stepped chips first differ; nothing where they do not.
std::optional<FirstChange> firstChange(const LayerData &a, const LayerData &b, const ChipConfig &config, OutputFormat output)
{
    const OpenedChip chip({std::shared_ptr<void>(), &a}, config, output);
    Simulator first(a.operands, config, chip.context().plan(), chip.context().ppu());
    Simulator second(b.operands, config, chip.context().plan(), chip.context().ppu());
    while (first.step() && second.step()) {
        const Snapshot one = first.snapshot();
        const Snapshot two = second.snapshot();
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            if (one.lanes[lane].sumOut != two.lanes[lane].sumOut) {
                return FirstChange{one.executed.tile, one.executed.cycle, static_cast<int>(lane)};
            }
        }
    }
    return std::nullopt;
}

} // namespace

class DivergenceCommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Seeded inputs of a sample, as options.
    QStringList inputsOf(const QString &model)
    {
        const QString path = m_folder.filePath(QStringLiteral("inputs.npz"));
        const auto info = runVsq({"info", model, "--json"}).json();
        Random random(5);
        std::map<std::string, Tensor> arrays;
        for (const auto &input : info["inputs"]) {
            Shape shape;
            for (const auto &dim : input["shape"]) {
                shape.push_back(dim.is_number() ? dim.get<std::int64_t>() : 1);
            }
            const bool real = input["type"] == "float32";
            Tensor tensor(real ? DType::Float32 : DType::Int64, shape);
            for (std::int64_t i = 0; i < tensor.size(); ++i) {
                if (real) {
                    tensor.mutableValues<float>()[static_cast<std::size_t>(i)] = static_cast<float>(random.uniform());
                } else {
                    tensor.mutableValues<std::int64_t>()[static_cast<std::size_t>(i)] = 1;
                }
            }
            arrays.emplace(input["name"].get<std::string>(), std::move(tensor));
        }
        writeNpz(path.toStdString(), arrays);
        return {"--inputs", path};
    }

    /// What the bench writes for a design without a fault, from the kit's files.
    static void writeDump(const QString &kit)
    {
        const auto read = [&kit](const char *name) {
            QFile file(kit + QLatin1Char('/') + QLatin1String(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto program = nlohmann::json::parse(read("program.json").toStdString());
        QFile dump(kit + QStringLiteral("/dump.hex"));
        QVERIFY(dump.open(QIODevice::WriteOnly));
        dump.write("// kit: " + QByteArray::fromStdString(program["title"].get<std::string>()) + "\n// expected_sums\n");
        dump.write(read("expected_sums.hex") + "// expected_out\n"
                   + (program["outputs"].empty() ? "" : read("expected_out.hex")));
    }

private Q_SLOTS:
    void aChangedWeightCodeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("vsq") << QStringLiteral("vsq");
        QTest::newRow("int8") << QStringLiteral("int8");
    }
    void aChangedWeightCodeIsNamedWithItsPlace()
    {
        QFETCH(QString, format);
        Random random(kSeed);
        Tensor image(DType::Float32, {1, 1, 28, 28});
        for (float &pixel : image.mutableValues<float>()) {
            pixel = static_cast<float>(random.uniform());
        }
        const QString inputs = m_folder.filePath(QStringLiteral("x.npz"));
        writeNpz(inputs.toStdString(), {{"image", image}});
        const QString before = m_folder.filePath(format + QStringLiteral("-before"));
        const VsqResult ran = runVsq({"run", sample(QStringLiteral("fashion-vit.onnx")), "--inputs", inputs, "--format", format,
                                      "--fidelity", "chip", "--dump", before, "--out", m_folder.filePath("y.npz"), "--quiet"});
        QVERIFY2(ran.code == 0, ran.error.constData());
        const RunRecord a = readRunDump(before.toStdString());
        int found = 0;
        for (const auto &[key, data] : a.products) {
            if (!data.layer.aIsConstant || data.operands == nullptr || found == 3 || random.below(3) != 0) {
                continue;
            }
            RunRecord b = a;
            LayerData &changed = b.products[key];
            const std::int64_t m = random.between(0, data.operands->m() - 1);
            const std::int64_t k = random.between(0, data.operands->k() - 1);
            std::int8_t &code = changed.qa.codes[static_cast<std::size_t>(m * changed.qa.columns + k)];
            code = static_cast<std::int8_t>(code > 0 ? code - 1 : code + 1);
            changed.operands = std::make_shared<const Operands>(makeOperands(changed.qa, changed.qb, data.operands->mode));
            const auto expected = firstChange(data, changed, a.config, a.outputs.at(key.first));
            if (!expected) { // its activations are all 0
                continue;
            }
            ++found;
            const QString after = m_folder.filePath(QStringLiteral("%1-after-%2").arg(format).arg(found));
            writeRunDump(after.toStdString(), b);
            const VsqResult result = runVsq({"diff", before, after, "--json", "--exit-code", "--quiet"});
            QCOMPARE(result.code, 1);
            const auto json = result.json();
            const QString where =
                QStringLiteral("seed %1, layer %2, m %3, k %4").arg(kSeed).arg(QString::fromStdString(key.first)).arg(m).arg(k);
            QVERIFY2(json["layer"].get<std::string>() == key.first, qPrintable(where));
            QVERIFY2(json["tile"].get<std::int64_t>() == expected->tile, qPrintable(where));
            QVERIFY2(json["cycle"].get<std::int64_t>() == expected->cycle, qPrintable(where));
            QVERIFY2(json["lane"].get<int>() == expected->lane, qPrintable(where));
            QVERIFY2(json["m"].get<std::int64_t>() == m, qPrintable(where));
        }
        QVERIFY(found > 0);
    }

    /// Every kind of layer of the samples: the run's own dump and a bench's are of the same vectors, by each door.
    void aBenchsDumpIsOfTheRun_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QStringList>("layers");
        QTest::newRow("fashion-vit vsq") << "fashion-vit"
                                         << "vsq"
                                         << QStringList{"patch_embed", "blocks.0.attn.qk", "blocks.1.attn.pv", "blocks.1.mlp.fc1",
                                                        "head"};
        QTest::newRow("fashion-vit int8") << "fashion-vit"
                                          << "int8" << QStringList{"blocks.1.attn.qk", "blocks.1.mlp.fc1"};
        QTest::newRow("manpages-bert vsq") << "manpages-bert"
                                           << "vsq" << QStringList{"encoder.layer.0.attention.qk", "classifier"};
    }
    void aBenchsDumpIsOfTheRun()
    {
        QFETCH(QString, network);
        QFETCH(QString, format);
        QFETCH(QStringList, layers);
        const QString model = sample(network + QStringLiteral(".onnx"));
        const QString run = m_folder.filePath(network + format);
        const QStringList inputs = inputsOf(model);
        const VsqResult ran = runVsq(
            QStringList{"run", model, "--format", format, "--dump", run, "--out", m_folder.filePath("y.npz"), "--quiet"}
            + inputs);
        QVERIFY2(ran.code == 0, ran.error.constData());
        const VsqResult listed = runVsq({"info", model, "--json"});
        const auto info = listed.json();
        for (const QString &wanted : layers) {
            std::string name; // the first that ends so
            for (const auto &layer : info["layers"]) {
                if (name.empty() && layer["where"] == "chip"
                    && layer["name"].get<std::string>().ends_with(wanted.toStdString())) {
                    name = layer["name"].get<std::string>();
                }
            }
            QVERIFY2(!name.empty(), qPrintable(wanted));
            const QString layer = QString::fromStdString(name);
            const QString kit = m_folder.filePath(QStringLiteral("kit"));
            const QStringList options{"--layer", layer, "--format", format, "--quiet"};
            const VsqResult made = runVsq(QStringList{"golden", model, "--out", kit} + options + inputs);
            QVERIFY2(made.code == 0, made.error.constData());
            writeDump(kit);
            const QString dump = kit + QStringLiteral("/dump.hex");
            for (const VsqResult &result :
                 {runVsq({"diff", run, dump, "--json", "--quiet"}),
                  runVsq(QStringList{"diff", model, dump, "--a", "--format " + format, "--json", "--quiet"} + inputs),
                  runVsq(QStringList{"golden", model, "--check", dump, "--json"} + options + inputs)}) {
                QVERIFY2(result.code == 0, (layer.toUtf8() + ": " + result.error).constData());
                QVERIFY2(result.json()["same"].get<bool>(), qPrintable(layer));
            }
            if (format == QStringLiteral("vsq")) { // another rounding is another chip, whether or not a word differs
                const VsqResult refused = runVsq(QStringList{"golden", model, "--check", dump, "--set", "rounding=nearesteven"}
                                                 + options + inputs);
                QCOMPARE(refused.code, 1);
                QVERIFY2(refused.error.contains("the dump is of another configuration of the chip: expected layer '"),
                         refused.error.constData());
            }
        }
    }
};

VSQ_TEST(DivergenceCommandTest)
#include "divergence.moc"
