// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/transpose.h"

#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cstring>
#include <vector>

using namespace vsq;

class TransposeTest : public QObject {
    Q_OBJECT

private slots:
    /// Every element at its place and nothing written beside it, on all small shapes and on strides wider than the block.
    void floatsComeToTheirPlaces()
    {
        constexpr float kUntouched = -1.0F;
        for (std::int64_t rows = 0; rows <= 11; ++rows) {
            for (std::int64_t columns = 0; columns <= 11; ++columns) {
                for (const std::int64_t gap : {0, 3}) {
                    const std::int64_t fromStride = columns + gap;
                    const std::int64_t toStride = rows + gap;
                    std::vector<float> from(static_cast<std::size_t>(rows * fromStride));
                    for (std::size_t i = 0; i < from.size(); ++i) {
                        from[i] = static_cast<float>(i);
                    }
                    std::vector<float> to(static_cast<std::size_t>(columns * toStride), kUntouched);
                    transposeBlock(from.data(), fromStride, rows, columns, to.data(), toStride);
                    for (std::int64_t c = 0; c < columns; ++c) {
                        for (std::int64_t r = 0; r < toStride; ++r) {
                            const float expected = r < rows ? static_cast<float>(r * fromStride + c) : kUntouched;
                            QCOMPARE(to[static_cast<std::size_t>(c * toStride + r)], expected);
                        }
                    }
                }
            }
        }
    }

    /// Words at addresses and strides that are no multiples of four; all bit patterns survive, NaNs with their payload too.
    void wordsOfAnyKindAtAnyByte()
    {
        Random random(5);
        constexpr std::int64_t kRows = 9;
        constexpr std::int64_t kColumns = 13;
        constexpr std::int64_t kFromStride = kColumns * 4 + 1;
        constexpr std::int64_t kToStride = kRows * 4 + 3;
        std::vector<unsigned char> from(static_cast<std::size_t>(kRows * kFromStride + 1));
        for (unsigned char &byte : from) {
            byte = static_cast<unsigned char>(random.below(256));
        }
        const std::uint32_t signalling = 0x7f800001U;
        std::memcpy(from.data() + 1, &signalling, sizeof signalling);
        std::vector<unsigned char> to(static_cast<std::size_t>(kColumns * kToStride + 1));
        transposeWords(from.data() + 1, kFromStride, kRows, kColumns, to.data() + 1, kToStride);
        for (std::int64_t r = 0; r < kRows; ++r) {
            for (std::int64_t c = 0; c < kColumns; ++c) {
                QVERIFY(std::memcmp(from.data() + 1 + r * kFromStride + c * 4, to.data() + 1 + c * kToStride + r * 4, 4) == 0);
            }
        }
    }
};

VSQ_TEST(TransposeTest)

#include "transpose.moc"
