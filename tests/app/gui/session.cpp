// SPDX-License-Identifier: GPL-3.0-or-later
// The session, projects, and files that change or vanish.
#include "app/gui/messagebar.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testmain.h"
#include "views/workspace/view.h"

#include <QComboBox>
#include <QDockWidget>
#include <QPushButton>

using namespace vsq;
using namespace vsq::test;

class SessionTest : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_files.make()); }
    void init() { clearSettings(); }

    void theSessionComesBackAndAfterACrashItAsks()
    {
        QTemporaryDir state;
        {
            const auto window = makeWindow(state.path());
            window->restoreSession();
            window->openPath(m_files.model, m_files.data);
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
        const QString path = m_files.folder.filePath(QStringLiteral("work.vsq"));
        {
            const auto window = makeWindow();
            window->openPath(m_files.model, m_files.data);
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
        const QString path = m_files.folder.filePath(QStringLiteral("orphan.vsq"));
        Project project;
        project.modelPath = m_files.folder.filePath(QStringLiteral("elsewhere.onnx"));
        saveProject(project, path);
        const auto window = makeWindow();
        window->openPath(path);
        QCOMPARE(window->messages()->text(), QStringLiteral("%1: its network %2 is missing.").arg(path, project.modelPath));
        QVERIFY(window->workspace()->isEmpty());
    }

    void aFileThatChangesOnDiskIsNoticed()
    {
        const QString path = test::writeTransformer(m_files.folder.path(), QStringLiteral("changing.onnx"));
        const auto window = makeWindow();
        window->openPath(path);
        waitForNetwork(*window);
        window->workspace()->setFormat(namedFormat("int8"));
        test::writeResidual(m_files.folder.path(), QStringLiteral("changing.onnx"));
        QTRY_COMPARE_WITH_TIMEOUT(window->messages()->text(), QStringLiteral("%1 has changed on disk.").arg(path), 10000);
        const std::size_t before = window->workspace()->layers().size();
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("reloadFile")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window->workspace()->layers().size() != before, 20000);
        QCOMPARE(nameOf(window->workspace()->format()), "int8");
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
            window->openPath(m_files.model, m_files.data);
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
};

VSQ_TEST(SessionTest)
#include "session.moc"
