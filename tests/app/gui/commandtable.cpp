// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/commandtable.h"

#include "app/gui/commandpalette.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
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

using namespace vsq;

class CommandTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idsAndKeysAreUnique()
    {
        QSet<QString> ids;
        QSet<QString> keys;
        for (const Command &command : commandTable()) {
            QVERIFY2(!ids.contains(command.id), qPrintable(command.id));
            ids.insert(command.id);
            if (command.shortcut.isEmpty()) {
                continue;
            }
            const QString key = QKeySequence(command.shortcut, QKeySequence::PortableText).toString();
            QVERIFY2(!key.isEmpty(), qPrintable(command.id));
            QVERIFY2(!keys.contains(key), qPrintable(command.id + QLatin1Char(' ') + key));
            keys.insert(key);
        }
    }

    void noViewTakesAKeyOfTheWindow()
    {
        MainWindow window;
        window.show();
        window.docks()->showStartPage(false);
        QTest::qWait(10);
        QSet<QString> keys;
        for (const Command &command : commandTable()) {
            keys.insert(window.commands()->action(command.id)->shortcut().toString());
        }
        keys.remove(QString());
        QSet<QString> viewKeys;
        for (const QAction *action : window.docks()->findChildren<QAction *>()) {
            for (const QKeySequence &sequence : action->shortcuts()) {
                const QString key = sequence.toString();
                QVERIFY2(!keys.contains(key), qPrintable(action->objectName() + QLatin1Char(' ') + key));
            }
        }
    }

    void everyCommandHasTextTipAndAnIconThatExists()
    {
        const QStringList icons = iconNames();
        for (const Command &command : commandTable()) {
            QVERIFY2(!command.text.isEmpty(), qPrintable(command.id));
            QVERIFY2(command.tip.endsWith(QLatin1Char('.')), qPrintable(command.id));
            QVERIFY2(command.icon.isEmpty() || icons.contains(command.icon), qPrintable(command.icon));
            QVERIFY2(!command.inToolBar || !command.icon.isEmpty(), qPrintable(command.id));
        }
        for (const ViewEntry &view : viewRegistry()) {
            QVERIFY2(icons.contains(view.icon), qPrintable(view.icon));
        }
    }

    void mnemonicsOfAMenuDiffer()
    {
        QHash<int, QSet<QChar>> used;
        for (const Command &command : commandTable()) {
            const qsizetype at = command.text.indexOf(QLatin1Char('&'));
            if (at < 0) {
                continue;
            }
            const QChar letter = command.text[at + 1].toLower();
            QVERIFY2(!used[static_cast<int>(command.menu)].contains(letter), qPrintable(command.id));
            used[static_cast<int>(command.menu)].insert(letter);
        }
    }

    void menusAndToolBarComeFromTheTable()
    {
        MainWindow window;
        for (const Command &command : commandTable()) {
            QAction *action = window.commands()->action(command.id);
            QVERIFY2(window.commands()->menu(command.menu)->actions().contains(action), qPrintable(command.id));
            QCOMPARE(action->toolTip().isEmpty(), false);
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
