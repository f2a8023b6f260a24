// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every registered view, whichever it is: it exports what it shows in every format and in none by mistake,
// computes nothing while it is hidden, and comes back as it was.
#include "app/gui/commands.h"
#include "app/gui/dockarea.h"
#include "app/gui/mainwindow.h"
#include "core/base/error.h"
#include "tests/support/errors.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testdata.h"
#include "tests/support/testmain.h"
#include "views/registry/viewregistry.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/view.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace vsq;

class ViewsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_model;
    QString m_data;
    std::unique_ptr<MainWindow> m_window;

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] bool waitForJobs() const
    {
        return QTest::qWaitFor([this] { return m_window->workspace()->jobs()->running().empty(); }, 20000);
    }

    void show(const QString &id)
    {
        m_window->docks()->raiseView(id);
        QTRY_VERIFY(m_window->docks()->view(id)->isSeen());
        QVERIFY(waitForJobs());
        QTest::qWait(20);
    }

    [[nodiscard]] QProcess *run(const QStringList &arguments)
    {
        auto *process = new QProcess(this);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path()); // Qt complains of one that others may read
        process->setProcessEnvironment(environment);
        process->start(test::program(QStringLiteral("vsqscope")), arguments);
        process->waitForFinished(60000);
        return process;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
        m_model = test::writeTransformer(m_folder.path());
        m_data = test::writeImages(m_folder.path(), 16);
        m_window = std::make_unique<MainWindow>();
        m_window->resize(1280, 800);
        m_window->show();
        m_window->openPath(m_model, m_data);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspace()->measurements().empty(), 20000);
        const std::vector<Layer> &layers = m_window->workspace()->layers();
        const auto layer = std::find_if(layers.begin(), layers.end(), [](const Layer &l) { return l.onChip && l.k > 64; });
        m_window->workspace()->openLayer(static_cast<int>(layer - layers.begin()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->simulation()->isLoaded(), 20000);
        QVERIFY(waitForJobs());
    }

    void cleanupTestCase() { m_window.reset(); }

    void everyViewIsOneAndAnswersToItsId()
    {
        QCOMPARE(m_window->docks()->views().size(), viewRegistry().size());
        for (const ViewEntry &entry : viewRegistry()) {
            const View *view = m_window->docks()->view(entry.id);
            QVERIFY2(view != nullptr, qPrintable(entry.id));
            QCOMPARE(view->id(), entry.id);
        }
        QVERIFY(m_window->docks()->view(QStringLiteral("nothing")) == nullptr);
    }

    void everyViewExportsInEveryFormat()
    {
        // What compares and what remembers needs something that was kept.
        for (const char *id : {"compare.keep", "notebook.keep"}) {
            m_window->commands()->action(QString::fromLatin1(id))->trigger();
        }
        for (View *view : m_window->docks()->views()) {
            view->prepareFigures();
            show(view->id());
            const std::vector<FigureSpec> figures = view->figures();
            QVERIFY2(!figures.empty(), qPrintable(view->id()));
            for (const FigureSpec &figure : figures) {
                QVERIFY2(!figure.name.isEmpty() && !figure.id.isEmpty(), qPrintable(view->id() + figure.id));
            }
            const QString base = m_folder.filePath(view->id());
            QCOMPARE(view->exportTo(base + QStringLiteral(".pdf")),
                     QStringList({base + QStringLiteral(".pdf"), base + QStringLiteral(".csv"), base + QStringLiteral(".json")}));
            QVERIFY2(read(base + QStringLiteral(".pdf")).startsWith("%PDF"), qPrintable(view->id()));
            const QJsonObject origin = QJsonDocument::fromJson(read(base + QStringLiteral(".json"))).object();
            // The main figure is the first; its command draws it again.
            QCOMPARE(origin.value(QStringLiteral("figure")).toString(), figures.front().id);
            QVERIFY(origin.value(QStringLiteral("command"))
                        .toString()
                        .contains(QStringLiteral("--export %1.%2").arg(view->id(), figures.front().name)));
            QVERIFY2(read(base + QStringLiteral(".csv")).count("\n") > 1, qPrintable(view->id()));
            (void)view->exportTo(base + QStringLiteral(".svg"), figures.back().name);
            QVERIFY(read(base + QStringLiteral(".svg")).contains("<svg"));
            (void)view->exportTo(base + QStringLiteral(".png"));
            QVERIFY(read(base + QStringLiteral(".png")).startsWith("\x89PNG"));
            for (const char *ending : {"xlsx", "jpg", ""}) {
                const QString path = base + QStringLiteral("-wrong.") + QLatin1String(ending);
                QVERIFY(
                    test::errorOf([&] { (void)view->exportTo(path); }).contains(QLatin1String(".pdf, .svg, .png, .csv or .tex")));
                QVERIFY(!QFile::exists(path));
            }
            QVERIFY(test::errorOf([&] {
                        (void)view->exportTo(base + QStringLiteral("-other.pdf"), QStringLiteral("nosuch"));
                    }).contains(QStringLiteral("no such figure: expected %1").arg(figures.front().name)));
        }
    }

    void theProgramExportsAsItIsAsked()
    {
        const QString pdf = m_folder.filePath(QStringLiteral("layers.pdf"));
        const QProcess *written = run(
            {m_model, QStringLiteral("--export"), QStringLiteral("network"), QStringLiteral("--out"), pdf});
        QCOMPARE(written->exitCode(), 0);
        QVERIFY(read(pdf).startsWith("%PDF"));
        const QString wrong = m_folder.filePath(QStringLiteral("layers.txt"));
        QProcess *refused = run({m_model, QStringLiteral("--export"), QStringLiteral("network"), QStringLiteral("--out"), wrong});
        QCOMPARE(refused->exitCode(), 1);
        QVERIFY(!QFile::exists(wrong));
        QCOMPARE(QString::fromUtf8(refused->readAllStandardError()),
                 QStringLiteral(
                     "vsqscope: %1: figure format: expected a name that ends in .pdf, .svg, .png, .csv or .tex, found .txt\n")
                     .arg(wrong));
    }

    void aHiddenViewComputesNothing()
    {
        const QStringList bottom{QStringLiteral("scales"), QStringLiteral("utilisation"), QStringLiteral("energy"),
                                 QStringLiteral("error")};
        show(QStringLiteral("log"));
        for (const QString &id : bottom) {
            QVERIFY2(!m_window->docks()->view(id)->isSeen(), qPrintable(id));
        }
        QSignalSpy started(m_window->workspace()->jobs(), &JobQueue::started);
        QStringList titles;
        connect(m_window->workspace()->jobs(), &JobQueue::started, this, [&](int id) {
            for (const JobQueue::Status &status : m_window->workspace()->jobs()->running()) {
                if (status.id == id) {
                    titles.append(status.title);
                }
            }
        });
        ChipConfig config = m_window->workspace()->chipConfig();
        config.voltage = config.voltage > 0.6 ? 0.5 : 0.7;
        m_window->workspace()->setChipConfig(config);
        m_window->workspace()->setFormat(namedFormat("int8"));
        QVERIFY(waitForJobs());
        for (const QString &title : titles) {
            QVERIFY2(!title.startsWith(QLatin1String("Energy")) && !title.startsWith(QLatin1String("Scales"))
                         && !title.startsWith(QLatin1String("Utilisation")) && !title.startsWith(QLatin1String("Lanes"))
                         && !title.startsWith(QLatin1String("Errors")),
                     qPrintable(title));
        }
        // Once it is seen it shows what has become of things, computed once. The layers are measured anew first, which it waits
        // for.
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->workspace()->measurements().empty(), 20000);
        QVERIFY(waitForJobs());
        titles.clear();
        m_window->docks()->raiseView(QStringLiteral("energy"));
        QTRY_COMPARE(titles.filter(QStringLiteral("Energy")).size(), 1);
        QVERIFY(waitForJobs());
        disconnect(m_window->workspace()->jobs(), nullptr, this, nullptr);
        m_window->workspace()->setFormat(namedFormat("vsq"));
        QVERIFY(waitForJobs());
    }

    void choicesComeBack()
    {
        auto *unit =
            m_window->docks()->view(QStringLiteral("utilisation"))->findChild<QComboBox *>(QStringLiteral("utilisationUnit"));
        auto *speed =
            m_window->docks()->view(QStringLiteral("dataflow"))->findChild<QComboBox *>(QStringLiteral("dataflow.speed"));
        auto *kind =
            m_window->docks()->view(QStringLiteral("dataflow"))->findChild<QComboBox *>(QStringLiteral("dataflow.event.kind"));
        unit->setCurrentIndex(1);
        speed->setCurrentIndex(4);
        kind->setCurrentIndex(2);
        m_window->docks()->saveLayout();
        MainWindow other;
        const auto box = [&](const char *view, const char *name) {
            return other.docks()->view(QLatin1String(view))->findChild<QComboBox *>(QLatin1String(name))->currentIndex();
        };
        QCOMPARE(box("utilisation", "utilisationUnit"), 1);
        QCOMPARE(box("dataflow", "dataflow.speed"), 4);
        QCOMPARE(box("dataflow", "dataflow.event.kind"), 2);
        QSettings(QStringLiteral("vsqscope"), QStringLiteral("vsqscope")).clear();
    }
};

VSQ_TEST(ViewsTest)
#include "views.moc"
