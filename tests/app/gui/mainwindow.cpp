// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does, with the mouse and the keys a user has.
#include "app/gui/commands.h"
#include "app/gui/messagebar.h"
#include "core/network/onnx/onnxreader.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/errors.h"
#include "tests/support/testmain.h"
#include "views/start/startpage.h"
#include "views/workspace/view.h"

#include <QDockWidget>
#include <QLabel>
#include <QToolButton>

using namespace vsq;
using namespace vsq::test;

class MainWindowTest : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_files.make()); }
    void init() { clearSettings(); }

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
        window->openPath(m_files.model);
        waitForNetwork(*window);
        openFirstLayer(*window);
        QTest::keyClick(window.get(), Qt::Key_F8);
        QTRY_COMPARE(cycle(*window), 1);
        const QString broken = m_files.folder.filePath(QStringLiteral("broken.onnx"));
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QFile whole(m_files.model);
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
        QCOMPARE(window->workspace()->modelPath(), m_files.model);
        QCOMPARE(cycle(*window), 1);
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
        QVERIFY(!window->messages()->isVisible());
    }

    void aMissingFileSaysSoAndKeepsTheStartPage()
    {
        const auto window = makeWindow();
        window->openPath(m_files.folder.filePath(QStringLiteral("gone.onnx")));
        QTRY_VERIFY_WITH_TIMEOUT(!window->messages()->text().isEmpty(), 20000);
        QVERIFY(window->messages()->text().startsWith(m_files.folder.filePath(QStringLiteral("gone.onnx"))));
        QVERIFY(window->docks()->startPage()->isVisible());
    }

    void formatsAreUndoneByKeys()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model);
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
        window->openPath(m_files.model, m_files.data);
        waitForNetwork(*window);
        window->workspace()->startStudy(test::manyFormats(), 24);
        auto *indicator = window->findChild<QWidget *>(QStringLiteral("jobIndicator"));
        QTRY_VERIFY(indicator->isVisible());
        QCOMPARE(window->findChild<QLabel *>(QStringLiteral("jobTitle"))->text(), QStringLiteral("Accuracy study of small"));
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("jobCancel")), Qt::LeftButton);
        QVERIFY(!window->workspace()->studyRunning());
        QVERIFY(!indicator->isVisible());
    }

    void recentFilesAreListedAndMissingOnesGreyed()
    {
        const QString gone = test::writeTransformer(m_files.folder.path(), QStringLiteral("soon-gone.onnx"));
        {
            const auto window = makeWindow();
            window->openPath(gone);
            waitForNetwork(*window);
            window->openPath(m_files.model);
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

    void viewsAreReachedByKeysAndTheLayoutIsRestored()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model);
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
        window->openPath(m_files.model, m_files.data);
        waitForNetwork(*window);
        window->workspace()->startStudy(test::manyFormats(), 24);
        QTest::qWait(30);
        window->close();
    }

    void anEditElsewhereKeepsTheCycle()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model, m_files.data);
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
};

VSQ_TEST(MainWindowTest)
#include "mainwindow.moc"
