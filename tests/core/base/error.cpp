// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/job.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace vsq;

class ErrorTest : public QObject {
    Q_OBJECT

private slots:
    void messageJoinsWhatIsKnown_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("item");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("message");
        QTest::newRow("all") << "a.onnx"
                             << "node 'c'"
                             << "rank 4"
                             << "rank 3"
                             << "a.onnx: node 'c': wrong input: expected rank 4, found rank 3";
        QTest::newRow("no file") << ""
                                 << "node 'c'"
                                 << "rank 4"
                                 << "rank 3"
                                 << "node 'c': wrong input: expected rank 4, found rank 3";
        QTest::newRow("expected only") << "a.onnx"
                                       << ""
                                       << "rank 4"
                                       << ""
                                       << "a.onnx: wrong input: expected rank 4";
        QTest::newRow("found only") << ""
                                    << ""
                                    << ""
                                    << "rank 3"
                                    << "wrong input: found rank 3";
        QTest::newRow("what only") << ""
                                   << ""
                                   << ""
                                   << ""
                                   << "wrong input";
    }

    void messageJoinsWhatIsKnown()
    {
        QFETCH(QString, file);
        QFETCH(QString, item);
        QFETCH(QString, expected);
        QFETCH(QString, found);
        QFETCH(QString, message);
        const Error error({file.toStdString(), item.toStdString()}, "wrong input", expected.toStdString(), found.toStdString());
        QCOMPARE(std::string(error.what()), message.toStdString());
        QCOMPARE(error.place().file, file.toStdString());
        QCOMPARE(error.place().item, item.toStdString());
        QCOMPARE(error.problem(), std::string("wrong input"));
        QCOMPARE(error.expected(), expected.toStdString());
        QCOMPARE(error.found(), found.toStdString());
    }

    /// Names come out of files: no message is as long as one.
    void longNamesLoseTheirMiddle()
    {
        std::string name = "first";
        for (int i = 0; i < 100'000; ++i) {
            name += "\xC3\xA4"; // of two bytes
        }
        const Error error({"f.onnx", name + "last"}, "what", name, "little");
        const QString message = QString::fromUtf8(error.what());
        QVERIFY(message.size() < 5000);
        QVERIFY(message.startsWith("f.onnx: first"));
        QVERIFY(message.contains("last: what: expected first") && message.endsWith(", found little"));
        QVERIFY(message.contains("...") && !message.contains(QChar::ReplacementCharacter));
        QCOMPARE(error.place().item, name + "last");
    }

    void aStoppedJobIsCancelledAndNoError()
    {
        std::stop_source source;
        const JobContext job{source.get_token(), {}};
        job.check();
        job.report(1, 2); // nobody listens
        source.request_stop();
        QVERIFY_EXCEPTION_THROWN(job.check(), Cancelled);
        try {
            job.check();
        } catch (const std::exception &caught) {
            QVERIFY(dynamic_cast<const Error *>(&caught) == nullptr);
        }
    }
};

VSQ_TEST(ErrorTest)

#include "error.moc"
