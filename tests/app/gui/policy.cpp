// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every widget of the window, whoever wrote it: a name for tests, a name for people who do not see it, a
// tooltip on what can be operated, no text that does not fit.
#include "app/gui/chipdialog.h"
#include "app/gui/commandpalette.h"
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/helpwindow.h"
#include "app/gui/jobspanel.h"
#include "app/gui/keylist.h"
#include "app/gui/mainwindow.h"
#include "app/gui/preferencesdialog.h"
#include "tests/app/gui/widgetpolicy.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "views/figure/exportdialog.h"
#include "views/network/formatdialog.h"
#include "views/registry/viewregistry.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/view.h"

#include <QApplication>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace vsq;
using namespace vsq::test;

/// A language of long words: each text is a third longer, as German and Finnish are.
class PseudoTranslator : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (!QByteArray(context).startsWith("vsq")) {
            return {}; // Qt's own texts
        }
        QString text = QString::fromUtf8(source);
        const qsizetype more = (text.size() + 2) / 3;
        const bool label = text.endsWith(QLatin1Char(':')) || text.endsWith(QChar(0x2026));
        return text.insert(label ? text.size() - 1 : text.size(),
                           QStringLiteral("xamplewordsofanotherlanguage").left(static_cast<int>(std::min<qsizetype>(more, 24))));
    }
};

class PolicyTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    PseudoTranslator m_pseudo;
    bool m_again = false; ///< started by itself
    std::unique_ptr<MainWindow> m_window;

    /// Runs slots of this class in a process with another environment.
    static QString runAgain(const char *variable, const char *value, const QStringList &slotNames)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(variable), QString::fromLatin1(value));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(),
                      QStringList{QStringLiteral("--only"), QStringLiteral("policy")} + slotNames);
        if (!process.waitForFinished(120000)) {
            return QStringLiteral("it does not end");
        }
        return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAll());
    }

    void checkTextAt(const QSize &size)
    {
        m_window->resize(size);
        QTest::qWait(50);
        QStringList problems;
        if (m_window->size() != size) {
            problems.append(QStringLiteral("the window is %1 x %2").arg(m_window->width()).arg(m_window->height()));
        }
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            // What a view shows comes from jobs, and is laid out in later turns.
            QStringList found;
            const auto isWhole = [&] {
                found = clippedBelow(m_window.get()) + overlapsBelow(m_window.get());
                return found.isEmpty() && m_window->workspace()->jobs()->running().empty();
            };
            (void)QTest::qWaitFor(isWhole, 2000);
            QTest::qWait(20); // what the last job's end changed
            (void)QTest::qWaitFor(isWhole, 1000);
            problems += found;
        }
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
        m_again = qEnvironmentVariableIsSet("QT_SCALE_FACTOR") || qEnvironmentVariableIsSet("VSQ_PSEUDO_LOCALE");
        if (qEnvironmentVariableIsSet("VSQ_PSEUDO_LOCALE")) {
            QCoreApplication::installTranslator(&m_pseudo);
        }
        Theme::applyTo(*qApp, Theme::Preference::Light);
        const QString model = test::writeTransformer(m_folder.path());
        const QString data = test::writeImages(m_folder.path(), 16);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPath(model, data);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspace()->isEmpty(), 20000);
        for (std::size_t i = 0; i < m_window->workspace()->layers().size(); ++i) {
            if (m_window->workspace()->layers()[i].onChip && m_window->workspace()->layers()[i].k > 64) {
                m_window->workspace()->openLayer(static_cast<int>(i));
                break;
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->layerData() != nullptr, 20000);
        QTest::qWait(200);
    }

    void cleanupTestCase() { m_window.reset(); }

    void everyViewIsNamedForTestsAndForPeople()
    {
        QStringList problems;
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTest::qWait(50);
            problems += problemsBelow(m_window->docks()->view(view.id));
            if (m_window->docks()->view(view.id)->objectName().isEmpty()) {
                problems.append(QStringLiteral("no object name: ") + view.id);
            }
        }
        problems += problemsBelow(m_window.get());
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void noTextIsClipped_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1280x800") << QSize(1280, 800);
        QTest::newRow("1024x700") << QSize(1024, 700);
    }
    void noTextIsClipped()
    {
        QFETCH(QSize, size);
        checkTextAt(size);
    }

    void norAtTwoPixelsAPixel()
    {
        if (m_again) {
            return;
        }
        const QString said = runAgain("QT_SCALE_FACTOR", "2", {QStringLiteral("noTextIsClipped"), QStringLiteral("dialogsToo")});
        QVERIFY2(said.isEmpty(), qPrintable(said));
    }

    void norWhereWordsAreLong()
    {
        if (m_again) {
            return;
        }
        const QString said = runAgain("VSQ_PSEUDO_LOCALE", "1",
                                      {QStringLiteral("noTextIsClipped:1280x800"), QStringLiteral("dialogsToo")});
        QVERIFY2(said.isEmpty(), qPrintable(said));
    }

    void tabVisitsEverythingAndReturns()
    {
        m_window->resize(1280, 800);
        QStringList problems;
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTest::qWait(50);
            m_window->activateWindow();
            const QSet<const QWidget *> all = reachableBelow(m_window.get());
            QWidget *first = QApplication::focusWidget();
            if (first == nullptr) {
                m_window->docks()->view(view.id)->focusTarget()->setFocus(Qt::TabFocusReason);
                first = QApplication::focusWidget();
            }
            QVERIFY2(first != nullptr, qPrintable(view.id));
            QSet<const QWidget *> visited{first};
            bool returned = false;
            constexpr int kLinks = 200;
            int stays = 0;
            for (qsizetype i = 0; i < 3 * all.size() + 2 * kLinks && !returned; ++i) {
                const QWidget *before = QApplication::focusWidget();
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                const QWidget *now = QApplication::focusWidget();
                if (now == nullptr || (now == before && ++stays > kLinks)) { // a page of text goes from link to link first
                    problems.append(view.id + QStringLiteral(": Tab does not leave ") + describe(before));
                    break;
                }
                stays = now == before ? stays : 0;
                returned = now == first && now != before;
                visited.insert(now);
            }
            if (!returned) {
                problems.append(view.id + QStringLiteral(": Tab does not come back to ") + describe(first));
            }
            for (const QWidget *widget : all) {
                if (!visited.contains(widget)) {
                    problems.append(view.id + QStringLiteral(": Tab does not reach ") + describe(widget));
                }
            }
        }
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void whatIsPaintedSaysWhatItShows()
    {
        QStringList problems;
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->jobs()->running().empty(), 20000);
            QTest::qWait(50);
            problems += silentBelow(m_window.get());
        }
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void dialogsToo()
    {
        FormatDialog format(m_window->workspace()->format());
        ChipDialog chip(m_window->workspace());
        KeyList keys(*m_window->commands());
        Settings settings;
        PreferencesDialog preferences(settings);
        HelpWindow help;
        JobsPanel jobs(m_window->workspace()->jobs());
        m_window->docks()->raiseView(QStringLiteral("energy"));
        QTRY_VERIFY(!m_window->docks()->view(QStringLiteral("energy"))->figures().empty());
        ExportDialog figures(m_window->docks()->view(QStringLiteral("energy"))->figures(), 0);
        QStringList problems;
        for (QDialog *dialog : std::initializer_list<QDialog *>{&format, &chip, &keys, &preferences, &help, &jobs, &figures}) {
            dialog->setAttribute(Qt::WA_DeleteOnClose, false);
            dialog->show();
            QTest::qWait(20);
            problems += problemsBelow(dialog) + clippedBelow(dialog) + overlapsBelow(dialog);
        }
        report(problems);
        QVERIFY(problems.isEmpty());
    }

    void noMarkOfAMnemonicAndNoResidueIsShown()
    {
        QStringList problems;
        for (const ViewEntry &view : viewRegistry()) {
            m_window->docks()->raiseView(view.id);
            QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->jobs()->running().empty(), 20000);
            QTest::qWait(50);
            problems += strayTextsBelow(m_window.get());
        }
        KeyList keys(*m_window->commands());
        keys.setAttribute(Qt::WA_DeleteOnClose, false);
        keys.show();
        problems += strayTextsBelow(&keys);
        m_window->commands()->action(QStringLiteral("help.palette"))->trigger();
        auto *palette = m_window->findChild<CommandPalette *>();
        QVERIFY(palette != nullptr && palette->isVisible());
        problems += strayTextsBelow(palette);
        palette->close();
        problems.removeDuplicates();
        report(problems);
        QVERIFY(problems.isEmpty());
    }
};

VSQ_TEST(PolicyTest)
#include "policy.moc"
