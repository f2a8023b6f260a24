// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include "core/base/file.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace vsq;
using namespace vsq::test;

class AtomicFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const std::string &name) const { return m_folder.path().toStdString() + "/" + name; }
    QStringList entries() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    static mode_t modeOf(const std::string &file)
    {
        struct stat status {};
        return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
    }

private slots:
    void init()
    {
        for (const QString &entry : entries()) {
            QFile::remove(m_folder.filePath(entry));
        }
    }

    void filesAreWrittenAndNothingBeside()
    {
        const mode_t mask = ::umask(022);
        writeFileAtomically(path("a"), std::string(3000000, 'x'));
        writeFileAtomically(path("a"), {"one", "", "two"});
        ::umask(mask);
        QCOMPARE(readFile(path("a"), "a file"), std::string("onetwo"));
        QCOMPARE(modeOf(path("a")), mode_t{0644});
        QCOMPARE(entries(), QStringList{"a"});
    }

    void permissionsAreKept()
    {
        writeFileAtomically(path("secret"), "old");
        ::chmod(path("secret").c_str(), 0600);
        writeFileAtomically(path("secret"), "new");
        QCOMPARE(modeOf(path("secret")), mode_t{0600});
        QCOMPARE(readFile(path("secret"), "a file"), std::string("new"));
    }

    void linksAreFollowed()
    {
        writeFileAtomically(path("target"), "old");
        QCOMPARE(::symlink("target", path("link").c_str()), 0);
        QCOMPARE(::symlink("link", path("second").c_str()), 0);
        writeFileAtomically(path("second"), "new");
        QVERIFY(QFileInfo(m_folder.filePath("link")).isSymLink() && QFileInfo(m_folder.filePath("second")).isSymLink());
        QCOMPARE(readFile(path("target"), "a file"), std::string("new"));
        QCOMPARE(::symlink("absent", path("dangling").c_str()), 0);
        writeFileAtomically(path("dangling"), "made");
        QCOMPARE(readFile(path("absent"), "a file"), std::string("made"));
        QCOMPARE(::symlink("circle", path("circle").c_str()), 0);
        QCOMPARE(messageOf([&] { writeFileAtomically(path("circle"), "x"); }),
                 path("circle") + ": cannot write: expected a writable target, found Too many levels of symbolic links");
    }

    void devicesAndPipesAreWrittenTo()
    {
        writeFileAtomically("/dev/null", "nothing");
        struct stat status {};
        QVERIFY(::stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode));
        QCOMPARE(messageOf([&] { writeFileAtomically("/dev/full", "x"); }),
                 std::string("/dev/full: cannot write: expected a writable target, found No space left on device"));
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        QCOMPARE(messageOf([&] { writeFileAtomically(path("pipe"), "x"); }),
                 path("pipe") + ": cannot write: expected a writable target, found No such device or address"); // nobody reads
        const int reader = ::open(path("pipe").c_str(), O_RDONLY | O_NONBLOCK);
        writeFileAtomically(path("pipe"), "through");
        char got[16]{};
        QCOMPARE(::read(reader, got, sizeof(got)), ssize_t{7});
        QCOMPARE(std::string(got), std::string("through"));
        ::close(reader);
    }

    void reasonsAreTheSystems()
    {
        QCOMPARE(messageOf([&] { writeFileAtomically(path("no/such"), "x"); }),
                 path("no/such") + ": cannot write: expected a writable target, found No such file or directory");
        QCOMPARE(messageOf([&] { writeFileAtomically(m_folder.path().toStdString(), "x"); }),
                 m_folder.path().toStdString() + ": cannot write: expected a writable target, found a folder of that name");
        writeFileAtomically(path("file"), "x");
        QCOMPARE(messageOf([&] { writeFileAtomically(path("file/below"), "x"); }),
                 path("file/below") + ": cannot write: expected a writable target, found Not a directory");
        QCOMPARE(messageOf([&] { writeFileAtomically(path(std::string(300, 'n')), "x"); }),
                 path(std::string(300, 'n')) + ": cannot write: expected a writable target, found File name too long");
    }

    void longNamesHaveRoom()
    {
        writeFileAtomically(path(std::string(255, 'n')), "x");
        QCOMPARE(readFile(path(std::string(255, 'n')), "a file"), std::string("x"));
    }

    /// A limit of the size of files stands for a full disk: the old file stays, and nothing beside it.
    void aFailureLeavesTheOldFile()
    {
        writeFileAtomically(path("kept"), "old");
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{.rlim_cur = 100000, .rlim_max = 100000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const std::string said = messageOf([&] { writeFileAtomically(path("kept"), std::string(1000000, 'x')); });
            ::_exit(said == path("kept") + ": cannot write: expected a writable target, found File too large" ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(readFile(path("kept"), "a file"), std::string("old"));
        QCOMPARE(entries(), QStringList{"kept"});
    }

    void whatKilledWritersLeftIsRemoved()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(0);
        }
        ::waitpid(child, nullptr, 0); // a process that is no more
        // A temporary name of this machine, found by making one of ours visible is not possible: it is the stem that counts.
        std::array<char, 256> name{};
        ::gethostname(name.data(), name.size() - 1);
        const auto machine = static_cast<unsigned>(std::hash<std::string_view>()(name.data()) & 0xFFFFFFFFU);
        const auto left = [&](const char *of, pid_t writer) {
            return QStringLiteral(".%1-%2-%3-1.part").arg(QLatin1String(of)).arg(machine, 8, 16, QLatin1Char('0')).arg(writer);
        };
        for (const QString &each : {left("file", child), left("file", ::getpid()), left("other", child)}) {
            QFile file(m_folder.filePath(each));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        writeFileAtomically(path("file"), "x");
        QStringList expected{left("file", ::getpid()), left("other", child), "file"};
        expected.sort();
        QStringList found = entries();
        found.sort();
        QCOMPARE(found, expected);
    }
};

VSQ_TEST(AtomicFileTest)
#include "atomicfile.moc"
