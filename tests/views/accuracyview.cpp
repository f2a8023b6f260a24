// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/accuracyfixture.h"
#include "views/accuracy/frontfigure.h"
#include "views/accuracy/studypanel.h"
#include "views/figure/statepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
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

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        test::Shown<AccuracyView> opened({1000, 360});
        auto &[workspace, view] = opened;
        QVERIFY(test::plot(view, "accuracyBits")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QCOMPARE(view.figures().size(), std::size_t{0});
        QVERIFY(!test::button(view, "studyStart")->isEnabled());
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
        test::Shown<AccuracyView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        test::shorten(view, {4, 8}, 20);
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
        QVERIFY(workspace.studyRunning());
        QVERIFY(test::button(view, "studyStart")->text().contains(QLatin1String("Cancel")));
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
        test::Shown<AccuracyView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
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
        const std::vector<int> costed = costedResults(view.costs(), FrontAxis::Energy);
        for (std::size_t i = 0; i < costed.size(); ++i) {
            const auto known = formatCost(workspace.layers(),
                                          workspace.studyResults()[static_cast<std::size_t>(costed[i])].evaluation.format, {},
                                          workspace.chipConfig());
            QCOMPARE(front->figure().series[0].x[i], 1e6 * *known.energy);
        }
        test::clickAt(*front, front->figure().series[0].x[2], front->figure().series[0].y[2]);
        QTRY_COMPARE(view.selectedRun(), costed[2]);
        QVERIFY(workspace.format() == workspace.studyResults()[static_cast<std::size_t>(costed[2])].evaluation.format);
        QCOMPARE(view.figures().size(), std::size_t{2});
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("accuracy-front"));
    }

    void layersAreRankedAndGetTheCheapestFormats()
    {
        test::Shown<AccuracyView> opened({1280, 520});
        QVERIFY(opened.openTransformer(m_folder.path()));
        Workspace &workspace = opened.workspace;
        AccuracyView &view = opened.view;
        view.findChild<QTabWidget *>(QStringLiteral("accuracyPages"))->setCurrentIndex(1);
        view.findChild<QSpinBox *>(QStringLiteral("layersItems"))->setValue(10);
        QTest::mouseClick(test::button(view, "layersRank"), Qt::LeftButton);
        QVERIFY(test::button(view, "layersRank")->text().contains(QLatin1String("Cancel")));
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
        QTest::mouseClick(test::button(view, "layersAssign"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.laboratory()->choice() != nullptr, 60000);
        QVERIFY(test::waitForJobs(workspace));
        const auto choices = measuredChoices(*workspace.laboratory()->choice());
        const FigureSpec &front = test::plot(view, "accuracyAssignment")->figure();
        QCOMPARE(front.series.back().role, Role::Published); // first and last INT8
        QVERIFY(!test::button(view, "accuracyUse")->isEnabled());
        test::clickAt(*test::plot(view, "accuracyAssignment"), front.series.back().x[0], front.series.back().y[0]);
        QTRY_VERIFY(test::button(view, "accuracyUse")->isEnabled());
        QTest::mouseClick(test::button(view, "accuracyUse"), Qt::LeftButton);
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
        QTest::mouseClick(test::button(view, "layersEnter"), Qt::LeftButton);
        QVERIFY(workspace.layerFormat(0) == namedFormat("int8"));
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("accuracy-layers"));
    }

    void bothOperandsBitsMakeAMap()
    {
        test::Shown<AccuracyView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        test::shorten(view, {3, 4}, 4);
        auto *activations = view.findChild<QComboBox *>(QStringLiteral("studyActivationBits"));
        activations->setCurrentIndex(activations->findData(48));
        for (int g = 1; g < 3; ++g) {
            QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("studyGranularity%1").arg(g)), Qt::Key_Space);
        }
        QTest::mouseClick(test::button(view, "studyStart"), Qt::LeftButton);
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

    void withoutDataItSaysSo()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.show();
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(test::writeTransformer(m_folder.path()));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
        QVERIFY(!test::button(view, "studyStart")->isEnabled());
        QVERIFY(test::plot(view, "accuracyBits")->statePage()->sentence().contains(QLatin1String(".npz")));
    }
};

VSQ_TEST(AccuracyViewTest)
#include "accuracyview.moc"
