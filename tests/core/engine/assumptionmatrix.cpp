// SPDX-License-Identifier: GPL-3.0-or-later
// All modes under all alternatives of together, on plain and saturating data: the stepped chip,
// the whole matrix and every path of the engine agree bit for bit.
#include "core/chip/ppu.h"
#include "core/chip/referenceproduct.h"
#include "core/chip/simulator.h"
#include "core/engine/engine.h"
#include "tests/core/engine/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;
using namespace vsq::test;

class AssumptionMatrixTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void steppedIsWholeIsEngine_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("combination");
        for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
            for (int combination = 0; combination < 32; ++combination) {
                QTest::addRow("%s %d", nameOf(mode).data(), combination) << int(mode) << combination;
            }
        }
    }

    void steppedIsWholeIsEngine()
    {
        QFETCH(int, mode);
        QFETCH(int, combination);
        ChipConfig config;
        const auto second = [combination](int bit) { return (combination >> bit & 1) != 0; };
        config.rounding = second(0) ? ChipConfig::Rounding::NearestEven : ChipConfig::Rounding::HalfUp;
        config.scaleProduct = second(1) ? ChipConfig::ScaleProduct::Full : ChipConfig::ScaleProduct::TopByte;
        config.overflow = second(2) ? ChipConfig::Overflow::Wrap : ChipConfig::Overflow::Saturate;
        config.quantizeWith = second(3) ? ChipConfig::QuantizeWith::Rounded : ChipConfig::QuantizeWith::Unrounded;
        config.reciprocal = second(4) ? ChipConfig::Reciprocal::Exact : ChipConfig::Reciprocal::Pwl;
        std::int64_t saturations = 0;
        for (const bool saturating : {false, true}) {
            for (const OutputFormat output : {OutputFormat::Vsq, OutputFormat::Int8Vector, OutputFormat::Int4}) {
                const std::uint64_t seed = static_cast<std::uint64_t>(1000 * mode + 10 * combination + int(output))
                                           + (saturating ? 7 : 0);
                Random random(seed);
                auto operands = std::make_shared<Operands>(randomOperands(random, Mode(mode), 70, 9, 150));
                if (saturating) {
                    operands->a = randomOperand(random, Mode(mode), 70, 1000, Data::OneSign);
                    operands->b = randomOperand(random, Mode(mode), 9, 1000, Data::OneSign);
                }
                const ReferenceSums reference = referenceProduct(*operands, config);
                saturations += reference.saturations;
                PpuSettings settings;
                settings.output = output;
                settings.scale = {random.between(1, 200)};
                settings.bias = {random.between(-128, 127)};
                settings.truncShift = static_cast<int>(random.between(4, 14));
                const QString where = QStringLiteral("seed %1").arg(seed);
                Simulator simulator(operands, config, settings);
                QVERIFY(simulator.ppu().has_value());
                while (simulator.step()) {
                }
                QVERIFY2(simulator.sums() == reference.sums, qPrintable(where));
                QVERIFY2(simulator.counters().saturations == reference.saturations, qPrintable(where));
                QVERIFY2(simulator.output() == applyPpu(reference.sums, 70, 9, settings, config), qPrintable(where));
                for (const Isa isa : supportedIsas()) {
                    const ProductSums fast = multiply(*operands, config, {.isa = isa});
                    QVERIFY2(fast.sums == reference.sums && fast.saturations == reference.saturations, qPrintable(where));
                }
            }
        }
        // wrapping counts none, and concerns Int8 and Int4 only. No K that fits the buffers makes Int4 leave 24 bits.
        QCOMPARE(saturations > 0, Mode(mode) == Mode::Vsq || (Mode(mode) == Mode::Int8 && !second(2)));
    }
};

VSQ_TEST(AssumptionMatrixTest)
#include "assumptionmatrix.moc"
