// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/tuning/tuningview.h"

#include "core/run/loadnetwork.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"
#include "views/tuning/tuningfigures.h"
#include "views/tuning/tuningpanel.h"
#include "views/workspace/runlist.h"
#include "views/workspace/tuninglist.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

using namespace vsq;

namespace {

Json epoch(int number, std::int64_t correct, double loss)
{
    return {{"event", "epoch"},   {"epoch", number},    {"loss", number == 0 ? Json(nullptr) : Json(loss)},
            {"training", 0.5},    {"correct", correct}, {"count", 100},
            {"best", number < 2}, {"seconds", 1.0}};
}

/// What the program says, until after the second epoch.
TuningRun watched()
{
    TuningRun run;
    run.network = QStringLiteral("net");
    const Json accuracy{{"correct", 90}, {"count", 100}};
    run.take({{"event", "start"},
              {"fp32", accuracy},
              {"post_training", {{"correct", 60}, {"count", 100}}},
              {"own_test", true},
              {"training_items", 320},
              {"validation_items", 100},
              {"recipe", {{"name", "residual"}, {"epochs", 4}}}});
    run.take(epoch(0, 60, 0.0));
    for (int step = 1; step <= 20; ++step) {
        run.take({{"event", "step"}, {"epoch", 1}, {"done", step}, {"total", 40}, {"loss", 2.0 / step}});
    }
    run.take(epoch(1, 80, 0.4));
    run.take(epoch(2, 70, 0.3));
    run.take({{"event", "movement"},
              {"layers",
               {{{"layer", "a"}, {"weights", "a.w"}, {"change", 0.02}, {"scales", 1.1}},
                {{"layer", "b"}, {"weights", "b.w"}, {"change", 0.05}, {"scales", 0.9}}}}});
    run.take({{"event", "what later versions say"}});
    return run;
}

} // namespace

class TuningViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QPushButton *button(TuningView &view, const char *name)
    {
        return view.findChild<QPushButton *>(QString::fromLatin1(name));
    }
    static bool hasProgram() { return QFile::exists(test::program(QStringLiteral("vsq-train"))); }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void readsWhatTheProgramSays()
    {
        TuningRun run = watched();
        QCOMPARE(run.plannedEpochs, 4);
        QCOMPARE(run.bestEpoch, 1);
        QCOMPARE(run.epochs.size(), std::size_t{3});
        QCOMPARE(run.steps.losses.size(), std::size_t{20});
        QCOMPARE(run.steps.epochs.back(), 2.0); // half of the steps of four epochs
        QVERIFY(!run.recovered());
        run.tuned = Accuracy{.correct = 81, .count = 100};
        QVERIFY(std::abs(*run.recovered() - 0.7) < 1e-12); // 21 of 30 points
        // Going on from a checkpoint, what was done is told again.
        run.take({{"event", "resumed"}, {"epochs", {epoch(0, 60, 0.0), epoch(1, 80, 0.4)}}});
        QCOMPARE(run.epochs.size(), std::size_t{2});
        // However long it takes, the curve of steps stays drawable and whole.
        StepLosses steps;
        for (int i = 1; i <= 100000; ++i) {
            steps.add(i, 1.0 / i);
        }
        QVERIFY(steps.losses.size() <= StepLosses::kMostSteps && steps.losses.size() > StepLosses::kMostSteps / 3);
        QVERIFY(steps.epochs.front() <= 128.0 && steps.epochs.back() > 99800.0);
        QVERIFY(std::is_sorted(steps.epochs.begin(), steps.epochs.end()));
    }

    void figuresShowIt()
    {
        TuningRun run = watched();
        const FigureSpec accuracy = tuningAccuracy(run);
        QCOMPARE(accuracy.series[0].y, std::vector<double>({60.0, 80.0, 70.0}));
        QVERIFY(accuracy.series[0].low[1] < 80.0 && accuracy.series[0].high[1] > 80.0);
        QCOMPARE(accuracy.series[1].x, std::vector<double>({1.0, 2.0}));
        QVERIFY(accuracy.x.high > 4.0 && accuracy.x.high < 4.5);
        QCOMPARE(accuracy.marks[0].at, 90.0);
        QCOMPARE(accuracy.marks[1].at, 60.0);
        run.tuned = Accuracy{.correct = 81, .count = 100};
        QCOMPARE(tuningAccuracy(run).series[2].x, std::vector<double>({1.0})); // at the best epoch
        QCOMPARE(tuningAccuracy(run).series[2].y, std::vector<double>({81.0}));
        const FigureSpec loss = tuningLoss(run);
        QCOMPARE(loss.series[0].x.size(), std::size_t{20});
        QCOMPARE(loss.series[1].y, std::vector<double>({0.4, 0.3}));
        const FigureSpec movement = tuningMovement(run, "b");
        QCOMPARE(movement.y.categories, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(std::abs(movement.bars[0].value[1] - 5.0) < 1e-9);
        QVERIFY(std::abs(movement.bars[1].value[1] + 10.0) < 1e-9);
        QCOMPARE(movement.boxes.size(), std::size_t{1});
        QVERIFY(tuningNumbers(run)[3].value.startsWith(QLatin1String("70")));
        // VS-Quant, table 9: BERT-Base at W4A4 reaches 86.93 per vector and 41.45 per channel.
        const FigureSpec published = publishedTuning();
        const auto bert = static_cast<std::size_t>(published.y.categories.indexOf(QStringLiteral("BERT-Base W4A4")));
        QVERIFY(std::abs(published.bars[1].value[bert] - published.bars[0].value[bert] - (86.93 - 41.45)) < 1e-9);
    }

    void theCallIsTheCommandLines()
    {
        TuningRequest request;
        request.model = QStringLiteral("net.onnx");
        request.shapes = {{"x", {1, 128}}};
        request.data = QStringLiteral("train.npz");
        request.test = QStringLiteral("test.npz");
        request.out = QStringLiteral("tuned.onnx");
        request.learningRate = 5e-4;
        request.trainItems = 300;
        const QStringList plain = request.arguments(QStringLiteral("f.json"), QStringLiteral("c.json"));
        QCOMPARE(plain.mid(0, 6),
                 QStringList({QStringLiteral("finetune"), QStringLiteral("net.onnx"), QStringLiteral("--data"),
                              QStringLiteral("train.npz"), QStringLiteral("--out"), QStringLiteral("tuned.onnx")}));
        const auto has = [&](const char *option, const char *value) {
            const qsizetype at = plain.indexOf(QString::fromLatin1(option));
            return at >= 0 && plain[at + 1] == QString::fromLatin1(value);
        };
        QVERIFY(has("--shape", "x=1,128") && has("--test", "test.npz") && has("--learning-rate", "0.0005"));
        QVERIFY(has("--train-items", "300") && has("--progress", "json") && has("--formats", "f.json"));
        QVERIFY(!plain.contains(QStringLiteral("--epochs")) && !plain.contains(QStringLiteral("--density")));
    }

    void saysWhatIsMissing()
    {
        Workspace workspace;
        workspace.tunings()->setProgram(QStringLiteral("/nowhere/vsq-train"));
        TuningView view(&workspace);
        view.resize(1000, 360);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::plot(view, "tuningAccuracy")->statePage()->sentence().contains(QLatin1String("libtorch")));
        QVERIFY(!button(view, "tuningStart")->isEnabled());
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(!button(view, "tuningStart")->isEnabled());
        // What was published is there in any case.
        QCOMPARE(view.figures().size(), std::size_t{1});
        QCOMPARE(view.figures()[0].id, QStringLiteral("tuning-published"));
        test::shootBoth(view, QStringLiteral("tuning-missing"));
    }

    void learnsBeforeOnesEyes()
    {
        if (!hasProgram()) {
            QSKIP("built without libtorch");
        }
        Workspace workspace;
        workspace.tunings()->setProgram(test::program(QStringLiteral("vsq-train")));
        TuningView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(button(view, "tuningStart")->isEnabled());
        auto *epochs = view.findChild<QSpinBox *>(QStringLiteral("tuningEpochs"));
        QTest::keyClick(epochs, Qt::Key_Up);
        QTest::keyClick(epochs, Qt::Key_Up);
        QCOMPARE(epochs->value(), 2);
        auto *out = view.findChild<QLineEdit *>(QStringLiteral("tuningOut"));
        QTest::keyClicks(out, m_folder.filePath(QStringLiteral("tuned.onnx")));
        QSignalSpy progressed(workspace.tunings(), &TuningList::progressed);
        QTest::mouseClick(button(view, "tuningStart"), Qt::LeftButton);
        QVERIFY(workspace.tunings()->state() == TuningList::State::Running);
        QVERIFY(button(view, "tuningStart")->text().contains(QLatin1String("Stop")));
        QVERIFY(view.findChild<QProgressBar *>(QStringLiteral("tuningProgress"))->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(workspace.tunings()->state() == TuningList::State::Idle, 60000);
        QVERIFY(test::waitForJobs(workspace));
        QVERIFY(progressed.size() >= 6); // start, three epochs, steps
        const TuningRun &run = workspace.tunings()->runs().front();
        QVERIFY(run.tuned && run.tuned->count == 40);
        QCOMPARE(run.epochs.size(), std::size_t{3});
        QVERIFY(QFile::exists(run.out));
        // It is ordinary ONNX and stands among the kept runs, beside what it was made from.
        QCOMPARE(loadNetwork(run.out.toStdString()).layers.size(), workspace.layers().size());
        QCOMPARE(workspace.runs()->runs().size(), std::size_t{2});
        QCOMPARE(workspace.runs()->runs()[1].model, run.out);
        QCOMPARE(workspace.runs()->baseline(), 0);
        QCOMPARE(workspace.runs()->runs()[0].model, workspace.modelPath());
        QVERIFY(workspace.runs()->runs()[1].layers.front().sqnr.has_value());
        QTRY_COMPARE(view.figures().size(), std::size_t{3});
        const FigureSpec &movement = test::plot(view, "tuningMovement")->figure();
        QCOMPARE(movement.y.categories.size(), static_cast<qsizetype>(run.layers.size()));
        if (run.bestEpoch > 0) { // else nothing moved, and no bar is to be clicked
            QCoreApplication::processEvents();
            test::clickAt(*test::plot(view, "tuningMovement"), 0.5 * movement.bars[0].value[0], -0.2);
            QTRY_COMPARE(workspace.selection().layer, test::layerCalled(workspace, run.layers.front().layer));
        }
        test::shootBoth(view, QStringLiteral("tuning"));

        QSignalSpy opened(&workspace, &Workspace::networkChanged);
        QVERIFY(button(view, "tuningOpen")->isEnabled());
        QTest::mouseClick(button(view, "tuningOpen"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), 20000);
        QCOMPARE(workspace.modelPath(), run.out);
        QCOMPARE(workspace.tunings()->finishedOf(QStringLiteral("small")).size(), std::size_t{1});
        QCOMPARE(workspace.tunings()->finishedOf(QStringLiteral("tuned")).size(), std::size_t{1});
        QVERIFY(test::waitForJobs(workspace));
        QTest::mouseClick(button(view, "tuningRemove"), Qt::LeftButton);
        QVERIFY(workspace.tunings()->runs().empty());
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("tuned.onnx"))));
    }

    void stoppedItGoesOn()
    {
        if (!hasProgram()) {
            QSKIP("built without libtorch");
        }
        Workspace workspace;
        workspace.tunings()->setProgram(test::program(QStringLiteral("vsq-train")));
        TuningView view(&workspace);
        view.resize(1000, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        const QString out = m_folder.filePath(QStringLiteral("long.onnx"));
        view.findChild<QLineEdit *>(QStringLiteral("tuningOut"))->setText(out);
        view.findChild<QSpinBox *>(QStringLiteral("tuningEpochs"))->setValue(500);
        QTest::mouseClick(button(view, "tuningStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.tunings()->runs().empty() && workspace.tunings()->runs()[0].epochs.size() > 2, 60000);
        QTest::mouseClick(button(view, "tuningStart"), Qt::LeftButton);
        QVERIFY(workspace.tunings()->state() == TuningList::State::Stopping);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.tunings()->state() == TuningList::State::Idle, 60000);
        QVERIFY(QFile::exists(out + QStringLiteral(".checkpoint")));
        QVERIFY(!QFile::exists(out));
        QVERIFY(!workspace.tunings()->runs()[0].tuned);
        const std::size_t done = workspace.tunings()->runs()[0].epochs.size();
        QTest::mouseClick(button(view, "tuningStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.tunings()->runs()[0].epochs.size() >= done, 60000);
        QCOMPARE(workspace.tunings()->runs().size(), std::size_t{1}); // the same one
        workspace.tunings()->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.tunings()->state() == TuningList::State::Idle, 60000);
    }

    void whatFailsIsSaid()
    {
        if (!hasProgram()) {
            QSKIP("built without libtorch");
        }
        Workspace workspace;
        workspace.tunings()->setProgram(test::program(QStringLiteral("vsq-train")));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QSignalSpy said(&workspace, &Workspace::messageRaised);
        TuningRequest request = workspace.tunings()->requestForOpen();
        request.out = QStringLiteral("/nowhere/at/all.onnx");
        request.epochs = 1;
        workspace.tunings()->start(request);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.tunings()->state() == TuningList::State::Idle, 60000);
        QTRY_VERIFY(!said.isEmpty());
        QVERIFY2(said.last().at(1).toString().contains(QLatin1String("/nowhere/at/all.onnx")),
                 qPrintable(said.last().at(1).toString()));
        QVERIFY(!workspace.tunings()->runs()[0].tuned);
    }
};

VSQ_TEST(TuningViewTest)
#include "tuningview.moc"
