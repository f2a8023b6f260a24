// SPDX-License-Identifier: GPL-3.0-or-later
// Help, tour, jobs and what is asked for where a project's network is gone: by keys and clicks.
#include "app/gui/commands.h"
#include "app/gui/helpwindow.h"
#include "app/gui/jobspanel.h"
#include "app/gui/messagebar.h"
#include "app/gui/tour.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testmain.h"
#include "views/registry/viewregistry.h"
#include "views/start/startpage.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QToolButton>

using namespace vsq;
using namespace vsq::test;

class MannersTest : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_files.make()); }
    void init() { clearSettings(); }

    void everyViewHasItsPage()
    {
        static const QRegularExpression link(QStringLiteral("\\]\\(([a-z]+)\\.md\\)"));
        const QLocale german(QLocale::German);
        for (const QString &page : helpPages()) {
            QVERIFY2(helpText(page, german) != helpText(page, QLocale::c()), qPrintable(page));
            for (const QString &text : {helpText(page, QLocale::c()), helpText(page, german)}) {
                QVERIFY2(text.startsWith(QLatin1String("# ")), qPrintable(page));
                QVERIFY2(text.size() > 200, qPrintable(page));
                for (auto found = link.globalMatch(text); found.hasNext();) {
                    const QString target = found.next().captured(1);
                    QVERIFY2(!helpText(target).isEmpty(), qPrintable(page + QStringLiteral(" names ") + target));
                }
            }
        }
        QVERIFY(helpText(QStringLiteral("nosuch")).isEmpty());
    }

    void helpOpensAtTheViewThatHasTheFocus()
    {
        const auto window = makeWindow();
        QTest::keyClick(window.get(), Qt::Key_F1);
        auto *help = window->findChild<HelpWindow *>();
        QVERIFY(help != nullptr && help->isVisible());
        QCOMPARE(help->page(), QStringLiteral("start"));
        help->close();
        window->openPath(m_files.model, m_files.data);
        waitForNetwork(*window);
        window->docks()->raiseView(QStringLiteral("energy"));
        QTest::qWait(20);
        QApplication::setActiveWindow(window.get());
        QTest::keyClick(window.get(), Qt::Key_F1);
        QTRY_VERIFY(window->findChild<HelpWindow *>() != nullptr);
        help = window->findChild<HelpWindow *>();
        QCOMPARE(help->page(), QStringLiteral("energy"));
        // Another page by the list, and by keys.
        auto *pages = help->findChild<QListWidget *>(QStringLiteral("helpPages"));
        pages->setFocus();
        QTest::keyClick(pages, Qt::Key_Home);
        QCOMPARE(help->page(), QStringLiteral("start"));
        QVERIFY(
            help->findChild<QTextBrowser *>(QStringLiteral("helpText"))->toPlainText().startsWith(QLatin1String("How to begin")));
        QTest::keyClick(help, Qt::Key_Escape);
        QVERIFY(!help->isVisible());
    }

    void theTourGoesThroughFiveStepsOnASample()
    {
        const auto window = makeWindow();
        auto *entry = window->findChild<QAbstractButton *>(QStringLiteral("startTour"));
        QVERIFY(entry != nullptr);
        QTest::mouseClick(entry, Qt::LeftButton);
        auto *tour = window->findChild<Tour *>();
        QVERIFY(tour != nullptr && tour->isVisible());
        waitForNetwork(*window);
        const auto next = [tour] { return tour->findChild<QPushButton *>(QStringLiteral("tourNext")); };
        QVERIFY(!tour->findChild<QPushButton *>(QStringLiteral("tourBack"))->isEnabled());
        QTest::mouseClick(next(), Qt::LeftButton);
        QCOMPARE(tour->step(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->simulation()->isLoaded(), 20000);
        // What it speaks of can be done meanwhile.
        QTest::keyClick(window.get(), Qt::Key_F8);
        QTRY_COMPARE(cycle(*window), 1);
        for (int step = 2; step < 5; ++step) {
            if (step % 2 == 0) {
                QTest::mouseClick(next(), Qt::LeftButton);
            } else {
                QTest::keyClick(next(), Qt::Key_Return);
            }
            QCOMPARE(tour->step(), step);
            QTest::qWait(50);
            QVERIFY(tour->parentWidget()->rect().contains(tour->geometry()));
        }
        QTRY_VERIFY(window->docks()->isInFront(QStringLiteral("scales")));
        QTest::mouseClick(tour->findChild<QPushButton *>(QStringLiteral("tourBack")), Qt::LeftButton);
        QCOMPARE(tour->step(), 3);
        QTest::keyClick(next(), Qt::Key_Escape);
        QTRY_VERIFY(window->findChild<Tour *>() == nullptr);
        QTRY_VERIFY(window->findChild<QWidget *>(QStringLiteral("tourOutline")) == nullptr);
        window->commands()->action(QStringLiteral("help.tour"))->trigger();
        QVERIFY(window->findChild<Tour *>() != nullptr);
    }

    void everyJobIsListedAndStopped()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model, m_files.data);
        waitForNetwork(*window);
        QTest::keyClick(window.get(), Qt::Key_J, Qt::ControlModifier);
        auto *panel = window->findChild<JobsPanel *>();
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(panel->findChild<QLabel *>(QStringLiteral("jobsIdle"))->isVisible());
        std::atomic<int> stopped{0};
        for (int i = 0; i < 2; ++i) {
            window->workspace()->jobs()->start(QStringLiteral("Long work %1").arg(i),
                                               [&stopped](const JobContext &job) {
                                                   for (int step = 0; !job.stop.stop_requested(); ++step) {
                                                       job.report(step % 100, 100, "waiting");
                                                       QThread::msleep(2);
                                                   }
                                                   ++stopped;
                                                   job.check();
                                               },
                                               {}, {});
        }
        QTRY_COMPARE(panel->shownJobs(), 2);
        QTest::qWait(150); // worth telling of
        while (panel->shownJobs() > 0) {
            const int before = panel->shownJobs();
            auto *cancel = panel->findChildren<QToolButton *>(QStringLiteral("jobRowCancel")).front();
            QTest::mouseClick(cancel, Qt::LeftButton);
            QTRY_COMPARE(panel->shownJobs(), before - 1);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        QTRY_COMPARE(stopped.load(), 2);
        QVERIFY(
            panel->findChild<QLabel *>(QStringLiteral("jobsEnded"))->text().contains(QStringLiteral("Long work 1: ended after")));
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
    }

    void aProjectWhoseNetworkHasMovedIsLocated()
    {
        QTemporaryDir elsewhere;
        const QString path = m_files.folder.filePath(QStringLiteral("moved.vsq"));
        Project project;
        project.modelPath = m_files.folder.filePath(QStringLiteral("away.onnx"));
        project.dataPath = m_files.folder.filePath(QStringLiteral("gone.npz"));
        project.format = namedFormat("int8");
        saveProject(project, path);
        const QString found = writeTransformer(elsewhere.path(), QStringLiteral("away.onnx"));
        writeImages(elsewhere.path(), 8, QStringLiteral("gone.npz"));
        const auto window = makeWindow();
        window->openPath(path);
        auto *locate = window->findChild<QPushButton *>(QStringLiteral("locateNetwork"));
        QVERIFY(locate != nullptr && locate->isVisible());
        QTest::mouseClick(locate, Qt::LeftButton);
        auto *dialog = window->findChild<QFileDialog *>(QStringLiteral("locateDialog"));
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(found);
        dialog->close();
        waitForNetwork(*window);
        QCOMPARE(window->workspace()->modelPath(), found);
        QCOMPARE(window->workspace()->data()->size(), 8);
        QCOMPARE(nameOf(window->workspace()->format()), "int8");
        QVERIFY(window->windowTitle().startsWith(QLatin1String("moved.vsq")));
    }

    void recentFilesAreInTheMenu()
    {
        const auto window = makeWindow();
        auto *menu = window->findChild<QMenu *>(QStringLiteral("recentMenu"));
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        QVERIFY(!menu->actions().front()->isEnabled());
        window->openPath(m_files.model, m_files.data);
        waitForNetwork(*window);
        window->workspace()->closeModel();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 1);
        QCOMPARE(menu->actions().front()->text(), QStringLiteral("small.onnx"));
        menu->actions().front()->trigger();
        waitForNetwork(*window);
        QCOMPARE(window->workspace()->data()->size(), 24);
    }
};

VSQ_TEST(MannersTest)
#include "manners.moc"
