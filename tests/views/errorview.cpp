// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/error/errorview.h"

#include "core/quantize/quantizer.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"

#include <QComboBox>
#include <QPushButton>

#include <numeric>

using namespace vsq;

class ErrorViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        ErrorView view(&workspace);
        view.resize(1000, 300);
        view.show();
        QVERIFY(test::plot(view, "errorLayers")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(view.figures().empty());
    }

    void layersAreRankedWorstFirst()
    {
        Workspace workspace;
        ErrorView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
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
        Workspace workspace;
        ErrorView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
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
};

VSQ_TEST(ErrorViewTest)
#include "errorview.moc"
