// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/network/onnx/onnxreader.h"
#include "tests/app/cli/runvsq.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>

using namespace vsq;
using namespace vsq::test;

class TrainTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    void writeIdx(const QString &name, const QByteArray &shape, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\0\0\x08", 3) + static_cast<char>(shape.size()));
        for (const char dim : shape) {
            file.write(QByteArray("\0\0\0", 3) + dim);
        }
        file.write(bytes);
    }

    void writeSet(const QString &prefix, int images) const
    {
        Random random(1);
        QByteArray pixels(images * 28 * 28, '\0');
        for (char &pixel : pixels) {
            pixel = static_cast<char>(random.below(256));
        }
        QByteArray labels(images, '\0');
        for (char &label : labels) {
            label = static_cast<char>(random.below(10));
        }
        writeIdx(prefix + "-images-idx3-ubyte", QByteArray(1, static_cast<char>(images)) + QByteArray(2, 28), pixels);
        writeIdx(prefix + "-labels-idx1-ubyte", QByteArray(1, static_cast<char>(images)), labels);
    }

private Q_SLOTS:
    /// One step of one batch: slow enough to be noticed, fast enough for a test.
    void trainsOneStep()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        writeSet("train", 128);
        writeSet("t10k", 10);
        const QString out = m_folder.filePath("vit.onnx");
        const VsqResult result = runVsq(
            {"train", "vit", "--data", m_folder.path(), "--out", out, "--epochs", "1", "--threads", "1"});
        QVERIFY2(result.code == 0, result.error.constData());
        QVERIFY2(result.error.startsWith("epoch 1 of 1: loss "), result.error.constData());
        QCOMPARE(runVsq({"info", out, "--json"}).json()["outputs"][0]["name"].get<std::string>(), std::string("logits"));
        // Going on from it starts where it stands: with next to no learning rate the same weights come out again.
        const QString again = m_folder.filePath("again.onnx");
        const VsqResult more = runVsq({"train", "vit", "--from", out, "--learning-rate", "1e-8", "--data", m_folder.path(),
                                       "--out", again, "--seed", "9", "--epochs", "1", "--threads", "1"});
        QVERIFY2(more.code == 0, more.error.constData());
        const Graph first = readOnnx(out.toStdString());
        const Graph second = readOnnx(again.toStdString());
        const auto before = first.constants.at("blocks.0.mlp.fc1.weight").values<float>();
        const auto after = second.constants.at("blocks.0.mlp.fc1.weight").values<float>();
        QCOMPARE(before.size(), after.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QVERIFY(std::abs(before[i] - after[i]) < 1e-6F);
        }
    }

    /// What was reached when it is stopped is there, whole, and it is said which epoch's.
    void whatIsStoppedKeepsItsLastEpoch()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        writeSet("train", 128);
        writeSet("t10k", 10);
        const QString out = m_folder.filePath("stopped.onnx");
        QProcess process;
        process.start(program("vsq"),
                      {"train", "vit", "--data", m_folder.path(), "--out", out, "--epochs", "1000", "--threads", "1"});
        QByteArray said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                process.waitForReadyRead(100);
                said += process.readAllStandardError();
                return said.contains("epoch 1 of 1000: loss ");
            },
            120000));
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(60000));
        said += process.readAllStandardError();
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QVERIFY(process.exitCode() != 0);
        QVERIFY2(said.contains(out.toUtf8() + " has the network of epoch "), said.constData());
        QCOMPARE(readOnnx(out.toStdString()).outputs.front().name, std::string("logits"));
        const QDir folder(m_folder.path());
        QVERIFY(folder.entryList({QStringLiteral("*.part"), QStringLiteral(".*.part")}, QDir::Files | QDir::Hidden).isEmpty());
    }

    void refusesDataThatDoesNotFit()
    {
        if (!QFile::exists(program("vsq-train"))) {
            QSKIP("built without libtorch");
        }
        writeSet("train", 100);
        writeSet("t10k", 10);
        const QString out = m_folder.filePath("never.onnx");
        VsqResult result = runVsq({"train", "resnet", "--data", m_folder.path(), "--out", out});
        QCOMPARE(result.code, 1);
        QCOMPARE(
            QString::fromUtf8(result.error),
            QStringLiteral("vsq: %1: train-images: number of images: expected at least 128, found 100\n").arg(m_folder.path()));
        QVERIFY(!QFile::exists(out));
        QCOMPARE(runVsq({"train", "resnet", "--data", "/nowhere", "--out", out}).code, 1);
    }

    void saysThatItCannot()
    {
        if (QFile::exists(program("vsq-train"))) {
            QSKIP("built with libtorch");
        }
        const VsqResult result = runVsq({"train", "resnet", "--data", "d", "--out", "o.onnx"});
        QCOMPARE(result.code, 1);
        QCOMPARE(
            result.error,
            QByteArray("vsq: this vsq was built without libtorch and cannot train: install vsqscope-train, or libtorch-dev and "
                       "build again\n"));
    }
};

VSQ_TEST(TrainTest)

#include "train.moc"
