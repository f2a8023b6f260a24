// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel, Tab and drops: nothing moves under the pointer, nothing changes by accident.
#include "app/gui/commands.h"
#include "app/gui/messagebar.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testmain.h"
#include "views/figure/figurepainter.h"
#include "views/figure/plotview.h"
#include "views/workspace/view.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>
#include <QWheelEvent>

using namespace vsq;
using namespace vsq::test;

class HandsTest : public QObject {
    Q_OBJECT

    SampleFolder m_files;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_files.make()); }
    void init() { clearSettings(); }

    void aFileIsDropped()
    {
        const auto window = makeWindow();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(m_files.model)});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(window.get(), &drop);
        waitForNetwork(*window);
        QCOMPARE(window->workspace()->modelName(), QStringLiteral("small"));
    }

    void aClickOnALayersBarIsTheSelectionOfEveryView()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model, m_files.data);
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
        window->openPath(m_files.model);
        waitForNetwork(*window);
        const QRect before = window->docks()->geometry();
        window->openPath(m_files.folder.filePath(QStringLiteral("gone.onnx")));
        QTRY_VERIFY_WITH_TIMEOUT(window->messages()->isVisible(), 20000);
        QCOMPARE(window->docks()->geometry(), before);
        QCOMPARE(window->findChild<QLabel *>(QStringLiteral("messageIcon"))->pixmap().deviceIndependentSize(), QSizeF(20, 20));
        const QPoint close = window->findChild<QToolButton *>(QStringLiteral("messageClose"))->mapTo(window.get(), QPoint());
        QTest::mouseClick(window->findChild<QToolButton *>(QStringLiteral("messageDetailsButton")), Qt::LeftButton);
        QTest::qWait(20);
        QCOMPARE(window->findChild<QToolButton *>(QStringLiteral("messageClose"))->mapTo(window.get(), QPoint()), close);
        // The same failure again is the same message.
        window->openPath(m_files.folder.filePath(QStringLiteral("gone.onnx")));
        QTest::qWait(200);
        QCOMPARE(window->messages()->waiting(), 1);
        // A file that opens makes it pointless.
        window->openPath(m_files.model);
        waitForNetwork(*window);
        QVERIFY(!window->messages()->isVisible());
    }

    void theWheelChangesNoFieldWithoutFocus()
    {
        const auto window = makeWindow();
        window->openPath(m_files.model, m_files.data);
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
        window->openPath(m_files.model, m_files.data);
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

VSQ_TEST(HandsTest)
#include "hands.moc"
