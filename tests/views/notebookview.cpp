// SPDX-License-Identifier: GPL-3.0-or-later
// Notebook: moments kept with real keys, gone back to, saved in the project, exported as Markdown with figures.
#include "views/notebook/notebookview.h"

#include "tests/support/testmain.h"
#include "tests/views/viewfixture.h"
#include "views/timeline/timelinecanvas.h"
#include "views/timeline/timelineview.h"
#include "views/workspace/navigator.h"
#include "views/workspace/project.h"
#include "views/workspace/simulationcontroller.h"

#include <QFile>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace vsq;
using namespace vsq::test;

class NotebookViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<QWidget> m_window;
    NotebookView *m_view = nullptr;
    TimelineView *m_timeline = nullptr;

    bool isAt(std::int64_t cycle) const
    {
        const auto snapshot = m_workspace->simulation()->snapshot();
        return snapshot && snapshot->next.cycle == cycle;
    }

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<Workspace>();
        m_window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(m_window.get());
        m_timeline = new TimelineView(m_workspace.get(), m_window.get());
        m_view = new NotebookView(m_workspace.get(), m_window.get());
        column->addWidget(m_timeline);
        column->addWidget(m_view);
        m_window->resize(900, 700);
        m_window->show();
        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc1")));
        QVERIFY(
            QTest::qWaitFor([&] { return m_timeline->canvas()->total() > 0 && m_workspace->simulation()->isLoaded(); }, 20000));
        m_workspace->simulation()->seek(77);
        QVERIFY(QTest::qWaitFor([&] { return isAt(77); }));
        Selection selection = m_workspace->selection();
        selection.lane = 3;
        selection.entry = 4;
        m_workspace->select(selection);
        auto *sentence = m_view->findChild<QLineEdit *>(QStringLiteral("notebook.sentence"));
        sentence->setFocus();
        QTest::keyClicks(sentence, QStringLiteral("the *first* pass ends"));
        QTest::keyClick(sentence, Qt::Key_Return);
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void aMomentIsGoneBackTo()
    {
        QCOMPARE(m_workspace->notebook()->entries().size(), std::size_t{1});
        const NotebookEntry &entry = m_workspace->notebook()->entries()[0];
        QCOMPARE(entry.sentence, QStringLiteral("the *first* pass ends"));
        QCOMPARE(entry.cycle, std::int64_t{77});
        QCOMPARE(entry.figures.size(), std::size_t{1});
        QVERIFY(entry.figures[0].svg.contains("<svg"));
        shootBoth(*m_window, QStringLiteral("notebook"));
        QVERIFY(openLayer(*m_workspace, layerCalled(*m_workspace, "fc2")));
        QVERIFY(QTest::qWaitFor([&] { return m_workspace->simulation()->isLoaded() && isAt(0); }, 20000));
        auto *list = m_view->findChild<QTreeWidget *>(QStringLiteral("notebook.list"));
        list->setFocus();
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(
            QTest::qWaitFor([&] { return m_workspace->openedLayer() == layerCalled(*m_workspace, "fc1") && isAt(77); }, 20000));
        QCOMPARE(m_workspace->selection().lane, 3);
        QCOMPARE(m_workspace->selection().entry, 4);
        // And back to where it was.
        m_workspace->navigator()->back();
        QVERIFY(
            QTest::qWaitFor([&] { return m_workspace->openedLayer() == layerCalled(*m_workspace, "fc2") && isAt(0); }, 20000));
        m_workspace->navigator()->forward();
        QVERIFY(
            QTest::qWaitFor([&] { return m_workspace->openedLayer() == layerCalled(*m_workspace, "fc1") && isAt(77); }, 20000));
    }

    void theProjectKeepsThem()
    {
        const QString file = m_folder.filePath(QStringLiteral("p.vsq"));
        saveProject(m_workspace->project(), file);
        const Project back = loadProject(file);
        QVERIFY(back.moments == m_workspace->notebook()->entries());
    }

    void markdownHasSentencesAndFigures()
    {
        QTemporaryDir out;
        const QString path = out.filePath(QStringLiteral("my notes.md"));
        m_view->exportMarkdown(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY2(text.contains(QStringLiteral("## 1. the \\*first\\* pass ends")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("cycle 77")));
        QVERIFY(text.contains(QStringLiteral("(my%20notes-figures/01-timeline.svg)")));
        QVERIFY(QFile::exists(out.filePath(QStringLiteral("my notes-figures/01-timeline.svg"))));
        QSignalSpy said(m_workspace.get(), &Workspace::messageRaised);
        m_view->exportMarkdown(path + QStringLiteral("/notes.md")); // a file is no folder
        QCOMPARE(said.size(), 1);
        QCOMPARE(said[0][0].value<Workspace::Severity>(), Workspace::Severity::Error);
    }

    void momentsAreMovedAndRemoved()
    {
        m_view->keepMoment({});
        Notebook *notebook = m_workspace->notebook();
        QCOMPARE(notebook->entries().size(), std::size_t{2});
        QVERIFY(!notebook->entries()[1].sentence.isEmpty()); // where nothing was said
        notebook->move(1, 0);
        QCOMPARE(notebook->entries()[1].sentence, QStringLiteral("the *first* pass ends"));
        auto *list = m_view->findChild<QTreeWidget *>(QStringLiteral("notebook.list"));
        list->setFocus();
        list->setCurrentItem(list->topLevelItem(1));
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(notebook->entries().size(), std::size_t{1});
        QVERIFY(notebook->entries()[0].sentence != QStringLiteral("the *first* pass ends"));
    }
};

VSQ_TEST(NotebookViewTest)
#include "notebookview.moc"
