// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/tensor/idx.h"
#include "core/tensor/npz.h"
#include "tests/support/errors.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <zlib.h>

using namespace vsq;
using vsq::test::randomTensor;
using vsq::test::smallResidual;
namespace test = vsq::test;

namespace {

Tensor labels(std::vector<std::int64_t> values)
{
    return Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values);
}

std::string messageOf(const std::string &path, const Graph &graph)
{
    return test::messageOf([&] { loadDataset(path, graph); });
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

    /// Big-endian header of an IDX file of bytes.
    void writeIdx(const QString &name, const std::vector<int> &shape, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(name).path());
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray header("\0\0\x08", 3);
        header += static_cast<char>(shape.size());
        for (const int dim : shape) {
            header += QByteArray("\0\0", 2) + static_cast<char>(dim >> 8) + static_cast<char>(dim & 255);
        }
        file.write(header + bytes);
    }

private Q_SLOTS:
    void readsArchives()
    {
        const auto graph = smallResidual();
        const Tensor x = randomTensor({4, 1, 8, 8}, 1);
        writeNpz(path("a.npz"), {{"x", x}, {"y", labels({3, 1, 4, 1})}});
        const Dataset data = loadDataset(path("a.npz"), *graph, 3);
        QCOMPARE(data.size(), 3);
        QCOMPARE(data.inputs.size(), std::size_t{1});
        QCOMPARE(data.inputs[0].shape(), (Shape{3, 1, 8, 8}));
        QVERIFY(data.inputs[0].values<float>()[100] == x.values<float>()[100]);
        QVERIFY((data.labels == std::vector<std::int64_t>{3, 1, 4}));
        QCOMPARE(loadDataset(path("a.npz"), *graph, 100).size(), 4);

        writeNpz(path("pixels.npz"),
                 {{"image", Tensor::of<std::uint8_t>({1, 1, 8, 8}, std::vector<std::uint8_t>(64, 51))}, {"y", labels({3})}});
        QCOMPARE(loadDataset(path("pixels.npz"), *graph).inputs[0].values<float>()[0], 0.2F);
    }

    void readsSeveralInputs()
    {
        GraphBuilder builder("two", 1);
        const std::string a = builder.input("a", DType::Float32, {-1, 3});
        const std::string b = builder.input("b", DType::Int64, {-1, 2});
        builder.output(builder.node("Identity", "same", {a}), "out", {-1, 3});
        static_cast<void>(b);
        const Graph graph = builder.take();
        const Tensor ids = Tensor::of<std::int32_t>({2, 2}, std::vector<std::int32_t>{1, 2, 3, 4});
        writeNpz(path("two.npz"), {{"a", randomTensor({2, 3}, 1)}, {"b", ids}, {"y", labels({0, 1})}});
        const Dataset data = loadDataset(path("two.npz"), graph);
        QCOMPARE(data.inputs[1].values<std::int64_t>()[3], 4);
        writeNpz(path("one.npz"), {{"a", randomTensor({2, 3}, 1)}, {"y", labels({0, 1})}});
        QCOMPARE(messageOf(path("one.npz"), graph),
                 path("one.npz") + ": data set: expected an array 'b' for that input, found 'a', 'y'");
    }

    void readsIdxFolders()
    {
        const auto graph = smallResidual();
        const QString folder = m_folder.filePath("idx");
        writeIdx(folder + "/train-images-idx3-ubyte", {1, 8, 8}, QByteArray(64, 'a'));
        writeIdx(folder + "/train-labels-idx1-ubyte", {1}, QByteArray(1, 1));
        writeIdx(folder + "/t10k-images-idx3-ubyte", {2, 8, 8}, QByteArray(64, '\xff') + QByteArray(64, '\0'));
        writeIdx(folder + "/t10k-labels-idx1-ubyte", {2}, QByteArray("\x07\x02", 2));
        const Dataset data = loadDataset(folder.toStdString(), *graph);
        QVERIFY((data.labels == std::vector<std::int64_t>{7, 2}));
        QCOMPARE(data.inputs[0].shape(), (Shape{2, 1, 8, 8}));
        QCOMPARE(data.inputs[0].values<float>()[0], 1.0F);
        QCOMPARE(data.inputs[0].values<float>()[64], 0.0F);
        QDir(m_folder.path()).mkdir("empty");
        QCOMPARE(messageOf(path("empty"), *graph), path("empty")
                                                       + ": data set: expected a file like t10k-images-idx3-ubyte or "
                                                         "t10k-images-idx3-ubyte.gz, found none in the folder");
    }

    void refusesWhatDoesNotFit()
    {
        const auto graph = smallResidual();
        const std::string file = path("bad.npz");
        writeNpz(file, {{"x", randomTensor({2, 3, 8, 8}, 1)}, {"y", labels({0, 1})}});
        QCOMPARE(messageOf(file, *graph), file + ": array 'x': shape for input 'image': expected [?,1,8,8], found [2,3,8,8]");
        writeNpz(file, {{"x", randomTensor({2, 1, 8, 8}, 1)}});
        QCOMPARE(messageOf(file, *graph), file + ": data set: expected an array 'y' of labels, found 'x'");
        writeNpz(file, {{"x", randomTensor({2, 1, 8, 8}, 1)}, {"y", labels({0, 1, 2})}});
        QCOMPARE(messageOf(file, *graph), file + ": array 'y': labels: expected shape [2], found [3]");
        writeNpz(file, {{"images", randomTensor({2, 1, 8, 8}, 1)}, {"y", labels({0, 1})}});
        QCOMPARE(messageOf(file, *graph), file + ": data set: expected an array 'x', found 'images', 'y'");
    }

    void realLabelsAreTargets()
    {
        const auto graph = smallResidual();
        const std::string file = path("real.npz");
        const Tensor x = randomTensor({3, 1, 8, 8}, 1);
        writeNpz(file, {{"x", x}, {"y", Tensor::of<double>({3, 1}, std::vector<double>{0.25, 1.0, -2.0})}});
        QCOMPARE(loadDataset(file, *graph).targets, (std::vector<double>{0.25, 1.0, -2.0}));
        QCOMPARE(loadDataset(file, *graph, 2).targets, (std::vector<double>{0.25, 1.0}));
        // Whole numbers are classes unless a metric wants numbers.
        writeNpz(file, {{"x", x}, {"y", Tensor::of<float>({3}, std::vector<float>{2, 0, 1})}});
        QCOMPARE(loadDataset(file, *graph).labels, (std::vector<std::int64_t>{2, 0, 1}));
        QCOMPARE(loadDataset(file, *graph, {.limit = 0, .vocabulary = {}, .realLabels = true}).targets,
                 (std::vector<double>{2, 0, 1}));
        writeNpz(file, {{"x", x}, {"y", labels({2, 0, 1})}});
        QCOMPARE(loadDataset(file, *graph, {.limit = 0, .vocabulary = {}, .realLabels = true}).targets,
                 (std::vector<double>{2, 0, 1}));
        writeNpz(file, {{"x", x}, {"y", Tensor::of<float>({3}, std::vector<float>{2, std::nanf(""), 1})}});
        QCOMPARE(messageOf(file, *graph), file + ": array 'y': values: expected numbers, found NaN at [1]");
    }

    void dataAreBlamedForWhatIsTheirs()
    {
        const auto graph = smallResidual();
        Tensor x = randomTensor({3, 1, 8, 8}, 1);
        x.mutableValues<float>()[2 * 64 + 9] = std::nanf("");
        writeNpz(path("nan.npz"), {{"x", x}, {"y", labels({0, 1, 2})}});
        QCOMPARE(messageOf(path("nan.npz"), *graph),
                 path("nan.npz") + ": array 'x': values: expected numbers, found NaN at [2,0,1,1]");
        QCOMPARE(loadDataset(path("nan.npz"), *graph, 2).size(), 2); // what is not read is not looked at
        Tensor beyond(DType::Float64, {3, 1, 8, 8});                 // would be infinite, and the network be blamed for it
        beyond.mutableValues<double>()[64 + 8 * 3 + 5] = -1e300;
        writeNpz(path("beyond.npz"), {{"x", beyond}, {"y", labels({0, 1, 2})}});
        QCOMPARE(
            messageOf(path("beyond.npz"), *graph),
            path("beyond.npz")
                + ": array 'x': value of float64: expected at most 3.4e+38: networks are computed in float32, found -1e+300 at "
                  "[1,0,3,5]");
        QCOMPARE(loadDataset(path("beyond.npz"), *graph, 1).size(), 1);
    }

    /// What lies in a network's folder is no class of images.
    void aNetworksFolderIsNamed()
    {
        const auto graph = smallResidual();
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("saved/variables")));
        QFile file(m_folder.filePath(QStringLiteral("saved/saved_model.pb")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const std::string folder = path("saved");
        QCOMPARE(
            messageOf(folder, *graph),
            folder
                + ": data set: expected an .npz with x and y, a .csv of texts (text,label or text_a,text_b,label), a folder of "
                  "IDX files, or one of images with a folder for each class, found a TensorFlow SavedModel (convert its folder "
                  "to ONNX: python -m tf2onnx.convert --saved-model FOLDER --output FILE.onnx)");
    }

    void otherKindsOfFilesAreNamed()
    {
        const auto graph = smallResidual();
        const auto said = [&](const char *name, const QByteArray &bytes) {
            QFile file(QString::fromStdString(path(name)));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && (file.close(), true)
                       ? messageOf(path(name), *graph)
                       : std::string();
        };
        const std::string kinds =
            ": data set: expected an .npz with x and y, a .csv of texts (text,label or text_a,text_b,label), a "
            "folder of IDX files, or one of images with a folder for each class, found ";
        QCOMPARE(said("glue.tsv", "sentence\tlabel\ngood\t1\n"),
                 path("glue.tsv") + kinds + "a table with tabs (tables are .csv, with commas)");
        QCOMPARE(said("rows.json", "{\"x\": 1}"), path("rows.json") + kinds + "a JSON file");
        QCOMPARE(said("lfs.npz", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
                 path("lfs.npz")
                     + ": not a NumPy archive: expected a whole zip file, found a Git LFS pointer (git lfs pull fetches the "
                       "file itself)");
        QDir(m_folder.path()).mkdir("flat");
        said("flat/a.png", "x");
        said("flat/b.jpg", "x");
        QCOMPARE(messageOf(path("flat"), *graph), path("flat")
                                                      + ": data set: expected a folder of images for each class in it, found 2 "
                                                        "images that lie in it directly: their class is the folder they are in");
    }

    /// The header is looked at first: gigabytes of zeros that a few kilobytes stand for take no memory.
    void bombsAreNotUnpacked()
    {
        const auto graph = smallResidual();
        const QString folder = m_folder.filePath("bomb");
        QDir().mkpath(folder);
        gzFile images = gzopen((folder + "/t10k-images-idx3-ubyte.gz").toUtf8().constData(), "wb9");
        const std::string zeros(1U << 20, '\0');
        for (int i = 0; i < 64; ++i) {
            gzwrite(images, zeros.data(), static_cast<unsigned>(zeros.size()));
        }
        gzclose(images);
        writeIdx(folder + "/t10k-labels-idx1-ubyte", {2}, QByteArray("\x07\x02", 2));
        const std::string file = folder.toStdString() + "/t10k-images-idx3-ubyte.gz";
        QCOMPARE(messageOf(folder.toStdString(), *graph),
                 file + ": IDX header: element type: expected 8, 9, 11, 12, 13 or 14, found 0");
        // A header that lies about what follows.
        images = gzopen((folder + "/t10k-images-idx3-ubyte.gz").toUtf8().constData(), "wb9");
        const unsigned char header[]{0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 8, 0, 0, 0, 8};
        gzwrite(images, header, sizeof(header));
        gzclose(images);
        writeIdx(folder + "/t10k-labels-idx1-ubyte", {2}, QByteArray("\x07\x02", 2));
        QCOMPARE(messageOf(folder.toStdString(), *graph),
                 folder.toStdString() + ": array 'y': labels: expected shape [2147483647], found [2]");
        QVERIFY(test::messageOf([&] { readIdx(file); }).find("what its compressed bytes can hold") != std::string::npos);
        // An archive's arrays must suit the network before they are unpacked.
        writeNpz(path("big.npz"), {{"x", Tensor(DType::Float32, {3, 2, 8, 8})}, {"y", labels({0, 1, 2})}}, true);
        QCOMPARE(messageOf(path("big.npz"), *graph),
                 path("big.npz") + ": array 'x': shape for input 'image': expected [?,1,8,8], found [3,2,8,8]");
    }
};

VSQ_TEST(DatasetTest)

#include "dataset.moc"
