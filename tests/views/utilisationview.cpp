// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/utilisation/utilisationview.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"

#include <QComboBox>

#include <numeric>

using namespace vsq;

class UtilisationViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        UtilisationView view(&workspace);
        view.resize(1000, 300);
        view.show();
        QVERIFY(test::plot(view, "utilisationLayers")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(view.figures().empty());
        test::shootBoth(view, QStringLiteral("utilisation-empty"));
    }

    void partsOfEveryLayerAddUpToItsCycles()
    {
        Workspace workspace;
        UtilisationView view(&workspace);
        view.resize(1280, 360);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QTRY_VERIFY(test::plot(view, "utilisationLayers")->showsFigure());
        const FigureSpec &figure = test::plot(view, "utilisationLayers")->figure();
        QVERIFY(figure.y.categories.size() > 4);
        for (std::size_t layer = 0; layer < static_cast<std::size_t>(figure.y.categories.size()); ++layer) {
            double sum = 0.0;
            for (const FigureBars &bars : figure.bars) {
                sum += bars.value[layer];
            }
            QVERIFY2(std::abs(sum - 100.0) < 1e-6, qPrintable(figure.y.categories[static_cast<qsizetype>(layer)]));
        }
        // Published VSQ figures of JSSC Table IV stand beside them.
        QCOMPARE(figure.y.categories.first(), QStringLiteral("all layers"));
        QStringList names;
        std::vector<double> percents;
        for (const FigureSeries &series : figure.series) {
            names.append(series.name);
            percents.push_back(series.x[0]);
        }
        QCOMPARE(names, QStringList({QStringLiteral("BERT-Base, published"), QStringLiteral("DeiT-Small, published"),
                                     QStringLiteral("ResNet-50, published")}));
        QCOMPARE(percents, std::vector<double>({98.0, 94.0, 89.0}));
    }

    void lanesOfTheOpenLayer()
    {
        Workspace workspace;
        UtilisationView view(&workspace);
        view.resize(1280, 360);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(test::openLayer(workspace, test::layerCalled(workspace, "head")));
        QTRY_VERIFY(test::plot(view, "utilisationMultipliers")->showsFigure());
        // 10 classes on 16 lanes: the last six do nothing.
        const FigureHeatmap &map = test::plot(view, "utilisationMultipliers")->figure().heatmap;
        QCOMPARE(map.rows, 16);
        QCOMPARE(map.columns, 64);
        for (int lane = 0; lane < 16; ++lane) {
            QCOMPARE(map.values[static_cast<std::size_t>(lane) * 64], lane < 10 ? 100.0F : 0.0F);
        }
        // What is not zero is less, and said to be that.
        auto *measure = view.findChild<QComboBox *>(QStringLiteral("utilisationMeasure"));
        measure->setFocus();
        QTest::keyClick(measure, Qt::Key_Down);
        QTRY_COMPARE(test::plot(view, "utilisationMultipliers")->figure().heatmap.label,
                     QStringLiteral("Products that are not 0"));
        QVERIFY(test::waitForJobs(workspace));
        const std::vector<float> &notZero = test::plot(view, "utilisationMultipliers")->figure().heatmap.values;
        const float share = std::accumulate(notZero.begin(), notZero.end(), 0.0F) / (10 * 64); // of the ten lanes with a class
        QVERIFY(share > 0.0F && share < 100.0F);
        QCOMPARE(notZero[static_cast<std::size_t>(12) * 64], 0.0F);
        QTest::keyClick(measure, Qt::Key_Up);
        QTRY_COMPARE(test::plot(view, "utilisationMultipliers")->figure().heatmap.label, QStringLiteral("Useful work"));
        QVERIFY(test::waitForJobs(workspace));
        test::clickAt(*test::plot(view, "utilisationMultipliers"), 10.0, 12.0);
        QCOMPARE(workspace.selection().lane, 12);
        QCOMPARE(view.figures().size(), std::size_t{3});
        test::shootBoth(view, QStringLiteral("utilisation"));
        view.findChild<QComboBox *>(QStringLiteral("utilisationUnit"))->setCurrentIndex(1);
        view.resize(480, 900);
        QCoreApplication::processEvents();
        test::shootBoth(view, QStringLiteral("utilisation-tall"));
    }

    void clickOnABarSelectsTheLayer()
    {
        Workspace workspace;
        UtilisationView view(&workspace);
        view.resize(1280, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QTRY_VERIFY(test::plot(view, "utilisationLayers")->showsFigure());
        QCoreApplication::processEvents();
        test::clickAt(*test::plot(view, "utilisationLayers"), 10.0, 2.0);
        const QString name = test::plot(view, "utilisationLayers")->figure().y.categories[2];
        QTRY_VERIFY(workspace.selection().layer >= 0);
        QCOMPARE(QString::fromStdString(workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name), name);
    }

    void formatsThatTheChipDoesNotComputeAreSaidSo()
    {
        Workspace workspace;
        UtilisationView view(&workspace);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        NumberFormat format = namedFormat("vsq");
        format.weights.bits = 6;
        workspace.setFormat(format);
        QTRY_COMPARE(test::plot(view, "utilisationLayers")->statePage()->sentence(),
                     QStringLiteral("The chip computes VSQ, INT4 and INT8; choose one of them as the network's format."));
    }
};

VSQ_TEST(UtilisationViewTest)
#include "utilisationview.moc"
