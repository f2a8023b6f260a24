// SPDX-License-Identifier: GPL-3.0-or-later
// The Dataflow and Inspector views on a real workspace with a real simulator, driven by buttons and keys.
#include "tests/support/errors.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "tests/views/viewfixture.h"

#include "core/base/error.h"
#include "core/chip/valuecondition.h"
#include "core/chip/wordtimes.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/dataflowview.h"
#include "views/dataflow/elidedtext.h"
#include "views/dataflow/loopnestview.h"
#include "views/inspector/inspectorview.h"
#include "views/theme/theme.h"
#include "views/workspace/layerchip.h"
#include "views/workspace/simulationcontroller.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>
#include <QSvgRenderer>
#include <QTableView>
#include <QTest>
#include <QToolButton>

namespace vsq::test {

class DataflowViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Theme::applyTo(*qApp, Theme::Preference::Light);
        QVERIFY(m_folder.isValid());
        m_workspace = std::make_unique<Workspace>();
        m_view = std::make_unique<DataflowView>(m_workspace.get());
        m_inspector = std::make_unique<InspectorView>(m_workspace.get());
        m_view->resize(1000, 700);
        m_view->show();
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        // Everything is valid and says how to fill it before anything is open.
        QVERIFY(m_view->findChild<ChipCanvas *>()->accessibleDescription().contains(QStringLiteral("Open a network")));
        QVERIFY(m_inspector->plainText().contains(QStringLiteral("Open a network")));
        QVERIFY(!action("dataflow.step.cycle")->isEnabled());

