// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/project.h"

#include "tests/support/errors.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class ProjectTest : public QObject {
    Q_OBJECT

    static Project example(const QString &folder)
    {
        Project project;
        project.modelPath = folder + QStringLiteral("/nets/small.onnx");
        project.dataPath = QStringLiteral("/elsewhere/images.npz");
        project.format = namedFormat("int4");
        project.format.calibration = {.method = Calibration::Method::Percentile, .percentile = 99.9};
        project.layerFormats["block0.fc1"] = namedFormat("vsq");
        project.chip.voltage = 0.85;
        project.breakpoints = {{.m = 16, .k = 3}, {.event = static_cast<int>(EventKind::Saturation), .enabled = false}};
        project.shapes["ids"] = {1, 128};
        project.openedLayer = "block0.fc1";
        project.item = 12;
        StudyResult result;
        result.network = QStringLiteral("small");
        result.evaluation.format = namedFormat("vsq");
        result.evaluation.quantized = {.correct = 913, .count = 1000};
        result.evaluation.fp32 = {.correct = 921, .count = 1000};
        result.evaluation.seconds = 1.25;
        project.results.push_back(result);
        TuningRun tuned;
        tuned.name = QStringLiteral("small-int4");
        tuned.out = folder + QStringLiteral("/nets/small-int4.onnx");
        tuned.format = namedFormat("int4");
        tuned.fp32 = {.correct = 90, .count = 100};
        tuned.postTraining = {.correct = 70, .count = 100};
        tuned.tuned = Accuracy{.correct = 85, .count = 100};
        tuned.epochs = {{.number = 1, .loss = 0.25, .training = 0.8, .validation = {.correct = 9, .count = 10}, .best = true}};
        tuned.bestEpoch = 1;
        tuned.layers = {{.layer = "block0.fc1", .change = 0.125, .scales = 1.5}};
        project.tunings.push_back(tuned);
        return project;
    }

private Q_SLOTS:
    void comesBackAsItWasSaved()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("p.vsq"));
        const Project saved = example(folder.path());
        saveProject(saved, file);
        const Project read = loadProject(file);
        QCOMPARE(read.modelPath, saved.modelPath);
        QCOMPARE(read.dataPath, saved.dataPath);
        QVERIFY(read.shapes == saved.shapes);
        QVERIFY(read.format == saved.format);
        QVERIFY(read.layerFormats == saved.layerFormats);
        QVERIFY(read.chip == saved.chip);
        QVERIFY(read.breakpoints == saved.breakpoints);
        QCOMPARE(read.openedLayer, saved.openedLayer);
        QCOMPARE(read.item, 12);
        QCOMPARE(read.results.size(), 1U);
        QCOMPARE(read.results[0].evaluation.quantized.correct, 913);
        QCOMPARE(read.results[0].evaluation.fp32.count, 1000);
        QCOMPARE(read.results[0].evaluation.seconds, 1.25);
        QVERIFY(read.results[0].evaluation.format == namedFormat("vsq"));
        QCOMPARE(read.tunings.size(), 1U);
        const TuningRun &tuned = read.tunings[0];
        QCOMPARE(tuned.out, saved.tunings[0].out);
        QVERIFY(tuned.format == namedFormat("int4"));
        QCOMPARE(*tuned.recovered(), 0.75);
        QCOMPARE(tuned.epochs[0].loss, 0.25);
        QCOMPARE(tuned.epochs[0].validation.correct, 9);
        QCOMPARE(tuned.layers[0].change, 0.125);
    }

    void movesTogetherWithANetworkBelowIt()
    {
        QTemporaryDir folder;
        QTemporaryDir other;
        const QByteArray json = projectToJson(example(folder.path()), folder.filePath(QStringLiteral("p.vsq")));
        const Project moved = projectFromJson(json, other.filePath(QStringLiteral("p.vsq")));
        QCOMPARE(moved.modelPath, other.path() + QStringLiteral("/nets/small.onnx"));
        QCOMPARE(moved.dataPath, QStringLiteral("/elsewhere/images.npz"));
    }

    void writesNumbersInTheCLocale()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        const QByteArray json = projectToJson(example(QStringLiteral("/a")), QStringLiteral("/a/p.vsq"));
        QLocale::setDefault(before);
        QVERIFY(json.contains("0.85"));
        QVERIFY(json.contains("percentile:99.9"));
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("not JSON") << QByteArray("hello")
                                  << QStringLiteral("p.vsq: not a Vsqscope project: expected a JSON object with \"vsqscope\"");
        QTest::newRow("newer") << QByteArray(R"({"vsqscope": 99})")
                               << QStringLiteral("p.vsq: vsqscope: project of a newer version: expected 1, found 99");
        QTest::newRow("bits") << QByteArray(R"({"vsqscope": 1, "format": {"weights": {"bits": 11}}})")
                              << QStringLiteral("p.vsq: 'bits': value: expected a whole number from 2 to 8, found 11");
        QTest::newRow("no format") << QByteArray(R"({"vsqscope": 1, "format": {}})")
                                   << QStringLiteral("p.vsq: 'weights': field: expected one of that name, found none");
    }

    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        QCOMPARE(test::errorOf([&] { (void)projectFromJson(json, QStringLiteral("p.vsq")); }), message);
    }

    void anUnwritableTargetIsAMessage()
    {
        const QString text = test::errorOf([] { saveProject({}, QStringLiteral("/nowhere/at/all/p.vsq")); });
        QVERIFY2(text.startsWith(QLatin1String("/nowhere/at/all/p.vsq: cannot write: expected a writable target, found ")),
                 qPrintable(text));
    }
};

VSQ_TEST(ProjectTest)
#include "project.moc"
