// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"

#include "core/tensor/npz.h"
#include "tests/support/networks.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;
using namespace vsq::test;

namespace {

Tensor labels(std::vector<std::int64_t> values)
{
    return Tensor::of<std::int64_t>({static_cast<std::int64_t>(values.size())}, values);
}

std::string messageOf(const std::string &path, const Graph &graph)
{
    try {
        loadDataset(path, graph);
    } catch (const Error &error) {
        return error.what();
    }
    return "no error";
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
        writeNpz(file, {{"x", randomTensor({2, 1, 8, 8}, 1)}, {"y", randomTensor({2}, 1)}});
        QCOMPARE(messageOf(file, *graph), file + ": array 'y': labels: expected integers, found float32");
        writeNpz(file, {{"images", randomTensor({2, 1, 8, 8}, 1)}, {"y", labels({0, 1})}});
        QCOMPARE(messageOf(file, *graph), file + ": data set: expected an array 'x', found 'images', 'y'");
    }
};

VSQ_TEST(DatasetTest)

#include "dataset.moc"
