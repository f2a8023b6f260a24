// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/jobqueue.h"

#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace vsq;

class JobQueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worksOffTheGuiThreadAndFinishesOnIt()
    {
        JobQueue queue;
        QThread *worker = nullptr;
        QThread *finisher = nullptr;
        queue.start(
            QStringLiteral("job"), [&](const JobContext &) { worker = QThread::currentThread(); },
            [&] { finisher = QThread::currentThread(); }, {});
        QTRY_VERIFY(finisher != nullptr);
        QCOMPARE(finisher, QThread::currentThread());
        QVERIFY(worker != QThread::currentThread());
        QVERIFY(queue.running().empty());
    }

    void handsOutTheErrorsText()
    {
        JobQueue queue;
        QString text;
        queue.start(
            QStringLiteral("job"),
            [](const JobContext &) { throw Error({.file = "a.onnx", .item = "node 'x'"}, "wrong", "this", "that"); },
            [] { QFAIL("a failed job does not finish"); }, [&](const QString &error) { text = error; });
        QTRY_COMPARE(text, QStringLiteral("a.onnx: node 'x': wrong: expected this, found that"));
    }

    void cancelEndsTheWorkWithin100Milliseconds()
    {
        JobQueue queue;
        std::atomic<bool> began = false;
        std::atomic<bool> through = false;
        bool answered = false;
        const int id = queue.start(
            QStringLiteral("job"),
            [&](const JobContext &job) {
                began = true;
                while (!job.stop.stop_requested()) {
                    QThread::usleep(500);
                }
                through = true;
                job.check();
            },
            [&] { answered = true; }, [&](const QString &) { answered = true; });
        QTRY_VERIFY(began);
        QElapsedTimer timer;
        timer.start();
        queue.cancel(id);
        QVERIFY(!queue.isRunning(id));
        while (!through && timer.elapsed() < 1000) {
            QThread::usleep(200);
        }
        QVERIFY2(timer.elapsed() <= 100, qPrintable(QString::number(timer.elapsed())));
        QTest::qWait(50);
        QVERIFY2(!answered, "an answer that nobody waits for");
    }

    void dropsTheAnswerOfACancelledJobThatFinishesAllTheSame()
    {
        JobQueue queue;
        std::atomic<bool> mayEnd = false;
        bool finished = false;
        const int id = queue.start(
            QStringLiteral("job"),
            [&](const JobContext &) {
                while (!mayEnd) {
                    QThread::usleep(200);
                }
            },
            [&] { finished = true; }, {});
        QSignalSpy ended(&queue, &JobQueue::ended);
        queue.cancel(id);
        QCOMPARE(ended.size(), 1);
        mayEnd = true;
        QTest::qWait(50);
        QVERIFY(!finished);
        QCOMPARE(ended.size(), 1);
    }

    void throttlesProgress()
    {
        JobQueue queue;
        QSignalSpy progressed(&queue, &JobQueue::progressed);
        bool finished = false;
        constexpr int kReports = 200000;
        QElapsedTimer timer;
        timer.start();
        queue.start(
            QStringLiteral("job"),
            [](const JobContext &job) {
                for (int i = 0; i < kReports; ++i) {
                    job.report(i, kReports, "counting");
                }
            },
            [&] { finished = true; }, {});
        QTRY_VERIFY(finished);
        QVERIFY(progressed.size() >= 1);
        QVERIFY2(progressed.size() <= 2 + timer.elapsed() / 50, qPrintable(QString::number(progressed.size())));
    }

    void estimatesTheTimeLeftFromTheTimeTaken()
    {
        JobQueue queue;
        std::atomic<bool> mayEnd = false;
        const int id = queue.start(
            QStringLiteral("job"),
            [&](const JobContext &job) {
                job.report(1, 4, "first quarter");
                while (!mayEnd) {
                    QThread::usleep(500);
                }
            },
            [] {}, {});
        QTest::qWait(700);
        const auto running = queue.running();
        QCOMPARE(running.size(), 1U);
        QCOMPARE(running[0].id, id);
        QCOMPARE(running[0].step, QStringLiteral("first quarter"));
        // A quarter took at least 0.7 s: three quarters are left.
        QVERIFY2(running[0].secondsLeft >= 2.0, qPrintable(QString::number(running[0].secondsLeft)));
        mayEnd = true;
    }

    void mayGoWhileJobsRun()
    {
        std::atomic<bool> through = false;
        {
            JobQueue queue;
            queue.start(
                QStringLiteral("job"),
                [&](const JobContext &job) {
                    while (!job.stop.stop_requested()) {
                        QThread::usleep(500);
                    }
                    through = true;
                },
                [] { QFAIL("the queue is gone"); }, {});
        }
        QVERIFY(through);
    }
};

VSQ_TEST(JobQueueTest)
#include "jobqueue.moc"
