// SPDX-License-Identifier: GPL-3.0-or-later
// Fine-tuned networks stand among the curves of Accuracy.
#include "views/accuracy/tunedcurves.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/accuracy/accuracyview.h"
#include "views/workspace/tuninglist.h"

#include <algorithm>
#include <cmath>

using namespace vsq;

namespace {

TuningRun tunedRun(int bits, Granularity granularity, std::int64_t before, std::int64_t after)
{
    TuningRun run;
    run.name = QStringLiteral("small-tuned");
    run.network = QStringLiteral("small");
    run.format.weights = twoLevelFormat(bits, granularity, 64, granularity == Granularity::Vector ? 8 : 0);
    run.format.activations = run.format.weights;
    run.fp32 = {.correct = 80, .count = 100};
    run.postTraining = {.correct = before, .count = 100};
    run.tuned = Accuracy{.correct = after, .count = 100};
    return run;
}

const FigureSeries *seriesCalled(const FigureSpec &figure, const QString &name)
{
    const auto found = std::find_if(figure.series.begin(), figure.series.end(),
                                    [&](const FigureSeries &series) { return series.name == name; });
    return found == figure.series.end() ? nullptr : &*found;
}

} // namespace

class TunedCurvesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void aCurveForEachKindOfScales()
    {
        const TuningRun runs[] = {tunedRun(4, Granularity::Vector, 70, 78), tunedRun(3, Granularity::Vector, 40, 60),
                                  tunedRun(4, Granularity::Channel, 50, 64)};
        FigureSpec spec;
        addTunedCurves(spec, {&runs[0], &runs[1], &runs[2]}, {}, {});
        const FigureSeries *vectors = seriesCalled(spec, QStringLiteral("per-vector, fine-tuned"));
        QVERIFY(vectors != nullptr);
        QCOMPARE(vectors->x, std::vector<double>({3.0, 4.0}));
        QCOMPARE(vectors->y, std::vector<double>({60.0, 78.0}));
        const auto interval = runs[0].tuned->interval();
        QCOMPARE(vectors->low[1], 100.0 * interval[0]);
        QCOMPARE(vectors->tag, 0);
        QCOMPARE(seriesCalled(spec, QStringLiteral("per-channel, fine-tuned"))->y, std::vector<double>({64.0}));
        // Alone, what they were before stands there too.
        QCOMPARE(seriesCalled(spec, QStringLiteral("per-vector, before"))->y, std::vector<double>({40.0, 70.0}));
        QCOMPARE(spec.marks[0].at, 80.0);
        FigureSpec recovered;
        AccuracyOptions options;
        options.scale = AccuracyScale::Recovered;
        options.axis = AccuracyAxis::WeightStorage;
        addTunedCurves(recovered, {&runs[0]}, options, {});
        QVERIFY(std::abs(recovered.series[0].y[0] - 97.5) < 1e-9); // 78 of 80
        QCOMPARE(recovered.series[0].x, std::vector<double>({4.125}));
    }

    void theViewDrawsThem()
    {
        Workspace workspace;
        AccuracyView view(&workspace);
        view.resize(1280, 420);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        PlotView *plot = test::plot(view, "accuracyBits");
        QVERIFY(!plot->showsFigure());
        workspace.tunings()->set({tunedRun(4, Granularity::Vector, 70, 78)});
        QTRY_VERIFY(plot->showsFigure());
        QCOMPARE(plot->figure().series.size(), std::size_t{2});
        // Beside a study's curve it is one more; a click on it opens no run.
        workspace.startStudy({namedFormat("vsq"), namedFormat("int8")}, 10);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.studyResults().size(), std::size_t{2}, 60000);
        QVERIFY(test::waitForJobs(workspace));
        QTRY_VERIFY(seriesCalled(plot->figure(), QStringLiteral("per-vector, fine-tuned")) != nullptr);
        QVERIFY(seriesCalled(plot->figure(), QStringLiteral("per-vector, before")) == nullptr);
        test::clickAt(*plot, 4.0, 78.0);
        QCOMPARE(view.selectedRun(), -1);
        workspace.tunings()->remove(0);
        QTRY_VERIFY(seriesCalled(plot->figure(), QStringLiteral("per-vector, fine-tuned")) == nullptr);
    }
};

VSQ_TEST(TunedCurvesTest)
#include "tunedcurves.moc"
