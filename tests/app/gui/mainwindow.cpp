// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does, with the mouse and the keys a user has.
#include "app/gui/mainwindow.h"

#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/messagebar.h"
#include "core/network/onnx/onnxreader.h"
#include "tests/support/errors.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "views/figure/figurepainter.h"
#include "views/figure/plotview.h"
#include "views/network/networkmodel.h"
#include "views/network/networkview.h"
#include "views/start/startpage.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/view.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace vsq;

class MainWindowTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_model;
    QString m_data;

    static std::unique_ptr<MainWindow> makeWindow(const QString &state = {})
    {
        auto window = std::make_unique<MainWindow>(state);
        window->show();
        QApplication::setActiveWindow(window.get());
        return window;
    }

    static void waitForNetwork(MainWindow &window)
    {
        // Small networks are measured right after they are opened: then nothing runs any more.
        QTRY_VERIFY_WITH_TIMEOUT(!window.workspace()->isEmpty() && !window.workspace()->measurements().empty()
                                     && window.workspace()->jobs()->running().empty(),
                                 20000);
    }

    static QModelIndex chipRow(const QTableView *table)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, NetworkModel::Name);
            if (index.data(NetworkModel::OnChipRole).toBool()) {
                return index;
            }
        }
        return {};
    }

    static void openFirstLayer(MainWindow &window)
    {
        QTableView *table = window.docks()->findChild<NetworkView *>()->table();
        const QModelIndex row = chipRow(table);
        table->scrollTo(row);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(row).center());
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace()->simulation()->isLoaded(), 20000);
    }

    static std::int64_t cycle(const MainWindow &window)
    {
        const auto snapshot = window.workspace()->simulation()->snapshot();
        return snapshot ? snapshot->next.cycle : -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_model = test::writeTransformer(m_folder.path());
        m_data = test::writeImages(m_folder.path(), 24);
        QFile manifest(m_folder.filePath(QStringLiteral("manifest.json")));
        QVERIFY(manifest.open(QIODevice::WriteOnly));
        manifest.write(
            R"([{"file": "small.onnx", "title": "Small transformer", "description": "Two blocks", "data": "images.npz"}])");
        manifest.close();
        qputenv("VSQ_SAMPLES", m_folder.path().toLocal8Bit());
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
    }

    void init() { QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear(); }

    void aSampleIsOpenedFromTheStartPageAndSteppedByKeys()
    {
        const auto window = makeWindow();
        QVERIFY(window->docks()->startPage()->isVisible());
        auto *entry = window->findChild<QAbstractButton *>(QStringLiteral("sampleEntry0"));
        QVERIFY(entry != nullptr);
        QCOMPARE(entry->text(), QStringLiteral("Small transformer"));
        QTest::mouseClick(entry, Qt::LeftButton);
        waitForNetwork(*window);
        QVERIFY(!window->docks()->startPage()->isVisible());
        QVERIFY(window->docks()->dock(QStringLiteral("network"))->isVisible());
        QCOMPARE(window->workspace()->data()->size(), 24);

        openFirstLayer(*window);
        QCOMPARE(cycle(*window), 0);
        const std::uint64_t beginning = window->workspace()->simulation()->snapshot()->stateHash;
        for (int i = 1; i <= 3; ++i) {
            QTest::keyClick(window.get(), Qt::Key_F8);
            QTRY_COMPARE(cycle(*window), i);
        }
        for (int i = 2; i >= 0; --i) {
            QTest::keyClick(window.get(), Qt::Key_F8, Qt::ShiftModifier);
            QTRY_COMPARE(cycle(*window), i);
        }
        QCOMPARE(window->workspace()->simulation()->snapshot()->stateHash, beginning);
        QTest::keyClick(window.get(), Qt::Key_F10);
        QTRY_VERIFY(cycle(*window) > 0);
        QTest::keyClick(window.get(), Qt::Key_F12);
        QTRY_COMPARE(cycle(*window), window->workspace()->simulation()->totalCycles());
        QTest::keyClick(window.get(), Qt::Key_F12, Qt::ShiftModifier);
        QTRY_COMPARE(cycle(*window), 0);
    }

    void aBrokenFileLeavesTheSessionAndShowsTheExactMessage()
    {
        const auto window = makeWindow();
        window->openPath(m_model);
        waitForNetwork(*window);
        openFirstLayer(*window);
        QTest::keyClick(window.get(), Qt::Key_F8);
        QTRY_COMPARE(cycle(*window), 1);
        const QString broken = m_folder.filePath(QStringLiteral("broken.onnx"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFile whole(m_model);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        file.write(whole.read(whole.size() / 2));
        file.close();
        window->openPath(broken);
        QTRY_VERIFY_WITH_TIMEOUT(!window->messages()->text().isEmpty(), 20000);
        QCOMPARE(window->messages()->text(), test::errorOf([&] { (void)readOnnx(broken.toStdString()); }));
        QVERIFY(window->messages()->isVisible());
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("messageDetailsButton")), Qt::LeftButton);
        QCOMPARE(window->findChild<QLabel *>(QStringLiteral("messageDetails"))->text(),
                 QStringLiteral("small stays open as it was."));
        QCOMPARE(window->workspace()->modelPath(), m_model);
        QCOMPARE(cycle(*window), 1);
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
        QVERIFY(!window->messages()->isVisible());
    }

    void aMissingFileSaysSoAndKeepsTheStartPage()
    {
        const auto window = makeWindow();
        window->openPath(m_folder.filePath(QStringLiteral("gone.onnx")));
        QTRY_VERIFY_WITH_TIMEOUT(!window->messages()->text().isEmpty(), 20000);
        QVERIFY(window->messages()->text().startsWith(m_folder.filePath(QStringLiteral("gone.onnx"))));
        QVERIFY(window->docks()->startPage()->isVisible());
    }

    void formatsAreUndoneByKeys()
    {
        const auto window = makeWindow();
        window->openPath(m_model);
        waitForNetwork(*window);
        auto *button = window->findChild<QToolButton *>(QStringLiteral("formatButton"));
        QCOMPARE(button->text(), QStringLiteral("VSQ"));
        window->workspace()->setFormat(namedFormat("int8"));
        QCOMPARE(button->text(), QStringLiteral("INT8"));
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(button->text(), QStringLiteral("VSQ"));
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(button->text(), QStringLiteral("INT8"));
        QVERIFY(!window->commands()->action(QStringLiteral("edit.redo"))->isEnabled());
    }

    void theStatusBarShowsAJobAndItsButtonStopsIt()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        window->workspace()->startStudy(test::manyFormats(), 24);
        auto *indicator = window->findChild<QWidget *>(QStringLiteral("jobIndicator"));
        QTRY_VERIFY(indicator->isVisible());
        QCOMPARE(window->findChild<QLabel *>(QStringLiteral("jobTitle"))->text(), QStringLiteral("Accuracy study of small"));
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("jobCancel")), Qt::LeftButton);
        QVERIFY(!window->workspace()->studyRunning());
        QVERIFY(!indicator->isVisible());
    }

    void aFileIsDropped()
    {
        const auto window = makeWindow();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(m_model)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &drop);
        waitForNetwork(*window);
        QCOMPARE(window->workspace()->modelName(), QStringLiteral("small"));
    }

    void recentFilesAreListedAndMissingOnesGreyed()
    {
        const QString gone = test::writeTransformer(m_folder.path(), QStringLiteral("soon-gone.onnx"));
        {
            const auto window = makeWindow();
            window->openPath(gone);
            waitForNetwork(*window);
            window->openPath(m_model);
            QTRY_COMPARE_WITH_TIMEOUT(window->workspace()->modelName(), QStringLiteral("small"), 20000);
        }
        QVERIFY(QFile::remove(gone));
        const auto window = makeWindow();
        auto *first = window->findChild<QAbstractButton *>(QStringLiteral("recentEntry0"));
        auto *second = window->findChild<QAbstractButton *>(QStringLiteral("recentEntry1"));
        QVERIFY(first != nullptr && second != nullptr);
        QCOMPARE(first->text(), QStringLiteral("small.onnx"));
        QCOMPARE(second->text(), QStringLiteral("soon-gone.onnx"));
        QVERIFY(second->accessibleDescription().startsWith(QLatin1String("missing: ")));
        QVERIFY(!first->accessibleDescription().startsWith(QLatin1String("missing: ")));
    }

    void theSessionComesBackAndAfterACrashItAsks()
    {
        QTemporaryDir state;
        {
            const auto window = makeWindow(state.path());
            window->restoreSession();
            window->openPath(m_model, m_data);
            waitForNetwork(*window);
            window->workspace()->setFormat(namedFormat("int4"));
            window->close();
        }
        {
            const auto window = makeWindow(state.path());
            window->restoreSession();
            waitForNetwork(*window);
            QCOMPARE(nameOf(window->workspace()->format()), "int4");
            QCOMPARE(window->workspace()->data()->size(), 24);
            window->close();
        }
        // The mark of a process that is no more: 2^22 is above Linux's largest process number.
        QFile mark(state.filePath(QStringLiteral("running")));
        QVERIFY(mark.open(QIODevice::WriteOnly));
        mark.write("4194305");
        mark.close();
        const auto window = makeWindow(state.path());
        window->restoreSession();
        QTest::qWait(100);
        QVERIFY(window->workspace()->isEmpty());
        auto *restore = window->findChild<QPushButton *>(QStringLiteral("restoreSession"));
        QVERIFY(restore != nullptr && restore->isVisible());
        QTest::mouseClick(restore, Qt::LeftButton);
        waitForNetwork(*window);
        QCOMPARE(window->workspace()->modelName(), QStringLiteral("small"));
    }

    void aProjectIsSavedAndOpened()
    {
        const QString path = m_folder.filePath(QStringLiteral("work.vsq"));
        {
            const auto window = makeWindow();
            window->openPath(m_model, m_data);
            waitForNetwork(*window);
            window->workspace()->setLayerFormat(1, namedFormat("int8"));
            window->saveProjectAs(path);
            QVERIFY(QFile::exists(path));
            QVERIFY(!window->isWindowModified());
            window->workspace()->setFormat(namedFormat("int4"));
            QVERIFY(window->isWindowModified());
        }
        const auto window = makeWindow();
        window->openPath(path);
        waitForNetwork(*window);
        QCOMPARE(nameOf(window->workspace()->layerFormat(1)), "int8");
        QCOMPARE(nameOf(window->workspace()->format()), "vsq");
        QVERIFY(window->windowTitle().startsWith(QLatin1String("work.vsq")));
    }

    void aProjectWhoseNetworkIsMissingSaysWhich()
    {
        const QString path = m_folder.filePath(QStringLiteral("orphan.vsq"));
        Project project;
        project.modelPath = m_folder.filePath(QStringLiteral("elsewhere.onnx"));
        saveProject(project, path);
        const auto window = makeWindow();
        window->openPath(path);
        QCOMPARE(window->messages()->text(), QStringLiteral("%1: its network %2 is missing.").arg(path, project.modelPath));
        QVERIFY(window->workspace()->isEmpty());
    }

    void aFileThatChangesOnDiskIsNoticed()
    {
        const QString path = test::writeTransformer(m_folder.path(), QStringLiteral("changing.onnx"));
        const auto window = makeWindow();
        window->openPath(path);
        waitForNetwork(*window);
        window->workspace()->setFormat(namedFormat("int8"));
        test::writeResidual(m_folder.path(), QStringLiteral("changing.onnx"));
        QTRY_COMPARE_WITH_TIMEOUT(window->messages()->text(), QStringLiteral("%1 has changed on disk.").arg(path), 10000);
        const std::size_t before = window->workspace()->layers().size();
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("reloadFile")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->layers().size() != before, 20000);
        QCOMPARE(nameOf(window->workspace()->format()), "int8");
    }

    void viewsAreReachedByKeysAndTheLayoutIsRestored()
    {
        const auto window = makeWindow();
        window->openPath(m_model);
        waitForNetwork(*window);
        QVERIFY(window->docks()->isInFront(QStringLiteral("network")));
        QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(!window->docks()->dock(QStringLiteral("network"))->isVisible());
        QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(window->docks()->isInFront(QStringLiteral("network")));
        window->docks()->dock(QStringLiteral("log"))->setFloating(true);
        window->docks()->dock(QStringLiteral("network"))->close();
        QTest::keyClick(window.get(), Qt::Key_0, Qt::ControlModifier);
        QTRY_VERIFY(window->docks()->isInFront(QStringLiteral("network")));
        QVERIFY(!window->docks()->dock(QStringLiteral("log"))->isFloating());
    }

    void closesWhileAJobRuns()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        window->workspace()->startStudy(test::manyFormats(), 24);
        QTest::qWait(30);
        window->close();
    }

    void anEditElsewhereKeepsTheCycle()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        openFirstLayer(*window);
        Workspace &workspace = *window->workspace();
        workspace.simulation()->seek(workspace.simulation()->totalCycles() / 2);
        const std::int64_t stood = workspace.simulation()->totalCycles() / 2;
        QTRY_COMPARE(cycle(*window), stood);
        int other = -1;
        for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
            other = workspace.layers()[i].onChip && static_cast<int>(i) != workspace.openedLayer() ? static_cast<int>(i) : other;
        }
        const auto stays = [&] {
            QTest::qWait(100);
            const bool settled = QTest::qWaitFor(
                [&] { return workspace.jobs()->running().empty() && workspace.simulation()->isLoaded(); }, 20000);
            QTest::qWait(50);
            return settled && cycle(*window) == stood;
        };
        workspace.setLayerFormat(other, namedFormat("int8"));
        QVERIFY(stays());
        ChipConfig config = workspace.chipConfig();
        config.voltage = 0.55;
        workspace.setChipConfig(config);
        QVERIFY(stays());
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stays());
        QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stays());
        workspace.setItem(workspace.item() + 1);
        QVERIFY(stays());
    }

    void theSessionComesBackAtItsCycleSpeedAndEvent()
    {
        QTemporaryDir state;
        std::int64_t stood = 0;
        QByteArray sizes;
        const auto sizesOf = [](const MainWindow &window) {
            QByteArray text;
            for (const View *view : window.docks()->views()) {
                const QDockWidget *dock = window.docks()->dock(view->id());
                if (window.docks()->isInFront(view->id())) {
                    text += view->id().toUtf8() + ' ' + QByteArray::number(dock->width()) + 'x'
                            + QByteArray::number(dock->height()) + '\n';
                }
            }
            return text;
        };
        {
            const auto window = makeWindow(state.path());
            window->restoreSession();
            window->openPath(m_model, m_data);
            waitForNetwork(*window);
            openFirstLayer(*window);
            QTest::qWait(50);
            window->docks()->resizeDocks({window->docks()->dock(QStringLiteral("network"))}, {410}, Qt::Horizontal);
            window->workspace()->simulation()->seek(7);
            QTRY_COMPARE(cycle(*window), 7);
            stood = cycle(*window);
            window->findChild<QComboBox *>(QStringLiteral("dataflow.speed"))->setCurrentIndex(1);
            window->findChild<QComboBox *>(QStringLiteral("dataflow.event.kind"))->setCurrentIndex(4);
            QTest::qWait(50);
            sizes = sizesOf(*window);
            window->close();
        }
        const auto window = makeWindow(state.path());
        window->restoreSession();
        waitForNetwork(*window);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(*window), stood, 20000);
        QCOMPARE(window->findChild<QComboBox *>(QStringLiteral("dataflow.speed"))->currentIndex(), 1);
        QCOMPARE(window->findChild<QComboBox *>(QStringLiteral("dataflow.event.kind"))->currentIndex(), 4);
        QTest::qWait(50);
        QCOMPARE(sizesOf(*window), sizes);
        window->close();
    }

    void aClickOnALayersBarIsTheSelectionOfEveryView()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        openFirstLayer(*window);
        Workspace &workspace = *window->workspace();
        window->docks()->raiseView(QStringLiteral("utilisation"));
        auto *plot = window->findChild<PlotView *>(QStringLiteral("utilisationLayers"));
        QTRY_VERIFY(plot->showsFigure() && workspace.jobs()->running().empty());
        QTest::qWait(50);
        const int bar = 1;
        plot->plot()->replot();
        QTest::mouseClick(plot->plot(), Qt::LeftButton, {},
                          QPoint(qRound(plot->axes().x->coordToPixel(1.0)), qRound(plot->axes().y->coordToPixel(bar))));
        const QString name = plot->figure().y.categories.value(bar);
        QTRY_VERIFY(workspace.selection().layer >= 0
                    && workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name == name.toStdString());
        // Dataflow, Inspector and maps follow.
        QTRY_COMPARE_WITH_TIMEOUT(workspace.openedLayer(), workspace.selection().layer, 20000);
        QTRY_VERIFY(window->findChild<QWidget *>(QStringLiteral("dataflow.layer.name"))->accessibleName() == name);
    }

    void messagesLieOverTheViewsAndAreTakenBack()
    {
        const auto window = makeWindow();
        window->openPath(m_model);
        waitForNetwork(*window);
        const QRect before = window->docks()->geometry();
        window->openPath(m_folder.filePath(QStringLiteral("gone.onnx")));
        QTRY_VERIFY_WITH_TIMEOUT(window->messages()->isVisible(), 20000);
        QCOMPARE(window->docks()->geometry(), before);
        const QPoint close = window->findChild<QToolButton *>(QStringLiteral("messageClose"))->mapTo(window.get(), QPoint());
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("messageDetailsButton")), Qt::LeftButton);
        QTest::qWait(20);
        QCOMPARE(window->findChild<QToolButton *>(QStringLiteral("messageClose"))->mapTo(window.get(), QPoint()), close);
        // The same failure again is the same message.
        window->openPath(m_folder.filePath(QStringLiteral("gone.onnx")));
        QTest::qWait(200);
        QCOMPARE(window->messages()->waiting(), 1);
        // A file that opens makes it pointless.
        window->openPath(m_model);
        waitForNetwork(*window);
        QVERIFY(!window->messages()->isVisible());
    }

    void theWheelChangesNoFieldWithoutFocus()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        window->docks()->raiseView(QStringLiteral("accuracy"));
        auto *items = window->findChild<QSpinBox *>(QStringLiteral("studyItems"));
        QTRY_VERIFY(items->isVisible());
        window->docks()->view(QStringLiteral("network"))->focusTarget()->setFocus();
        const int value = items->value();
        const auto turn = [&] {
            const QPointF at(items->rect().center());
            QWheelEvent wheel(at, items->mapToGlobal(at), QPoint(), QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(items, &wheel);
        };
        turn();
        QCOMPARE(items->value(), value);
        QVERIFY(!items->hasFocus());
        items->setFocus();
        turn();
        QVERIFY(items->value() < value);
    }

    void tabLeavesTheTablesOfTheChip()
    {
        const auto window = makeWindow();
        window->openPath(m_model, m_data);
        waitForNetwork(*window);
        openFirstLayer(*window);
        auto *table = window->findChild<QTableView *>(QStringLiteral("dataflow.watches.table"));
        auto *lists = window->findChild<QTabWidget *>(QStringLiteral("dataflow.lists"));
        for (int i = 0; i < lists->count(); ++i) {
            if (lists->widget(i)->isAncestorOf(table)) {
                lists->setCurrentIndex(i);
            }
        }
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Tab);
        QVERIFY(!table->hasFocus());
    }

    void coloursChangeLive()
    {
        const auto window = makeWindow();
        Theme::applyTo(*qApp, Theme::Preference::Light);
        window->commands()->action(QStringLiteral("view.dark"))->trigger();
        QVERIFY(Theme::current().isDark());
        QVERIFY(window->palette().color(QPalette::Window).lightness() < 128);
        window->commands()->action(QStringLiteral("view.light"))->trigger();
        QVERIFY(window->palette().color(QPalette::Window).lightness() > 128);
        QCOMPARE(window->settings().theme(), Theme::Preference::Light);
    }
};

VSQ_TEST(MainWindowTest)
#include "mainwindow.moc"
