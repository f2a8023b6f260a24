// SPDX-License-Identifier: GPL-3.0-or-later
// What views say a layer costs is what the simulator on the chip counts, for chips of other sizes too.
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"

#include "core/data/iteminputs.h"
#include "core/layer/layerplan.h"
#include "core/layer/runrecord.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/dataflowview.h"
#include "views/inspector/inspectorview.h"
#include "views/network/networkmodel.h"
#include "views/workspace/provenance.h"
#include "views/workspace/simulationcontroller.h"

#include <QTest>
#include <QUndoStack>

namespace vsq::test {

class ViewDoorsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DataflowView> m_dataflow;
    std::unique_ptr<InspectorView> m_inspector;

    bool loaded() const { return m_workspace->simulation()->isLoaded() && m_workspace->simulation()->snapshot() != nullptr; }

private Q_SLOTS:
    void initTestCase()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        m_workspace = std::make_unique<Workspace>();
        m_dataflow = std::make_unique<DataflowView>(m_workspace.get());
        m_inspector = std::make_unique<InspectorView>(m_workspace.get());
        m_dataflow->resize(1000, 700);
        m_dataflow->show();
        m_inspector->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
    }

    void cleanupTestCase()
    {
        m_inspector.reset();
        m_dataflow.reset();
        m_workspace.reset();
    }

    void everyViewSaysTheSame_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::newRow("as published") << QStringList();
        QTest::newRow("8 lanes") << QStringList{"lanes=8"};
        QTest::newRow("4 lanes, shallow collector") << QStringList{"lanes=4", "collectorEntries=5"};
        QTest::newRow("1 lane") << QStringList{"lanes=1"};
        QTest::newRow("streaming") << QStringList{"operandSupply=streaming", "streamBytesPerCycle=11"};
    }

    void everyViewSaysTheSame()
    {
        QFETCH(QStringList, settings);
        ChipConfig config;
        for (const QString &setting : settings) {
            setField(config, setting.toStdString());
        }
        m_workspace->setChipConfig(config);
        QCOMPARE(m_workspace->chipConfig(), config);
        QVERIFY(waitForJobs(*m_workspace));
        const NetworkModel model(m_workspace.get());
        for (const char *name : {"fc1", "scores", "head"}) {
            const int layer = layerCalled(*m_workspace, name);
            if (layer < 0) {
                continue;
            }
            QVERIFY(openLayer(*m_workspace, layer));
            QTRY_VERIFY_WITH_TIMEOUT(loaded(), 10000);
            const std::int64_t count = m_workspace->layers()[static_cast<std::size_t>(layer)].count;
            SimulationController &chip = *m_workspace->simulation();
            const double cycles = static_cast<double>(chip.totalCycles() * count);
            QCOMPARE(model.value(layer, NetworkModel::Cycles).value(), cycles);
            const QJsonObject figure = provenanceOf(*m_workspace, QStringLiteral("utilisation"))["layer"].toObject();
            QCOMPARE(figure["cycles"].toDouble(), cycles);
            QCOMPARE(figure["utilisation"].toDouble(), model.value(layer, NetworkModel::Utilisation).value());
            // It steps, to the end, and the picture follows.
            chip.step(Simulator::Unit::Cycle);
            QTRY_COMPARE(chip.snapshot()->executed.cycle, 0);
            QVERIFY(!m_dataflow->findChild<ChipCanvas *>()->accessibleDescription().contains(QStringLiteral("Loading")));
            chip.seek(chip.totalCycles());
            QTRY_COMPARE(chip.snapshot()->counters.cycles, chip.totalCycles());
            const Counters &counted = chip.snapshot()->counters;
            QCOMPARE(static_cast<double>(counted.usefulMacs)
                         / (static_cast<double>(counted.cycles) * config.lanes * vectorSize(chip.snapshot()->mode)),
                     model.value(layer, NetworkModel::Utilisation).value());
            QVERIFY(!m_dataflow->grab().isNull());
        }
    }

    /// The open layer's operands are those that the network's own run computes with, whatever is set before it.
    void theOpenLayerIsThatOfTheRun()
    {
        m_workspace->setChipConfig({});
        QVERIFY(waitForJobs(*m_workspace));
        const int head = layerCalled(*m_workspace, "head");
        QVERIFY(openLayer(*m_workspace, head));
        const auto isTheRuns = [&] {
            BackendOptions options;
            options.format = m_workspace->format();
            for (std::size_t i = 0; i < m_workspace->layers().size(); ++i) {
                if (m_workspace->hasLayerFormat(static_cast<int>(i))) {
                    options.layerFormats.emplace(m_workspace->layers()[i].name, m_workspace->layerFormat(static_cast<int>(i)));
                }
            }
            options.config = m_workspace->chipConfig();
            const RunRecord run = recordRun(m_workspace->graph(), m_workspace->layers(),
                                            itemInputs(*m_workspace->graph(), m_workspace->data().get(), m_workspace->item()),
                                            options);
            const LayerData &expected = *run.product(m_workspace->layers()[static_cast<std::size_t>(head)].name, 0);
            const LayerData &opened = *m_workspace->layerData();
            return opened.b == expected.b && opened.qb.codes == expected.qb.codes && opened.qb.scales == expected.qb.scales
                   && opened.qa.codes == expected.qa.codes;
        };
        QVERIFY(isTheRuns());
        auto before = m_workspace->layerData();
        m_workspace->setLayerFormat(layerCalled(*m_workspace, "fc1"), namedFormat("int8"));
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->layerData() != before, 20000);
        QVERIFY(m_workspace->layerData()->b != before->b);
        QVERIFY(isTheRuns());
        QVERIFY(waitForJobs(*m_workspace));
        before = m_workspace->layerData();
        ChipConfig full;
        full.scaleProduct = ChipConfig::ScaleProduct::Full;
        m_workspace->setChipConfig(full);
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->layerData() != before, 20000);
        QVERIFY(m_workspace->layerData()->b != before->b);
        QVERIFY(isTheRuns());
        QVERIFY(waitForJobs(*m_workspace));
        before = m_workspace->layerData();
        full.fillDrainCycles = 60; // cycles alone
        m_workspace->setChipConfig(full);
        QVERIFY(waitForJobs(*m_workspace));
        QVERIFY(m_workspace->layerData() == before);
        m_workspace->clearLayerFormat(layerCalled(*m_workspace, "fc1"));
        m_workspace->setChipConfig({});
        QVERIFY(waitForJobs(*m_workspace));
        QVERIFY(isTheRuns());
    }

    void chipsThatCannotAreRefusedWithTheReason()
    {
        const ChipConfig before = m_workspace->chipConfig();
        QSignalSpy messages(m_workspace.get(), &Workspace::messageRaised);
        ChipConfig config;
        config.lanes = 12;
        m_workspace->setChipConfig(config);
        QCOMPARE(m_workspace->chipConfig(), before);
        QCOMPARE(messages.size(), 1);
        QVERIFY(messages.front().at(1).toString().contains(QStringLiteral("divisor")));
    }

    void aLayerThatDoesNotFitSaysSo()
    {
        m_workspace->setChipConfig({});
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        ChipConfig tiny;
        tiny.outputWords = 1;
        m_workspace->setChipConfig(tiny);
        const auto *canvas = m_dataflow->findChild<ChipCanvas *>();
        QTRY_VERIFY(canvas->accessibleDescription().contains(QStringLiteral("does not fit"))
                    || m_workspace->simulation()->isLoaded());
        QVERIFY(!canvas->accessibleDescription().contains(QStringLiteral("Loading")));
        m_workspace->undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(loaded(), 10000);
    }
};

} // namespace vsq::test

using vsq::test::ViewDoorsTest;
VSQ_TEST(ViewDoorsTest)
#include "doors.moc"
