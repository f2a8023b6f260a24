// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scales/scalesview.h"

#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"

#include <QCheckBox>
#include <QComboBox>

#include <algorithm>
#include <numeric>

using namespace vsq;

class ScalesViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// With a layer of weights open: M 128, K 64, so two... vectors of 64 make one a row.
    void prepare(Workspace &workspace, ScalesView &view) const
    {
        view.resize(1280, 360);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(test::openLayer(workspace, test::layerCalled(workspace, "fc2")));
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        view.resize(1000, 300);
        view.show();
        PlotView *histogram = test::plot(view, "scalesHistogram");
        QVERIFY(!histogram->showsFigure());
        QVERIFY(histogram->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(view.figures().empty());
        test::shootBoth(view, QStringLiteral("scales-empty"));
    }

    void showsHistogramMapAndNumbersOfTheOpenLayer()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        const QuantizedMatrix &matrix = workspace.layerData()->qa;
        PlotView *histogram = test::plot(view, "scalesHistogram");
        QVERIFY(histogram->showsFigure());
        // Every vector is in exactly one bar, the one that its integer scale lies in.
        double found = 0.0;
        for (const FigureBars &bars : histogram->figure().bars) {
            for (std::size_t i = 0; i < bars.value.size(); ++i) {
                const auto expected = std::count_if(matrix.scales.begin(), matrix.scales.end(), [&](std::uint16_t scale) {
                    return scale > bars.from[i] && scale < bars.to[i];
                });
                QCOMPARE(bars.value[i], static_cast<double>(expected));
                found += bars.value[i];
            }
        }
        QCOMPARE(found, static_cast<double>(matrix.scales.size()));
        QCOMPARE(test::plot(view, "scalesMap")->figure().heatmap.rows, static_cast<int>(matrix.rows));
        QCOMPARE(test::plot(view, "scalesMap")->figure().heatmap.columns, static_cast<int>(matrix.vectors));
        const auto &numbers = view.findChild<NumberStrip *>()->numbers();
        QCOMPARE(numbers[0].value, QString::number(matrix.scales.size()));
        for (const StripNumber &number : numbers) {
            QVERIFY2(!number.definition.isEmpty(), qPrintable(number.label));
        }
        test::shootBoth(view, QStringLiteral("scales-layer"));
    }

    void clickOnTheMapSelectsTheVectorEverywhere()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        PlotView *vector = test::plot(view, "scalesVector");
        QVERIFY(!vector->showsFigure());
        test::clickAt(*test::plot(view, "scalesMap"), 1.0, 20.0);
        const Selection &selection = workspace.selection();
        QCOMPARE(selection.operand, Selection::Operand::Weights);
        QCOMPARE(selection.row, 20);
        QCOMPARE(selection.vector, 1);
        QCOMPARE(selection.layer, workspace.openedLayer());
        QVERIFY(vector->showsFigure());
        const auto data = workspace.layerData();
        const FigureSpec &figure = vector->figure();
        QCOMPARE(figure.series[0].y.size(), std::size_t{64});
        for (std::size_t i = 0; i < 64; ++i) {
            const std::size_t place = 20 * static_cast<std::size_t>(data->qa.columns) + 64 + i;
            QCOMPARE(figure.series[0].y[i], static_cast<double>(data->a[place]));
            const double level = data->qa.codes[place]
                                 * (data->qa.scales[20 * static_cast<std::size_t>(data->qa.vectors) + 1]
                                    * static_cast<double>(data->qa.gammaOf(20)));
            QCOMPARE(figure.series[1].y[i], level);
        }
        QCOMPARE(figure.marks.size(), std::size_t{15}); // levels -7 .. 7
        QVERIFY(!test::plot(view, "scalesMap")->figure().boxes.empty());
        test::shootBoth(view, QStringLiteral("scales-vector"));
        view.resize(480, 900);
        QCoreApplication::processEvents();
        test::shootBoth(view, QStringLiteral("scales-tall"));
    }

    void selectionElsewhereShowsTheOtherOperand()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        Selection selection;
        selection.layer = workspace.openedLayer();
        selection.operand = Selection::Operand::Activations;
        selection.row = 3;
        selection.vector = 0;
        workspace.select(selection);
        QCOMPARE(view.findChild<QComboBox *>(QStringLiteral("scalesScope"))->currentIndex(), 1);
        QVERIFY(test::waitForJobs(workspace));
        QCoreApplication::processEvents();
        QVERIFY(test::plot(view, "scalesVector")->showsFigure());
        QCOMPARE(test::plot(view, "scalesMap")->figure().heatmap.rows, static_cast<int>(workspace.layerData()->qb.rows));
    }

    void realScalesAndLogarithmsByKeyboard()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        auto *unit = view.findChild<QComboBox *>(QStringLiteral("scalesUnit"));
        QTest::keyClick(unit, Qt::Key_Down);
        auto *log = view.findChild<QCheckBox *>(QStringLiteral("scalesLogScale"));
        QTest::keyClick(log, Qt::Key_Space);
        QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("scalesLogCounts")), Qt::Key_Space);
        const FigureSpec &figure = test::plot(view, "scalesHistogram")->figure();
        QVERIFY(figure.x.log && figure.y.log);
        const std::vector<double> &counts = figure.bars[0].value;
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0.0),
                 static_cast<double>(workspace.layerData()->qa.realScales.size()));
        QCOMPARE(figure.marks.size(), std::size_t{2});
        test::shootBoth(view, QStringLiteral("scales-real-log"));
    }

    void allLayersTogether()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        view.findChild<QComboBox *>(QStringLiteral("scalesScope"))->setCurrentIndex(2);
        QVERIFY(test::waitForJobs(workspace));
        QCoreApplication::processEvents();
        std::int64_t vectors = 0;
        int layers = 0;
        for (const Layer &layer : workspace.layers()) {
            if (layer.aIsConstant) {
                vectors += layer.m * ((layer.k + 63) / 64);
                ++layers;
            }
        }
        QCOMPARE(view.findChild<NumberStrip *>()->numbers()[0].value, QLocale().toString(vectors));
        QCOMPARE(test::plot(view, "scalesMap")->figure().heatmap.rows, layers);
        QCOMPARE(view.figures().size(), std::size_t{2});
        test::shootBoth(view, QStringLiteral("scales-all"));
    }

    void perChannelFormatsSayWhyThereIsNoMap()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        prepare(workspace, view);
        workspace.setFormat(namedFormat("int4"));
        QVERIFY(test::waitForJobs(workspace));
        QTRY_VERIFY(!test::plot(view, "scalesHistogram")->showsFigure());
        QTRY_VERIFY(test::plot(view, "scalesHistogram")->statePage()->sentence().contains(QLatin1String("per-vector")));
    }

    void formatsStandSideBySide()
    {
        Workspace workspace;
        ScalesView view(&workspace);
        view.resize(1280, 620);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(test::openLayer(workspace, test::layerCalled(workspace, "fc1")));
        QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("scalesFormats")), Qt::Key_Space);
        PlotView *plot = test::plot(view, "scalesCompare");
        QTRY_VERIFY_WITH_TIMEOUT(plot->showsFigure(), 20000);
        const std::vector<OperandFormat> formats = everyRule();
        const FigureSpec &figure = plot->figure();
        QCOMPARE(figure.y.categories.size(), static_cast<qsizetype>(formats.size()));
        QCOMPARE(figure.bars.size(), std::size_t{2}); // as it is and rotated
        const auto data = workspace.layerData();
        const auto vsq = static_cast<std::size_t>(std::find(formats.begin(), formats.end(), namedOperand("vsq"))
                                                  - formats.begin());
        QCOMPARE(figure.bars[0].value[vsq], measureError(data->a, dequantize(data->qa)).sqnrDb);
        QCOMPARE(figure.boxes.size(), std::size_t{1}); // the layer's own
        QVERIFY(!test::plot(view, "scalesHistogram")->isVisible());
        QCOMPARE(view.figures().size(), std::size_t{2});
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("scales-formats"));
        QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("scalesFormats")), Qt::Key_Space);
        QTRY_VERIFY(test::plot(view, "scalesHistogram")->isVisible());
        QVERIFY(!plot->isVisible());
    }
};

VSQ_TEST(ScalesViewTest)
#include "scalesview.moc"
