// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: kept runs, differences layer by layer, the first divergence and the jump there; with real clicks.
#include "views/compare/compareview.h"

#include "core/data/iteminputs.h"
#include "core/layer/golden/goldentitle.h"
#include "core/layer/runrecord.h"
#include "core/tensor/npz.h"
#include "tests/support/benchdump.h"
#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/compare/comparemodel.h"
#include "views/workspace/project.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"

#include <QToolButton>

using namespace vsq;
using namespace vsq::test;

class CompareViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<CompareView> m_view;

    void click(const char *name) { QTest::mouseClick(m_view->findChild<QToolButton *>(QLatin1String(name)), Qt::LeftButton); }
    bool measured()
    {
        return QTest::qWaitFor([&] { return !m_workspace->measurements().empty() && m_workspace->jobs()->running().empty(); },
                               20000);
    }
    int rowOf(const std::string &layer) const
    {
        for (int row = 0; row < m_view->model()->rowCount(); ++row) {
            if (m_view->model()->layerOf(row) == layer) {
                return row;
            }
        }
        return -1;
    }
    double valueAt(int row, int column) const
    {
        return m_view->model()->index(row, column).data(CompareModel::ValueRole).toDouble();
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_view = std::make_unique<CompareView>(m_workspace.get());
        m_view->resize(1000, 400);
        m_view->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(measured());
        click("compare.keep");
        QCOMPARE(m_workspace->runs()->baseline(), 0);
    }

    void cleanup()
    {
        m_view.reset();
        m_workspace.reset();
    }

    void layersStandBesideTheBaselines()
    {
        const int layer = layerCalled(*m_workspace, "fc1");
        const std::string name = m_workspace->layers()[static_cast<std::size_t>(layer)].name;
        const auto before = m_workspace->measurements()[static_cast<std::size_t>(layer)];
        m_workspace->setFormat(namedFormat("int8"));
        QVERIFY(measured());
        const auto now = m_workspace->measurements()[static_cast<std::size_t>(layer)];
        QCoreApplication::processEvents();
        const int row = rowOf(name);
        QVERIFY(row >= 0);
        QCOMPARE(valueAt(row, CompareModel::Cycles), static_cast<double>(*now->cycles));
        QCOMPARE(valueAt(row, CompareModel::CyclesDifference), static_cast<double>(*now->cycles - *before->cycles));
        QCOMPARE(valueAt(row, CompareModel::SqnrDifference), now->sqnrOut - before->sqnrOut);
        QVERIFY(valueAt(row, CompareModel::SqnrDifference) > 0); // eight bits lose less than four
        shootBoth(*m_view, QStringLiteral("compare"));
    }

    void missingLayersAreMarked()
    {
        KeptRun other = m_workspace->runs()->runs()[0];
        const std::string gone = other.layers.front().name;
        other.layers.front().name = "of.another.network";
        m_workspace->runs()->set({other}, 0);
        QCoreApplication::processEvents();
        const int without = rowOf(gone);
        const int only = rowOf("of.another.network");
        QVERIFY(without >= 0 && only >= 0);
        QVERIFY(m_view->model()->index(without, 0).data().toString().contains(QStringLiteral("not in the baseline")));
        QVERIFY(m_view->model()->index(only, 0).data().toString().contains(QStringLiteral("only in the baseline")));
    }

    void theFirstDivergenceIsFoundAndGoneTo()
    {
        click("compare.find");
        QVERIFY(QTest::qWaitFor([&] { return m_view->difference().has_value(); }, 20000));
        QVERIFY(m_view->difference()->same());
        ChipConfig config;
        config.scaleProduct = ChipConfig::ScaleProduct::Full; // only layers whose scales round otherwise differ
        m_workspace->setChipConfig(config);
        QVERIFY(measured());
        click("compare.find");
        QVERIFY(QTest::qWaitFor([&] { return m_view->difference().has_value(); }, 20000));
        QVERIFY(!m_view->difference()->same());
        const FirstDifference first = *m_view->difference()->first;
        QCOMPARE(first.what, std::string("sum"));
        QVERIFY(m_view->verdict().contains(QString::fromStdString(first.layer)));
        shootBoth(*m_view, QStringLiteral("compare-divergence"));
        click("compare.go");
        SimulationController *chip = m_workspace->simulation();
        QVERIFY(QTest::qWaitFor([&] { return chip->snapshot() && chip->snapshot()->executed.cycle == first.cycle; }, 20000));
        QCOMPARE(m_workspace->layers()[static_cast<std::size_t>(m_workspace->openedLayer())].name, first.layer);
        QCOMPARE(m_workspace->selection().lane, first.lane);
        // What is set now is run a: the chip shows its value there.
        QCOMPARE(static_cast<double>(chip->snapshot()->lanes[static_cast<std::size_t>(first.lane)].sumOut), first.a);
    }

    void anotherRuntimesTensorsAreCompared()
    {
        BackendOptions options;
        options.format = m_workspace->format();
        const RunRecord record = recordRun(m_workspace->graph(), m_workspace->layers(),
                                           itemInputs(*m_workspace->graph(), m_workspace->data().get(), 0), options);
        const std::string output = m_workspace->graph()->outputs.front().name;
        const QString file = m_folder.filePath(QStringLiteral("other.npz"));
        std::map<std::string, Tensor> tensors{{output, *record.value(output)}};
        writeNpz(file.toStdString(), tensors);
        m_view->compareWithTensors(file);
        QVERIFY(QTest::qWaitFor([&] { return m_view->difference().has_value(); }, 20000));
        QVERIFY(m_view->difference()->same());
        QVERIFY(m_view->verdict().contains(QStringLiteral("other.npz")));
        QSignalSpy said(m_workspace.get(), &Workspace::messageRaised);
        tensors = {{"no.such.value", *record.value(output)}};
        writeNpz(file.toStdString(), tensors);
        m_view->compareWithTensors(file);
        QVERIFY(QTest::qWaitFor([&] { return !said.isEmpty(); }, 20000));
        QVERIFY(said[0][1].toString().contains(QStringLiteral("no.such.value")));
    }

    /// What a design is said to have made of a layer deep in the network: the same, then one word with another bit.
    void aBenchsDumpIsCompared()
    {
        const Layer &layer = m_workspace->layers()[static_cast<std::size_t>(layerCalled(*m_workspace, "fc2"))];
        const auto data = std::make_shared<const LayerData>(
            vsq::openLayer(m_workspace->graph(), itemInputs(*m_workspace->graph(), m_workspace->data().get(), 0), layer, 0,
                           m_workspace->format(), m_workspace->chipConfig()));
        const OpenedChip chip(m_workspace->graph(), data, m_workspace->chipConfig());
        const GoldenKit kit = makeGoldenKit(chip);
        const QString file = m_folder.filePath(QStringLiteral("dump.hex"));
        writeBenchDump(file, kit, toText(titleOf(kit, chip)));
        m_view->compareWithTensors(file);
        QVERIFY(QTest::qWaitFor([&] { return m_view->difference().has_value(); }, 20000));
        QVERIFY(m_view->difference()->same());
        GoldenKit wrong = kit;
        wrong.sums.words[3][0] ^= 1U; // of lane 0
        writeBenchDump(file, wrong, toText(titleOf(kit, chip)));
        m_view->compareWithTensors(file);
        QVERIFY(QTest::qWaitFor([&] { return m_view->difference() && !m_view->difference()->same(); }, 20000));
        const FirstDifference first = *m_view->difference()->first;
        const GoldenStep &step = kit.steps[kit.sumSteps[3]];
        QCOMPARE(first.layer, layer.name);
        QCOMPARE(first.cycle, step.cycle);
        QCOMPARE(first.lane, 0);
        QCOMPARE(first.entry, step.entry);
        QVERIFY(m_view->verdict().contains(QStringLiteral("dump.hex")));
        click("compare.go");
        SimulationController *simulation = m_workspace->simulation();
        QVERIFY(QTest::qWaitFor([&] { return simulation->snapshot() && simulation->snapshot()->executed.cycle == first.cycle; },
                                20000));
        QCOMPARE(static_cast<double>(simulation->snapshot()->lanes[0].sumOut), first.a);
        // Under another chip the dump is of another one.
        QSignalSpy said(m_workspace.get(), &Workspace::messageRaised);
        ChipConfig config;
        config.rounding = ChipConfig::Rounding::NearestEven;
        m_workspace->setChipConfig(config);
        QVERIFY(measured());
        said.clear();
        m_view->compareWithTensors(file);
        QVERIFY(QTest::qWaitFor([&] { return !said.isEmpty(); }, 20000));
        QVERIFY(said[0][1].toString().contains(QStringLiteral("the dump is of another configuration of the chip")));
    }

    void runsAreKeptInTheProject()
    {
        m_workspace->runs()->rename(0, QStringLiteral("as published"));
        const QString file = m_folder.filePath(QStringLiteral("p.vsq"));
        saveProject(m_workspace->project(), file);
        const Project back = loadProject(file);
        QCOMPARE(back.baseline, 0);
        QCOMPARE(back.kept.size(), std::size_t{1});
        QVERIFY(back.kept[0] == m_workspace->runs()->runs()[0]);
    }

    void theTableIsAFigure()
    {
        const std::vector<FigureSpec> figures = m_view->figures();
        QCOMPARE(figures.size(), std::size_t{1});
        QTemporaryDir out;
        QVERIFY(m_view->exportTo(out.path() + QStringLiteral("/c.csv")).size() >= 1);
    }
};

VSQ_TEST(CompareViewTest)
#include "compareview.moc"
