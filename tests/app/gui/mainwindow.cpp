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
#include "views/network/networkmodel.h"
#include "views/network/networkview.h"
#include "views/start/startpage.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"

#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

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
        window->workspace()->startStudy(std::vector<NumberFormat>(300, namedFormat("vsq")), 24);
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
        window->workspace()->startStudy(std::vector<NumberFormat>(300, namedFormat("vsq")), 24);
        QTest::qWait(30);
        window->close();
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
