// SPDX-License-Identifier: GPL-3.0-or-later
// Every broken sample answers exactly what samples/broken/manifest.json says, and nothing crashes.
#include "core/network/finite.h"
#include "core/network/lowering.h"
#include "core/network/onnx/onnxreader.h"
#include "core/network/shapelist.h"
#include "core/network/weights/architecture.h"
#include "core/reference/executor.h"
#include "core/reference/passes/fold.h"
#include "core/tensor/idx.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "core/tensor/safetensors.h"
#include "tests/support/errors.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace vsq;
using vsq::test::errorOf;

class TestBrokenSamples : public QObject {
    Q_OBJECT
private slots:
    void answersExactly_data();
    void answersExactly();
    void everyFileIsInTheManifest();
    void theGeneratorMakesTheseFiles();

private:
    static QJsonArray samples()
    {
        QFile file(test::sample(QStringLiteral("broken/manifest.json")));
        return file.open(QIODevice::ReadOnly)
                   ? QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("samples")].toArray()
                   : QJsonArray();
    }
};

void TestBrokenSamples::answersExactly_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("error");
    const QJsonArray list = samples();
    QVERIFY(!list.isEmpty());
    for (const QJsonValue &value : list) {
        const QJsonObject sample = value.toObject();
        const QString file = sample[QStringLiteral("file")].toString();
        QTest::newRow(qPrintable(file)) << file << sample[QStringLiteral("kind")].toString()
                                        << sample[QStringLiteral("stage")].toString()
                                        << sample[QStringLiteral("error")].toString();
    }
}

void TestBrokenSamples::answersExactly()
{
    QFETCH(QString, file);
    QFETCH(QString, kind);
    QFETCH(QString, stage);
    QFETCH(QString, error);
    const QString path = test::sample(QStringLiteral("broken/") + file);
    const std::string name = path.toStdString();
    error.replace(QStringLiteral("{path}"), path);
    if (kind == QStringLiteral("npy")) {
        QCOMPARE(errorOf([&] { readNpy(name); }), error);
        return;
    }
    if (kind == QStringLiteral("npz")) {
        QCOMPARE(errorOf([&] { readNpz(name); }), error);
        return;
    }
    if (kind == QStringLiteral("idx")) {
        QCOMPARE(errorOf([&] { readIdx(name); }), error);
        return;
    }
    if (kind == QStringLiteral("safetensors")) {
        QCOMPARE(errorOf([&] { readSafetensors(name); }), error);
        return;
    }
    if (kind == QStringLiteral("weights")) {
        QCOMPARE(errorOf([&] { readArchitecture(name, {}); }), error);
        return;
    }
    if (kind == QStringLiteral("shapes")) {
        QCOMPARE(errorOf([&] { readShapeList(name); }), error);
        return;
    }
    if (stage == QStringLiteral("read")) {
        QCOMPARE(errorOf([&] { readOnnx(name); }), error);
        return;
    }
    const auto graph = std::make_shared<const Graph>(readOnnx(name));
    lower(*graph); // must not fail, whatever the network
    foldForInference(*graph);
    const auto run = [&] { Executor(graph).run({{"x", Tensor(DType::Float32, {2, 4})}}, *makeFloatBackend()); };
    if (stage == QStringLiteral("execute")) {
        QCOMPARE(errorOf(run), error);
        return;
    }
    QCOMPARE(stage, QStringLiteral("weights"));
    QCOMPARE(errorOf(run), QString());
    QCOMPARE(errorOf([&] { checkFinite(*graph); }), error);
}

void TestBrokenSamples::everyFileIsInTheManifest()
{
    QStringList known{QStringLiteral("make.py"), QStringLiteral("manifest.json"), QStringLiteral("weights.bin")};
    for (const QJsonValue &value : samples()) {
        known << value.toObject()[QStringLiteral("file")].toString();
    }
    for (const QString &file : QDir(test::sample(QStringLiteral("broken"))).entryList(QDir::Files)) {
        QVERIFY2(known.contains(file), qPrintable(file));
    }
}

void TestBrokenSamples::theGeneratorMakesTheseFiles()
{
    QTemporaryDir folder;
    QVERIFY(QFile::copy(test::sample(QStringLiteral("broken/make.py")), folder.filePath(QStringLiteral("make.py"))));
    QProcess python;
    python.start(QStringLiteral("python3"), {folder.filePath(QStringLiteral("make.py"))});
    if (!python.waitForStarted()) {
        QSKIP("python3 is not installed");
    }
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.exitCode(), 0);
    int compared = 0;
    for (const QString &file : QDir(folder.path()).entryList(QDir::Files)) {
        QFile made(folder.filePath(file));
        QFile committed(test::sample(QStringLiteral("broken/") + file));
        QVERIFY2(made.open(QIODevice::ReadOnly) && committed.open(QIODevice::ReadOnly), qPrintable(file));
        // Deflated bytes depend on Python's zlib; what is in them does not matter here.
        if (!file.endsWith(QStringLiteral(".npz"))) {
            QVERIFY2(made.readAll() == committed.readAll(), qPrintable(file));
            ++compared;
        }
    }
    QVERIFY(compared > 30);
}

VSQ_TEST(TestBrokenSamples)
#include "brokensamples.moc"
