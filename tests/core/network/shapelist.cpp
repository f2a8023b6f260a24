// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/shapelist.h"

#include "core/base/atomicfile.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

const std::string kScaleSimHeader =
    "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\n";

/// ResNet-50 in its first version (stride on the 1x1) as SCALE-Sim's tables list it: images without their padding.
std::string resnet50Table()
{
    std::string text = kScaleSimHeader + "Conv1,224,224,7,7,3,64,2,\n";
    const auto line = [&](const std::string &name, int image, int filter, int channels, int filters, int stride) {
        for (const std::string &cell :
             {name, std::to_string(image), std::to_string(image), std::to_string(filter), std::to_string(filter),
              std::to_string(channels), std::to_string(filters), std::to_string(stride)}) {
            text += cell + ",";
        }
        text += "\n";
    };
    int channels = 64;
    int pixels = 56;
    int stage = 2;
    for (const auto &[blocks, width] : {std::pair(3, 64), std::pair(4, 128), std::pair(6, 256), std::pair(3, 512)}) {
        for (int i = 0; i < blocks; ++i) {
            const std::string name = "B" + std::to_string(stage) + static_cast<char>('a' + i);
            const int stride = i == 0 && stage > 2 ? 2 : 1;
            line(name + "_1", pixels, 1, channels, width, stride);
            if (i == 0) {
                line(name + "_s", pixels, 1, channels, 4 * width, stride);
            }
            pixels /= stride;
            line(name + "_2", pixels, 3, width, width, 1);
            line(name + "_3", pixels, 1, width, 4 * width, 1);
            channels = 4 * width;
        }
        ++stage;
    }
    line("FC6", 1, 1, 2048, 1000, 1);
    return text;
}

std::int64_t macsOf(const std::vector<Layer> &layers)
{
    std::int64_t sum = 0;
    for (const Layer &layer : layers) {
        sum += layer.macs;
    }
    return sum;
}

} // namespace

class TestShapeList : public QObject {
    Q_OBJECT
private slots:
    void productsAreRead();
    void scaleSimsProductsHaveTheirRoles();
    void spacesOfAllKindsAreSpaces();
    void depthwiseRowsAreAProductAChannel();
    void theSecondStrideIsOfTheWidth();
    void productsAsConvolutionsLackNoPadding();
    void largeNumbersAreTaken();
    void convolutionsAreRead();
    void droppedPaddingIsSaid();
    void paddedImagesAreNotWarnedOf();
    void linesAreChecked_data();
    void linesAreChecked();

private:
    QTemporaryDir m_folder;
    std::string write(const std::string &text) const
    {
        const std::string path = m_folder.filePath(QStringLiteral("table.csv")).toStdString();
        writeFileAtomically(path, text);
        return path;
    }
};

void TestShapeList::productsAreRead()
{
    const ShapeList list = readShapeList(write("\xEF\xBB\xBFname,M,N,K,\r\n L0 , 196,192 ,384,\r\n\r\n,,,\r\nL1,3,5,7\r\n"));
    QCOMPARE(list.layers.size(), std::size_t{2});
    QCOMPARE(list.layers[0].name, std::string("L0"));
    QCOMPARE(list.layers[0].m, 196);
    QCOMPARE(list.layers[0].n, 192);
    QCOMPARE(list.layers[0].k, 384);
    QCOMPARE(macsOf(list.layers), 196 * 192 * 384 + 3 * 5 * 7);
    QVERIFY(list.warnings.empty());
    const ShapeList counted = readShapeList(write("name,M,N,K,count\nheads,128,128,64,12\n"));
    QCOMPARE(counted.layers[0].count, 12);
    QCOMPARE(counted.layers[0].macs, 128 * 128 * 64 * 12);
}

void TestShapeList::scaleSimsProductsHaveTheirRoles()
{
    // scalesim/topology_utils.py, load_arrays_gemm: image M x K, filter 1 x K, N filters.
    const Layer layer = readShapeList(write("Layer,M,N,K,\nfc,196,192,384,\n")).layers.at(0);
    QCOMPARE(layer.m, 192);
    QCOMPARE(layer.n, 196);
    QCOMPARE(layer.k, 384);
    const Layer written = readShapeList(write(kScaleSimHeader + "fc,196,384,1,384,1,192,1,\n")).layers.at(0);
    QCOMPARE(written.m, layer.m);
    QCOMPARE(written.n, layer.n);
    QCOMPARE(written.k, layer.k);
}

