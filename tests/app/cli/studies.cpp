// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps beyond one process: shards, claims, early ends, kills; vsq study; eval's comparison with FP32.
#include "core/base/random.h"
#include "core/network/architectures/residualnetwork.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/tensor/npz.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace vsq;
using namespace vsq::test;

class StudiesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }

    QStringList sweep(const QString &out, const QStringList &more = {}) const
    {
        return QStringList{"sweep", path("net.onnx"), "--data", path("data.npz"), "--weight-bits", "3,4,6,8", "--activation-bits",
                           "4,8",   "--vector",       "16,64",  "--out",          path(out)}
               + more;
    }

    static VsqResult runWith(const QStringList &arguments, const QMap<QString, QString> &variables)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (auto it = variables.begin(); it != variables.end(); ++it) {
            environment.insert(it.key(), it.value());
        }
        process.setProcessEnvironment(environment);
        process.start(program(QStringLiteral("vsq")), arguments);
        if (!process.waitForFinished(60000)) {
            return {};
        }
        return {.code = process.exitCode(), .out = process.readAllStandardOutput(), .error = process.readAllStandardError()};
    }

    /// The table without the times, which differ from run to run.
    QByteArrayList table(const QString &study) const
    {
        const VsqResult shown = runVsq({"study", "show", path(study), "--csv"});
        QByteArrayList lines = shown.out.split('\n');
        for (QByteArray &line : lines) {
            QByteArrayList cells = line.split(',');
            if (cells.size() > 13) {
                cells.removeAt(13);
            }
            line = cells.join(',');
        }
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        ResidualNetworkShape shape;
        shape.imageSize = 8;
        shape.stageChannels = {16, 32};
        shape.blocksPerStage = 1;
        writeOnnx(buildResidualNetwork(shape, 4), path("net.onnx").toStdString());
        Random random(7);
        Tensor x(DType::Float32, {120, 1, 8, 8});
        for (float &value : x.mutableValues<float>()) {
            value = static_cast<float>(random.uniform());
        }
        std::vector<std::int64_t> y;
        for (int i = 0; i < 120; ++i) {
            y.push_back(random.between(0, 9));
        }
        writeNpz(path("data.npz").toStdString(), {{"x", x}, {"y", Tensor::of<std::int64_t>({120}, y)}});
        const VsqResult whole = runVsq(sweep("whole.db"));
        QVERIFY2(whole.code == 0, whole.error.constData());
        QCOMPARE(table("whole.db").size(), 18); // header, 16 points, the end
        QVERIFY(table("whole.db").front().contains("difference,difference_low"));
    }

    void listsPointsWithIdsAndTimes()
    {
        const VsqResult result = runVsq(sweep("never.db", {"--list", "--json"}));
        QVERIFY2(result.code == 0, result.error.constData());
        const auto points = result.json();
        QCOMPARE(points.size(), std::size_t{16});
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(points[i]["id"].get<std::size_t>(), i);
            QVERIFY(points[i]["seconds"].get<double>() > 0.0);
        }
        QVERIFY(!QFile::exists(path("never.db")));
    }

    void shardsBecomeTheUndisturbedTable()
    {
        for (const char *shard : {"0/3", "2/3"}) {
            QCOMPARE(runVsq(sweep("part.db", {"--shard", shard})).code, 0);
        }
        QVERIFY(QFile::exists(path("part.0.db")) && QFile::exists(path("part.2.db")) && !QFile::exists(path("part.db")));
        VsqResult merged = runVsq({"study", "merge", path("part.db"), path("part.0.db"), path("part.2.db")});
        QCOMPARE(merged.code, 0);
        QVERIFY2(merged.error.contains("shard 1 is missing"), merged.error.constData());
        QCOMPARE(runVsq({"study", "missing", path("part.db"), "--array"}).out, QByteArray("1\n"));
        QCOMPARE(runWith(sweep("part.db", {"--shard", "auto"}), {{"SLURM_ARRAY_TASK_ID", "6"},
                                                                 {"SLURM_ARRAY_TASK_MIN", "5"},
                                                                 {"SLURM_ARRAY_TASK_COUNT", "3"},
                                                                 {"SLURM_CPUS_ON_NODE", "1"}})
                     .code,
                 0);
        merged = runVsq({"study", "merge", path("part.db"), path("part.2.db"), path("part.1.db"), path("part.0.db")});
        QCOMPARE(merged.code, 0);
        QCOMPARE(table("part.db"), table("whole.db"));
        QCOMPARE(runVsq({"study", "missing", path("part.db"), "--array"}).out, QByteArray("\n"));
        QFile half(path("part.1.db"));
        QVERIFY(half.resize(half.size() / 3));
        merged = runVsq({"study", "merge", path("part.db"), path("part.1.db")});
        QCOMPARE(merged.code, 1);
        QVERIFY(merged.error.contains(path("part.1.db").toUtf8()));
        QCOMPARE(table("part.db"), table("whole.db"));
    }

    void schedulersNumberTheirTasks()
    {
        const QStringList arguments = sweep("auto.db", {"--shard", "auto/4", "--stop-after", "0s"});
        for (const auto &[variable, value, file] :
             {std::tuple{"JOB_COMPLETION_INDEX", "3", "auto.3.db"}, std::tuple{"OMPI_COMM_WORLD_RANK", "2", "auto.2.db"},
              std::tuple{"PARALLEL_SEQ", "2", "auto.1.db"}}) {
            const VsqResult result = runWith(arguments, {{variable, value}});
            QCOMPARE(result.code, 75);
            QVERIFY2(QFile::exists(path(file) + ".partial"), file);
            QVERIFY(!QFile::exists(path(file)));
        }
        QCOMPARE(runWith(arguments, {{"PARALLEL_SEQ", "5"}}).code, 2);
        QCOMPARE(runVsq(arguments).code, 2); // no scheduler
        QCOMPARE(runVsq(sweep("auto.db", {"--shard", "4/4"})).code, 2);
        const VsqResult gaps = runWith(sweep("auto.db", {"--shard", "auto"}), {{"SLURM_ARRAY_TASK_ID", "3"},
                                                                               {"SLURM_ARRAY_TASK_MIN", "3"},
                                                                               {"SLURM_ARRAY_TASK_MAX", "9"},
                                                                               {"SLURM_ARRAY_TASK_COUNT", "2"}});
        QCOMPARE(gaps.code, 2);
        QVERIFY(gaps.error.contains("has gaps"));
    }

    void schedulersSignalsFinishTheRunningPoint()
    {
        for (const int signal : {SIGTERM, SIGUSR1}) {
            QFile::remove(path("signal.db"));
            QProcess process;
            process.start(program("vsq"), sweep("signal.db"));
            QVERIFY(process.waitForStarted());
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("signal.db")), 20000);
            QTest::qWait(60);
            ::kill(static_cast<pid_t>(process.processId()), signal);
            QVERIFY(process.waitForFinished(20000));
            QVERIFY(process.exitCode() == 75 || process.exitCode() == 0); // it may have been at its end
            const QByteArrayList before = table("signal.db");
            QCOMPARE(runVsq(sweep("signal.db")).code, 0);
            QCOMPARE(table("signal.db"), table("whole.db"));
            for (const QByteArray &line : before.mid(1)) {
                QVERIFY(line.isEmpty() || table("whole.db").contains(line) || line.contains(",,"));
            }
        }
    }

    void severalProcessesShareOneStudy()
    {
        std::vector<std::unique_ptr<QProcess>> processes;
        for (int i = 0; i < 3; ++i) {
            processes.push_back(std::make_unique<QProcess>());
            processes.back()->start(program("vsq"), sweep("shared.db", {"--threads", "1"}));
        }
        for (const auto &process : processes) {
            QVERIFY(process->waitForFinished(60000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
        }
        QCOMPARE(table("shared.db"), table("whole.db"));
    }

    /// Killed at random moments, two at a time on one study, then a shard and its merge.
    void killsLoseNothing()
    {
        const auto seed = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
        Random random(seed);
        for (int round = 0; round < 8; ++round) {
            QProcess one;
            QProcess two;
            one.start(program("vsq"), sweep("killed.db", {"--threads", "1"}));
            two.start(program("vsq"),
                      round % 2 == 0 ? sweep("killed.db", {"--threads", "1"}) : sweep("killed.db", {"--shard", "1/2"}));
            QVERIFY(one.waitForStarted() && two.waitForStarted());
            QTest::qWait(static_cast<int>(random.between(5, 250)));
            one.kill();
            QTest::qWait(static_cast<int>(random.between(0, 60)));
            two.kill();
            one.waitForFinished();
            two.waitForFinished();
        }
        const QByteArray told = "seed " + QByteArray::number(static_cast<qulonglong>(seed));
        QVERIFY2(runVsq(sweep("killed.db")).code == 0, told);
        QVERIFY2(table("killed.db") == table("whole.db"), told);
        for (const char *shard : {"0/2", "1/2"}) {
            QVERIFY2(runVsq(sweep("killed.db", {"--shard", shard})).code == 0, told);
        }
        for (int round = 0; round < 4; ++round) {
            QProcess merge;
            merge.start(program("vsq"), {"study", "merge", path("k.db"), path("killed.0.db"), path("killed.1.db")});
            QVERIFY(merge.waitForStarted());
            QTest::qWait(static_cast<int>(random.between(0, 20)));
            merge.kill();
            merge.waitForFinished();
            if (QFile::exists(path("k.db"))) {
                QVERIFY2(table("k.db") == table("whole.db"), told);
            }
        }
        QVERIFY2(runVsq({"study", "merge", path("k.db"), path("killed.0.db"), path("killed.1.db")}).code == 0, told);
        QVERIFY2(table("k.db") == table("whole.db"), told);
    }

    void impossibleCombinationsAreNamed()
    {
        const VsqResult result = runVsq({"sweep", path("net.onnx"), "--data", path("data.npz"), "--limit", "8", "--fidelity",
                                         "chip", "--weight-bits", "3,4", "--out", path("some.db"), "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        QCOMPARE(result.json().size(), std::size_t{1});
        QVERIFY2(result.error.contains("left out") && result.error.contains("W3"), result.error.constData());
        QCOMPARE(runVsq({"sweep", path("net.onnx"), "--data", path("data.npz"), "--fidelity", "chip", "--weight-bits", "3",
                         "--out", path("none.db")})
                     .code,
                 2);
    }

    void submitPrintsScriptsAndRunsNothing()
    {
        const QStringList more{"--shards", "4", "--at-once", "2"};
        for (const char *engine : {"slurm", "parallel", "snakemake", "kubernetes"}) {
            const VsqResult result = runVsq(QStringList{"study", "submit", "--engine", engine} + more
                                            + sweep("submitted.db").mid(1));
            QVERIFY2(result.code == 0, result.error.constData());
            QVERIFY(result.out.contains("sweep " + path("net.onnx").toUtf8()) && result.out.contains("--shard"));
            QVERIFY(!QFile::exists(path("submitted.db")));
            if (QByteArray(engine) == "slurm") {
                QVERIFY(result.out.contains("#SBATCH --array=0-3%2\n") && result.out.contains("B:USR1@120"));
            }
            if (result.out.startsWith("#!/bin/bash")) {
                QProcess bash;
                bash.start("bash", {"-n"});
                QVERIFY(bash.waitForStarted());
                bash.write(result.out);
                bash.closeWriteChannel();
                QVERIFY(bash.waitForFinished());
                QVERIFY2(bash.exitCode() == 0, bash.readAllStandardError().constData());
            }
        }
        // What is missing of a study that says how it is measured.
        QCOMPARE(runVsq(sweep("rest.db", {"--shard", "0/3"})).code, 0);
        QCOMPARE(runVsq({"study", "merge", path("rest.db"), path("rest.0.db")}).code, 0);
        const VsqResult rest = runVsq({"study", "submit", path("rest.db"), "--engine", "slurm"});
        QVERIFY2(rest.out.contains("#SBATCH --array=1,2\n"), rest.out.constData());
        QVERIFY(rest.out.contains("--shard \"$SLURM_ARRAY_TASK_ID\"/3"));
        QCOMPARE(runVsq({"study", "submit", path("rest.db"), "--engine", "pbs"}).code, 2);
    }

    void evalComparesItemByItem()
    {
        const VsqResult result = runVsq({"eval", path("net.onnx"), "--data", path("data.npz"), "--weight-bits", "3", "--json"});
        QVERIFY2(result.code == 0, result.error.constData());
        const auto json = result.json();
        const auto &paired = json["paired"];
        QCOMPARE(paired["gained"].get<int>() - paired["lost"].get<int>(),
                 json["correct"].get<int>() - json["fp32"]["correct"].get<int>());
        QCOMPARE(json["stopped_early"].get<bool>(), false);
        QCOMPARE(json["recovered"]["percent"].get<double>(),
                 100.0 * json["value"].get<double>() / json["fp32"]["value"].get<double>());
        QVERIFY(json["recovered"]["noise_floor_percent"].get<double>() > 0.0);
    }

    void evalEndsWhenTheIntervalIsNarrow()
    {
        Random random(8);
        Tensor x(DType::Float32, {1200, 1, 8, 8});
        for (float &value : x.mutableValues<float>()) {
            value = static_cast<float>(random.uniform());
        }
        std::vector<std::int64_t> y(1200);
        for (std::int64_t &label : y) {
            label = random.between(0, 9);
        }
        writeNpz(path("many.npz").toStdString(), {{"x", x}, {"y", Tensor::of<std::int64_t>({1200}, y)}});
        const QStringList eval{"eval", path("net.onnx"), "--data", path("many.npz"), "--format",
                               "int8", "--precision",    "5",      "--json"};
        const auto json = runVsq(eval).json();
        QCOMPARE(json["stopped_early"].get<bool>(), true);
        QCOMPARE(json["offered"].get<int>(), 1200);
        QVERIFY(json["count"].get<int>() < 1200);
        QVERIFY(json["paired"]["interval"][1].get<double>() - json["paired"]["interval"][0].get<double>() <= 0.1);
        QVERIFY(runVsq(eval.mid(0, eval.size() - 1)).out.contains("stopped early"));
        QCOMPARE(runVsq(eval + QStringList{"--metric", "spearman"}).code, 2);
    }

    /// As eval and calibrate do it: a setting that can change no point's accuracy is refused before anything runs.
    void settingsThatCannotActAreRefused()
    {
        const VsqResult supply = runVsq(sweep("none.db", {"--voltage", "0.5"}));
        QCOMPARE(supply.code, 2);
        QVERIFY2(supply.error.contains("--voltage has no effect here"), supply.error.constData());
        const QStringList chip{"sweep", path("net.onnx"), "--data",        path("data.npz"), "--limit",
                               "4",     "--out",          path("chip.db"), "--format"};
        const QStringList rounding{"--set", "scaleProduct=full"};
        QCOMPARE(runVsq(chip + QStringList{"mxfp4"} + rounding).code, 2); // the host has no scale products to round
        QVERIFY(!QFile::exists(path("chip.db")));
        const VsqResult some = runVsq(chip + QStringList{"mxfp4,vsq"} + rounding); // it acts on one of the points
        QVERIFY2(some.code == 0, some.error.constData());
    }
};

VSQ_TEST(StudiesTest)

#include "studies.moc"
