// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyview.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/accuracy/studypanel.h"
#include "views/figure/statepage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

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
        QTest::mouseClick(button(view, "accuracyUse"), Qt::LeftButton);
        QVERIFY(workspace.format() == run.format);

        auto *published = view.findChild<QComboBox *>(QStringLiteral("accuracyPublished"));
        published->setCurrentIndex(1);
        QCOMPARE(plot->figure().series.size(), std::size_t{5});
        QVERIFY(plot->figure().series[4].name.contains(QLatin1String("(published)")));
        test::shootBoth(view, QStringLiteral("accuracy"));
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
        QCOMPARE(view.figures().size(), std::size_t{2});
        QVERIFY(test::waitForJobs(workspace));
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
        QTRY_VERIFY(button(view, "studyStart")->text().contains(QLatin1String("Start")));
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
