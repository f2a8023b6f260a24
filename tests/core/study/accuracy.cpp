// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/evaluation.h"
#include "core/study/studystore.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace vsq;

class AccuracyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wilsonInterval_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<int>("count");
        QTest::newRow("a tenth") << 1 << 10;
        QTest::newRow("half") << 50 << 100;
        QTest::newRow("most") << 913 << 1000;
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("none of five") << 0 << 5;
    }

    /// The limits are where the score test just does not reject: |p - x| = z sqrt(x (1 - x) / n).
    void wilsonInterval()
    {
        QFETCH(int, correct);
        QFETCH(int, count);
        const Accuracy accuracy{.correct = correct, .count = count};
        for (const double limit : accuracy.interval()) {
            QVERIFY(limit >= 0.0 && limit <= 1.0);
            const double distance = std::abs(accuracy.value() - limit);
            if (limit > 0.0 && limit < 1.0) {
                QVERIFY(std::abs(distance - 1.959963984540054 * std::sqrt(limit * (1 - limit) / count)) < 1e-12);
            } else {
                QCOMPARE(distance, 0.0);
            }
        }
    }

    void storeKeepsResultsOfOneSubject()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("study.db").toStdString();
        StudySubject subject{.model = "m.onnx",
                             .modelHash = "1",
                             .data = "d.npz",
                             .dataHash = "2",
                             .items = 7,
                             .chip = "{}",
                             .scales = {},
                             .fidelity = "",
                             .shapes = "ids[1,64]"};
        Evaluation evaluation;
        evaluation.format = namedFormat("int8");
        evaluation.format.activations.bits = 4;
        evaluation.format.activations.vectorSize = 64;
        evaluation.format.calibration = {.method = Calibration::Method::Percentile, .percentile = 99.9};
        evaluation.quantized = {.correct = 5, .count = 7};
        evaluation.fidelity = Fidelity::Quantized;
        evaluation.seconds = 1.5;
        {
            StudyStore store(path, subject);
            QVERIFY(!store.fp32());
            store.setFp32({.correct = 6, .count = 7});
            QVERIFY(!store.contains(evaluation.format, evaluation.fidelity));
            store.add(evaluation);
        }
        StudyStore again(path, subject);
        QVERIFY(again.contains(evaluation.format, evaluation.fidelity));
        QVERIFY(!again.contains(namedFormat("int8"), Fidelity::Chip));
        const auto all = again.evaluations();
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(all[0].format == evaluation.format);
        QVERIFY(all[0].fidelity == Fidelity::Quantized);
        QCOMPARE(all[0].quantized.correct, 5);
        QCOMPARE(all[0].fp32.correct, 6);
        QCOMPARE(all[0].seconds, 1.5);

        subject.items = 8;
        try {
            StudyStore other(path, subject);
            QFAIL("a study of other items was taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()), path + ": study of another number of items: expected 7, found 8");
        }

        subject.items = 7;
        subject.shapes = "ids[1,128]";
        try {
            StudyStore other(path, subject);
            QFAIL("a study of other shapes was taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     path + ": study of another set of input shapes: expected ids[1,64], found ids[1,128]");
        }
    }

    void storeRefusesOtherFiles()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath("study.db").toStdString();
        QFile file(folder.filePath("study.db"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        try {
            StudyStore store(path, {});
            QFAIL("a file that is no database was taken");
        } catch (const Error &error) {
            QCOMPARE(std::string(error.what()),
                     path + ": study file: expected a readable and writable SQLite database, found file is not a database");
        }
    }
};

VSQ_TEST(AccuracyTest)

#include "accuracy.moc"