void TestShapeList::spacesOfAllKindsAreSpaces()
{
    const std::string header =
        "\xEF\xBB\xBFLayer\xC2\xA0name,\xC2\xA0IFMAP\xC2\xA0Height, IFMAP Width,Filter Height,Filter Width,"
        "Channels,Num Filter,Strides,\r\n";
    const ShapeList list = readShapeList(write(header
                                               + "\xC2\xA0Linear\xC2\xA0"
                                                 "1\xE2\x80\xAF,\xC2\xA0"
                                                 "1024\xC2\xA0,1600,1,\t1600,1,\xEF\xBB\xBF"
                                                 "4800,1,\r\n \xC2\xA0,,,\r\n"));
    QCOMPARE(list.layers.size(), std::size_t{1});
    QCOMPARE(list.layers[0].name, std::string("Linear 1"));
    QCOMPARE(list.layers[0].m, 4800);
    QCOMPARE(list.layers[0].n, 1024);
    const ShapeList quoted = readShapeList(write("name,M,N,K\n \"a, \"\"b\"\"\" ,\"1\",2, \"3\"\n"));
    QCOMPARE(quoted.layers[0].name, std::string("a, \"b\""));
    QCOMPARE(quoted.layers[0].k, 3);
}

void TestShapeList::depthwiseRowsAreAProductAChannel()
{
    const ShapeList list = readShapeList(
        write(kScaleSimHeader + "Conv2_DP, 114, 114, 3, 3, 32, 1, 1,\nConv3, 112, 112, 1, 1, 32, 64, 1,\n"));
    const Layer &layer = list.layers[0];
    QCOMPARE(layer.m, 1);
    QCOMPARE(layer.n, 112 * 112);
    QCOMPARE(layer.k, 9);
    QCOMPARE(layer.count, 32);
    QCOMPARE(layer.macs, 3612672);
    QCOMPARE(list.layers[1].count, 1);
    QVERIFY(list.warnings.empty());
    // A multiplier is what SCALE-Sim makes of filters: each channel has them all.
    QCOMPARE(readShapeList(write(kScaleSimHeader + "a_DP,9,9,3,3,4,2,1,\n")).layers[0].macs, 2 * 49 * 9 * 4);
}

void TestShapeList::theSecondStrideIsOfTheWidth()
{
    const std::string rows = "Conv1, 224, 224, 3, 3, 3, 64, 2, 1,\n";
    const std::string columns = "Layer name,IFMAP Height,IFMAP Width,Filter Height,Filter Width,Channels,Num Filter,";
    for (const char *strides : {"Stride height, Stride width,\n", "Strides,\n"}) {
        const Layer layer = readShapeList(write(columns + strides + rows)).layers[0];
        QCOMPARE(layer.outputHeight, 111);
        QCOMPARE(layer.outputWidth, 222);
        QCOMPARE(layer.macs, 42581376);
    }
    // A column of another name is another thing.
    QCOMPARE(readShapeList(write(columns + "Strides,Batch,\n" + rows)).layers[0].outputWidth, 111);
    QCOMPARE(readShapeList(write(columns + "Strides,Sparsity,\nc,224,224,3,3,3,64,2,1:4,\n")).layers[0].outputWidth, 111);
    const std::string path = write(columns + "Strides,\nc,224,224,3,3,3,64,2,x,\n");
    QCOMPARE(errorOf([&] { readShapeList(path); }),
             QString::fromStdString(path) + ": line 2: stride along the width: expected an integer 1..2147483648, found 'x'");
}

void TestShapeList::productsAsConvolutionsLackNoPadding()
{
    const ShapeList list = readShapeList(
        write(kScaleSimHeader + "Gemm1, 1760, 1760, 1, 1760, 1, 128, 1,\n Gemm2, 7860, 2560, 1, 2560, 1, 64, 1,\n"));
    QVERIFY(list.warnings.empty());
    QCOMPARE(macsOf(list.layers), 1684275200);
    QCOMPARE(readShapeList(write(kScaleSimHeader + "fc,7,7,7,7,512,4096,1,\n")).warnings.size(), std::size_t{0});
    QCOMPARE(readShapeList(write(kScaleSimHeader + "c,56,56,1,3,64,64,1,\n")).warnings.size(), std::size_t{1});
}

void TestShapeList::largeNumbersAreTaken()
{
    QCOMPARE(readShapeList(write("Layer,M,N,K,\nConv1a,4186116,64,9,\n")).layers[0].macs, 2411202816);
    QCOMPARE(readShapeList(write("name,M,N,K\na,64,576,3474496\n")).layers[0].k, 3474496);
    for (const char *row : {"a,2147483648,2147483648,2147483648", "a,2147483648,2147483648,1", "a,1,1,2147483649"}) {
        const std::string path = write(std::string("name,M,N,K\n") + row + "\n");
        QVERIFY(!errorOf([&] { readShapeList(path); }).isEmpty());
    }
    const std::string path = write(kScaleSimHeader + "c,2147483648,2147483648,2147483648,2147483648,2147483648,2147483648,1,\n");
    QVERIFY(errorOf([&] { readShapeList(path); }).endsWith("multiply-adds, found more"));
}