        QVERIFY(openTransformer(*m_workspace, m_folder.path()));
        QVERIFY(m_view->findChild<ChipCanvas *>()->accessibleDescription().contains(QStringLiteral("Double-click a layer")));
        int layer = -1;
        for (std::size_t i = 0; i < m_workspace->layers().size() && layer < 0; ++i) {
            layer = m_workspace->layers()[i].onChip && m_workspace->layers()[i].m > 16 ? static_cast<int>(i) : -1;
        }
        QVERIFY(layer >= 0);
        QVERIFY(openLayer(*m_workspace, layer));
        QTRY_VERIFY_WITH_TIMEOUT(now() != nullptr, 10000);
        m_view->window()->activateWindow();
    }

    void init()
    {
        m_workspace->simulation()->setBreakpoints({});
        m_workspace->simulation()->seek(0);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 0, 10000);
    }

    void cleanupTestCase()
    {
        m_inspector.reset();
        m_view.reset();
        m_workspace.reset();
    }

    void buttonsStepForwardsAndBack()
    {
        press("dataflow.step.cycle");
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 1, 10000);
        const std::uint64_t hash = now()->stateHash;
        press("dataflow.step.tile");
        QTRY_VERIFY_WITH_TIMEOUT(cycle() > 1, 10000);
        QCOMPARE(now()->next.k, 0);
        QCOMPARE(now()->next.a, 0);
        m_workspace->simulation()->seek(2);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 2, 10000);
        press("dataflow.back.cycle");
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 1, 10000);
        QCOMPARE(now()->stateHash, hash);
        press("dataflow.step.layer");
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), now()->totalCycles, 10000);
        QVERIFY(!action("dataflow.step.cycle")->isEnabled());
        press("dataflow.back.layer");
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 0, 10000);
        QVERIFY(!action("dataflow.back.cycle")->isEnabled());
    }

    void lastWriteAndNextReadAreGoneTo()
    {
        m_workspace->layerChip()->want();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->layerChip()->chip() != nullptr, 10000);
        const LayerTimes &times = m_workspace->layerChip()->chip()->times();
        Selection selection = m_workspace->selection();
        selection.lane = 1;
        selection.entry = 4;
        m_workspace->select(selection);
        const WordTimes entry(times, {.memory = Memory::Collector, .address = 4});
        const std::int64_t start = entry.writes()[2] + 3;
        m_workspace->simulation()->seek(start + 1);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), start + 1, 10000);
        action("dataflow.word.lastwrite")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), entry.lastWrite(start - 1).value() + 1, 10000);
        const std::int64_t there = cycle() - 1;
        action("dataflow.word.nextread")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), entry.nextRead(there).value() + 1, 10000);
    }

    void conditionsOnValuesStopRuns()
    {
        SimulationController *simulation = m_workspace->simulation();
        Breakpoint breakpoint;
        breakpoint.condition = valueConditionFromText("sum:any > 100");
        simulation->setBreakpoints({breakpoint});
        QSignalSpy stopped(simulation, &SimulationController::stoppedAtBreakpoint);
        simulation->run(0);
        QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), 10000);
        QVERIFY(holds(*breakpoint.condition, *now()));
        bool said = false;
        for (const ElidedText *line : m_view->findChildren<ElidedText *>()) {
            said = said || line->text().contains(QStringLiteral("sum:any > 100"));
        }
        QVERIFY(said);
        shootBoth(*m_view, QStringLiteral("dataflow-condition"));
    }

    void keysStepAsTheButtonsDo()
    {
        m_view->findChild<ChipCanvas *>()->setFocus();
        QTest::keyClick(m_view->findChild<ChipCanvas *>(), Qt::Key_F8);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 1, 10000);
        QTest::keyClick(m_view->findChild<ChipCanvas *>(), Qt::Key_F8, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), 0, 10000);
    }

    void runsToTheBreakpointThatTheGutterSet()
    {
        auto *nest = m_view->findChild<LoopNestView *>();
        const int line = lineOf("for k");
        QTest::mouseClick(nest, Qt::LeftButton, {}, nest->gutterRect(line).center());
        QCOMPARE(m_workspace->simulation()->breakpoints().size(), std::size_t{1});
        m_workspace->simulation()->seek(now()->totalCycles / 2 + 1);
        QTRY_VERIFY_WITH_TIMEOUT(cycle() > 1, 10000);
        const std::int64_t before = cycle();
        press("dataflow.runToBreakpoint");
        QTRY_VERIFY_WITH_TIMEOUT(cycle() > before && !m_workspace->simulation()->isRunning(), 10000);
        QCOMPARE(now()->next.a, 0);
        m_workspace->undoStack()->undo();
        QVERIFY(m_workspace->simulation()->breakpoints().empty());
    }

    void typedCycleAndSliderSeek()
    {
        action("dataflow.goto")->trigger();
        auto *spin = m_view->findChild<QSpinBox *>(QStringLiteral("dataflow.goto.cycle"));
        QTest::keyClick(spin, Qt::Key_A, Qt::ControlModifier);
        const std::int64_t wanted = now()->totalCycles - 2;
        QTest::keyClicks(spin, QString::number(wanted));
        QTest::keyClick(spin, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(cycle(), wanted, 10000);
        QTRY_COMPARE(m_view->window()->focusWidget(), m_view->findChild<ChipCanvas *>()); // the keys are the chip's again
        auto *slider = m_view->findChild<QSlider *>(QStringLiteral("dataflow.slider"));
        QTRY_COMPARE_WITH_TIMEOUT(slider->value(), static_cast<int>(wanted), 10000);
        QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(cycle() - now()->totalCycles / 2) <= 1 + now()->totalCycles / 20, 10000);
    }

    void clickOnTheChipShowsInTheInspector()
    {
        m_workspace->simulation()->seek(now()->totalCycles / 2);
        QTRY_VERIFY_WITH_TIMEOUT(cycle() > 0, 10000);
        auto *canvas = m_view->findChild<ChipCanvas *>();
        const QRectF cell = canvas->transform().toScreen(canvas->geometryOfChip().collectorCell(0, 2));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, cell.center().toPoint());
        QCOMPARE(m_workspace->selection().lane, 2);
        QCOMPARE(m_workspace->selection().entry, 0);
        const QString element = QStringLiteral("C[%1, %2]").arg(now()->collectorM[0] + 2).arg(now()->collectorN[0]);
        QTRY_VERIFY_WITH_TIMEOUT(m_inspector->plainText().contains(element), 10000);
        // The inspector's own calculation ends in what the simulator's collector holds.
        const qint64 sum = now()->collector[0][2];
        QVERIFY2(m_inspector->plainText().contains(QStringLiteral("= %1\n").arg(QLocale().toString(sum))),
                 qPrintable(m_inspector->plainText()));
    }

    void breakpointsKeepToTheLayersLoops()
    {
        auto *table = m_view->findChild<QTableView *>(QStringLiteral("dataflow.breakpoints.table"));
        action("dataflow.breakpoint.here")->trigger();
        QCOMPARE(m_workspace->simulation()->breakpoints().size(), std::size_t{1});
        const std::int64_t vectors = m_workspace->layerData()->operands->a.vectors;
        constexpr int kColumn = 4; // k
        const std::int64_t before = m_workspace->simulation()->breakpoints().front().k;
        QVERIFY(
            !table->model()->setData(table->model()->index(0, kColumn), QVariant::fromValue<qlonglong>(vectors), Qt::EditRole));
        QCOMPARE(m_workspace->simulation()->breakpoints().front().k, before);
        QVERIFY(table->model()->setData(table->model()->index(0, kColumn), QVariant::fromValue<qlonglong>(vectors - 1),
                                        Qt::EditRole));
        QCOMPARE(m_workspace->simulation()->breakpoints().front().k, vectors - 1);
        // By hand: the field takes no more than there is, and is wide enough for its own words.
        table->edit(table->model()->index(0, kColumn));
        auto *field = table->findChild<QSpinBox *>();
        QVERIFY(field != nullptr);
        QCOMPARE(field->maximum(), static_cast<int>(vectors - 1));
        QVERIFY(table->columnWidth(kColumn) >= field->fontMetrics().horizontalAdvance(QStringLiteral("any")) + 8);
    }

    void smallViewKeepsTheLoopNestAsATab()
    {
        auto *nest = m_view->findChild<LoopNestView *>();
        m_view->resize(700, 360);
        QTRY_VERIFY(nest->isVisible() && nest->visibleRegion().boundingRect().height() > 120);
        m_view->resize(1000, 700);
        QTRY_VERIFY(nest->visibleRegion().boundingRect().height() > 200);
    }

    void commandsHaveStableUniqueNames()
    {
        QSet<QString> names;
        for (const auto &[row, command] : m_view->commands()) {
            QVERIFY(command->objectName().startsWith(QStringLiteral("dataflow.")));
            QVERIFY(!command->text().isEmpty() && !command->toolTip().isEmpty());
            QVERIFY2(!names.contains(command->objectName()), qPrintable(command->objectName()));
            names.insert(command->objectName());
        }
        for (const char *unit : {"cycle", "vector", "tile", "subtile", "layer"}) {
            QVERIFY(names.contains(QStringLiteral("dataflow.step.") + QLatin1String(unit)));
            QVERIFY(names.contains(QStringLiteral("dataflow.back.") + QLatin1String(unit)));
        }
    }

    void valuesAndPicturesAreWritten()
    {
        action("dataflow.copy.values")->trigger();
        const QStringList rows = QApplication::clipboard()->text().trimmed().split(QLatin1Char('\n'));
        QCOMPARE(rows.size(), 17);
        QCOMPARE(rows[0].split(QLatin1Char('\t')).size(), 9 + 16);
        for (const char *suffix : {"pdf", "svg", "png", "csv"}) {
            const QString path = m_folder.filePath(QStringLiteral("chip.") + QLatin1String(suffix));
            const QStringList written = m_view->exportTo(path);
            QCOMPARE(written.front(), path);
            QVERIFY(written.contains(m_folder.filePath(QStringLiteral("chip.csv"))));
            QVERIFY(written.contains(m_folder.filePath(QStringLiteral("chip.json"))));
            const QByteArray bytes = read(path);
            QVERIFY(bytes.size() > 400);
            if (qstrcmp(suffix, "pdf") == 0) {
                QVERIFY(bytes.startsWith("%PDF"));
                QVERIFY(!bytes.contains("DCTDecode")); // no JPEG
            }
        }
        const QList<QByteArray> lines = read(m_folder.filePath(QStringLiteral("chip.csv"))).trimmed().split('\n');
        QCOMPARE(lines.size(), 17);
        QCOMPARE(lines[3].split(',').size(), 9 + 16);
        const QJsonObject origin = QJsonDocument::fromJson(read(m_folder.filePath(QStringLiteral("chip.json")))).object();
        QVERIFY(origin.value(QStringLiteral("command")).toString().contains(QStringLiteral("--export dataflow")));
        QCOMPARE(origin.value(QStringLiteral("modelSha256")).toString().size(), 64);
        // One size in every format, in points.
        const double width = origin.value(QStringLiteral("widthPoints")).toDouble();
        const double height = origin.value(QStringLiteral("heightPoints")).toDouble();
        const QByteArray pdf = read(m_folder.filePath(QStringLiteral("chip.pdf")));
        const QByteArray box = pdf.mid(pdf.indexOf("/MediaBox"), 60);
        const QList<QByteArray> corners =
            box.mid(box.indexOf('[') + 1, box.indexOf(']') - box.indexOf('[') - 1).simplified().split(' ');
        QVERIFY(std::abs(corners.value(2).toDouble() - width) < 1.0);
        QVERIFY(std::abs(corners.value(3).toDouble() - height) < 1.0);
        const QSvgRenderer svg(m_folder.filePath(QStringLiteral("chip.svg")));
        QVERIFY(std::abs(svg.viewBoxF().width() - width) < 1.0);
        QVERIFY(std::abs(svg.viewBoxF().height() - height) < 1.0);

        const QString gif = m_folder.filePath(QStringLiteral("chip.gif"));
        QCOMPARE(
            errorOf([&] { (void)m_view->exportTo(gif); }),
            gif + QStringLiteral(": figure format: expected a name that ends in .pdf, .svg, .png, .csv or .tex, found .gif"));
        QVERIFY(!QFile::exists(gif));
        QVERIFY_EXCEPTION_THROWN((void)m_view->exportTo(QStringLiteral("/nonexistent/chip.csv")), Error);
    }

    void looks() // pictures to look at, where VSQ_SHOTS names a folder
    {
        m_workspace->simulation()->seek(now()->totalCycles / 2);
        QTRY_VERIFY_WITH_TIMEOUT(cycle() > 0, 10000);
        m_view->resize(1280, 800);
        shootBoth(*m_view, QStringLiteral("dataflow"));
        m_view->resize(760, 520);
        shootBoth(*m_view, QStringLiteral("dataflow-small"));
        shootBoth(*m_inspector, QStringLiteral("inspector"));
    }

private:
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] std::shared_ptr<const Snapshot> now() const { return m_workspace->simulation()->snapshot(); }
    [[nodiscard]] std::int64_t cycle() const { return now() ? now()->next.cycle : -1; }
    [[nodiscard]] QAction *action(const char *name) const { return m_view->findChild<QAction *>(QLatin1String(name)); }
    void press(const char *name)
    {
        auto *button = m_view->findChild<QToolButton *>(QLatin1String(name) + QStringLiteral(".button"));
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 10000);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    [[nodiscard]] int lineOf(const char *start) const
    {
        const std::vector<LoopLine> &lines = m_view->findChild<LoopNestView *>()->lines();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].code.startsWith(QLatin1String(start))) {
                return static_cast<int>(i);
            }
        }
        return -1;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<DataflowView> m_view;
    std::unique_ptr<InspectorView> m_inspector;
};

} // namespace vsq::test

using vsq::test::DataflowViewTest;
VSQ_TEST(DataflowViewTest)

#include "dataflowview.moc"
