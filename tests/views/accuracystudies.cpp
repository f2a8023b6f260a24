// SPDX-License-Identifier: GPL-3.0-or-later
// Studies of the Accuracy view that are cancelled, go on, come from files or belong to other networks.
#include "core/data/datahash.h"
#include "core/data/iteminputs.h"
#include "core/network/identity.h"
#include "core/run/loadnetwork.h"
#include "core/study/studystore.h"
#include "core/study/sweeprun.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/accuracyfixture.h"

#include <QFileDialog>
#include <QFileInfo>

using namespace vsq;

class AccuracyStudiesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void aCancelledStudyGoesOnWhereItWas()
    {
        test::Shown<AccuracyView> opened({1000, 400});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        test::shorten(view, {2, 3, 4, 5, 6, 7, 8}, 40);
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.studyResults().size() >= 2, 60000);
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY(!workspace.studyRunning());
        const std::vector<StudyResult> kept = workspace.studyResults();
        QVERIFY(kept.size() < 21);
        QTRY_VERIFY(test::button(view, "studyStart")->text().contains(QLatin1String("Go on")));
        QVERIFY(test::button(view, "studyStart")->text().contains(QString::number(21 - static_cast<int>(kept.size()))));
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{21}, 60000);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            // Not measured again: the very same time.
            QCOMPARE(workspace.studyResults()[i].evaluation.seconds, kept[i].evaluation.seconds);
            QCOMPARE(workspace.studyResults()[i].evaluation.quantized.correct, kept[i].evaluation.quantized.correct);
        }
        QTRY_VERIFY(!test::button(view, "studyStart")->isEnabled());
    }

    void studiesOfTheCommandLineOpenAndGoOnHere()
    {
        const QString path = m_folder.filePath(QStringLiteral("sweep.db"));
        const QString model = test::writeTransformer(m_folder.path());
        const QString data = test::writeImages(m_folder.path(), 40);
        {
            // As vsq sweep --limit 20 leaves it when it is stopped after its first points.
            const LoadedNetwork network = loadNetwork(model.toStdString());
            const Dataset items = firstItems(loadDataset(data.toStdString(), *network.graph), 20);
            const StudySubject subject{.model = model.toStdString(),
                                       .modelHash = identityOf(*network.graph, model.toStdString()),
                                       .data = data.toStdString(),
                                       .dataHash = hashOfData(items),
                                       .items = 20,
                                       .chip = toJson(ChipConfig{}),
                                       .scales = {},
                                       .fidelity = {},
                                       .shapes = shapesOf(*network.graph)};
            StudyStore store(path.toStdString(), subject);
            store.plan({{namedFormat("vsq"), Fidelity::Chip},
                        {namedFormat("int8"), Fidelity::Chip},
                        {namedFormat("nvfp4"), Fidelity::Quantized}});
            SweepTask task;
            task.graph = network.graph;
            task.data = &items;
            runSweep(store, {kFp32Point, 0}, task, {});
        }
        test::Shown<AccuracyView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        view.command(QStringLiteral("study.open"))->trigger();
        auto *dialog = view.findChild<QFileDialog *>(QStringLiteral("studyDialog"));
        QVERIFY(dialog != nullptr);
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{1}, 20000);
        QVERIFY(workspace.studyFile().fitsNetwork);
        QCOMPARE(workspace.studyFile().pending.size(), std::size_t{2});
        QCOMPARE(view.findChild<QSpinBox *>(QStringLiteral("studyItems"))->value(), 20);
        QVERIFY(test::button(view, "studyStart")->text().contains(QLatin1String("Go on: 2")));
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{3}, 60000);
        QVERIFY(test::waitForJobs(workspace));
        const StudyStore store(path.toStdString());
        QCOMPARE(store.evaluations().size(), std::size_t{3}); // in the same file: vsq study show has them all
        QCOMPARE(store.evaluations()[2].quantized.correct, workspace.studyResults()[2].evaluation.quantized.correct);
        test::shootBoth(view, QStringLiteral("accuracy-file"));
    }

    void aStudyOfAnotherNetworkIsShownAndDoesNotGoOn()
    {
        const QString path = m_folder.filePath(QStringLiteral("other.db"));
        {
            StudyStore store(path.toStdString(), {.model = "/elsewhere/other.onnx",
                                                  .modelHash = "h",
                                                  .data = "d",
                                                  .dataHash = "d",
                                                  .items = 10,
                                                  .chip = toJson(ChipConfig{}),
                                                  .scales = {},
                                                  .fidelity = {}});
            store.plan({});
            store.setFp32({.correct = 9, .count = 10});
            Evaluation run;
            run.format = namedFormat("vsq");
            run.quantized = {.correct = 8, .count = 10};
            store.add(run);
        }
        test::Shown<AccuracyView> opened({1000, 400});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        workspace.openStudy(path);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{1}, 20000);
        QCOMPARE(workspace.studyResults()[0].network, QStringLiteral("other"));
        QVERIFY(!workspace.studyFile().fitsNetwork);
        QVERIFY(!test::button(view, "studyStart")->isEnabled());
        workspace.setFormat(namedFormat("int8"));
        test::clickAt(*test::plot(view, "accuracyBits"), 4.0, 80.0);
        QTRY_COMPARE(view.selectedRun(), 0);
        QVERIFY2(workspace.format() == namedFormat("int8"), "its formats are not this network's");
        QTest::mouseClick(test::button(view, "studyClear"), Qt::LeftButton);
        QVERIFY(workspace.studyResults().empty() && workspace.studyFile().path.isEmpty());
        QVERIFY(QFileInfo::exists(path));
    }

    void cancelKeepsWhatIsThere()
    {
        test::Shown<AccuracyView> opened({1000, 400});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        test::shorten(view, {2, 3, 4, 5, 6, 7, 8}, 40);
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.studyResults().empty(), 60000);
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY(!workspace.studyRunning());
        const std::size_t kept = workspace.studyResults().size();
        QVERIFY(kept > 0 && kept < 21);
        QTRY_VERIFY(test::button(view, "studyStart")->text().contains(QLatin1String("Go on")));
        QTest::mouseClick(test::button(view, "studyClear"), Qt::LeftButton);
        QVERIFY(workspace.studyResults().empty());
        QVERIFY(!test::plot(view, "accuracyBits")->showsFigure());
    }
};

VSQ_TEST(AccuracyStudiesTest)
#include "accuracystudies.moc"
