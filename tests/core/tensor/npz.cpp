// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npz.h"

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace vsq;
using vsq::test::errorOf;

class TestNpz : public QObject {
    Q_OBJECT
private slots:
    void arraysSurviveStoredAndDeflated();
    void equalArraysMakeEqualFiles();
    void brokenArchivesSayWhatIsWrong();
    void aFailedWriteLeavesTheOldFile();

private:
    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QTemporaryDir m_folder;
    const std::map<std::string, Tensor> m_arrays{{"x", Tensor::of<float>({2, 2}, std::vector<float>{1, 2, 3, 4})},
                                                 {"y", Tensor::of<std::int64_t>({1000}, std::vector<std::int64_t>(1000, 7))}};
};

void TestNpz::arraysSurviveStoredAndDeflated()
{
    for (const bool compressed : {false, true}) {
        writeNpz(path("a.npz"), m_arrays, compressed);
        const auto back = readNpz(path("a.npz"));
        QCOMPARE(back.size(), std::size_t{2});
        QCOMPARE(back.at("x").shape(), (Shape{2, 2}));
        QCOMPARE(back.at("x").values<float>()[3], 4.0F);
        QCOMPARE(back.at("y").toInt64(), std::vector<std::int64_t>(1000, 7));
        QCOMPARE(std::filesystem::file_size(path("a.npz")) < 8000, compressed);
    }
}

void TestNpz::equalArraysMakeEqualFiles()
{
    writeNpz(path("1.npz"), m_arrays);
    writeNpz(path("2.npz"), m_arrays);
    QVERIFY(readFile(path("1.npz"), "") == readFile(path("2.npz"), ""));
}

void TestNpz::brokenArchivesSayWhatIsWrong()
{
    const QString missing = QString::fromStdString(path("missing.npz"));
    QCOMPARE(errorOf([&] { readNpz(path("missing.npz")); }),
             missing + QStringLiteral(": cannot open: expected a NumPy archive, found No such file or directory"));
    QCOMPARE(errorOf([&] { readNpz(m_folder.path().toStdString()); }),
             m_folder.path() + QStringLiteral(": cannot open: expected a NumPy archive, found a folder"));
    writeNpz(path("a.npz"), m_arrays);
    const std::string whole = readFile(path("a.npz"), "");
    const QString cut = QString::fromStdString(path("cut.npz"));
    writeFileAtomically(path("cut.npz"), whole.substr(0, whole.size() / 2));
    QCOMPARE(errorOf([&] { readNpz(path("cut.npz")); }),
             cut + QStringLiteral(": not a NumPy archive: expected a whole zip file, found Not a zip archive"));
    std::string damaged = whole;
    damaged[165] = static_cast<char>(damaged[165] ^ 1); // one of the first array's numbers: the checksum must notice
    writeFileAtomically(path("cut.npz"), damaged);
    QVERIFY(errorOf([&] { readNpz(path("cut.npz")); }).startsWith(cut + QStringLiteral(": array 'x': ")));
}

void TestNpz::aFailedWriteLeavesTheOldFile()
{
    QVERIFY(errorOf([&] {
                writeNpz("/nonexistent-folder/a.npz", m_arrays);
            }).startsWith(QStringLiteral("/nonexistent-folder/a.npz: cannot write: ")));
}

VSQ_TEST(TestNpz)
#include "npz.moc"
