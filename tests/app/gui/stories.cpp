// SPDX-License-Identifier: GPL-3.0-or-later
// Whole afternoons of a user, by mouse and keys: from the start page to a saturating sum, to its explanation, breakpoints and
// back; a study that is cancelled and goes on; a figure; quitting and coming back. Also run under a window manager, where there
// is one.
#include "app/gui/commands.h"
#include "core/network/graphbuilder.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testmain.h"
#include "views/compare/compareview.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/loopnestview.h"
#include "views/figure/exportdialog.h"
#include "views/start/startpage.h"
#include "views/workspace/runlist.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>

using namespace vsq;
using namespace vsq::test;

class StoriesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QTemporaryDir m_state;

    /// y = x Wᵀ with W and x of ones: codes 7, scales 255, so that a vector adds 64 · 49 · 254 = 796544 and the 11th passes 2^23.
    void writeSaturating() const
    {
        GraphBuilder builder("saturating", 3);
        const std::string x = builder.input("x", DType::Float32, {-1, 1024}, {"batch"});
        Tensor ones(DType::Float32, {16, 1024});
        for (float &value : ones.mutableValues<float>()) {
            value = 1.0F;
        }
        const std::string y = builder.node("Gemm", "fc", {x, builder.constant("fc.weight", ones)}, {{"transB", std::int64_t{1}}});
        builder.output(y, "y", {-1, 16}, {"batch"});
        writeOnnx(builder.take(), m_folder.filePath(QStringLiteral("saturating.onnx")).toStdString());
        Tensor data(DType::Float32, {8, 1024});
        Tensor labels(DType::Int64, {8});
        for (float &value : data.mutableValues<float>()) {
            value = 1.0F;
        }
        for (std::int64_t &label : labels.mutableValues<std::int64_t>()) {
            label = 3;
        }
        writeNpz(m_folder.filePath(QStringLiteral("ones.npz")).toStdString(), {{"x", data}, {"y", labels}});
        QFile manifest(m_folder.filePath(QStringLiteral("manifest.json")));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        manifest.write(
            R"([{"file": "saturating.onnx", "title": "One product", "description": "Its sums saturate", "data": "ones.npz"}])");
    }

    /// By the mouse, from the menu of the tool bar's button.
    static void chooseFormat(MainWindow &window, const QString &name)
    {
        auto *button = window.findChild<QToolButton *>(QStringLiteral("formatButton"));
        QTimer::singleShot(200, button, [button, name] { // the click below ends with the menu
            QMenu *menu = button->menu();
            for (QAction *action : menu->actions()) {
                if (QString(action->text()).remove(QLatin1Char('&')).startsWith(name)) {
                    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                    return;
                }
            }
            menu->close();
        });
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(!button->menu()->isVisible());
    }

