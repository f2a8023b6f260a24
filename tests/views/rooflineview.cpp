// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/rooflineview.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"

#include <QComboBox>

#include <algorithm>

using namespace vsq;

class RooflineViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static const FigureSeries *pointsOf(const FigureSpec &figure)
    {
        const auto found = std::find_if(figure.series.begin(), figure.series.end(),
                                        [](const FigureSeries &series) { return series.tag > 0; });
        return found == figure.series.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        RooflineView view(&workspace);
        view.resize(1000, 300);
        view.show();
        QVERIFY(test::plot(view, "rooflineLayers")->statePage()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(view.figures().empty());
    }

    void layersStandUnderTheirRoofs()
    {
        Workspace workspace;
        RooflineView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        PlotView *plot = test::plot(view, "rooflineLayers");
        QTRY_VERIFY(plot->showsFigure());
        const FigureSeries *points = pointsOf(plot->figure());
        QVERIFY(points != nullptr);
        const auto expected = rooflines(workspace.layers(), workspace.format(), {}, workspace.chipConfig());
        QCOMPARE(points->x.size(), expected.size());
        QCOMPARE(points->y[0], expected[0].operationsPerSecond() / 1e12);
        for (const double y : points->y) {
            QVERIFY(y <= peakOperations(Mode::Vsq, workspace.chipConfig()) / 1e12);
        }
        const double x = points->x[1];
        const double y = points->y[1];
        test::clickAt(*plot, x, y);
        QTRY_VERIFY(workspace.selection().layer >= 0);
        const auto chosen = std::find_if(expected.begin(), expected.end(),
                                         [&](const LayerRoofline &layer) { return layer.index == workspace.selection().layer; });
        QCOMPARE(chosen->operationsPerByte(RoofPort::BBuffer), x); // layers of one shape share a place
        QCOMPARE(view.figures().size(), std::size_t{2});
        auto *port = view.findChild<QComboBox *>(QStringLiteral("rooflinePort"));
        QTest::keyClick(port, Qt::Key_Down);
        QVERIFY(plot->figure().x.label.contains(QLatin1String("collector")));
        QTest::keyClick(port, Qt::Key_Up);
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("roofline"));
    }

    void aFormatOfTheHostHasNoRoof()
    {
        Workspace workspace;
        RooflineView view(&workspace);
        view.resize(1000, 300);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        workspace.setFormat(namedFormat("mxfp4"));
        QTRY_VERIFY(!test::plot(view, "rooflineLayers")->showsFigure());
        QTRY_VERIFY(test::plot(view, "rooflineLayers")->statePage()->sentence().contains(QLatin1String("VSQ, INT4 and INT8")));
    }
};

VSQ_TEST(RooflineViewTest)
#include "rooflineview.moc"
