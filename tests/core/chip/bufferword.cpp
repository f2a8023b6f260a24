// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the operand buffers bit by bit, and that the snapshot shows them as the configuration says.
#include "core/chip/bufferword.h"

#include "core/chip/simulator.h"
#include "tests/core/chip/randomoperands.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class BufferWordTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void byHand()
    {
        std::array<std::int8_t, 64> codes{};
        codes[0] = -1;
        codes[1] = 7;
        codes[63] = -8;
        const BufferBits high = packWord(codes, 0xa5, Mode::Vsq, ChipConfig::ScaleByte::High);
        QCOMPARE(int(high[0]), 0x7f);
        QCOMPARE(int(high[31]), 0x80);
        QCOMPARE(int(high[32]), 0xa5); // bits 263..256
        QCOMPARE(hexOf(high), "a580" + std::string(60, '0') + "7f");
        const BufferBits low = packWord(codes, 0xa5, Mode::Vsq, ChipConfig::ScaleByte::Low);
        QCOMPARE(int(low[0]), 0xa5); // bits 7..0
        QCOMPARE(hexOf(low), "80" + std::string(60, '0') + "7fa5");
    }

    void unpackUndoesPack()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            Random random(seed);
            for (const Mode mode : {Mode::Int8, Mode::Int4, Mode::Vsq}) {
                for (const auto place : {ChipConfig::ScaleByte::High, ChipConfig::ScaleByte::Low}) {
                    std::array<std::int8_t, 64> codes{};
                    for (int i = 0; i < vectorSize(mode); ++i) {
                        codes[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(
                            mode == Mode::Int8 ? random.between(-128, 127) : random.between(-8, 7));
                    }
                    const auto scale = static_cast<std::uint8_t>(random.between(0, 255));
                    const UnpackedWord word = unpackWord(packWord(codes, scale, mode, place), mode, place);
                    QVERIFY2(word.codes == codes && word.scale == scale, qPrintable(QString("seed %1").arg(seed)));
                }
            }
        }
    }

    void snapshotShowsTheWordAsItLies()
    {
        Random random(1);
        const auto operands = test::randomOperands(random, Mode::Vsq, 16, 4, 64);
        for (const char *place : {"high", "low"}) {
            ChipConfig config;
            setField(config, "scaleByte", place);
            Simulator simulator(operands, config);
            simulator.seek(20 + 2);
            const Snapshot snapshot = simulator.snapshot();
            for (const Word &word : {snapshot.bWord, snapshot.aRegister[3]}) {
                QVERIFY(word.valid);
                const UnpackedWord held = unpackWord(word.bits, Mode::Vsq, config.scaleByte);
                QVERIFY(held.codes == word.codes && held.scale == word.scale);
            }
            QCOMPARE(int(snapshot.bWord.bits[config.scaleByte == ChipConfig::ScaleByte::High ? 32 : 0]),
                     int(operands->b.scale(1, 0)));
        }
    }
};

VSQ_TEST(BufferWordTest)
#include "bufferword.moc"
