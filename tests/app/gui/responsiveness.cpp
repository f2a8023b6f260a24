// SPDX-License-Identifier: GPL-3.0-or-later
// The window never stands still for more than 50 ms: opening a network of some size, its layers, every view, edits, a study.
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/mainwindow.h"
#include "core/layer/layerenergy.h"
#include "tests/support/processortime.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "tests/support/watchdog.h"
#include "views/figure/plotview.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/provenance.h"
#include "views/workspace/runlist.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QElapsedTimer>
#include <QSettings>
#include <QSlider>
#include <QStyle>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace vsq;

class ResponsivenessTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] bool idle() const { return m_window->workspace()->jobs()->running().empty(); }

    /// 74 layers, 43 MB.
    static QString writeLarge(const QString &folder)
    {
        const QString path = folder + QStringLiteral("/large.onnx");
        writeOnnx(buildVisionTransformer(
                      {.imageSize = 32, .patch = 4, .width = 384, .heads = 6, .blocks = 6, .hidden = 1536, .classes = 10}, 3),
                  path.toStdString());
        return path;
    }

    static void verify(test::Watchdog &watchdog, const QString &what)
    {
        const test::Watchdog::Block block = watchdog.longest();
        qInfo("%s: at most %s", qPrintable(what), qPrintable(block.text()));
        QVERIFY2(!block.isTooLong(), qPrintable(QStringLiteral("%1: the window stood still for %2").arg(what, block.text())));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
        Theme::applyTo(*qApp, Theme::Preference::Light);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        QTest::qWait(200);
    }

    void cleanupTestCase() { m_window.reset(); }

    void opening()
    {
        const QString model = writeLarge(m_folder.path());
        test::Watchdog watchdog;
        m_window->openPath(model);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspace()->isEmpty(), 30000);
        // Its hash is taken meanwhile, by a thread of its own.
        QTRY_VERIFY_WITH_TIMEOUT(hasDigest(model), 30000);
        QTest::qWait(100);
        verify(watchdog, QStringLiteral("opening"));
        QCOMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    }

    void layers()
    {
        Workspace &workspace = *m_window->workspace();
        test::Watchdog watchdog;
        int opened = 0;
        for (std::size_t i = 0; i < workspace.layers().size() && opened < 3; ++i) {
            if (!workspace.layers()[i].onChip || workspace.layers()[i].m < 1000) {
                continue;
            }
            ++opened;
            workspace.openLayer(static_cast<int>(i));
            QTRY_VERIFY_WITH_TIMEOUT(
                workspace.openedLayer() == static_cast<int>(i) && workspace.simulation()->isLoaded() && idle(), 60000);
            QTest::qWait(50);
            verify(watchdog, QString::fromStdString("layer " + workspace.layers()[i].name));
        }
        QCOMPARE(opened, 3);
    }

    void views()
    {
        test::Watchdog watchdog;
        for (const View *view : m_window->docks()->views()) {
            m_window->docks()->raiseView(view->id());
            QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
            QTest::qWait(60);
            verify(watchdog, QStringLiteral("view %1").arg(view->id()));
        }
    }

    void themes()
    {
        for (const View *view : m_window->docks()->views()) {
            m_window->docks()->raiseView(view->id());
            QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
            QTest::qWait(60);
            test::Watchdog watchdog;
            for (const char *theme : {"view.dark", "view.light"}) {
                m_window->commands()->action(QString::fromLatin1(theme))->trigger();
                QTest::qWait(150);
                verify(watchdog, QStringLiteral("%1 with %2 in front").arg(QLatin1String(theme), view->id()));
            }
        }
    }

    void tabsByTheMouse()
    {
        QTabBar *tabs = nullptr; // of the views below; others may have one too
        for (QTabBar *bar : m_window->docks()->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
            tabs = tabs == nullptr || bar->count() > tabs->count() ? bar : tabs;
        }
        QVERIFY(tabs != nullptr && tabs->count() > 3);
        test::Watchdog watchdog;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < tabs->count(); ++i) {
                QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(i).center());
                QCOMPARE(tabs->currentIndex(), i);
                QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
                QTest::qWait(60);
                verify(watchdog, QStringLiteral("tab %1").arg(tabs->tabText(i)));
            }
        }
    }

    void edits()
    {
        Workspace &workspace = *m_window->workspace();
        m_window->docks()->raiseView(QStringLiteral("utilisation"));
        test::Watchdog watchdog;
        workspace.setFormat(namedFormat("int8"));
        QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
        verify(watchdog, QStringLiteral("format"));
        ChipConfig config = workspace.chipConfig();
        config.voltage = 0.5;
        workspace.setChipConfig(config);
        QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
        QTest::qWait(50);
        verify(watchdog, QStringLiteral("supply"));
        workspace.undoStack()->undo();
        workspace.undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(idle(), 60000);
        QTest::qWait(50);
        verify(watchdog, QStringLiteral("undo"));
    }

    /// What follows from the last of a hundred moves is there within 0.3 s: the figure, the energy of every measured layer beside
    /// the baseline's. Of the 0.3 s two timers of 30 ms are waited for; the rest is counted as the process's own time.
    void supplySlider_data()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("dragged") << true;
        QTest::newRow("by keys") << false;
    }
    void supplySlider()
    {
        QFETCH(bool, byMouse);
        constexpr long kMost = 300 - 2 * 30;
        Workspace &workspace = *m_window->workspace();
        m_window->docks()->raiseView(QStringLiteral("energy"));
        if (workspace.measurements().empty()) {
            workspace.measureLayers();
        }
        QTRY_VERIFY_WITH_TIMEOUT(idle() && !workspace.measurements().empty(), 60000);
        if (workspace.runs()->baselineRun() == nullptr) {
            workspace.runs()->keepCurrent();
        }
        const View *view = m_window->docks()->view(QStringLiteral("energy"));
        auto *slider = view->findChild<QSlider *>(QStringLiteral("energySupply"));
        const auto *plot = view->findChild<PlotView *>(QStringLiteral("energyLayers"));
        QTRY_VERIFY_WITH_TIMEOUT(idle() && plot->showsFigure(), 60000);
        const auto isSettled = [&](double supply) {
            if (!idle() || workspace.chipConfig().voltage != supply
                || !plot->figure().title.contains(QLocale().toString(supply, 'f', 2))) {
                return false;
            }
            for (std::size_t i = 0; i < workspace.measurements().size(); ++i) {
                const auto &measured = workspace.measurements()[i];
                const int layer = static_cast<int>(i);
                if (measured
                    && measured->energy
                           != measuredEnergy(*measured, workspace.layerFormat(layer), workspace.chipConfig(),
                                             workspace.nextFormat(layer))) {
                    return false;
                }
            }
            return true;
        };
        const int handle = slider->style()->pixelMetric(QStyle::PM_SliderLength, nullptr, slider);
        const auto place = [&](int value) {
            const int x = QStyle::sliderPositionFromValue(slider->minimum(), slider->maximum(), value, slider->width() - handle);
            return QPoint(x + handle / 2, slider->height() / 2);
        };
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QTRY_VERIFY_WITH_TIMEOUT(isSettled(0.46), 20000);
        test::Watchdog watchdog;
        const test::ProcessorTime whole;
        if (byMouse) {
            QTest::mousePress(slider, Qt::LeftButton, {}, place(slider->minimum()));
            for (int i = 1; i <= 100; ++i) {
                QTest::mouseMove(slider, place(slider->minimum()) + QPoint(i, 0));
                QTest::qWait(1);
            }
            QTest::mouseRelease(slider, Qt::LeftButton, {}, place(slider->minimum()) + QPoint(100, 0));
        } else {
            for (int i = 1; i <= 100; ++i) {
                QTest::keyClick(slider, i <= 55 ? Qt::Key_Right : Qt::Key_Left);
                QTest::qWait(1);
            }
            QCOMPARE(slider->value(), slider->minimum() + 10);
        }
        const long moving = whole.milliseconds();
        const double supply = slider->value() / 100.0;
        QVERIFY(supply > 0.5);
        const test::ProcessorTime after;
        QElapsedTimer clock;
        clock.start();
        while (!isSettled(supply) && clock.elapsed() < 20000) {
            QTest::qWait(1);
        }
        const long computed = after.milliseconds();
        qInfo("100 moves took %ld ms of computing; settled after %ld ms of it, %lld ms on the wall", moving, computed,
              static_cast<long long>(clock.elapsed()));
        QVERIFY(isSettled(supply));
        QVERIFY2(computed <= kMost, qPrintable(QString::number(computed)));
        verify(watchdog, QStringLiteral("supply slider"));
    }

    void steps()
    {
        Workspace &workspace = *m_window->workspace();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.simulation()->isLoaded(), 20000);
        test::Watchdog watchdog;
        for (int i = 1; i <= 20; ++i) {
            workspace.simulation()->step(Simulator::Unit::Cycle);
            QTest::qWait(10);
        }
        workspace.simulation()->seek(workspace.simulation()->totalCycles() / 2);
        QTest::qWait(100);
        verify(watchdog, QStringLiteral("steps"));
    }
};

VSQ_TEST(ResponsivenessTest)
#include "responsiveness.moc"
