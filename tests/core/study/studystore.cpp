// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studystore.h"
#include "core/base/random.h"
#include "core/study/itembits.h"
#include "core/study/shardfile.h"
#include "core/study/studymerge.h"
#include "core/study/studyowner.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

namespace {

StudySubject subject()
{
    return {.model = "m.onnx",
            .modelHash = "1",
            .data = "d.npz",
            .dataHash = "2",
            .items = 16,
            .chip = "{}",
            .scales = {},
            .fidelity = ""};
}

NumberFormat withBits(int bits)
{
    NumberFormat format;
    format.weights.bits = bits;
    return format;
}

std::vector<std::pair<NumberFormat, Fidelity>> grid()
{
    std::vector<std::pair<NumberFormat, Fidelity>> points;
    for (int bits = 2; bits <= 8; ++bits) {
        points.emplace_back(withBits(bits), Fidelity::Quantized);
    }
    return points;
}

Outcome outcomeOf(std::int64_t id)
{
    Random random(static_cast<std::uint64_t>(id + 2));
    Outcome outcome{.accuracy = {.correct = 0, .count = 16}, .seconds = 0.5, .right = {}};
    for (int i = 0; i < 16; ++i) {
        outcome.right.push_back(random.uniform() < 0.7 ? 1 : 0);
        outcome.accuracy.correct += outcome.right.back();
    }
    return outcome;
}

/// What a study says, without times.
QStringList table(const std::string &path)
{
    QStringList lines;
    for (const Evaluation &e : StudyStore(path).evaluations()) {
        lines << QString("%1 %2 %3 %4 %5")
                     .arg(QString::fromStdString(keyOf(e.format, e.fidelity)))
                     .arg(e.quantized.correct)
                     .arg(e.fp32.correct)
                     .arg(e.right.size())
                     .arg(e.paired() ? e.paired()->lost : -1);
    }
    return lines;
}

} // namespace

class StudyStoreTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string path(const char *name) const { return m_folder.filePath(name).toStdString(); }

    std::string shard(std::int64_t index, std::int64_t count, bool whole = true, const std::vector<int> &skip = {})
    {
        const std::string file = path(qPrintable(QString("s.%1.db").arg(index)));
        QFile::remove(QString::fromStdString(file)); // an earlier test's grid had other shards
        QFile::remove(QString::fromStdString(file) + ".partial");
        ShardFile part(file, StudyShard{.index = index, .count = count}, subject(), grid(), {}, {});
        for (const std::int64_t id : part.wanted()) {
            if (std::find(skip.begin(), skip.end(), static_cast<int>(id)) == skip.end()) {
                part.store().setOutcome(id, outcomeOf(id));
            }
        }
        if (whole) {
            part.finish();
        }
        return file;
    }

