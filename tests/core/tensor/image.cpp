// SPDX-License-Identifier: GPL-3.0-or-later
// Images of all kinds decode to the numbers that they store. Files are put together byte by byte, not by the library that reads
// them.
#include "core/tensor/image.h"

#include "core/base/atomicfile.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <turbojpeg.h>
#include <zlib.h>

using namespace vsq;
using namespace vsq::test;

namespace {

using Bytes = std::vector<std::uint8_t>;

std::string bigEndian(std::uint32_t value)
{
    return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
            static_cast<char>(value)};
}

std::string chunk(const std::string &type, const std::string &data)
{
    const std::string body = type + data;
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef *>(body.data()), static_cast<uInt>(body.size())));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body + bigEndian(sum);
}

constexpr char kGrey = 0;
constexpr char kColour = 2;
constexpr char kPalette = 3;
constexpr char kGreyAlpha = 4;
constexpr char kColourAlpha = 6;

/// rows: each with its filter's byte. more: chunks before the data.
std::string png(std::uint32_t width, std::uint32_t height, char depth, char kind, const std::string &rows,
                const std::string &more = {})
{
    std::string packed(compressBound(static_cast<uLong>(rows.size())), '\0');
    uLongf size = packed.size();
    compress(reinterpret_cast<Bytef *>(packed.data()), &size, reinterpret_cast<const Bytef *>(rows.data()),
             static_cast<uLong>(rows.size()));
    packed.resize(size);
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", bigEndian(width) + bigEndian(height) + depth + kind + std::string(3, '\0')) + more
           + chunk("IDAT", packed) + chunk("IEND", {});
}

std::string bytes(std::initializer_list<int> values)
{
    std::string text;
    for (const int value : values) {
        text += static_cast<char>(value);
    }
    return text;
}

} // namespace

class ImageTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const std::string &content) const
    {
        const std::string path = m_folder.filePath("image").toStdString();
        writeFileAtomically(path, content);
        return path;
    }
    Bytes valuesOf(const std::string &content) const { return readImage(write(content)).values; }

