// SPDX-License-Identifier: GPL-3.0-or-later
// Files that change while they are mapped: an error, never a signal.
#include "core/base/mappedfile.h"

#include "core/base/atomicfile.h"
#include "core/base/job.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace vsq;
using namespace vsq::test;

namespace {

std::size_t sumOf(std::string_view bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), std::size_t{0},
                           [](std::size_t sum, char c) { return sum + static_cast<unsigned char>(c); });
}

/// What the compiler cannot leave out.
void lookAt(std::string_view bytes)
{
    static std::atomic<std::size_t> seen;
    seen += sumOf(bytes);
}

} // namespace

class MappedFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    std::string changed(const char *name, std::size_t size) const
    {
        return path(name) + ": changed while it was open: expected the " + std::to_string(size)
               + " bytes that were there when it was opened, found others";
    }

private slots:
    void bytesAreThere()
    {
        writeFileAtomically(path("a"), "hello");
        const auto file = MappedFile::open(path("a"), "a file");
        QCOMPARE(std::string(file->bytes()), std::string("hello"));
        char middle[3]{};
        QVERIFY(file->copy(1, 3, middle));
        QCOMPARE(std::string(middle, 3), std::string("ell"));
        writeFileAtomically(path("empty"), "");
        QVERIFY(MappedFile::open(path("empty"), "a file")->bytes().empty());
        QCOMPARE(messageOf([] { MappedFile::requireUnchanged(); }), std::string("no error"));
    }

    void aFileThatShrinksIsAnError()
    {
        const std::size_t size = 1U << 20;
        writeFileAtomically(path("big"), std::string(size, 'x'));
        const auto file = MappedFile::open(path("big"), "a file");
        QCOMPARE(sumOf(file->bytes().substr(0, 4096)), std::size_t{4096 * 'x'});
        std::filesystem::resize_file(path("big"), 100);
        lookAt(file->bytes()); // SIGBUS where nobody cares for it
        QCOMPARE(messageOf([] { MappedFile::requireNothingLost(); }), changed("big", size));
        QCOMPARE(messageOf([] { JobContext{}.check(); }), changed("big", size));
        file->release();
        lookAt(file->bytes());
        QCOMPARE(messageOf([&] { writeFileAtomically(path("result"), "x"); }), changed("big", size));
        QVERIFY(!std::filesystem::exists(path("result")));
    }

    void closedFilesAreForgotten()
    {
        QCOMPARE(messageOf([] { MappedFile::requireNothingLost(); }), std::string("no error")); // of the test before
        QCOMPARE(messageOf([] { MappedFile::requireUnchanged(); }), std::string("no error"));
    }

    void aFileThatIsOverwrittenIsAnError()
    {
        writeFileAtomically(path("same"), std::string(8192, 'a'));
        const auto file = MappedFile::open(path("same"), "a file");
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // file systems count time in ticks
        std::fstream(path("same"), std::ios::in | std::ios::out | std::ios::binary) << "b";
        QCOMPARE(messageOf([] { MappedFile::requireNothingLost(); }), std::string("no error"));
        QCOMPARE(messageOf([] { MappedFile::requireUnchanged(); }), changed("same", 8192));
    }

    void aFileThatIsReplacedIsNot()
    {
        writeFileAtomically(path("atomic"), std::string(8192, 'a'));
        const auto file = MappedFile::open(path("atomic"), "a file");
        writeFileAtomically(path("atomic"), std::string(10, 'b'));
        QCOMPARE(sumOf(file->bytes()), std::size_t{8192 * 'a'});
        QCOMPARE(messageOf([] { MappedFile::requireUnchanged(); }), std::string("no error"));
    }

    void manyMappingsAreToldApart()
    {
        std::vector<std::shared_ptr<const MappedFile>> files;
        for (int i = 0; i < 150; ++i) { // more than one block of the handler's list
            const std::string name = path("many") + std::to_string(i);
            writeFileAtomically(name, std::string(20000, 'm'));
            files.push_back(MappedFile::open(name, "a file"));
        }
        std::filesystem::resize_file(path("many") + "140", 0);
        lookAt(files[140]->bytes());
        QVERIFY(messageOf([] { MappedFile::requireNothingLost(); }).starts_with(path("many") + "140: changed"));
        QCOMPARE(sumOf(files[139]->bytes()), std::size_t{20000 * 'm'});
        files.erase(files.begin() + 140);
        QCOMPARE(messageOf([] { MappedFile::requireUnchanged(); }), std::string("no error"));
    }

    void threadsMayMeetTheLossTogether()
    {
        writeFileAtomically(path("threads"), std::string(4U << 20, 't'));
        const auto file = MappedFile::open(path("threads"), "a file");
        std::atomic<bool> go = false;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                while (!go) {
                }
                for (int round = 0; round < 5; ++round) {
                    lookAt(file->bytes());
                }
            });
        }
        go = true;
        std::filesystem::resize_file(path("threads"), 5000);
        for (std::thread &thread : threads) {
            thread.join();
        }
        lookAt(file->bytes());
        QCOMPARE(messageOf([] { MappedFile::requireNothingLost(); }), changed("threads", 4U << 20));
    }

    void onlyRegularFilesAreOpened()
    {
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        for (const auto &[file, found] :
             {std::pair(path("pipe"), "a pipe"), std::pair(std::string("/dev/zero"), "a device"),
              std::pair(m_folder.path().toStdString(), "a folder"), std::pair(path("none"), "No such file or directory")}) {
            const std::string message = file + ": cannot open: expected a network, found " + found;
            QCOMPARE(messageOf([&, name = file] { MappedFile::open(name, "a network"); }), message);
            QCOMPARE(messageOf([&, name = file] { readFile(name, "a network"); }), message);
        }
        QVERIFY(readFile("/proc/self/status", "a file").starts_with("Name:")); // says that it has no bytes
    }
};

VSQ_TEST(MappedFileTest)
#include "mappedfile.moc"