private Q_SLOTS:
    void rangesAreWhatSbatchTakes()
    {
        QCOMPARE(rangesText({3, 7, 12, 13, 14, 15, 16, 17, 18, 19}), std::string("3,7,12-19"));
        QCOMPARE(rangesText({0, 1, 3, 4, 5}), std::string("0,1,3-5"));
        QCOMPARE(rangesText({}), std::string());
    }

    void bitsComeBack()
    {
        const std::vector<std::uint8_t> flags{1, 0, 0, 1, 1, 1, 0, 1, 1};
        QCOMPARE(packBits(flags).size(), std::size_t{2});
        QCOMPARE(unpackBits(packBits(flags), 9), flags);
        QVERIFY(unpackBits("abc", 9).empty());
    }

    /// A file as the first version of the program wrote it.
    void firstLayoutOpens()
    {
        const std::string file = path("old.db");
        {
            SQLite::Database db(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            db.exec(
                "CREATE TABLE subject (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
                "CREATE TABLE results (id INTEGER PRIMARY KEY, format TEXT NOT NULL UNIQUE, weight_bits INTEGER NOT NULL, "
                "activation_bits INTEGER NOT NULL, vector INTEGER NOT NULL, scale_bits INTEGER NOT NULL, granularity INTEGER "
                "NOT NULL, calibration INTEGER NOT NULL, percentile REAL NOT NULL, fidelity TEXT NOT NULL, correct INTEGER NOT "
                "NULL, count INTEGER NOT NULL, seconds REAL NOT NULL);"
                "INSERT INTO subject VALUES ('version','1'),('model_hash','1'),('data_hash','2'),('items','16'),('chip','{}'),"
                "('scales','none'),('fidelity',''),('shapes',''),('model','m.onnx'),('data','d.npz'),('fp32_correct','15'),"
                "('fp32_count','16');"
                "INSERT INTO results VALUES (1,'a',3,8,16,4,0,1,99.9,'quantized',11,16,1.5),"
                "(2,'b',8,4,32,0,1,0,99.99,'quantized',12,16,2.5);");
        }
        const StudyStore shown(file); // without writing
        QCOMPARE(shown.evaluations().size(), std::size_t{2});
        QFile before(QString::fromStdString(file));
        QVERIFY(before.open(QIODevice::ReadOnly) && before.readAll().contains("granularity"));
        StudyStore store(file, subject());
        QCOMPARE(store.fp32()->correct, 15);
        const auto all = store.evaluations();
        NumberFormat first;
        first.weights = {.bits = 3, .vectorSize = 16, .scaleBits = 4};
        first.activations = {.bits = 8, .vectorSize = 16, .scaleBits = 4};
        first.calibration = {.method = Calibration::Method::Percentile, .percentile = 99.9};
        QVERIFY(all[0].format == first);
        QCOMPARE(all[0].quantized.correct, 11);
        QCOMPARE(all[1].format.weights.bits, 8);
        QCOMPARE(all[1].format.weights.granularity, Granularity::Channel);
        QVERIFY(!all[1].paired());
        QVERIFY(store.contains(first, Fidelity::Quantized));
        QCOMPARE(store.plan({{first, Fidelity::Quantized}}).front().id, 0); // what was found keeps its place
    }

    void newerLayoutIsRefusedByName()
    {
        const std::string file = path("new.db");
        {
            SQLite::Database db(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            db.exec(
                "CREATE TABLE subject (key TEXT PRIMARY KEY, value TEXT NOT NULL);INSERT INTO subject VALUES ('version','9')");
        }
        try {
            StudyStore store(file, subject());
            QFAIL("taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()), file + ": study of another version of the file format: expected 9, found 2");
        }
    }

    void claimsPassOverPointsOfLiveProcesses()
    {
        const std::string file = path("claims.db");
        StudyStore store(file, subject());
        const auto planned = store.plan(grid());
        std::set<std::int64_t> wanted;
        for (const StudyPoint &point : planned) {
            wanted.insert(point.id);
        }
        QProcess other; // alive for as long as the test wants
        other.start("sleep", {"60"});
        QVERIFY(other.waitForStarted());
        QFile stat(QString("/proc/%1/stat").arg(other.processId()));
        QVERIFY(stat.open(QIODevice::ReadOnly));
        const QString start = QString(stat.readAll()).section(')', -1).split(' ', Qt::SkipEmptyParts).at(19);
        const QString boot = QString::fromStdString(ownName()).section(' ', 0, 0);
        const std::string owner = QString("%1 %2 %3").arg(boot).arg(other.processId()).arg(start).toStdString();
        QVERIFY(isAlive(owner));
        {
            SQLite::Database db(file, SQLite::OPEN_READWRITE);
            SQLite::Statement take(db, "UPDATE points SET owner = ? WHERE id = 0");
            take.bind(1, owner);
            take.exec();
        }
        QCOMPARE(store.claim(wanted).point->id, 1);
        store.setOutcome(1, outcomeOf(1));
        QCOMPARE(store.claim({0, 1}).point.has_value(), false);
        QVERIFY(store.claim({0, 1}).othersWork);
        other.kill();
        other.waitForFinished();
        QVERIFY(!isAlive(owner));
        QCOMPARE(store.claim({0, 1}).point->id, 0); // its process has died
    }

    void fullDiskIsToldAndWaitedFor()
    {
        const std::string file = path("locked.db");
        StudyStore made(file, subject());
        made.plan(grid());
        SQLite::Database holder(file, SQLite::OPEN_READWRITE);
        auto lock = std::make_unique<SQLite::Transaction>(holder, SQLite::TransactionBehavior::IMMEDIATE);
        std::string told;
        StudyDatabase database(file, StudyDatabase::Access::Write, {}, [&](const std::string &reason) {
            told = reason;
            lock.reset(); // who held it lets go
        });
        database.write([](SQLite::Database &db) { db.exec("INSERT OR REPLACE INTO subject VALUES ('x', 'y')"); });
        QCOMPARE(told, file + ": database is locked; waiting");
        QCOMPARE(made.subject().at("x"), std::string("y"));
    }

    void mergedShardsAreTheUndisturbedStudy()
    {
        const std::string whole = path("whole.db");
        {
            StudyStore store(whole, subject());
            store.plan(grid());
            for (std::int64_t id = -1; id < 7; ++id) {
                store.setOutcome(id, outcomeOf(id));
            }
        }
        const std::vector<std::string> parts{shard(0, 3), shard(1, 3), shard(2, 3)};
        const std::string merged = path("merged.db");
        MergeReport report = mergeStudies(merged, {parts[2], parts[0]});
        QCOMPARE(report.missingShards, std::vector<std::int64_t>{1});
        QCOMPARE(report.points, 7);
        QCOMPARE(report.measured, 5); // 0 3 6 and 2 5
        QCOMPARE(rangesText(missingTasks(merged)), std::string("1"));
        report = mergeStudies(merged, parts);
        QCOMPARE(report.added, 2);
        QVERIFY(report.missingShards.empty());
        QCOMPARE(table(merged), table(whole));
        QCOMPARE(mergeStudies(merged, parts).added, 0);
        QCOMPARE(table(merged), table(whole));
        QVERIFY(missingTasks(merged).empty());
    }

    /// A merge that was killed is no obstacle and leaves nothing: the next one clears what it began, and nobody else's.
    void killedMergesLeaveNothing()
    {
        const std::string part = shard(0, 1, true, {});
        const auto unfinished = [&](const QString &owner) {
            QFile file(QString::fromStdString(path("out.db.part-")) + QString(owner).replace(' ', '_'));
            return file.open(QIODevice::WriteOnly) && file.write("half") == 4 ? file.fileName() : QString();
        };
        const QStringList own = QString::fromStdString(ownName()).split(' ');
        const QString ended = unfinished(own[0] + " " + own[1] + " 1"); // a process of that number, started at another time
        const QString elsewhere = unfinished("00000000-0000-0000-0000-000000000000 " + own[1] + " 1");
        mergeStudies(path("out.db"), {part});
        QVERIFY(!QFile::exists(ended));
        QVERIFY(QFile::exists(elsewhere));
        QVERIFY(QFile::exists(QString::fromStdString(path("out.db"))));
    }

    void damagedShardsAreNamed()
    {
        const std::string good = shard(0, 2);
        const std::string torn = shard(1, 2);
        QFile file(QString::fromStdString(torn));
        QVERIFY(file.resize(file.size() / 2));
        const std::string merged = path("torn.db");
        MergeReport report = mergeStudies(merged, {good, torn, path("nothere.db")});
        QCOMPARE(report.refused.size(), std::size_t{2});
        QVERIFY(report.refused[0].starts_with(path("nothere.db") + ": "));
        QVERIFY2(report.refused[1].starts_with(torn + ": "), report.refused[1].c_str());
        QCOMPARE(report.missingShards, std::vector<std::int64_t>{1});
        QCOMPARE(report.measured, 4);
        // Unfinished: it still has its other name, and as a file of its own it is no whole shard.
        QVERIFY(file.remove());
        shard(1, 2, false, {3});
        QVERIFY(!file.exists());
        QVERIFY(QFile::copy(QString::fromStdString(torn) + ".partial", QString::fromStdString(torn)));
        report = mergeStudies(merged, {torn});
        QCOMPARE(report.refused.front(), torn + ": shard: expected all of its results, found one that is not finished");
    }

    void otherStudiesAreRefusedByName()
    {
        const std::string good = shard(0, 2);
        const std::string other = path("other.db");
        StudySubject another = subject();
        another.dataHash = "3";
        {
            StudyStore store(other, another);
        }
        const MergeReport report = mergeStudies(path("mixed.db"), {good, other});
        QCOMPARE(report.refused.size(), std::size_t{1});
        QVERIFY2(report.refused[0].find("study of another data set") != std::string::npos, report.refused[0].c_str());
    }
};

VSQ_TEST(StudyStoreTest)

#include "studystore.moc"
