// SPDX-License-Identifier: GPL-3.0-or-later
// A baseline beside what is set now, in every view.
#include "core/chip/simulator.h"
#include "core/data/iteminputs.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/dataflowview.h"
#include "views/dataflow/elidedtext.h"
#include "views/energy/energyview.h"
#include "views/error/errorview.h"
#include "views/findings/findingsmodel.h"
#include "views/findings/findingsview.h"
#include "views/history/historyview.h"
#include "views/inspector/inspectorview.h"
#include "views/notebook/notebookview.h"
#include "views/plots/numberstrip.h"
#include "views/roofline/rooflineview.h"
#include "views/scales/scalesview.h"
#include "views/timeline/timelineview.h"
#include "views/utilisation/utilisationview.h"
#include "views/workspace/baselinechip.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/measuretext.h"
#include "views/workspace/notebook.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/watchlist.h"

#include <QAction>
#include <QTableView>

#include <cmath>

using namespace vsq;
using namespace vsq::test;

class BaselineTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;

    bool measured() const
    {
        return QTest::qWaitFor([&] { return !m_workspace->measurements().empty() && m_workspace->jobs()->running().empty(); },
                               20000);
    }
    /// Rings of the baseline in a figure; null until they are there.
    static const FigureSeries *rings(QWidget &view, const char *name)
    {
        PlotView *shown = plot(view, name);
        if (!shown->showsFigure()) {
            return nullptr;
        }
        for (const FigureSeries &series : shown->figure().series) {
            if (series.name.startsWith(QStringLiteral("baseline"))) {
                return &series;
            }
        }
        return nullptr;
    }
    static bool stripSays(const QWidget &view, const QString &label)
    {
        for (const StripNumber &number : view.findChild<NumberStrip *>()->numbers()) {
            if (number.label.contains(label)) {
                return true;
            }
        }
        return false;
    }
    const KeptRun &kept() const { return *m_workspace->runs()->baselineRun(); }

    /// The open layer in a run of its own as the baseline is set: VSQ in all layers on the published chip.
    std::unique_ptr<const LayerData> inTheBaseline() const
    {
        const Layer &layer = m_workspace->layers()[static_cast<std::size_t>(m_workspace->openedLayer())];
        return std::make_unique<const LayerData>(vsq::openLayer(
            m_workspace->graph(), itemInputs(*m_workspace->graph(), m_workspace->data().get(), m_workspace->item()), layer,
            m_workspace->openedProduct(), namedFormat("vsq"), {}));
    }

    /// The same vectors in the same cycles, with scale products that are not rounded.
    void chooseFullScaleProducts()
    {
        m_workspace->setFormat(namedFormat("vsq"));
        ChipConfig full;
        full.scaleProduct = ChipConfig::ScaleProduct::Full;
        m_workspace->setChipConfig(full);
        QVERIFY(measured());
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->simulation()->isLoaded() && m_workspace->jobs()->running().empty(), 20000);
    }

