// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of images that the tests write themselves.
#include "core/data/dataset.h"
#include "core/network/graphbuilder.h"
#include "core/tensor/image.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <png.h>
#include <turbojpeg.h>

using namespace vsq;
using namespace vsq::test;

namespace {

using Pixel = std::array<std::uint8_t, 3>;

Image plain(int width, int height, Pixel pixel)
{
    Image image{.width = width, .height = height, .values = {}};
    for (int i = 0; i < width * height; ++i) {
        image.values.insert(image.values.end(), pixel.begin(), pixel.end());
    }
    return image;
}

void writePng(const QString &path, const Image &image)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    header.width = static_cast<png_uint_32>(image.width);
    header.height = static_cast<png_uint_32>(image.height);
    header.format = PNG_FORMAT_RGB;
    QVERIFY(png_image_write_to_file(&header, path.toUtf8().constData(), 0, image.values.data(), 0, nullptr) != 0);
}

void writeJpeg(const QString &path, const Image &image)
{
    tjhandle encoder = tjInitCompress();
    unsigned char *bytes = nullptr;
    unsigned long size = 0;
    QCOMPARE(tjCompress2(encoder, image.values.data(), image.width, 0, image.height, TJPF_RGB, &bytes, &size, TJSAMP_444, 100, 0),
             0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char *>(bytes), static_cast<qint64>(size));
    tjFree(bytes);
    tjDestroy(encoder);
}

void writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

Graph network(std::int64_t channels, std::int64_t side)
{
    GraphBuilder builder("images", 3);
    const std::string x = builder.input("x", DType::Float32, {-1, channels, side, side}, {"batch"});
    builder.output(builder.node("Relu", "relu", {x}), "y", {-1, channels, side, side}, {"batch"});
    return builder.take();
}

} // namespace

class ImageFolderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::string root() const { return m_folder->path().toStdString(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkpath("cat");
        QDir(m_folder->path()).mkpath("dog");
        writePng(path("cat/a.png"), plain(8, 8, {255, 0, 0}));
        writePng(path("cat/b.PNG"), plain(12, 8, {0, 255, 0}));
        writeJpeg(path("dog/c.jpg"), plain(8, 16, {0, 0, 255}));
        writeText(path("dog/notes.txt"), "no image");
    }