private slots:
    void sixteenBitsGiveTheirHighByte()
    {
        const std::string row = bytes({0, 0x12, 0xFF, 0x80, 0x00, 0xFE, 0x01});
        QCOMPARE(valuesOf(png(1, 1, 16, kColour, row)), (Bytes{0x12, 0x80, 0xFE}));
        QCOMPARE(valuesOf(png(2, 1, 16, kGrey, bytes({0, 0x12, 0xFF, 0x7F, 0x80}))), (Bytes{0x12, 0x12, 0x12, 0x7F, 0x7F, 0x7F}));
    }

    void gammaAndProfilesAreNotApplied()
    {
        const std::string row = bytes({0, 10, 100, 200});
        for (const std::string &more :
             {chunk("gAMA", bigEndian(100000)), chunk("gAMA", bigEndian(22000)), chunk("sRGB", bytes({0})),
              chunk("iCCP", "profile" + std::string(2, '\0') + "damaged"),
              chunk("cHRM", bigEndian(31270) + bigEndian(32900) + bigEndian(64000) + bigEndian(33000) + bigEndian(30000)
                                + bigEndian(60000) + bigEndian(15000) + bigEndian(6000))}) {
            QCOMPARE(valuesOf(png(1, 1, 8, kColour, row, more)), (Bytes{10, 100, 200}));
        }
        QCOMPARE(valuesOf(png(1, 1, 16, kGrey, bytes({0, 77, 0}), chunk("gAMA", bigEndian(100000)))), (Bytes{77, 77, 77}));
    }

    void transparencyIsLeftOut()
    {
        QCOMPARE(valuesOf(png(2, 1, 8, kColourAlpha, bytes({0, 1, 2, 3, 0, 40, 50, 60, 128}))), (Bytes{1, 2, 3, 40, 50, 60}));
        QCOMPARE(valuesOf(png(1, 1, 8, kGreyAlpha, bytes({0, 90, 0}))), (Bytes{90, 90, 90}));
        QCOMPARE(valuesOf(png(1, 1, 8, kColour, bytes({0, 5, 6, 7}), chunk("tRNS", bytes({0, 5, 0, 6, 0, 7})))),
                 (Bytes{5, 6, 7}));
    }

    void palettesAreLookedUp()
    {
        const std::string palette = chunk("PLTE", bytes({255, 0, 0, 0, 255, 0, 10, 20, 30}));
        QCOMPARE(valuesOf(png(3, 1, 8, kPalette, bytes({0, 2, 0, 1}), palette)), (Bytes{10, 20, 30, 255, 0, 0, 0, 255, 0}));
        QCOMPARE(valuesOf(png(3, 1, 2, kPalette, bytes({0, 0b10'00'01'00}), palette + chunk("tRNS", bytes({0, 128})))),
                 (Bytes{10, 20, 30, 255, 0, 0, 0, 255, 0}));
    }

    void fewBitsOfGreySpanTheRange()
    {
        QCOMPARE(valuesOf(png(3, 1, 1, kGrey, bytes({0, 0b10100000}))), (Bytes{255, 255, 255, 0, 0, 0, 255, 255, 255}));
        QCOMPARE(valuesOf(png(2, 1, 2, kGrey, bytes({0, 0b01'10'0000}))), (Bytes{85, 85, 85, 170, 170, 170}));
        QCOMPARE(valuesOf(png(2, 1, 4, kGrey, bytes({0, 0x1E}))), (Bytes{17, 17, 17, 238, 238, 238}));
    }

    void hugeHeadersTakeNoMemory()
    {
        std::string path = write(png(100000, 100000, 8, kColour, "x"));
        QCOMPARE(messageOf([&] { readImage(path); }),
                 path + ": size of the image: expected 1 to 178956970 pixels, found 100000 x 100000");
        path = write(png(13000, 13000, 8, kColour, "x"));
        QVERIFY(
            messageOf([&] { readImage(path); }).starts_with(path + ": damaged image: expected data for 13000 x 13000, found "));
    }

    void otherFilesAreNamed()
    {
        for (const auto &[content, kind] :
             {std::pair("GIF89a..............", "a GIF image (save it as PNG or JPEG)"), std::pair("", "an empty file"),
              std::pair("RIFF....WEBPVP8 ", "a WebP image (save it as PNG or JPEG)"),
              std::pair("version https://git-lfs.github.com/spec/v1\n",
                        "a Git LFS pointer (git lfs pull fetches the file itself)")}) {
            const std::string path = write(content);
            QCOMPARE(messageOf([&] { readImage(path); }),
                     path + ": kind of the file: expected a PNG or JPEG image, found " + kind);
        }
    }

    /// Pillow takes CMYK for inverted, as Adobe writes it; R = K - (255 - C) K / 255.
    void cmykIsConverted_data()
    {
        QTest::addColumn<int>("flags");
        QTest::newRow("baseline") << 0;
        QTest::newRow("progressive") << TJFLAG_PROGRESSIVE;
    }
    void cmykIsConverted()
    {
        QFETCH(int, flags);
        const Bytes ink{200, 120, 40, 180};
        Bytes pixels;
        for (int i = 0; i < 16 * 16; ++i) {
            pixels.insert(pixels.end(), ink.begin(), ink.end());
        }
        const Bytes values = valuesOf(jpeg(pixels, TJPF_CMYK, flags));
        QCOMPARE(values.size(), std::size_t{16 * 16 * 3});
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const double expected = ink[3] - (255.0 - ink[channel]) * ink[3] / 255.0;
            QVERIFY2(std::abs(values[30 + channel] - expected) <= 2.0, std::to_string(values[30 + channel]).c_str());
        }
    }

    void progressiveAndGreyJpegsAreRead()
    {
        const Bytes grey(16 * 16, 130);
        for (const int flags : {0, TJFLAG_PROGRESSIVE}) {
            for (const std::uint8_t value : valuesOf(jpeg(grey, TJPF_GRAY, flags))) {
                QVERIFY(std::abs(value - 130) <= 1);
            }
        }
    }

    void bytesBehindAnImageAreNoDamage()
    {
        const std::string whole = jpeg(Bytes(16 * 16, 50), TJPF_GRAY, 0);
        QCOMPARE(valuesOf(whole + "trailing").size(), std::size_t{768});
        const std::string path = write(whole.substr(0, whole.size() - 30));
        QVERIFY(messageOf([&] { readImage(path); }).starts_with(path + ": damaged image: expected a whole JPEG file"));
    }

    /// What is kept of a resized image is the same, however much of the rest is computed.
    void croppingFirstChangesNothing()
    {
        Image image{.width = 37, .height = 23, .values = {}};
        for (int i = 0; i < 37 * 23 * 3; ++i) {
            image.values.push_back(static_cast<std::uint8_t>(i * 131 % 251));
        }
        for (const auto &[width, height, crop] :
             {std::tuple(20, 12, 7), std::tuple(80, 50, 31), std::tuple(37, 23, 10), std::tuple(9, 60, 9)}) {
            QCOMPARE(resizedCentre(image, width, height, crop, crop).values,
                     centreCropped(resized(image, width, height), crop, crop).values);
        }
        // 10^6 x 1 pixels, resized to 16384 lines and cropped: only the crop is computed.
        const Image line{.width = 1000000, .height = 1, .values = Bytes(3000000, 9)};
        QCOMPARE(resizedCentre(line, std::int64_t{1000000} * 16384, 16384, 8, 8).values, Bytes(8 * 8 * 3, 9));
    }

    /// Values that Pillow 9.4 gives: Image.resize((5, 3), Image.BILINEAR) of 8 x 6 pixels with (x * 29 + y * 53 + c * 17) % 256.
    void resizingIsPillows()
    {
        Image image{.width = 8, .height = 6, .values = {}};
        for (int y = 0; y < 6; ++y) {
            for (int x = 0; x < 8; ++x) {
                for (int c = 0; c < 3; ++c) {
                    image.values.push_back(static_cast<std::uint8_t>((x * 29 + y * 53 + c * 17) % 256));
                }
            }
        }
        const Bytes expected{50,  67,  84,  94,  111, 128, 140, 155, 156, 175, 172, 154, 128, 145, 117,
                             145, 148, 165, 165, 156, 173, 155, 123, 96,  127, 91,  81,  81,  98,  102,
                             129, 101, 118, 92,  74,  91,  91,  92,  109, 118, 135, 152, 162, 179, 196};
        QCOMPARE(resized(image, 5, 3).values, expected);
    }

private:
    static std::string jpeg(const Bytes &pixels, int format, int flags)
    {
        tjhandle encoder = tjInitCompress();
        unsigned char *data = nullptr;
        unsigned long size = 0;
        const bool done = tjCompress2(encoder, pixels.data(), 16, 0, 16, format, &data, &size,
                                      format == TJPF_GRAY ? TJSAMP_GRAY : TJSAMP_444, 100, flags)
                          == 0;
        const std::string result = done ? std::string(reinterpret_cast<const char *>(data), size) : std::string();
        tjFree(data);
        tjDestroy(encoder);
        return result;
    }
};

VSQ_TEST(ImageTest)
#include "image.moc"
