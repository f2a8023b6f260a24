// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/energy/energyview.h"

#include "core/energy/publishedtables.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"

#include <QComboBox>
#include <QSlider>

using namespace vsq;

class EnergyViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void publishedCurvesNeedNoNetwork()
    {
        Workspace workspace;
        EnergyView view(&workspace);
        view.resize(1200, 360);
        view.show();
        QVERIFY(test::plot(view, "energyLayers")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        const FigureSpec &figure = test::plot(view, "energyEfficiency")->figure();
        QCOMPARE(figure.series.size(), std::size_t{6}); // three formats: a curve and its points
        const FigureSeries &points = figure.series[1];
        QCOMPARE(points.x.size(), operatingPointRows().size());
        QCOMPARE(points.y.front(), 95.6); // JSSC: VSQ at 0.46 V
        // The curve goes through every published point.
        const FigureSeries &curve = figure.series[0];
        QCOMPARE(curve.y.front(), 95.6);
        QCOMPARE(view.figures().size(), std::size_t{2});
    }

    void componentsAddUpAndSupplyIsOneSetting()
    {
        Workspace workspace;
        EnergyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QTRY_VERIFY(test::plot(view, "energyLayers")->showsFigure());
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.measurements().empty(), 20000);
        QVERIFY(test::waitForJobs(workspace));
        QCoreApplication::processEvents();
        const auto total = [&] {
            double sum = 0.0;
            for (const FigureBars &bars : test::plot(view, "energyLayers")->figure().bars) {
                for (const double value : bars.value) {
                    sum += value;
                }
            }
            return sum;
        };
        const double nominal = total();
        QVERIFY(nominal > 0.0);
        test::shootBoth(view, QStringLiteral("energy"));
        auto *slider = view.findChild<QSlider *>(QStringLiteral("energySupply"));
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(workspace.chipConfig().voltage, 0.46);
        QVERIFY(test::waitForJobs(workspace));
        QTRY_VERIFY2(total() < nominal, "a lower supply costs less energy");
        workspace.undoStack()->undo();
        QCOMPARE(view.supply(), 0.67);
    }

    void eachLayerUnderEachFormat()
    {
        Workspace workspace;
        EnergyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QTRY_VERIFY(test::plot(view, "energyLayers")->showsFigure());
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.measurements().empty(), 20000);
        QVERIFY(test::waitForJobs(workspace));
        auto *split = view.findChild<QComboBox *>(QStringLiteral("energySplit"));
        split->setFocus();
        QTest::keyClick(split, Qt::Key_Down);
        const FigureSpec figure = test::plot(view, "energyLayers")->figure();
        QCOMPARE(figure.bars.size(), std::size_t{3});
        // Under the format that the network has, what its components come to.
        QCOMPARE(nameOf(workspace.format()), "vsq");
        QTest::keyClick(split, Qt::Key_Up);
        const FigureSpec byComponent = test::plot(view, "energyLayers")->figure();
        QCOMPARE(byComponent.y.categories, figure.y.categories);
        QCOMPARE(byComponent.x.unit, figure.x.unit);
        for (std::size_t layer = 0; layer < static_cast<std::size_t>(figure.y.categories.size()); ++layer) {
            double sum = 0.0;
            for (const FigureBars &bars : byComponent.bars) {
                sum += bars.value[layer];
            }
            QCOMPARE(figure.bars[0].name, QStringLiteral("INT4-VSQ"));
            QVERIFY(std::abs(figure.bars[0].value[layer] - sum) <= 1e-9 * sum);
            QVERIFY2(figure.bars[2].value[layer] > figure.bars[1].value[layer], "8 bits cost more than 4");
        }
        test::shootBoth(view, QStringLiteral("energy-formats"));
    }
};

VSQ_TEST(EnergyViewTest)
#include "energyview.moc"