    void itemsTakeTurnsAndKeepTheirColours()
    {
        const Dataset data = loadDataset(root(), network(3, 8));
        QCOMPARE(data.labels, (std::vector<std::int64_t>{0, 1, 0}));
        QCOMPARE(data.classes, (std::vector<std::string>{"cat", "dog"}));
        const Tensor x = data.batch(0, 3).front();
        QCOMPARE(x.shape(), (Shape{3, 3, 8, 8}));
        const float wanted[3][3] = {{1, 0, 0}, {0, 0, 1}, {0, 1, 0}};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                for (std::size_t pixel = 0; pixel < 64; ++pixel) { // JPEG is off by a level or two
                    QVERIFY(std::abs(x.values<float>()[(i * 3 + channel) * 64 + pixel] - wanted[i][channel]) < 0.01F);
                }
            }
        }
        QCOMPARE(loadDataset(root(), network(3, 8), 2).labels, (std::vector<std::int64_t>{0, 1}));
    }

    void greyIsLumaAndPreprocessingNormalises()
    {
        writeText(path("preprocess.json"), R"({"resize": 6, "crop": 4, "mean": [0.5], "std": [0.25], "channels": "gray"})");
        const Tensor x = loadDataset(root(), network(1, 4)).batch(0, 1).front();
        QCOMPARE(x.shape(), (Shape{1, 1, 4, 4}));
        QCOMPARE(x.values<float>()[5], (76.0F / 255.0F - 0.5F) / 0.25F); // 0.299 of 255, rounded
    }

    /// Halving four columns: the triangle over each new one is two old pixels wide on both sides.
    void shrinkingWeighsEveryPixel()
    {
        Image image = plain(4, 1, {0, 0, 0});
        std::fill(image.values.begin() + 6, image.values.end(), std::uint8_t{255});
        const Image half = resized(image, 2, 1);
        QCOMPARE(half.values[0], static_cast<std::uint8_t>(std::lround(255.0 * 0.25 / 1.75)));
        QCOMPARE(half.values[3], static_cast<std::uint8_t>(std::lround(255.0 * 1.5 / 1.75)));
        QCOMPARE(resized(plain(9, 7, {10, 20, 30}), 4, 3).values, plain(4, 3, {10, 20, 30}).values);
    }

    void theMiddleIsKept()
    {
        Image image = plain(5, 3, {0, 0, 0});
        image.values[3 * (5 + 2)] = 9; // row 1, column 2
        const Image middle = centreCropped(image, 1, 1);
        QCOMPARE(middle.values, (std::vector<std::uint8_t>{9, 0, 0}));
    }

    void damagedImagesAreNamed()
    {
        QFile file(path("cat/a.png"));
        QVERIFY(file.resize(file.size() / 2));
        const Dataset data = loadDataset(root(), network(3, 8));
        QVERIFY2(errorOf([&] {
                     (void)data.batch(0, 1);
                 }).startsWith(path("cat/a.png") + ": damaged image: expected a whole PNG file, found "),
                 qPrintable(errorOf([&] { (void)data.batch(0, 1); })));
        QFile jpeg(path("dog/c.jpg"));
        QVERIFY(jpeg.resize(jpeg.size() - 40));
        QVERIFY(errorOf([&] {
                    (void)data.batch(1, 2);
                }).startsWith(path("dog/c.jpg") + ": damaged image: expected a whole JPEG file, found "));
        writeText(path("cat/b.PNG"), "text");
        QCOMPARE(errorOf([&] { (void)data.batch(2, 3); }),
                 path("cat/b.PNG") + ": kind of the file: expected a PNG or JPEG image, found a text");
    }

    void foldersThatAreMissingAreWarnedOf()
    {
        GraphBuilder builder("classifier", 3);
        const std::string x = builder.input("x", DType::Float32, {-1, 3, 8, 8}, {"batch"});
        const std::string flat = builder.node("Flatten", "flat", {x});
        builder.output(builder.node("MatMul", "fc", {flat, builder.normal("w", {192, 3}, 1.0)}), "y", {-1, 3}, {"batch"});
        const Graph graph = builder.take();
        QCOMPARE(loadDataset(root(), graph).warnings,
                 std::vector<std::string>{"2 folders for the network's 3 classes: classes are numbered in the order of their "
                                          "folders' names, so that one that is missing moves all behind it."});
        for (const char *name : {"0", "2", "10"}) {
            QDir(m_folder->path()).mkpath(QStringLiteral("numbered/") + QLatin1String(name));
            writePng(path((std::string("numbered/") + name + "/a.png").c_str()), plain(8, 8, {1, 2, 3}));
        }
        QCOMPARE(loadDataset(path("numbered").toStdString(), graph).warnings,
                 (std::vector<std::string>{"Folders are sorted as texts (as torchvision sorts them): '10' is class 1.",
                                           "There is no folder '1': the classes behind it are numbered one less."}));
    }

    void emptyClassesAreNamed()
    {
        QDir(m_folder->path()).mkpath("eel");
        QCOMPARE(errorOf([&] { loadDataset(root(), network(3, 8)); }),
                 path("eel") + ": class: expected at least one PNG or JPEG image, found none");
    }

    void preprocessingIsChecked_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("no object") << QByteArray("[1]") << ": preprocessing: expected a JSON object, found a JSON array";
        QTest::newRow("no JSON") << QByteArray("[1") << ": byte 3: preprocessing: expected JSON, found a syntax error";
        QTest::newRow("field") << QByteArray(R"({"size": 3})")
                               << ": field: expected resize, crop, mean, std or channels, found 'size'";
        QTest::newRow("crop") << QByteArray(R"({"resize": 4, "crop": 8})")
                              << ": 'crop': side: expected at most the resized side 4, found 8";
        QTest::newRow("side") << QByteArray(R"({"resize": -1})")
                              << ": 'resize': pixels: expected an integer from 1 to 16384, found -1";
        QTest::newRow("mean") << QByteArray(R"({"mean": [1, 2]})")
                              << ": 'mean': numbers: expected 3 numbers, one a channel, found [1,2]";
        QTest::newRow("std") << QByteArray(R"({"std": [1, 0, 1]})")
                             << ": 'std': numbers: expected 3 numbers above 0, one a channel, found [1,0,1]";
        QTest::newRow("size") << QByteArray(R"({"crop": 4})") << ": shape for input 'x': expected [?,3,8,8], found [?,3,4,4]";
    }

    void preprocessingIsChecked()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        writeText(path("preprocess.json"), json);
        QString found = errorOf([&] { loadDataset(root(), network(3, 8)); });
        QCOMPARE(found, path("preprocess.json") + message);
    }
};

VSQ_TEST(ImageFolderTest)
#include "imagefolder.moc"
