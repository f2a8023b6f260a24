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

#include <QTemporaryDir>
#include <QTest>

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
};

VSQ_TEST(DivergenceCommandTest)
#include "divergence.moc"