private Q_SLOTS:
    /// The transformer in VSQ is the baseline; now it is in INT8.
    void init()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        m_workspace = std::make_unique<Workspace>();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(measured());
        m_workspace->runs()->keepCurrent();
        m_workspace->setFormat(namedFormat("int8"));
        QVERIFY(measured());
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        QVERIFY(measured());
    }
    void cleanup() { m_workspace.reset(); }

    void utilisationHasRingsAtTheBaselinesShare()
    {
        UtilisationView view(m_workspace.get());
        view.resize(1280, 360);
        view.show();
        QTRY_VERIFY(rings(view, "utilisationLayers") != nullptr);
        const FigureSeries &ring = *rings(view, "utilisationLayers");
        const QStringList names = plot(view, "utilisationLayers")->figure().y.categories;
        QCOMPARE(ring.x.size(), static_cast<std::size_t>(names.size())); // all layers together, and each
        double useful = 0.0;
        double cycles = 0.0;
        for (const LayerNumbers &layer : kept().layers) {
            if (!layer.cycles) {
                continue;
            }
            useful += *layer.cycles * *layer.utilisation;
            cycles += *layer.cycles;
            const auto at = static_cast<std::size_t>(names.indexOf(QString::fromStdString(layer.name)));
            QVERIFY(std::abs(ring.x[at] - 100.0 * *layer.utilisation) < 1e-9);
        }
        QVERIFY(std::abs(ring.x[0] - 100.0 * useful / cycles) < 1e-9);
        QVERIFY(stripSays(view, QStringLiteral("from the baseline")));
        shootBoth(view, QStringLiteral("baseline-utilisation"));
    }

    void energyAndErrorHaveRings()
    {
        EnergyView energy(m_workspace.get());
        energy.resize(1280, 360);
        energy.show();
        QTRY_VERIFY(rings(energy, "energyLayers") != nullptr);
        QVERIFY(stripSays(energy, QStringLiteral("energy from the baseline")));
        ErrorView error(m_workspace.get());
        error.resize(1280, 360);
        error.show();
        QTRY_VERIFY(rings(error, "errorLayers") != nullptr);
        const FigureSeries &ring = *rings(error, "errorLayers");
        const QStringList names = plot(error, "errorLayers")->figure().y.categories;
        for (std::size_t i = 0; i < ring.x.size(); ++i) {
            const std::string name = names[qRound(ring.y[i])].toStdString();
            const auto layer = std::find_if(kept().layers.begin(), kept().layers.end(),
                                            [&](const LayerNumbers &each) { return each.name == name; });
            QCOMPARE(ring.x[i], *layer->sqnr);
        }
        shootBoth(energy, QStringLiteral("baseline-energy"));
        shootBoth(error, QStringLiteral("baseline-error"));
    }

    void rooflineAndScalesShowTheOtherRun()
    {
        RooflineView roofline(m_workspace.get());
        roofline.resize(1280, 360);
        roofline.show();
        QTRY_VERIFY(rings(roofline, "rooflineLayers") != nullptr);
        ScalesView scales(m_workspace.get());
        scales.resize(1280, 360);
        scales.show();
        QVERIFY(waitForJobs(*m_workspace));
        // INT8 has no scales of vectors to lay over.
        const OperandFormat shorter = twoLevelFormat(4, Granularity::Vector, 16, 8);
        m_workspace->setFormat({.weights = shorter, .activations = shorter, .calibration = {}, .preparation = {}});
        QVERIFY(measured());
        QTRY_VERIFY(rings(scales, "scalesHistogram") != nullptr);
        QVERIFY(stripSays(scales, QStringLiteral("SQNR from the baseline")));
        shootBoth(roofline, QStringLiteral("baseline-roofline"));
        shootBoth(scales, QStringLiteral("baseline-scales"));
    }

    void dataflowTimelineAndInspectorSayTheDifference()
    {
        const int layer = m_workspace->openedLayer();
        const ComparedLayer compared = *m_workspace->runs()->compared(layer);
        const QString cycles = differenceText(LayerMeasure::Cycles, *compared.difference(LayerMeasure::Cycles),
                                              *compared.nowOf(LayerMeasure::Cycles));
        DataflowView dataflow(m_workspace.get());
        dataflow.resize(1280, 700);
        dataflow.show();
        QTRY_VERIFY(dataflow.findChild<ElidedText *>(QStringLiteral("dataflow.baseline"))->text().contains(cycles));
        TimelineView timeline(m_workspace.get());
        timeline.resize(1000, 300);
        timeline.show();
        QTRY_VERIFY(stripSays(timeline, QStringLiteral("cycles from the baseline")));
        InspectorView inspector(m_workspace.get());
        inspector.resize(420, 900);
        inspector.show();
        QTRY_VERIFY(inspector.plainText().contains(QStringLiteral("Beside the baseline")));
        QVERIFY(inspector.plainText().contains(cycles));
        Selection selection = m_workspace->selection();
        selection.m = 2;
        selection.n = 5;
        m_workspace->select(selection);
        QTRY_VERIFY(inspector.plainText().contains(QStringLiteral("This value in the baseline")));
        // Sixteen elements' products by hand would not do: the sum of codes and scales from the matrices themselves.
        const auto vsq = inTheBaseline();
        std::int64_t sum = 0;
        for (std::int64_t v = 0; v < vsq->qa.vectors; ++v) {
            std::int64_t dot = 0;
            for (std::int64_t k = v * 64; k < std::min<std::int64_t>(vsq->layer.k, (v + 1) * 64); ++k) {
                dot += vsq->qa.codes[static_cast<std::size_t>(2 * vsq->layer.k + k)]
                       * vsq->qb.codes[static_cast<std::size_t>(5 * vsq->layer.k + k)];
            }
            const int product = vsq->qa.scales[static_cast<std::size_t>(2 * vsq->qa.vectors + v)]
                                * vsq->qb.scales[static_cast<std::size_t>(5 * vsq->qb.vectors + v)];
            sum += dot * ((product + 128) >> 8);
        }
        QVERIFY2(inspector.plainText().remove(QRegularExpression(QStringLiteral("[,\u202f ]"))).contains(QString::number(sum)),
                 qPrintable(inspector.plainText()));
        shootBoth(inspector, QStringLiteral("baseline-inspector"));
        shootBoth(dataflow, QStringLiteral("baseline-dataflow"));
    }

    void dataflowShowsSumsAsDifferences()
    {
        chooseFullScaleProducts();
        DataflowView dataflow(m_workspace.get());
        dataflow.resize(1280, 700);
        dataflow.show();
        m_workspace->simulation()->seek(110);
        auto *canvas = dataflow.findChild<ChipCanvas *>();
        QTRY_VERIFY(canvas->scene().snapshot && canvas->scene().snapshot->next.cycle == 110);
        QVERIFY(canvas->scene().beside == nullptr);
        QAction *beside = dataflow.command(QStringLiteral("dataflow.beside"));
        QVERIFY(beside->isEnabled());
        beside->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(canvas->scene().beside != nullptr, 20000);
        // Against a chip of the baseline's that is stepped to the same cycle.
        const auto vsq = inTheBaseline();
        const LayerContext &context = m_workspace->runs()->chip()->chip()->context();
        Simulator before(vsq->operands, {}, context.plan(), context.ppu());
        before.seek(110);
        const Snapshot then = before.snapshot();
        const Snapshot &now = *canvas->scene().snapshot;
        bool differs = false;
        for (std::size_t entry = 0; entry < kCollectorEntries; ++entry) {
            // Activations have come through other layers there, and their coarse scale is another.
            const double unit = static_cast<double>(vsq->qb.gammaOf(now.rowOfB(now.collectorN[entry])))
                                / static_cast<double>(m_workspace->layerData()->qb.gammaOf(now.rowOfB(now.collectorN[entry])));
            const int expected = now.collectorValid[entry]
                                     ? static_cast<int>(std::lround(now.collector[entry][2] - then.collector[entry][2] * unit))
                                     : 0;
            QCOMPARE((*canvas->scene().beside)[entry][2], expected);
            differs = differs || expected != 0;
        }
        QVERIFY(differs);
        shootBoth(dataflow, QStringLiteral("baseline-sums"));
        beside->trigger();
        QVERIFY(canvas->scene().beside == nullptr);
        m_workspace->setFormat(namedFormat("int8")); // vectors of 32: nothing to stand beside
        QVERIFY(measured());
        beside->trigger();
        QVERIFY(waitForJobs(*m_workspace));
        QVERIFY(canvas->scene().beside == nullptr);
    }

    void historyDrawsTheBaselineBeneath()
    {
        chooseFullScaleProducts();
        HistoryView history(m_workspace.get());
        history.resize(1000, 320);
        history.show();
        m_workspace->watches()->add({{.kind = ChipSignal::Kind::CollectorEntry, .lane = 2, .entry = 5}});
        QVERIFY(waitForJobs(*m_workspace));
        QTRY_VERIFY(!history.isReading() && history.figures().size() == 1);
        QTRY_COMPARE(history.figures().front().series.size(), std::size_t{2});
        const FigureSpec figure = history.figures().front();
        QVERIFY(figure.series[1].name.startsWith(QStringLiteral("baseline")));
        const auto vsq = inTheBaseline();
        const LayerContext &context = m_workspace->runs()->chip()->chip()->context();
        Simulator chip(vsq->operands, {}, context.plan(), context.ppu());
        bool differs = false;
        for (std::size_t i = 0; i < figure.series[1].x.size(); i += 7) {
            chip.seek(static_cast<std::int64_t>(figure.series[1].x[i]) + 1);
            const Snapshot then = chip.snapshot();
            if (then.collectorValid[5]) {
                QCOMPARE(figure.series[1].y[i], static_cast<double>(then.collector[5][2]));
                differs = differs || figure.series[1].y[i] != figure.series[0].y[i];
            }
        }
        QVERIFY(differs);
        m_workspace->simulation()->seek(100);
        QTRY_VERIFY(stripSays(history, QStringLiteral("from the baseline")));
        shootBoth(history, QStringLiteral("baseline-history"));
    }

    void findingsSayWhatIsNewAndGone()
    {
        FindingsView view(m_workspace.get());
        view.resize(1280, 320);
        view.show();
        m_workspace->laboratory()->find({});
        QVERIFY(waitForJobs(*m_workspace));
        const Laboratory &laboratory = *m_workspace->laboratory();
        QTRY_VERIFY(laboratory.findings() != nullptr);
        QVERIFY(laboratory.baselineFindings() != nullptr);
        // What the baseline found by itself, when it was what is set.
        auto *table = view.findChild<QTableView *>(QStringLiteral("findingsTable"));
        QTRY_VERIFY(!table->isColumnHidden(FindingsModel::Baseline));
        QStringList said;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            said.append(table->model()->index(row, FindingsModel::Baseline).data().toString());
        }
        QVERIFY(!said.isEmpty() && !said.contains(QString()));
        QTest::qWait(300); // looked for by itself
        QVERIFY(waitForJobs(*m_workspace));
        shootBoth(view, QStringLiteral("baseline-findings"));
        for (int row = 0; row < table->model()->rowCount(); ++row) { // the column that came took no width from names
            const QString rule = table->model()->index(row, FindingsModel::Rule).data().toString();
            QVERIFY2(table->columnWidth(FindingsModel::Rule) >= table->fontMetrics().horizontalAdvance(rule), qPrintable(rule));
        }
        std::vector<std::string> before;
        for (const Finding &finding : *laboratory.baselineFindings()) {
            before.push_back(finding.layer + finding.text);
        }
        m_workspace->setFormat(namedFormat("vsq"));
        QVERIFY(measured());
        m_workspace->laboratory()->find({});
        QVERIFY(waitForJobs(*m_workspace));
        std::vector<std::string> own;
        for (const Finding &finding : *laboratory.findings()) {
            own.push_back(finding.layer + finding.text);
        }
        QVERIFY(own == before);
        m_workspace->runs()->setBaseline(-1); // looked for again, without
        QTRY_VERIFY(table->isColumnHidden(FindingsModel::Baseline));
    }

    void aMomentSaysHowItDiffers()
    {
        NotebookView notebook(m_workspace.get());
        notebook.resize(1000, 320);
        notebook.show();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->simulation()->isLoaded(), 20000);
        notebook.keepMoment(QStringLiteral("here"));
        QCOMPARE(m_workspace->notebook()->entries().size(), std::size_t{1});
        const int layer = m_workspace->openedLayer();
        const ComparedLayer compared = *m_workspace->runs()->compared(layer);
        const QString place = m_workspace->notebook()->entries().back().place;
        QVERIFY2(place.contains(differenceText(LayerMeasure::Cycles, *compared.difference(LayerMeasure::Cycles),
                                               *compared.nowOf(LayerMeasure::Cycles))),
                 qPrintable(place));
        QVERIFY(place.contains(kept().name));
    }

    void missingLayersAreMarkedAndSaid()
    {
        KeptRun other = kept();
        std::erase_if(other.layers, [](const LayerNumbers &layer) { return layer.name.find("fc1") != std::string::npos; });
        m_workspace->runs()->set({other}, 0);
        UtilisationView view(m_workspace.get());
        view.resize(1280, 360);
        view.show();
        QTRY_VERIFY(rings(view, "utilisationLayers") != nullptr);
        const FigureSpec &figure = plot(view, "utilisationLayers")->figure();
        const auto crosses = std::find_if(figure.series.begin(), figure.series.end(), [](const FigureSeries &series) {
            return series.name == QStringLiteral("not in the baseline");
        });
        QVERIFY(crosses != figure.series.end());
        for (const double row : crosses->y) {
            QVERIFY(figure.y.categories[qRound(row)].contains(QStringLiteral("fc1")));
        }
        QCOMPARE(crosses->y.size(), std::size_t{2});
        InspectorView inspector(m_workspace.get());
        inspector.show();
        QTRY_VERIFY(inspector.plainText().contains(QStringLiteral("The baseline has no such layer.")));
    }

    void withoutABaselineNothingIsSaid()
    {
        m_workspace->runs()->setBaseline(-1);
        UtilisationView view(m_workspace.get());
        view.resize(1280, 360);
        view.show();
        QTRY_VERIFY(plot(view, "utilisationLayers")->showsFigure());
        QVERIFY(rings(view, "utilisationLayers") == nullptr);
        QVERIFY(!stripSays(view, QStringLiteral("baseline")));
    }
};

VSQ_TEST(BaselineTest)
#include "baseline.moc"
