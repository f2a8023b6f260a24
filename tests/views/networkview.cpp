// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/network/networkview.h"

#include "tests/support/errors.h"
#include "tests/support/smallmodels.h"
#include "tests/support/testmain.h"
#include "tests/support/widgetmain.h"
#include "views/figure/statepage.h"
#include "views/network/celldelegate.h"
#include "views/network/formatdialog.h"
#include "views/network/networkfolds.h"
#include "views/network/networkmodel.h"
#include "views/workspace/jobqueue.h"
#include "views/workspace/workspace.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class NetworkViewTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_model;

    void open(Workspace &workspace) const
    {
        QSignalSpy changed(&workspace, &Workspace::networkChanged);
        workspace.openModel(m_model);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
    }

    /// The table as a person reads it: one line a row, cells between bars.
    static QStringList rows(const NetworkView &view, const QList<int> &columns)
    {
        QStringList lines;
        const QAbstractItemModel *model = view.table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (const int column : columns) {
                cells.append(model->index(row, column).data().toString());
            }
            lines.append(cells.join(QStringLiteral(" | ")));
        }
        return lines;
    }

    static QModelIndex chipRow(const NetworkView &view, int column)
    {
        const QAbstractItemModel *model = view.table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(NetworkModel::OnChipRole).toBool()) {
                return model->index(row, column);
            }
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() { m_model = test::writeTransformer(m_folder.path()); }

    void saysHowToFillItself()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        view.show();
        const auto *page = view.findChild<StatePage *>();
        QVERIFY(page != nullptr && page->isVisible());
        QVERIFY(page->sentence().contains(QLatin1String("Open a network")));
        QVERIFY(!view.table()->isVisible());
    }

    void listsEveryLayerAsCoreDoes()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        const QStringList lines = rows(view, {NetworkModel::Name, NetworkModel::Operator, NetworkModel::Where});
        QCOMPARE(lines.size(), static_cast<qsizetype>(workspace.layers().size()));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const Layer &layer = workspace.layers()[static_cast<std::size_t>(i)];
            QCOMPARE(lines[i], QStringLiteral("%1 | %2 | %3")
                                   .arg(QString::fromStdString(layer.name), QString::fromStdString(layer.op),
                                        layer.onChip ? QStringLiteral("chip") : QStringLiteral("host")));
        }
    }

    void showsTheCyclesThatTheFormatCosts()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        // The widest product: its cycles are products, not overhead.
        view.table()->sortByColumn(NetworkModel::Macs, Qt::DescendingOrder);
        const QModelIndex cycles = chipRow(view, NetworkModel::Cycles);
        const double vsq = cycles.data(NetworkModel::ValueRole).toDouble();
        // 16 lanes of 64 multipliers, or of 32 for INT8: no fewer cycles than that takes.
        const double macs =
            view.table()->model()->index(cycles.row(), NetworkModel::Macs).data(NetworkModel::ValueRole).toDouble();
        QVERIFY(vsq >= macs / 1024);
        workspace.setFormat(namedFormat("int8"));
        QVERIFY2(!cycles.data(NetworkModel::ValueRole).isValid(), "no number beside a format that it is not of");
        QTRY_VERIFY(cycles.data(NetworkModel::ValueRole).isValid()); // planned by a job
        const double int8 = cycles.data(NetworkModel::ValueRole).toDouble();
        QVERIFY2(int8 >= macs / 512, "half as many MACs a cycle");
        NumberFormat software = namedFormat("vsq");
        software.weights.bits = 6;
        workspace.setFormat(software);
        QTRY_VERIFY(workspace.jobs()->running().empty());
        QVERIFY2(!cycles.data(NetworkModel::ValueRole).isValid(), "not a format of the chip");
        QVERIFY(cycles.data().toString().isEmpty());
    }

    void filtersByRegularExpression()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        view.show();
        auto *filter = view.findChild<QLineEdit *>(QStringLiteral("networkFilter"));
        QTest::keyClicks(filter, QStringLiteral("^matmul$|fc[12]"));
        const QStringList lines = rows(view, {NetworkModel::Name, NetworkModel::Operator});
        QVERIFY(!lines.isEmpty());
        QVERIFY(lines.size() < static_cast<qsizetype>(workspace.layers().size()));
        for (const QString &line : lines) {
            QVERIFY2(line.contains(QRegularExpression(QStringLiteral("fc[12].* \\|| \\| MatMul$"))), qPrintable(line));
        }
        filter->clear();
        QTest::keyClicks(filter, QStringLiteral("fc["));
        QCOMPARE(view.findChild<QLabel *>(QStringLiteral("networkCount"))->text(), QStringLiteral("not an expression"));
        QCOMPARE(view.table()->model()->rowCount(), static_cast<int>(workspace.layers().size()));
    }

    void sortsByValueNotByText()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        view.table()->sortByColumn(NetworkModel::Macs, Qt::DescendingOrder);
        const QAbstractItemModel *model = view.table()->model();
        for (int row = 1; row < model->rowCount(); ++row) {
            QVERIFY(model->index(row - 1, NetworkModel::Macs).data(NetworkModel::ValueRole).toDouble()
                    >= model->index(row, NetworkModel::Macs).data(NetworkModel::ValueRole).toDouble());
        }
    }

    void doubleClickAndEnterOpenTheLayer()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        view.resize(900, 600);
        view.show();
        open(workspace);
        QSignalSpy opened(&workspace, &Workspace::layerOpened);
        const QModelIndex row = chipRow(view, NetworkModel::Name);
        view.table()->scrollTo(row);
        const QPoint where = view.table()->visualRect(row).center();
        QTest::mouseClick(view.table()->viewport(), Qt::LeftButton, {}, where);
        QTest::mouseDClick(view.table()->viewport(), Qt::LeftButton, {}, where);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
        QVERIFY(workspace.openedLayer() >= 0);
        QCOMPARE(workspace.layers()[static_cast<std::size_t>(workspace.openedLayer())].name, row.data().toString().toStdString());
        QTest::keyClick(view.table(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, 20000);
    }

    void formatIsEditedInTheCellAndUndone()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        view.resize(1400, 600);
        view.show();
        open(workspace);
        const QModelIndex cell = chipRow(view, NetworkModel::Format);
        QCOMPARE(cell.data().toString(), QStringLiteral("VSQ"));
        view.table()->setCurrentIndex(cell);
        view.table()->setFocus();
        QTest::keyClick(view.table(), Qt::Key_F2);
        auto *box = view.findChild<QComboBox *>(QStringLiteral("layerFormatBox"));
        QVERIFY(box != nullptr);
        box->setCurrentIndex(box->findText(QStringLiteral("INT8")));
        Q_EMIT box->activated(box->currentIndex());
        QCOMPARE(cell.data().toString(), QStringLiteral("INT8"));
        workspace.undoStack()->undo();
        QCOMPARE(cell.data().toString(), QStringLiteral("VSQ"));
    }

    void leavesAsTableAndAsFile()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        view.show();
        open(workspace);
        view.table()->setFocus();
        QTest::keyClick(view.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
        QVERIFY(lines[0].startsWith(QLatin1String("name\tcycles\tutilisation\tsqnr_dB\tformat\tmacs\t")));
        const QString path = m_folder.filePath(QStringLiteral("layers.pdf"));
        QCOMPARE(view.exportTo(path).front(), path);
        QFile pdf(path);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        QFile file(m_folder.filePath(QStringLiteral("layers.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> csv = file.readAll().split('\n');
        QCOMPARE(csv[0].trimmed(), QByteArray("name,op,M,N,K,count,macs,where,format,cycles,utilisation,sqnr_dB,energy_J"));
        QCOMPARE(csv.size(), static_cast<qsizetype>(workspace.layers().size()) + 2);
        QVERIFY(test::errorOf([&] {
                    (void)view.exportTo(QStringLiteral("/nowhere/at/all.csv"));
                }).startsWith(QLatin1String("/nowhere/at/all.csv: cannot write")));
    }

    void columnsComeBack()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        view.table()->setColumnHidden(NetworkModel::K, true);
        view.table()->horizontalHeader()->moveSection(view.table()->horizontalHeader()->visualIndex(NetworkModel::Energy), 1);
        const QJsonObject state = view.saveState();
        NetworkView other(&workspace);
        other.restoreState(state);
        QVERIFY(other.table()->isColumnHidden(NetworkModel::K));
        QCOMPARE(other.table()->horizontalHeader()->visualIndex(NetworkModel::Energy), 1);
        other.restoreState({{QStringLiteral("version"), 1}, {QStringLiteral("header"), QStringLiteral("damaged")}});
        QVERIFY(other.table()->isColumnHidden(NetworkModel::K));
    }

    void followsTheSelection()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        open(workspace);
        Selection selection;
        selection.layer = 2;
        workspace.select(selection);
        QCOMPARE(view.table()->currentIndex().row(), 2);
        view.table()->selectRow(1);
        QCOMPARE(workspace.selection().layer, 1);
    }

    void theDialogMakesTheFormatThatItShows()
    {
        NumberFormat format = namedFormat("vsq");
        format.weights.bits = 6;
        format.activations.granularity = Granularity::Tensor;
        format.activations.scaleBits = 0;
        format.calibration.method = Calibration::Method::Octav;
        const FormatDialog dialog(format);
        QVERIFY(dialog.format() == format);
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("formatSummary"))->text().contains(QLatin1String("software")));
        for (const char *name : {"vsq", "int4", "int8"}) {
            QVERIFY2(FormatDialog(namedFormat(name)).format() == namedFormat(name), name);
        }
        for (const FormatName &entry : formatNames()) {
            const NumberFormat named = namedFormat(entry.name);
            QVERIFY2(FormatDialog(named).format() == named, entry.name.data());
        }
        for (const char *text : {"mxfp4:rceil/vsq:mse prepare=hadamard:64:signs=5", "int5-v32-s6:mse/nf4 prepare=smooth:0.25"}) {
            QVERIFY2(FormatDialog(formatFromText(text)).format() == formatFromText(text), text);
        }
    }

    void namedFormatsAreChosenByKeys()
    {
        FormatDialog dialog(namedFormat("vsq"));
        dialog.show();
        auto *weights = dialog.findChild<QComboBox *>(QStringLiteral("weightFormatBox"));
        auto *rule = dialog.findChild<QComboBox *>(QStringLiteral("weightRuleBox"));
        auto *calibration = dialog.findChild<QComboBox *>(QStringLiteral("calibrationBox"));
        QVERIFY(!rule->isEnabled());
        weights->setFocus();
        QTest::keyClicks(weights, QStringLiteral("mxfp4"));
        QCOMPARE(weights->currentText(), QStringLiteral("mxfp4"));
        QVERIFY(rule->isEnabled());
        QTest::keyClick(rule, Qt::Key_Down);
        QCOMPARE(operandText(dialog.format().weights), std::string("mxfp4:even"));
        QVERIFY(!dialog.findChild<QComboBox *>(QStringLiteral("weightBitsBox"))->isEnabled());
        QVERIFY(
            dialog.findChild<QLabel *>(QStringLiteral("formatSummary"))->text().contains(QLatin1String("4.25 and 4.125 bits")));
        // Clips mean nothing to blocks: said, and not accepted.
        QTest::keyClick(calibration, Qt::Key_Down);
        QVERIFY(!dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled());
    }

    void repeatedBlocksHaveRowsWithSumsAndFold()
    {
        Workspace workspace;
        NetworkView view(&workspace);
        view.resize(900, 600);
        view.show();
        open(workspace);
        NetworkFolds &folds = *view.folds();
        const auto layers = static_cast<int>(workspace.layers().size());
        QVERIFY2(!folds.showsBlocks(), "few layers have no need of it");
        QCOMPARE(view.table()->model()->rowCount(), layers);
        QTRY_VERIFY(!workspace.layerCosts().empty() && workspace.jobs()->running().empty());

        folds.setShowsBlocks(true);
        std::vector<int> headers;
        for (int row = 0; row < folds.rowCount(); ++row) {
            if (folds.blockAt(folds.index(row, 0)) >= 0) {
                headers.push_back(row);
            }
        }
        QCOMPARE(headers.size(), std::size_t{2}); // the transformer's
        QCOMPARE(folds.rowCount(), layers + 2);
        // The sum is that of the rows up to the next header, and those after the last block say nothing of it.
        const QModelIndex header = folds.index(headers[0], NetworkModel::Name);
        double macs = 0.0;
        int inside = 0;
        for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
            const Layer &layer = workspace.layers()[i];
            if (QString::fromStdString(layer.name).startsWith(header.data().toString().mid(2) + QLatin1Char('.'))) {
                macs += static_cast<double>(layer.macs);
                ++inside;
            }
        }
        QVERIFY(inside > 1);
        QCOMPARE(folds.index(headers[0], NetworkModel::Macs).data().toString(), NetworkModel::shown(NetworkModel::Macs, macs));

        // By a click on the arrow, and by keys.
        const QRect cell = view.table()->visualRect(header);
        view.table()->scrollTo(header);
        QTest::mouseClick(view.table()->viewport(), Qt::LeftButton, {},
                          QPoint(cell.left() + 8, view.table()->visualRect(header).center().y()));
        QCOMPARE(folds.rowCount(), layers + 2 - inside);
        QCOMPARE(folds.blockAt(view.table()->currentIndex()), 0);
        view.table()->setFocus();
        QTest::keyClick(view.table(), Qt::Key_Right);
        QCOMPARE(folds.rowCount(), layers + 2);
        QTest::keyClick(view.table(), Qt::Key_Left);
        QCOMPARE(folds.rowCount(), layers + 2 - inside);
        QTest::keyClick(view.table(), Qt::Key_Left); // it is
        QCOMPARE(folds.rowCount(), layers + 2 - inside);

        // A layer that is selected elsewhere comes out of its block.
        Selection selection;
        for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
            if (QString::fromStdString(workspace.layers()[i].name).startsWith(header.data().toString().mid(2))) {
                selection.layer = static_cast<int>(i);
                break;
            }
        }
        workspace.select(selection);
        QCOMPARE(folds.rowCount(), layers + 2);
        const QModelIndex current = view.table()->currentIndex();
        const std::string name = workspace.layers()[static_cast<std::size_t>(selection.layer)].name;
        QCOMPARE(header.data().toString().mid(2) + QLatin1Char('.') + current.data().toString().trimmed(),
                 QString::fromStdString(name)); // what is its own below its block's name, the whole in the tooltip
        QVERIFY(current.data(Qt::ToolTipRole).toString().startsWith(QString::fromStdString(name)));

        // A filter finds what is folded away; in another order there are no blocks.
        folds.setAllFolded(true);
        auto *filter = view.findChild<QLineEdit *>(QStringLiteral("networkFilter"));
        QTest::keyClicks(filter, QStringLiteral("fc1"));
        QCOMPARE(folds.rowCount(), 4); // one in each block
        filter->clear();
        view.table()->sortByColumn(NetworkModel::Macs, Qt::DescendingOrder);
        QCOMPARE(folds.rowCount(), layers);
        view.table()->sortByColumn(-1, Qt::AscendingOrder);
        folds.setAllFolded(false);
        QCOMPARE(folds.rowCount(), layers + 2);
        QVERIFY(view.asTsv().count(QLatin1Char('\n')) == layers + 1); // a header and the layers alone
    }
};

VSQ_TEST(NetworkViewTest)
#include "networkview.moc"
