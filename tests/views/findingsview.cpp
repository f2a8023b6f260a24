// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/findings/findingsview.h"

#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"
#include "views/figure/statepage.h"
#include "views/findings/findingsmodel.h"
#include "views/workspace/laboratory.h"
#include "views/workspace/simulationcontroller.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace vsq;

class FindingsViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QTableView *table(FindingsView &view) { return view.findChild<QTableView *>(QStringLiteral("findingsTable")); }

    static bool waitForFindings(Workspace &workspace)
    {
        return QTest::qWaitFor(
                   [&] {
                       return workspace.laboratory()->findings() != nullptr
                              && !workspace.laboratory()->isWorking(Laboratory::Question::Findings);
                   },
                   20000)
               && test::waitForJobs(workspace);
    }

    static void claim(FindingsView &view, const char *text)
    {
        auto *edit = view.findChild<QLineEdit *>(QStringLiteral("assertionEdit"));
        edit->setFocus();
        QTest::keyClicks(edit, QString::fromLatin1(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// A real click on the row of a finding's layer.
    static void clickRow(FindingsView &view, int row)
    {
        QTableView *list = table(view);
        const QModelIndex index = list->model()->index(row, FindingsModel::Layer);
        list->scrollTo(index);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    }

    static int rowWith(FindingsView &view, const QString &rule)
    {
        const QAbstractItemModel *model = table(view)->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, FindingsModel::Rule).data().toString() == rule) {
                return row;
            }
        }
        return -1;
    }

private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        FindingsView view(&workspace);
        view.resize(1000, 300);
        view.show();
        QVERIFY(view.findChild<StatePage *>()->sentence().startsWith(QLatin1String("Open a network")));
        QVERIFY(!view.findChild<QPushButton *>(QStringLiteral("findingsFind"))->isEnabled());
        QVERIFY(view.figures().empty());
        test::shootBoth(view, QStringLiteral("findings-empty"));
    }

    void aClickGoesToThePlace()
    {
        Workspace workspace;
        FindingsView view(&workspace);
        view.resize(1280, 320);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(waitForFindings(workspace)); // a small network is looked at by itself
        const auto findings = workspace.laboratory()->findings();
        QVERIFY(!findings->empty());
        QCOMPARE(table(view)->model()->rowCount(), static_cast<int>(findings->size()));
        clickRow(view, 0);
        QTRY_VERIFY(workspace.selection().layer >= 0);
        QCOMPARE(workspace.layers()[static_cast<std::size_t>(workspace.selection().layer)].name, findings->front().layer);
        const std::vector<FigureSpec> figures = view.figures();
        QCOMPARE(figures.size(), std::size_t{1});
        QCOMPARE(figures[0].picture.table.size(), findings->size() + 1);
        QVERIFY(test::waitForJobs(workspace));
        test::shootBoth(view, QStringLiteral("findings"));
    }

    void anAssertionThatFailsLeadsToItsSum()
    {
        Workspace workspace;
        FindingsView view(&workspace);
        view.resize(1280, 320);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        QVERIFY(waitForFindings(workspace));
        claim(view, "|sum| < 2");
        QVERIFY(waitForFindings(workspace));
        const int row = rowWith(view, QStringLiteral("Assertion fails"));
        QVERIFY(row >= 0);
        const auto findings = workspace.laboratory()->findings();
        QSignalSpy loaded(workspace.simulation(), &SimulationController::loaded);
        clickRow(view, row);
        // The layer opens, and the simulation goes to the end of the sum.
        QTRY_VERIFY_WITH_TIMEOUT(workspace.layerData() != nullptr && workspace.simulation()->isLoaded(), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(workspace.simulation()->snapshot() && workspace.simulation()->snapshot()->next.cycle > 0, 20000);
        const Snapshot &shown = *workspace.simulation()->snapshot();
        const auto failed = std::find_if(findings->begin(), findings->end(),
                                         [](const Finding &finding) { return finding.rule == FindingRule::AssertionFails; });
        QCOMPARE(QString::fromStdString(workspace.layerData()->layer.name), QString::fromStdString(failed->layer));
        QVERIFY(shown.next.cycle <= workspace.simulation()->totalCycles());
        // The claim goes with its button.
        QTest::mouseClick(view.findChild<QToolButton *>(QStringLiteral("assertion0")), Qt::LeftButton);
        QTRY_VERIFY(waitForFindings(workspace) && rowWith(view, QStringLiteral("Assertion fails")) < 0);
    }

    void whatCannotBeReadSaysWhy()
    {
        Workspace workspace;
        FindingsView view(&workspace);
        view.resize(1000, 300);
        view.show();
        claim(view, "sums are small");
        auto *problem = view.findChild<QLabel *>(QStringLiteral("assertionProblem"));
        QVERIFY(problem->isVisible());
        QVERIFY(!problem->text().isEmpty());
        QVERIFY(view.saveState().value(QStringLiteral("assertions")).toArray().isEmpty());
    }

    void notesCanBeHiddenAndStateComesBack()
    {
        Workspace workspace;
        FindingsView view(&workspace);
        view.resize(1280, 320);
        view.show();
        QVERIFY(test::openTransformer(workspace, m_folder.path()));
        claim(view, "scale != 0");
        QVERIFY(waitForFindings(workspace));
        const auto findings = workspace.laboratory()->findings();
        const auto worse = std::count_if(findings->begin(), findings->end(),
                                         [](const Finding &finding) { return finding.severity != FindingSeverity::Note; });
        QTest::keyClick(view.findChild<QCheckBox *>(QStringLiteral("findingsNotes")), Qt::Key_Space);
        QCOMPARE(table(view)->model()->rowCount(), static_cast<int>(worse));
        FindingsView other(&workspace);
        other.restoreState(view.saveState());
        QCOMPARE(other.saveState(), view.saveState());
        QVERIFY(other.findChild<QToolButton *>(QStringLiteral("assertion0")) != nullptr);
    }
};

VSQ_TEST(FindingsViewTest)
#include "findingsview.moc"
