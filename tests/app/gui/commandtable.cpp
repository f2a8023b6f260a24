// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commandtable.h"

#include "app/gui/commandpalette.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/keylist.h"
#include "app/gui/mainwindow.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "views/icons/icon.h"
#include "views/registry/viewregistry.h"

#include <QAction>
#include <QFile>
#include <QMenu>
#include <QSet>
#include <QSvgRenderer>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <memory>

using namespace vsq;

class CommandTableTest : public QObject {
    Q_OBJECT

    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        m_window->docks()->showStartPage(false);
        QTest::qWait(10);
    }

    void cleanupTestCase() { m_window.reset(); }

    void idsAndKeysAreUnique()
    {
        QSet<QString> ids;
        QSet<QString> keys;
        for (const auto &[row, action] : m_window->commands()->table()) {
            QVERIFY2(!ids.contains(row.id), qPrintable(row.id));
            ids.insert(row.id);
            QCOMPARE(action->objectName(), row.id);
            QCOMPARE(action->shortcut(), QKeySequence(row.shortcut, QKeySequence::PortableText));
            if (row.shortcut.isEmpty()) {
                continue;
            }
            const QString key = action->shortcut().toString();
            QVERIFY2(!key.isEmpty(), qPrintable(row.id));
            QVERIFY2(!keys.contains(key), qPrintable(row.id + QLatin1Char(' ') + key));
            keys.insert(key);
        }
        // Views bring theirs along.
        for (const char *id : {"dataflow.step.vector", "dataflow.run", "network.filter", "study.cancel", "view.scales"}) {
            QVERIFY2(ids.contains(QLatin1String(id)), id);
        }
    }

    void noActionOfTheWindowTakesAKeyOfTheTable()
    {
        QHash<QString, const QAction *> owners;
        for (const auto &[row, action] : m_window->commands()->table()) {
            owners.insert(action->shortcut().toString(), action);
        }
        owners.remove(QString());
        for (const QAction *action : m_window->findChildren<QAction *>()) {
            for (const QKeySequence &sequence : action->shortcuts()) {
                const QAction *owner = owners.value(sequence.toString(), action);
                QVERIFY2(owner == action, qPrintable(action->objectName() + QLatin1Char(' ') + sequence.toString()));
            }
        }
    }

    void everyCommandHasTextTipAndAnIconThatExists()
    {
        const QStringList icons = iconNames();
        for (const auto &[row, action] : m_window->commands()->table()) {
            QVERIFY2(!row.text.isEmpty(), qPrintable(row.id));
            QVERIFY2(row.tip.endsWith(QLatin1Char('.')), qPrintable(row.id));
            QVERIFY2(row.icon.isEmpty() || icons.contains(row.icon), qPrintable(row.icon));
            QVERIFY2(!row.inToolBar || !row.icon.isEmpty(), qPrintable(row.id));
        }
        for (const ViewEntry &view : viewRegistry()) {
            QVERIFY2(icons.contains(view.icon), qPrintable(view.icon));
        }
    }

    void mnemonicsOfAMenuDiffer()
    {
        QHash<int, QSet<QChar>> used;
        for (const auto &[row, action] : m_window->commands()->table()) {
            const qsizetype at = row.text.indexOf(QLatin1Char('&'));
            if (at < 0) {
                continue;
            }
            const QChar letter = row.text[at + 1].toLower();
            QVERIFY2(!used[static_cast<int>(row.menu)].contains(letter), qPrintable(row.id));
            used[static_cast<int>(row.menu)].insert(letter);
        }
    }

    void menusAndListOfKeysComeFromTheTable()
    {
        KeyList keys(*m_window->commands(), m_window.get());
        keys.setAttribute(Qt::WA_DeleteOnClose, false);
        const auto *tree = keys.findChild<QTreeWidget *>(QStringLiteral("keyTree"));
        for (const auto &[row, action] : m_window->commands()->table()) {
            QVERIFY2(m_window->commands()->menu(row.menu)->actions().contains(action), qPrintable(row.id));
            QVERIFY2(action->toolTip().startsWith(row.tip), qPrintable(row.id));
            const auto found = tree->findItems(withoutMnemonic(row.text), Qt::MatchExactly | Qt::MatchRecursive);
            QVERIFY2(std::any_of(found.begin(), found.end(),
                                 [&](const QTreeWidgetItem *item) {
                                     return item->text(1) == action->shortcut().toString(QKeySequence::NativeText)
                                            && item->text(2) == row.tip;
                                 }),
                     qPrintable(row.id));
        }
    }

    void iconsHaveOneStrokeWeightAndNoColourOfTheirOwn()
    {
        for (const QString &name : iconNames()) {
            if (name == QLatin1String("vsqscope")) {
                continue; // the application's own
            }
            QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            const QByteArray svg = file.readAll();
            QVERIFY2(QSvgRenderer(svg).isValid(), qPrintable(name));
            QVERIFY2(svg.count("stroke-width=") == 1 && svg.contains("stroke-width=\"1.75\""), qPrintable(name));
            QVERIFY2(!svg.contains('#'), qPrintable(name));
        }
    }

    void thePaletteRanksWordsFirst()
    {
        QCOMPARE(CommandPalette::score(QStringLiteral("xyz"), QStringLiteral("Chip: Step one cycle")), 0);
        const int word = CommandPalette::score(QStringLiteral("step"), QStringLiteral("Chip: Step one cycle"));
        const int inside = CommandPalette::score(QStringLiteral("tep"), QStringLiteral("Chip: Step one cycle"));
        const int letters = CommandPalette::score(QStringLiteral("csc"), QStringLiteral("Chip: Step one cycle"));
        QVERIFY(word > inside);
        QVERIFY(inside > letters);
        QVERIFY(letters > 0);
    }
};

VSQ_TEST(CommandTableTest)
#include "commandtable.moc"
