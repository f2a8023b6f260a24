// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorview.h"

#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"
#include "views/workspace/laboratory.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace vsq;

class ErrorViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static void show(ErrorView &view, ErrorView::Page page)
    {
        auto *box = view.findChild<QComboBox *>(QStringLiteral("errorPage"));
        for (int i = 0; i < page; ++i) {
            QTest::keyClick(box, Qt::Key_Down);
        }
        QCOMPARE(box->currentIndex(), static_cast<int>(page));
    }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        test::Shown<ErrorView> opened({1000, 300});
        auto &[workspace, view] = opened;
        QVERIFY(test::plot(view, "errorLayers")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(view.figures().empty());
    }

    void layersAreRankedWorstFirst()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.measurements().empty(), 20000);
        const FigureSpec &figure = test::plot(view, "errorLayers")->figure();
        const std::vector<double> &values = figure.bars[0].value;
        QVERIFY(values.size() > 4);
        QVERIFY(std::is_sorted(values.begin(), values.end()));
        QCoreApplication::processEvents();
        test::clickAt(*test::plot(view, "errorLayers"), 1.0, 0.0);
        QTRY_VERIFY(workspace.selection().layer >= 0);
        QCOMPARE(QString::fromStdString(workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name),
                 figure.y.categories[0]);
    }

    void differenceIsQuantizedLessExact()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        QVERIFY(test::openLayer(workspace, test::layerCalled(workspace, "fc1")));
        const auto data = workspace.layerData();
        const std::vector<float> values = dequantize(data->qa);
        const FigureHeatmap &map = test::plot(view, "errorMap")->figure().heatmap;
        QCOMPARE(map.values.size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(map.values[i], values[i] - data->a[i]);
        }
        double counted = 0.0;
        for (const FigureBars &bars : test::plot(view, "errorHistogram")->figure().bars) {
            counted += std::accumulate(bars.value.begin(), bars.value.end(), 0.0);
        }
        QVERIFY(counted > 0.0 && counted <= static_cast<double>(values.size()));
        QTest::keyClick(view.findChild<QComboBox *>(QStringLiteral("errorOperand")), Qt::Key_Down);
        QTRY_COMPARE(test::plot(view, "errorMap")->figure().heatmap.rows, static_cast<int>(data->qb.rows));
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.measurements().empty(), 20000);
        QCoreApplication::processEvents();
        QCOMPARE(view.figures().size(), std::size_t{3});
        test::shootBoth(view, QStringLiteral("error"));
    }

    void theBudgetIsCoresOfNetworkAndLayer()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Budget);
        QVERIFY(!test::plot(view, "errorFigure")->showsFigure());
        QTest::mouseClick(view.findChild<QPushButton *>(QStringLiteral("errorStart")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.laboratory()->budgets() != nullptr, 30000);
        QVERIFY(test::waitForJobs(workspace));
        const auto budgets = workspace.laboratory()->budgets();
        const FigureSpec &figure = test::plot(view, "errorFigure")->figure();
        QCOMPARE(figure.x.categories.size(), static_cast<qsizetype>(budgets->network.stages.size()));
        for (std::size_t i = 0; i < budgets->network.stages.size(); ++i) {
            const BudgetStage &stage = budgets->network.stages[i];
            const double cancelled = figure.bars.size() > 2 ? figure.bars[2].value[i] : 0.0;
            QVERIFY(std::abs(figure.bars[1].value[i] - cancelled - 100.0 * stage.added) < 1e-12);
            // What stands on what was there before reaches where the next one begins.
            QVERIFY(std::abs(figure.bars[0].value[i] + figure.bars[1].value[i] - 100.0 * stage.inOrder) < 1e-12);
        }
        test::shootBoth(view, QStringLiteral("error-budget"));
        QTest::keyClick(view.findChild<QComboBox *>(QStringLiteral("errorSubject")), Qt::Key_Down);
        Selection selection;
        selection.layer = test::layerCalled(workspace, "fc1");
        workspace.select(selection);
        QTRY_VERIFY(test::plot(view, "errorFigure")->figure().title.contains(QLatin1String("fc1")));
        QVERIFY(test::waitForJobs(workspace));
    }

    void vectorsFormACloudAndAClickSelectsOne()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Crest);
        PlotView *plot = test::plot(view, "errorFigure");
        QTRY_VERIFY_WITH_TIMEOUT(plot->showsFigure(), 30000);
        QVERIFY(test::waitForJobs(workspace));
        const FigureSpec figure = plot->figure();
        QVERIFY(figure.series[0].x.size() > 100);
        for (const double crest : figure.series[0].x) {
            QVERIFY(crest >= 1.0 - 1e-6 && crest <= 8.0 + 1e-6); // root of 64 at most
        }
        QCOMPARE(figure.series.size(), std::size_t{2 + 4}); // cloud, selected layer, own format and three others
        test::clickAt(*plot, figure.series[0].x[3], figure.series[0].y[3]);
        QTRY_VERIFY(workspace.selection().vector >= 0);
        QCOMPARE(workspace.selection().operand, Selection::Operand::Weights);
        QTRY_VERIFY(!plot->figure().series[1].x.empty());
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("error-crest"));
    }

    void rangesHaveABoxALayer()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Ranges);
        PlotView *plot = test::plot(view, "errorFigure");
        QTRY_VERIFY_WITH_TIMEOUT(plot->showsFigure(), 30000);
        const FigureSeries &whiskers = plot->figure().series[0];
        const auto onChip = std::count_if(workspace.layers().begin(), workspace.layers().end(),
                                          [](const Layer &layer) { return layer.onChip; });
        QCOMPARE(whiskers.x.size(), static_cast<std::size_t>(onChip));
        QCOMPARE(plot->figure().boxes.size(), static_cast<std::size_t>(onChip));
        for (std::size_t i = 0; i < whiskers.x.size(); ++i) {
            const FigureBox &box = plot->figure().boxes[i];
            QVERIFY(whiskers.low[i] <= box.yLow && box.yLow <= whiskers.y[i] && whiskers.y[i] <= box.yHigh
                    && box.yHigh <= whiskers.high[i]);
        }
        test::clickAt(*plot, whiskers.x[1], whiskers.y[1]);
        QTRY_VERIFY(workspace.selection().layer >= 0);
        QCOMPARE(QString::fromStdString(workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name),
                 plot->figure().x.categories[1]);
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("error-ranges"));
    }

    void errorsHaveABoxAChannel()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Channels);
        PlotView *plot = test::plot(view, "errorFigure");
        QVERIFY(!plot->showsFigure());
        QVERIFY(test::openLayer(workspace, test::layerCalled(workspace, "fc1")));
        QTRY_VERIFY_WITH_TIMEOUT(plot->showsFigure(), 30000);
        QVERIFY(test::waitForJobs(workspace));
        const auto data = workspace.layerData();
        const std::vector<float> values = dequantize(data->qa);
        const FigureSeries whiskers = plot->figure().series[0];
        QVERIFY(whiskers.x.size() > 8);
        for (std::size_t i = 0; i < whiskers.x.size(); ++i) {
            const std::int64_t row = plot->figure().x.categories[static_cast<qsizetype>(i)].toLongLong();
            std::vector<double> errors;
            for (std::int64_t at = row * data->qa.columns; at < (row + 1) * data->qa.columns; ++at) {
                errors.push_back(double{values[static_cast<std::size_t>(at)]} - double{data->a[static_cast<std::size_t>(at)]});
            }
            std::sort(errors.begin(), errors.end());
            QCOMPARE(whiskers.low[i], errors.front());
            QCOMPARE(whiskers.high[i], errors.back());
            const auto below = static_cast<double>(
                std::count_if(errors.begin(), errors.end(), [&](double e) { return e <= plot->figure().boxes[i].yLow; }));
            QVERIFY(std::abs(below / static_cast<double>(errors.size()) - 0.25) <= 1.0 / static_cast<double>(errors.size()));
        }
        test::clickAt(*plot, whiskers.x[2], whiskers.y[2]);
        QTRY_COMPARE(workspace.selection().row, static_cast<std::int64_t>(plot->figure().x.categories[2].toLongLong()));
        QCOMPARE(workspace.selection().operand, Selection::Operand::Weights);
        test::shootBoth(view, QStringLiteral("error-channels"));
    }

    void runsPartAlongTheNetwork()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Parting);
        PlotView *plot = test::plot(view, "errorFigure");
        QTRY_VERIFY_WITH_TIMEOUT(plot->showsFigure(), 30000);
        QVERIFY(plot->figure().marks[0].text.contains(plot->figure().x.categories[0])); // VSQ differs from the first layer on
        QVERIFY(view.findChild<QLabel *>(QStringLiteral("errorSource"))->text().contains(QLatin1String("quantized run")));
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("error-parting"));
    }

    void oneLayerAtATimeIsRanked()
    {
        test::Shown<ErrorView> opened({1280, 420});
        QVERIFY(opened.openTransformer(m_folder.path()));
        auto &[workspace, view] = opened;
        show(view, ErrorView::Sensitivity);
        QTest::mouseClick(view.findChild<QPushButton *>(QStringLiteral("errorStart")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.laboratory()->ranking() != nullptr, 30000);
        QVERIFY(test::waitForJobs(workspace));
        QCOMPARE(test::plot(view, "errorFigure")->figure().bars[0].value.size(),
                 workspace.laboratory()->ranking()->sensitivity.layers.size());
        test::shootBoth(view, QStringLiteral("error-sensitivity"));
    }
};

VSQ_TEST(ErrorViewTest)
#include "errorview.moc"
