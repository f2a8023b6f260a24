// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/imagepatches.h"
#include "core/base/random.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <vector>

using namespace vsq;

class TestImagePatches : public QObject {
    Q_OBJECT
private slots:
    void everyPixelIsSeenThroughEveryTap();
    void plainImagesAreTheirOwnPatches();
};

void TestImagePatches::everyPixelIsSeenThroughEveryTap()
{
    constexpr std::uint64_t kSeed = 41;
    qInfo("seed %llu", static_cast<unsigned long long>(kSeed));
    Random random(kSeed);
    for (int round = 0; round < 3000; ++round) {
        ProductImages i{
            .images = 1, .channels = random.between(1, 3), .height = random.between(1, 9), .width = random.between(1, 12)};
        i.kernelHeight = random.between(1, 5);
        i.kernelWidth = random.between(1, 5);
        i.strideY = random.between(1, 3);
        i.strideX = random.between(1, 3);
        if (round % 2 == 0) {
            i.strideY = i.strideX = 1; // planes that only move
        }
        i.dilationY = random.between(1, 2);
        i.dilationX = random.between(1, 2);
        i.padTop = random.between(0, 5);
        i.padLeft = random.between(0, 5);
        i.outputHeight = random.between(1, 9);
        i.outputWidth = round % 2 == 0 ? i.width : random.between(1, 12);
        std::vector<float> image(static_cast<std::size_t>(i.channels * i.height * i.width));
        for (float &value : image) {
            value = static_cast<float>(random.normal());
        }
        const std::int64_t k = i.kernelHeight * i.kernelWidth * i.channels;
        const std::int64_t all = i.outputHeight * i.outputWidth;
        const std::int64_t firstRow = random.between(0, k - 1);
        const std::int64_t rows = random.between(1, k - firstRow);
        const std::int64_t first = random.between(0, all - 1);
        const std::int64_t pixels = random.between(1, all - first);
        std::vector<float> found(static_cast<std::size_t>(rows * pixels + 1), 7.0F);
        imagePatches(i, image.data(), firstRow, rows, first, pixels, found.data());
        for (std::int64_t at = 0; at < rows * pixels; ++at) {
            const std::int64_t row = firstRow + at / pixels;
            const std::int64_t tap = row / i.channels;
            const std::int64_t pixel = first + at % pixels;
            const std::int64_t y = pixel / i.outputWidth * i.strideY - i.padTop + tap / i.kernelWidth * i.dilationY;
            const std::int64_t x = pixel % i.outputWidth * i.strideX - i.padLeft + tap % i.kernelWidth * i.dilationX;
            const bool inside = y >= 0 && y < i.height && x >= 0 && x < i.width;
            const float expected = inside ? image[static_cast<std::size_t>((row % i.channels * i.height + y) * i.width + x)]
                                          : 0.0F;
            QCOMPARE(found[static_cast<std::size_t>(at)], expected);
        }
        QCOMPARE(found.back(), 7.0F);
    }
}

void TestImagePatches::plainImagesAreTheirOwnPatches()
{
    ProductImages i{.images = 1, .channels = 2, .height = 3, .width = 4, .outputHeight = 3, .outputWidth = 4};
    QVERIFY(isPlain(i));
    i.strideX = 2;
    QVERIFY(!isPlain(i));
    i.strideX = 1;
    i.padTop = 1;
    QVERIFY(!isPlain(i));
}

VSQ_TEST(TestImagePatches)
#include "imagepatches.moc"
