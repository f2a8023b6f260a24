// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "core/data/iteminputs.h"
#include "core/network/identity.h"
#include "core/run/loadnetwork.h"
#include "core/study/studystore.h"
#include "core/study/sweeprun.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/accuracy/frontfigure.h"
#include "views/accuracy/studypanel.h"
#include "views/figure/statepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

#include <algorithm>
#include <cmath>
#include <set>

using namespace vsq;

class AccuracyViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QPushButton *button(AccuracyView &view, const char *name)
    {
        return view.findChild<QPushButton *>(QString::fromLatin1(name));
    }

    /// Two bit widths, all granularities, few images.
    static void shorten(AccuracyView &view, const std::set<int> &bits, int items)
    {
        for (int b = 2; b <= 8; ++b) {
            auto *check = view.findChild<QCheckBox *>(QStringLiteral("studyWeightBits%1").arg(b));
            if (check->isChecked() != bits.contains(b)) {
                QTest::keyClick(check, Qt::Key_Space);
            }
        }
        view.findChild<QSpinBox *>(QStringLiteral("studyItems"))->setValue(items);
    }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1000, 360);
        view.show();
        QVERIFY(test::plot(view, "accuracyBits")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QCOMPARE(view.figures().size(), std::size_t{0});
        QVERIFY(!button(view, "studyStart")->isEnabled());
        test::shootBoth(view, QStringLiteral("accuracy-empty"));
    }

    void panelMakesEveryCombination()
    {
        Workspace workspace;
        StudyPanel panel(&workspace);
        const std::vector<NumberFormat> formats = panel.formats();
        QCOMPARE(formats.size(), std::size_t{21}); // 7 bit widths, 3 granularities
        std::set<std::pair<int, int>> seen;
        for (const NumberFormat &format : formats) {
            seen.insert({format.weights.bits, static_cast<int>(format.weights.granularity)});
            QCOMPARE(format.activations.bits, 8);
        }
        QCOMPARE(seen.size(), std::size_t{21});
        auto *activations = panel.findChild<QComboBox *>(QStringLiteral("studyActivationBits"));
        activations->setCurrentIndex(activations->findData(0));
        bool chip = false;
        for (const NumberFormat &format : panel.formats()) {
            chip = chip || nameOf(format) == "vsq";
        }
        QVERIFY2(chip, "4 bits, vectors of 64 and 8-bit scales are the chip's own format");
    }

    void studyGrowsCurvesAndAPointSelectsItsRun()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        shorten(view, {4, 8}, 20);
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QVERIFY(workspace.studyRunning());
        QVERIFY(button(view, "studyStart")->text().contains(QLatin1String("Cancel")));
        QVERIFY(view.findChild<QProgressBar *>(QStringLiteral("studyProgress"))->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{6}, 60000);
        QVERIFY(test::waitForJobs(workspace));
        QTRY_VERIFY(!view.findChild<QProgressBar *>(QStringLiteral("studyProgress"))->isVisible());
        PlotView *plot = test::plot(view, "accuracyBits");
        const FigureSpec &figure = plot->figure();
        QCOMPARE(figure.series.size(), std::size_t{3});
        QCOMPARE(figure.series[0].name, QStringLiteral("per-vector"));
        QCOMPARE(figure.series[0].x, std::vector<double>({4.0, 8.0}));
        for (const FigureSeries &series : figure.series) {
            for (std::size_t i = 0; i < series.y.size(); ++i) {
                QVERIFY(series.low[i] <= series.y[i] && series.y[i] <= series.high[i]);
                QVERIFY(series.high[i] > series.low[i]);
            }
        }
        QVERIFY(figure.marks[0].text.startsWith(QLatin1String("FP32")));
        QCOMPARE(workspace.studyResults()[0].evaluation.quantized.count, 20);

        QCoreApplication::processEvents();
        const FigureSeries series = figure.series[0];
        test::clickAt(*plot, series.x[0], series.y[0]);
        QTRY_VERIFY(view.selectedRun() >= 0);
        const Evaluation &run = workspace.studyResults()[static_cast<std::size_t>(view.selectedRun())].evaluation;
        QCOMPARE(run.format.weights.bits, 4);
        QVERIFY2(workspace.format() == run.format, "the run is open: all views show its format");
        QVERIFY(run.paired());
        QCOMPARE(run.recovery.has_value(), run.fp32.correct > 0);
        workspace.undoStack()->undo();
        QVERIFY(workspace.format() == namedFormat("vsq"));

        auto *published = view.findChild<QComboBox *>(QStringLiteral("accuracyPublished"));
        published->setCurrentIndex(published->findData(QStringLiteral("ResNet-50")));
        QVERIFY(plot->figure().series.size() > 4);
        for (std::size_t i = 3; i < plot->figure().series.size(); ++i) {
            QVERIFY(plot->figure().series[i].name.startsWith(QLatin1String("published:")));
            QCOMPARE(plot->figure().series[i].role, Role::Published);
        }
        QVERIFY(plot->figure().notes.back().text.contains(QLatin1String("not measured here")));
        QVERIFY(plot->figure().summary.contains(QLatin1String("arXiv 2102.04503")));
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("accuracy"));
    }

    void effectiveBitsRecoveryAndFront()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        workspace.startStudy({namedFormat("vsq"), namedFormat("int4"), namedFormat("int8"), namedFormat("mxfp4")}, 20);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{4}, 60000);
        QVERIFY(test::waitForJobs(workspace));
        auto *axis = view.findChild<QComboBox *>(QStringLiteral("accuracyAxis"));
        QTest::keyClick(axis, Qt::Key_Down);
        const FigureSpec &curves = test::plot(view, "accuracyBits")->figure();
        std::set<double> places;
        for (const FigureSeries &series : curves.series) {
            places.insert(series.x.begin(), series.x.end());
        }
        QCOMPARE(places, (std::set<double>{4.0, 4.125, 4.25, 8.0})); // int4, vsq, mxfp4, int8: scales included
        auto *scale = view.findChild<QComboBox *>(QStringLiteral("accuracyScale"));
        QTest::keyClick(scale, Qt::Key_Down);
        QCOMPARE(test::plot(view, "accuracyBits")->figure().marks[0].at, 100.0);
        QCOMPARE(test::plot(view, "accuracyBits")->figure().marks[0].text.contains(QLatin1String("noise floor")),
                 workspace.studyResults()[0].evaluation.fp32.correct > 0);
        QTest::keyClick(scale, Qt::Key_Up);

        PlotView *front = test::plot(view, "accuracyFront");
        QCOMPARE(front->figure().series[0].x.size(), std::size_t{4});
        auto *cost = view.findChild<QComboBox *>(QStringLiteral("accuracyFrontAxis"));
        QTest::keyClick(cost, Qt::Key_Down);
        QCOMPARE(front->figure().series[0].x.size(), std::size_t{3}); // the chip does not run mxfp4
        const std::vector<int> shown = costedResults(view.costs(), FrontAxis::Energy);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const auto known = formatCost(workspace.layers(),
                                          workspace.studyResults()[static_cast<std::size_t>(shown[i])].evaluation.format, {},
                                          workspace.chipConfig());
            QCOMPARE(front->figure().series[0].x[i], 1e6 * *known.energy);
        }
        test::clickAt(*front, front->figure().series[0].x[2], front->figure().series[0].y[2]);
        QTRY_COMPARE(view.selectedRun(), shown[2]);
        QVERIFY(workspace.format() == workspace.studyResults()[static_cast<std::size_t>(shown[2])].evaluation.format);
        QCOMPARE(view.figures().size(), std::size_t{2});
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("accuracy-front"));
    }

    void aCancelledStudyGoesOnWhereItWas()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1000, 400);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        shorten(view, {2, 3, 4, 5, 6, 7, 8}, 40);
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.studyResults().size() >= 2, 60000);
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY(!workspace.studyRunning());
        const std::vector<StudyResult> kept = workspace.studyResults();
        QVERIFY(kept.size() < 21);
        QTRY_VERIFY(button(view, "studyStart")->text().contains(QLatin1String("Go On")));
        QVERIFY(button(view, "studyStart")->text().contains(QString::number(21 - static_cast<int>(kept.size()))));
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{21}, 60000);
        for (std::size_t i = 0; i < kept.size(); ++i) {
            // Not measured again: the very same time.
            QCOMPARE(workspace.studyResults()[i].evaluation.seconds, kept[i].evaluation.seconds);
            QCOMPARE(workspace.studyResults()[i].evaluation.quantized.correct, kept[i].evaluation.quantized.correct);
        }
        QTRY_VERIFY(!button(view, "studyStart")->isEnabled());
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
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        view.command(QStringLiteral("study.open"))->trigger();
        auto *dialog = view.findChild<QFileDialog *>(QStringLiteral("studyDialog"));
        QVERIFY(dialog != nullptr);
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{1}, 20000);
        QVERIFY(workspace.studyFile().fitsNetwork);
        QCOMPARE(workspace.studyFile().pending.size(), std::size_t{2});
        QCOMPARE(view.findChild<QSpinBox *>(QStringLiteral("studyItems"))->value(), 20);
        QVERIFY(button(view, "studyStart")->text().contains(QLatin1String("Go On: 2")));
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
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
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1000, 400);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        workspace.openStudy(path);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{1}, 20000);
        QCOMPARE(workspace.studyResults()[0].network, QStringLiteral("other"));
        QVERIFY(!workspace.studyFile().fitsNetwork);
        QVERIFY(!button(view, "studyStart")->isEnabled());
        workspace.setFormat(namedFormat("int8"));
        test::clickAt(*test::plot(view, "accuracyBits"), 4.0, 80.0);
        QTRY_COMPARE(view.selectedRun(), 0);
        QVERIFY2(workspace.format() == namedFormat("int8"), "its formats are not this network's");
        QTest::mouseClick(button(view, "studyClear"), Qt::LeftButton);
        QVERIFY(workspace.studyResults().empty() && workspace.studyFile().path.isEmpty());
        QVERIFY(QFileInfo::exists(path));
    }

    void layersAreRankedAndGetTheCheapestFormats()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 520);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        view.findChild<QTabWidget *>(QStringLiteral("accuracyPages"))->setCurrentIndex(1);
        view.findChild<QSpinBox *>(QStringLiteral("layersItems"))->setValue(10);
        QTest::mouseClick(button(view, "layersRank"), Qt::LeftButton);
        QVERIFY(button(view, "layersRank")->text().contains(QLatin1String("Cancel")));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.laboratory()->ranking() != nullptr, 60000);
        QVERIFY(test::waitForJobs(workspace));
        const FigureSpec &ranking = test::plot(view, "accuracyRanking")->figure();
        const auto &layers = workspace.laboratory()->ranking()->sensitivity.layers;
        QCOMPARE(ranking.bars[0].value.size(), layers.size());
        const auto order = sensitivityOrder(workspace.laboratory()->ranking()->sensitivity, SensitivityMeasure::Noise);
        QCOMPARE(ranking.y.categories[0].toStdString(), layers[order[0]].layer.name);
        QVERIFY(std::is_sorted(ranking.bars[0].value.begin(), ranking.bars[0].value.end()));
        test::clickAt(*test::plot(view, "accuracyRanking"), 0.5 * ranking.bars[0].value[0], 0.0);
        QTRY_VERIFY(workspace.selection().layer >= 0);
        QCOMPARE(QString::fromStdString(workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name),
                 ranking.y.categories[0]);

        auto *budget = view.findChild<QDoubleSpinBox *>(QStringLiteral("layersBudget"));
        budget->setValue(100.0);
        QTest::mouseClick(button(view, "layersAssign"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.laboratory()->choice() != nullptr, 60000);
        QVERIFY(test::waitForJobs(workspace));
        const auto choices = measuredChoices(*workspace.laboratory()->choice());
        const FigureSpec &front = test::plot(view, "accuracyAssignment")->figure();
        QCOMPARE(front.series.back().role, Role::Published); // first and last INT8
        QVERIFY(!button(view, "accuracyUse")->isEnabled());
        test::clickAt(*test::plot(view, "accuracyAssignment"), front.series.back().x[0], front.series.back().y[0]);
        QTRY_VERIFY(button(view, "accuracyUse")->isEnabled());
        QTest::mouseClick(button(view, "accuracyUse"), Qt::LeftButton);
        // Another choice may stand at the same place; what was clicked costs this much and is what the layers have now.
        const bool taken = std::any_of(choices.begin(), choices.end(), [&](const MeasuredChoice &choice) {
            const bool place = std::abs(1e6 * choice.cost - front.series.back().x[0]) < 1e-2 * front.series.back().x[0];
            return place && std::all_of(choice.formats.begin(), choice.formats.end(), [&](const auto &own) {
                       for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
                           if (workspace.layers()[i].name == own.first) {
                               return workspace.layerFormat(static_cast<int>(i)) == own.second;
                           }
                       }
                       return false;
                   });
        });
        QVERIFY(taken);
        while (workspace.undoStack()->canUndo()) {
            workspace.undoStack()->undo();
        }
        QVERIFY(!workspace.hasLayerFormat(0));
        QTest::mouseClick(button(view, "layersEnter"), Qt::LeftButton);
        QVERIFY(workspace.layerFormat(0) == namedFormat("int8"));
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("accuracy-layers"));
    }

    void bothOperandsBitsMakeAMap()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        shorten(view, {3, 4}, 4);
        auto *activations = view.findChild<QComboBox *>(QStringLiteral("studyActivationBits"));
        activations->setCurrentIndex(activations->findData(48));
        for (int g = 1; g < 3; ++g) {
            QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("studyGranularity%1").arg(g)), Qt::Key_Space);
        }
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{4}, 60000);
        QCOMPARE(test::plot(view, "accuracyBothBits")->figure().heatmap.values.size(), std::size_t{4});
        QCOMPARE(test::plot(view, "accuracyBits")->figure().series.size(), std::size_t{2});
        QCOMPARE(view.figures().size(), std::size_t{3}); // curves, map, front
        QVERIFY(test::waitForJobs(workspace));
        const FigureSpec &map = test::plot(view, "accuracyBothBits")->figure();
        test::clickAt(*test::plot(view, "accuracyBothBits"), 0.0, 1.0);
        QTRY_VERIFY(view.selectedRun() >= 0);
        const NumberFormat run = workspace.studyResults()[static_cast<std::size_t>(view.selectedRun())].evaluation.format;
        QCOMPARE(QString::number(run.weights.bits), map.x.categories[0]);
        QCOMPARE(QString::number(run.activations.bits), map.y.categories[1]);
        test::shootBoth(view, QStringLiteral("accuracy-both"));
    }

    void cancelKeepsWhatIsThere()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1000, 400);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        shorten(view, {2, 3, 4, 5, 6, 7, 8}, 40);
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.studyResults().empty(), 60000);
        QTest::mouseClick(button(view, "studyStart"), Qt::LeftButton);
        QTRY_VERIFY(!workspace.studyRunning());
        const std::size_t kept = workspace.studyResults().size();
        QVERIFY(kept > 0 && kept < 21);
        QTRY_VERIFY(button(view, "studyStart")->text().contains(QLatin1String("Go On")));
        QTest::mouseClick(button(view, "studyClear"), Qt::LeftButton);
        QVERIFY(workspace.studyResults().empty());
        QVERIFY(!test::plot(view, "accuracyBits")->showsFigure());
    }

    void withoutDataItSaysSo()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.show();
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(test::writeTransformer(m_folder.path()));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
        QVERIFY(!button(view, "studyStart")->isEnabled());
        QVERIFY(test::plot(view, "accuracyBits")->statePage()->sentence().contains(QLatin1String(".npz")));
    }
};

VSQ_TEST(AccuracyViewTest)
#include "accuracyview.moc"