void TestShapeList::convolutionsAreRead()
{
    const ShapeList list = readShapeList(write(kScaleSimHeader + "c,9,11,3,5,4,6,2,\nlast,4,4,4,4,6,10,1,,,note\n"));
    const Layer &c = list.layers[0];
    QCOMPARE(c.outputHeight, 4);
    QCOMPARE(c.outputWidth, 4);
    QCOMPARE(c.m, 6);
    QCOMPARE(c.n, 16);
    QCOMPARE(c.k, 4 * 3 * 5);
    QCOMPARE(c.kernelHeight, 3);
    QCOMPARE(c.kernelWidth, 5);
    QCOMPARE(list.layers[1].n, 1);
    QVERIFY(list.warnings.empty());
}

void TestShapeList::droppedPaddingIsSaid()
{
    const ShapeList list = readShapeList(write(resnet50Table()));
    QCOMPARE(list.layers.size(), std::size_t{54});
    QCOMPARE(macsOf(list.layers), std::int64_t{3409810112}); // 3.41 GMAC, as SCALE-Sim counts ResNet-50
    QCOMPARE(list.warnings.size(), std::size_t{1});
    // With padding the first version of ResNet-50 has 3,857,973,248 (Sze et al., Proc. IEEE 2017, count 3.9 G).
    QCOMPARE(
        QString::fromStdString(list.warnings[0]),
        QStringLiteral(
            "SCALE-Sim's format has no padding: 17 of 54 layers lose the borders of their images, so that 3.41 GMAC are counted "
            "where padding makes it 3.86."));
}

void TestShapeList::paddedImagesAreNotWarnedOf()
{
    // Padding that is part of the image's size leaves nothing to warn of: 58 - 3 + 1 = 56, and 230 at stride 2 is pooled to 56.
    QVERIFY(readShapeList(write(kScaleSimHeader + "stem,230,230,7,7,3,64,2,\na,58,58,3,3,64,64,1,\nb,56,56,1,1,64,64,1,\n"))
                .warnings.empty());
    QCOMPARE(readShapeList(write(kScaleSimHeader + "a,56,56,3,3,64,64,1,\nb,56,56,1,1,64,64,1,\n")).warnings.size(),
             std::size_t{1});
}

void TestShapeList::linesAreChecked_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const QString conv = QString::fromStdString(kScaleSimHeader);
    QTest::newRow("empty") << QString() << "table of layer sizes: expected a line of column names, found an empty file";
    QTest::newRow("head alone") << "name,M,N,K\n"
                                << "table of layer sizes: expected at least one layer, found column names alone";
    QTest::newRow("head")
        << "a,b\n1,2\n"
        << "line 1: column names: expected name,M,N,K or SCALE-Sim's (Layer name, IFMAP Height, IFMAP Width, ...), found 'a' and 1 others";
    QTest::newRow("short") << "name,M,N,K\nx,1,2\n"
                           << "line 2: columns: expected a name and 3 numbers, found 2";
    QTest::newRow("nameless") << "name,M,N,K\n,1,2,3\n"
                              << "line 2: columns: expected a name and 3 numbers, found no name";
    QTest::newRow("word") << "name,M,N,K\nx,1,2,3\n\ny,1,two,3\n"
                          << "line 4: N: expected an integer 1..2147483648, found 'two'";
    QTest::newRow("zero") << "name,M,N,K\nx,0,2,3\n"
                          << "line 2: M: expected an integer 1..2147483648, found '0'";
    QTest::newRow("fraction") << "name,M,N,K\nx,1,2,3.5\n"
                              << "line 2: K: expected an integer 1..2147483648, found '3.5'";
    QTest::newRow("count") << "name,M,N,K,count\nx,1,2,3,-1\n"
                           << "line 2: count: expected an integer 1..2147483648, found '-1'";
    QTest::newRow("large") << "name,M,N,K,count\nx,1048576,1048576,1048576,2\n"
                           << "line 2: layer: expected at most 2^31 values along K and 2^60 multiply-adds, found more";
    QTest::newRow("filter") << conv + "x,3,3,5,5,1,1,1,\n"
                            << "line 2: filter: expected at most the image's 3x3, found 5x5";
    QTest::newRow("stride") << conv + "x,8,8,3,3,1,1,0,\n"
                            << "line 2: stride: expected an integer 1..2147483648, found '0'";
    QTest::newRow("cut") << conv + "x,8,8,3,3,1,1\n"
                         << "line 2: columns: expected a name and 7 numbers, found 6";
}

void TestShapeList::linesAreChecked()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    const std::string path = write(text.toStdString());
    QCOMPARE(errorOf([&] { readShapeList(path); }), QString::fromStdString(path) + QStringLiteral(": ") + error);
}

VSQ_TEST(TestShapeList)
#include "shapelist.moc"
