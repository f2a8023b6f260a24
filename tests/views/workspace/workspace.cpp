// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/workspace.h"

#include "core/network/onnx/onnxreader.h"
#include "core/study/samples.h"
#include "tests/support/errors.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/project.h"
#include "views/workspace/simulationcontroller.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace vsq;

class WorkspaceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_model;
    QString m_data;

    [[nodiscard]] QString file(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    void open(Workspace &workspace, bool withData = true) const
    {
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(m_model, withData ? m_data : QString());
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
    }

    static int firstOnChip(const Workspace &workspace)
    {
        for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
            if (workspace.layers()[i].onChip && workspace.layers()[i].k > 64) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_model = test::writeTransformer(m_folder.path());
        m_data = test::writeImages(m_folder.path(), 40);
    }

    void isEmptyAtFirst()
    {
        const Workspace workspace;
        QVERIFY(workspace.isEmpty());
        QVERIFY(workspace.layers().empty());
        QVERIFY(workspace.layerData() == nullptr);
        QCOMPARE(workspace.selection(), Selection{});
        QCOMPARE(nameOf(workspace.format()), "vsq");
    }

    void opensANetworkWithItsData()
    {
        Workspace workspace;
        open(workspace);
        QCOMPARE(workspace.modelName(), QStringLiteral("small"));
        QVERIFY(!workspace.layers().empty());
        QVERIFY(firstOnChip(workspace) >= 0);
        QCOMPARE(workspace.data()->size(), 40);
    }

    void aBrokenFileLeavesWhatIsOpenAndSaysWhy()
    {
        Workspace workspace;
        open(workspace);
        const auto graph = workspace.graph();
        QFile broken(file("broken.onnx"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("this is not a network");
        broken.close();
        QSignalSpy message(&workspace, &Workspace::messageRaised);
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(broken.fileName());
        QTRY_COMPARE(message.size(), 1);
        // The text is core's own, as vsq prints it.
        QCOMPARE(message[0][1].toString(), test::errorOf([&] { (void)readOnnx(broken.fileName().toStdString()); }));
        QVERIFY(message[0][1].toString().startsWith(broken.fileName()));
        QCOMPARE(message[0][2].toString(), QStringLiteral("small stays open as it was."));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(workspace.graph(), graph);
        QCOMPARE(workspace.modelPath(), m_model);
    }

    void opensALayerOnTheChip()
    {
        Workspace workspace;
        open(workspace);
        QSignalSpy opened(&workspace, &Workspace::layerOpened);
        const int layer = firstOnChip(workspace);
        workspace.openLayer(layer);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
        QCOMPARE(workspace.openedLayer(), layer);
        QCOMPARE(workspace.selection().layer, layer);
        QCOMPARE(workspace.layerData()->a.size(),
                 static_cast<std::size_t>(workspace.layers()[static_cast<std::size_t>(layer)].m
                                          * workspace.layers()[static_cast<std::size_t>(layer)].k));
        QTRY_VERIFY(workspace.simulation()->isLoaded());
    }

    void recapturesTheOpenLayerForAnotherItemAndAnotherFormat()
    {
        Workspace workspace;
        open(workspace);
        const int layer = firstOnChip(workspace);
        QSignalSpy opened(&workspace, &Workspace::layerOpened);
        workspace.openLayer(layer);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
        const std::vector<float> before = workspace.layerData()->b;
        workspace.setItem(3);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, 20000);
        QVERIFY(workspace.layerData()->b != before);
        workspace.setLayerFormat(layer, namedFormat("int8"));
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 3, 20000);
        QCOMPARE(nameOf(workspace.layerData()->format), "int8");
        QCOMPARE(workspace.layerData()->operands->mode, Mode::Int8);
        workspace.setItem(1000);
        QCOMPARE(workspace.item(), 39);
    }

    void undoesEveryEditOfFormatsAndChip()
    {
        Workspace workspace;
        open(workspace);
        const int layer = firstOnChip(workspace);
        workspace.setFormat(namedFormat("int4"));
        workspace.setLayerFormat(layer, namedFormat("int8"));
        ChipConfig chip;
        chip.voltage = 0.9;
        workspace.setChipConfig(chip);
        workspace.clearLayerFormat(layer);
        QCOMPARE(workspace.undoStack()->count(), 4);
        QVERIFY(!workspace.hasLayerFormat(layer));
        workspace.undoStack()->undo();
        QCOMPARE(nameOf(workspace.layerFormat(layer)), "int8");
        workspace.undoStack()->undo();
        QCOMPARE(workspace.chipConfig(), ChipConfig{});
        workspace.undoStack()->undo();
        QCOMPARE(nameOf(workspace.layerFormat(layer)), "int4");
        workspace.undoStack()->undo();
        QCOMPARE(nameOf(workspace.format()), "vsq");
        for (int i = 0; i < 4; ++i) {
            workspace.undoStack()->redo();
        }
        QCOMPARE(nameOf(workspace.format()), "int4");
        QCOMPARE(workspace.chipConfig().voltage, 0.9);
        QVERIFY(!workspace.hasLayerFormat(layer));
    }

    /// A slider's many supplies: one edit, and what does not depend on the supply stays as it is.
    void aSupplyAloneIsCheap()
    {
        Workspace workspace;
        open(workspace);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.measurements().empty() && workspace.jobs()->running().empty(), 20000); // unasked
        const auto energyOf = [&](std::size_t i) { return workspace.measurements()[i]->energy.value_or(0.0); };
        std::size_t measured = 0;
        while (!workspace.measurements()[measured] || !workspace.measurements()[measured]->energy) {
            ++measured;
        }
        const double nominal = energyOf(measured);
        QSignalSpy other(&workspace, &Workspace::chipConfigChanged);
        QSignalSpy forgotten(&workspace, &Workspace::measurementsChanged);
        QSignalSpy supply(&workspace, &Workspace::supplyChanged);
        for (const double volts : {0.6, 0.55, 0.5}) {
            ChipConfig chip = workspace.chipConfig();
            chip.voltage = volts;
            workspace.setChipConfig(chip);
        }
        QCOMPARE(supply.size(), 3);
        QCOMPARE(workspace.undoStack()->count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(energyOf(measured) < 0.9 * nominal, 20000);
        workspace.undoStack()->undo();
        QCOMPARE(workspace.chipConfig(), ChipConfig{});
        QTRY_COMPARE_WITH_TIMEOUT(energyOf(measured), nominal, 20000);
        QCOMPARE(other.size(), 0);
        QCOMPARE(forgotten.size(), 0);
        // Back where it began at once: no edit at all.
        for (const double volts : {0.6, ChipConfig().voltage}) {
            ChipConfig chip = workspace.chipConfig();
            chip.voltage = volts;
            workspace.setChipConfig(chip);
        }
        QVERIFY(!workspace.undoStack()->canUndo());
    }

    void refusesAContradictoryChip()
    {
        Workspace workspace;
        QSignalSpy message(&workspace, &Workspace::messageRaised);
        ChipConfig chip;
        chip.voltage = 3.3;
        workspace.setChipConfig(chip);
        QCOMPARE(message.size(), 1);
        QVERIFY(message[0][1].toString().contains(QLatin1String("voltage")));
        QCOMPARE(workspace.chipConfig(), ChipConfig{});
        QCOMPARE(workspace.undoStack()->count(), 0);
    }

    void studiesAccuracyPointByPoint()
    {
        Workspace workspace;
        open(workspace);
        QSignalSpy point(&workspace, &Workspace::studyPointDone);
        workspace.startStudy({namedFormat("int8"), namedFormat("vsq")}, 8);
        QVERIFY(workspace.studyRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.studyRunning(), 30000);
        QTRY_COMPARE(point.size(), 2);
        QCOMPARE(workspace.studyResults().size(), 2U);
        for (const StudyResult &result : workspace.studyResults()) {
            QCOMPARE(result.evaluation.quantized.count, 8);
            QCOMPARE(result.evaluation.fp32.count, 8);
            QCOMPARE(result.network, QStringLiteral("small"));
        }
        workspace.clearStudy();
        QVERIFY(workspace.studyResults().empty());
    }

    void cancelsAStudyWithin100Milliseconds()
    {
        Workspace workspace;
        open(workspace);
        workspace.startStudy(test::manyFormats(), 40);
        QSignalSpy progressed(workspace.jobs(), &JobQueue::progressed);
        QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 20000);
        QElapsedTimer timer;
        timer.start();
        workspace.cancelStudy();
        QVERIFY(!workspace.studyRunning());
        QVERIFY2(timer.elapsed() <= 100, qPrintable(QString::number(timer.elapsed())));
        const std::size_t points = workspace.studyResults().size();
        QTest::qWait(150);
        QCOMPARE(workspace.studyResults().size(), points);
    }

    void aStudyWithoutDataSaysWhatIsMissing()
    {
        Workspace workspace;
        open(workspace, false);
        QSignalSpy message(&workspace, &Workspace::messageRaised);
        workspace.startStudy({namedFormat("vsq")}, 8);
        QCOMPARE(message.size(), 1);
        QCOMPARE(message[0][1].toString(), QStringLiteral("small has no data to measure accuracy on."));
        QVERIFY(!workspace.studyRunning());
    }

    void neverBlocksTheWindowWhileItOpens()
    {
        // A heartbeat on the GUI thread: the longest gap between two beats while a network and a layer are opened.
        Workspace workspace;
        QElapsedTimer sinceBeat;
        qint64 longest = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, &heart, [&] { longest = std::max(longest, sinceBeat.restart()); });
        QSignalSpy opened(&workspace, &Workspace::layerOpened);
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(m_model, m_data);
        sinceBeat.start();
        heart.start(0);
        while (changed.isEmpty()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        workspace.openLayer(firstOnChip(workspace));
        while (opened.size() < 2) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QVERIFY2(longest <= 50, qPrintable(QStringLiteral("%1 ms").arg(longest)));
    }

    void aNewerRequestMakesTheOlderAnswerStale()
    {
        Workspace workspace;
        const QString second = test::writeResidual(m_folder.path());
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(m_model);
        workspace.openModel(second);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
        QTest::qWait(100);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(workspace.modelName(), QStringLiteral("residual"));
    }

    void listsSamplesThatAreThere()
    {
        QTemporaryDir folder;
        test::writeTransformer(folder.path(), QStringLiteral("a.onnx"));
        QFile manifest(folder.filePath(QStringLiteral("manifest.json")));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        manifest.write(R"([{"file": "a.onnx", "title": "A", "description": "first", "data": "a.npz"},
                           {"file": "gone.onnx", "title": "B"}])");
        manifest.close();
        const std::vector<Sample> samples = listSamples(folder.path().toStdString());
        QCOMPARE(samples.size(), 1U);
        QCOMPARE(samples[0].title, "A");
        QCOMPARE(samples[0].description, "first");
        QCOMPARE(samples[0].dataPath, (folder.path() + QStringLiteral("/a.npz")).toStdString());
        QVERIFY(listSamples({}).empty());
    }
};

VSQ_TEST(WorkspaceTest)
#include "workspace.moc"