private Q_SLOTS:
    void initTestCase()
    {
        clearSettings();
        Theme::applyTo(*qApp, Theme::Preference::Light);
        writeSaturating();
        qputenv("VSQ_SAMPLES", m_folder.path().toLocal8Bit());
    }

    void fromTheStartPageToTheNumberBehindASaturation()
    {
        const auto window = makeWindow(m_state.path());
        window->restoreSession();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        QTest::mouseClick(window->findChild<QAbstractButton *>(QStringLiteral("sampleEntry0")), Qt::LeftButton);
        waitForNetwork(*window);
        openFirstLayer(*window);
        SimulationController &chip = *window->workspace()->simulation();

        // To the saturation, by the event's keys.
        auto *kind = window->findChild<QComboBox *>(QStringLiteral("dataflow.event.kind"));
        QCOMPARE(kind->currentIndex(), 0);
        QTest::keyClick(window.get(), Qt::Key_F7);
        QTRY_VERIFY_WITH_TIMEOUT(chip.snapshot()->next.cycle > 0, 10000);
        const auto at = chip.snapshot();
        QVERIFY(at->lanes[2].saturated);
        QCOMPARE(at->executed.k, 10); // vectors 0 .. 10: the 11th
        QCOMPARE(at->lanes[2].sumOut, (1 << 23) - 1);

        // Inspect what saturated: a click on its sum.
        auto *canvas = window->findChild<ChipCanvas *>();
        const int entry = static_cast<int>(at->executed.a);
        const QRectF cell = canvas->transform().toScreen(canvas->geometryOfChip().collectorCell(entry, 2));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, cell.center().toPoint());
        QCOMPARE(window->workspace()->selection().lane, 2);
        auto *page = window->findChild<QTextBrowser *>(QStringLiteral("inspector.text"));
        QTRY_VERIFY(page->toPlainText().contains(QLocale().toString((1 << 23) - 1)));

        // A breakpoint in the gutter of the loop over k, run to it, and a step back that is the inverse of the step.
        auto *nest = window->findChild<LoopNestView *>();
        for (int line = 0; line < static_cast<int>(nest->lines().size()) && chip.breakpoints().empty(); ++line) {
            if (nest->lines()[static_cast<std::size_t>(line)].code.startsWith(QLatin1String("for k"))) {
                const QPoint gutter = nest->gutterRect(line).center();
                for (QWidget *parent = nest->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
                    if (auto *area = qobject_cast<QScrollArea *>(parent)) {
                        area->ensureVisible(gutter.x(), gutter.y());
                    }
                }
                QTest::mouseClick(nest, Qt::LeftButton, {}, gutter);
            }
        }
        QCOMPARE(chip.breakpoints().size(), std::size_t{1});
        QTest::keyClick(window.get(), Qt::Key_F12, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(*window), 0, 10000);
        QTest::keyClick(window.get(), Qt::Key_F5, Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(cycle(*window) > 0 && !chip.isRunning(), 10000);
        QCOMPARE(chip.snapshot()->next.a, 0);
        QVERIFY(cycle(*window) < chip.totalCycles() - 1);
        const std::uint64_t state = chip.snapshot()->stateHash;
        const std::int64_t stopped = cycle(*window);
        QTest::keyClick(window.get(), Qt::Key_F8);
        QTRY_COMPARE(cycle(*window), stopped + 1);
        QTest::keyClick(window.get(), Qt::Key_F8, Qt::ShiftModifier);
        QTRY_COMPARE(cycle(*window), stopped);
        QCOMPARE(chip.snapshot()->stateHash, state);

        // Another format from the menu of the tool bar, and back by the key.
        chooseFormat(*window, QStringLiteral("INT8"));
        QCOMPARE(nameOf(window->workspace()->format()), "int8");
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(nameOf(window->workspace()->format()), "vsq");
        window->close();
    }

    void aStudyIsCancelledAndGoesOn()
    {
        const auto window = makeWindow(m_state.path());
        window->restoreSession();
        waitForNetwork(*window);
        window->activateWindow();
        window->docks()->raiseView(QStringLiteral("accuracy"));
        auto *start = window->findChild<QPushButton *>(QStringLiteral("studyStart"));
        QTRY_VERIFY(start->isVisible() && start->isEnabled());
        auto *items = window->findChild<QSpinBox *>(QStringLiteral("studyItems"));
        items->setFocus();
        items->selectAll();
        QTest::keyClicks(items, QStringLiteral("8"));
        QTest::keyClick(items, Qt::Key_Return);
        QTest::mouseClick(start, Qt::LeftButton);
        QVERIFY(window->workspace()->studyRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!window->workspace()->studyResults().empty(), 20000);
        if (window->workspace()->studyRunning()) { // it may be through already
            QTest::mouseClick(start, Qt::LeftButton);
            QVERIFY(!window->workspace()->studyRunning());
        }
        QTest::qWait(50);
        const std::size_t kept = window->workspace()->studyResults().size();
        QVERIFY(kept >= 1);
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window->workspace()->studyRunning(), 60000);
        const auto &results = window->workspace()->studyResults();
        QVERIFY(results.size() >= kept);
        // Nothing was measured twice.
        for (std::size_t i = 0; i < results.size(); ++i) {
            for (std::size_t j = i + 1; j < results.size(); ++j) {
                QVERIFY(!(results[i].evaluation.format == results[j].evaluation.format));
            }
        }

        // The figure, by the dialog, with keys.
        QTest::keyClick(window.get(), Qt::Key_E, Qt::ControlModifier);
        auto *dialog = window->findChild<ExportDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto *path = dialog->findChild<QLineEdit *>(QStringLiteral("exportPath"));
        const QString file = m_folder.filePath(QStringLiteral("accuracy.svg"));
        path->setFocus();
        path->selectAll();
        QTest::keyClicks(path, file);
        QTest::keyClick(path, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 10000);
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("accuracy.csv"))));
        QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("accuracy.json"))));
        QTest::keyClick(window.get(), Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(!window->isVisible());
    }

    void quitAndStartedAgainAllIsAsItWas()
    {
        const auto window = makeWindow(m_state.path());
        window->restoreSession();
        waitForNetwork(*window);
        QVERIFY(!window->workspace()->studyResults().empty());
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->simulation()->isLoaded(), 20000);
        QVERIFY(cycle(*window) > 0);
        QCOMPARE(window->workspace()->simulation()->breakpoints().size(), std::size_t{1});
        // A broken file leaves all of it.
        QFile broken(m_folder.filePath(QStringLiteral("broken.onnx")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("no network");
        broken.close();
        const std::int64_t stood = cycle(*window);
        window->openPath(broken.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QWidget *>(QStringLiteral("messageBar"))->isVisible(), 20000);
        QCOMPARE(window->workspace()->modelName(), QStringLiteral("saturating"));
        QCOMPARE(cycle(*window), stood);
        QVERIFY2(window->windowTitle().startsWith(QLatin1String("saturating")), "the title names what is shown");
        window->close();
    }

    void twoRunsAreComparedAndWhereTheyPartIsGoneTo()
    {
        const auto window = makeWindow();
        window->openPath(m_folder.filePath(QStringLiteral("saturating.onnx")), m_folder.filePath(QStringLiteral("ones.npz")));
        waitForNetwork(*window);
        openFirstLayer(*window);
        window->activateWindow();
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(window->workspace()->runs()->baseline(), 0);
        chooseFormat(*window, QStringLiteral("INT4"));
        QTRY_VERIFY_WITH_TIMEOUT(!window->workspace()->measurements().empty() && window->workspace()->jobs()->running().empty(),
                                 20000);
        auto *view = window->docks()->findChild<CompareView *>();
        QVERIFY(view->isSeen());
        QTest::keyClick(window.get(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(view->difference().has_value(), 20000);
        QVERIFY2(!view->difference()->same(), "sums of VSQ carry scales, those of INT4 do not");
        QTest::mouseClick(view->findChild<QToolButton *>(QStringLiteral("compare.go")), Qt::LeftButton);
        const std::string layer = view->difference()->first->layer;
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->simulation()->isLoaded(), 20000);
        QCOMPARE(window->workspace()->layers()[static_cast<std::size_t>(window->workspace()->openedLayer())].name, layer);
        window->close();
    }

    void aFileIsDroppedWhileAJobRunsAndTheWindowClosesDuringOne()
    {
        const auto window = makeWindow();
        window->openPath(m_folder.filePath(QStringLiteral("saturating.onnx")), m_folder.filePath(QStringLiteral("ones.npz")));
        waitForNetwork(*window);
        window->activateWindow();
        const auto beginStudy = [&window] {
            window->docks()->raiseView(QStringLiteral("accuracy"));
            auto *start = window->findChild<QPushButton *>(QStringLiteral("studyStart"));
            QTRY_VERIFY(start->isVisible() && start->isEnabled());
            QTest::mouseClick(start, Qt::LeftButton);
            QVERIFY(window->workspace()->studyRunning());
        };
        beginStudy();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("saturating.onnx")))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &drop);
        // The study was of what is closed now.
        QTRY_VERIFY_WITH_TIMEOUT(!window->workspace()->studyRunning() && window->workspace()->jobs()->running().empty(), 20000);
        QCOMPARE(window->workspace()->modelName(), QStringLiteral("saturating"));
        QVERIFY(window->workspace()->data() != nullptr);
        window->workspace()->clearStudy();
        beginStudy();
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(window.get(), Qt::Key_Q, Qt::ControlModifier);
        QVERIFY(!window->isVisible());
        QVERIFY2(timer.elapsed() < 2000, "closing does not wait for the study");
    }
};

VSQ_TEST(StoriesTest)
#include "stories.moc"
