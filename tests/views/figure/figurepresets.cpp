// SPDX-License-Identifier: GPL-3.0-or-later
// Figures as publishers want them: sizes, type and pages by preset, rows of a deep network on one page, several plots as one,
// LaTeX source, and the same bytes on every run.
#include "core/base/error.h"
#include "tests/support/testmain.h"
#include "tests/views/figure/samplefigures.h"
#include "views/figure/exportdialog.h"
#include "views/figure/figuredata.h"
#include "views/figure/figureexport.h"
#include "views/figure/figurefold.h"
#include "views/figure/figurepreset.h"
#include "views/figure/figuresheet.h"
#include "views/figure/figurestyle.h"
#include "views/figure/figuretex.h"
#include "views/theme/colormap.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace vsq;

class FigurePresetsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Twelve blocks of four layers, two parts each; part 0 of a layer is 1, 2, 3 or 4.
    static FigureSpec deepNetwork()
    {
        FigureSpec spec;
        spec.id = QStringLiteral("deep");
        spec.title = QStringLiteral("Energy & parts");
        spec.horizontalBars = true;
        spec.legend = true;
        spec.x.label = QStringLiteral("Energy");
        spec.x.unit = QStringLiteral("%");
        spec.fold = FigureSpec::Fold::Sum;
        FigureBars parts[2];
        for (int block = 0; block < 12; ++block) {
            for (int layer = 0; layer < 4; ++layer) {
                const double at = static_cast<double>(spec.y.categories.size());
                spec.y.categories.append(QStringLiteral("encoder.layer.%1.part_%2").arg(block).arg(QChar('a' + layer)));
                for (int part = 0; part < 2; ++part) {
                    parts[part].from.push_back(at - 0.36);
                    parts[part].to.push_back(at + 0.36);
                    parts[part].value.push_back(part == 0 ? layer + 1.0 : 0.5);
                }
            }
        }
        spec.y.categories.append(QStringLiteral("head"));
        for (int part = 0; part < 2; ++part) {
            parts[part].from.push_back(48 - 0.36);
            parts[part].to.push_back(48 + 0.36);
            parts[part].value.push_back(7.0);
            parts[part].stack = 1;
            parts[part].name = part == 0 ? QStringLiteral("datapath") : QStringLiteral("buffers");
            parts[part].role = part == 0 ? Role::Reference : Role::Weights;
            spec.bars.push_back(parts[part]);
        }
        spec.height = 64 + 11.0 * 49;
        return spec;
    }

private Q_SLOTS:
    void sizesAreThePublishers()
    {
        // IEEE: 3.5 in and 7.16 in; Nature: 89 mm and 183 mm, at most 247 mm high, type of 5 to 7 pt.
        QCOMPARE(figurePreset(QStringLiteral("ieee-column")).width, 252.0);
        QVERIFY(std::abs(figurePreset(QStringLiteral("ieee-page")).width - 515.52) < 0.01);
        QVERIFY(std::abs(figurePreset(QStringLiteral("nature-column")).width - 252.28) < 0.01);
        QVERIFY(std::abs(figurePreset(QStringLiteral("nature-page")).width - 518.74) < 0.01);
        QVERIFY(figurePreset(QStringLiteral("nature-page")).mostHeight < 700.2);
        for (const FigurePreset &preset : figurePresets()) {
            QCOMPARE(FigureStyle::paper(preset.id).font.pixelSize(), qRound(preset.type));
            ExportOptions options;
            options.preset = preset.id;
            const FigureSpec sized = sizedFigure(test::curves(), options);
            QCOMPARE(sized.width, preset.width);
            QVERIFY(sized.height <= preset.mostHeight);
            const QImage image = figureAsImage(sized, 72);
            QCOMPARE(image.width(), qRound(preset.width));
        }
        QCOMPARE(figurePreset({}).id, QStringLiteral("ieee-column"));
    }

    void rowsOfADeepNetworkFitThePage()
    {
        const FigureSpec deep = deepNetwork();
        FigureSpec tall = deep;
        tall.height = 64 + 11.0 * 200; // as 200 layers would ask for
        const FigureSpec sized = sizedFigure(tall);
        QVERIFY2(sized.height <= 648.0, qPrintable(QString::number(sized.height)));
        const FigureSpec folded = foldRows(deep, 20);
        QCOMPARE(folded.y.categories, QStringList({QStringLiteral("encoder.layer.*.part_a (\u00d712)"),
                                                   QStringLiteral("encoder.layer.*.part_b (\u00d712)"),
                                                   QStringLiteral("encoder.layer.*.part_c (\u00d712)"),
                                                   QStringLiteral("encoder.layer.*.part_d (\u00d712)"), QStringLiteral("head")}));
        QCOMPARE(folded.bars[0].value, std::vector<double>({12.0, 24.0, 36.0, 48.0, 7.0}));
        QCOMPARE(folded.bars[1].value, std::vector<double>({6.0, 6.0, 6.0, 6.0, 7.0}));
        QVERIFY(std::abs(folded.bars[0].from[2] - 1.64) < 1e-9);
        FigureSpec shares = deep;
        shares.fold = FigureSpec::Fold::Mean;
        QCOMPARE(foldRows(shares, 20).bars[0].value, std::vector<double>({1.0, 2.0, 3.0, 4.0, 7.0}));
        QCOMPARE(foldRows(deep, 49).y.categories, deep.y.categories);
        shares.fold = FigureSpec::Fold::None;
        QCOMPARE(foldRows(shares, 20).y.categories, deep.y.categories);
        // The height that it has by itself, as the dialog rounds it, folds nothing.
        FigureSpec medium = deep;
        medium.height = 438.0;
        ExportOptions natural;
        natural.height = 6.08 * 72.0;
        QCOMPARE(sizedFigure(medium, natural).y.categories, deep.y.categories);
        // The table beside it keeps every layer.
        ExportOptions options;
        options.height = 200;
        exportFigure(deep, path("deep.svg"), options);
        QCOMPARE(read(path("deep.csv")).count("\r\n"), 1 + 2 * 49);
        QVERIFY(read(path("deep.svg")).contains("\u00d712"));
        QVERIFY(!read(path("deep.svg")).contains("layer.11.part_d"));
    }

    void severalPlotsAreOneFigure()
    {
        FigureSpec low = test::curves();
        FigureSpec high = test::curves();
        high.id = QStringLiteral("other");
        for (FigureSeries &series : high.series) {
            for (double &y : series.y) {
                y -= 20.0;
            }
            series.low.clear();
            series.high.clear();
        }
        const FigureSpec sheet = sheetOf({low, high, deepNetwork()}, 2, 500);
        QCOMPARE(sheet.id, QStringLiteral("curves+other+deep"));
        QCOMPARE(sheet.panels.size(), std::size_t(3));
        // One scale for neighbours of the same quantity, named once.
        QCOMPARE(sheet.panels[0].y.low, sheet.panels[1].y.low);
        QCOMPARE(sheet.panels[0].y.high, sheet.panels[1].y.high);
        QCOMPARE(sheet.panels[0].y.label, low.y.label);
        QVERIFY(sheet.panels[1].y.label.isEmpty());
        QCOMPARE(exportFigure(sheet, path("sheet.svg")), QStringList({path("sheet.svg"), path("sheet-a.csv"), path("sheet-b.csv"),
                                                                      path("sheet-c.csv"), path("sheet.json")}));
        const QByteArray svg = read(path("sheet.svg"));
        for (const char *letter : {">(a)<", ">(b)<", ">(c)<"}) {
            QVERIFY2(svg.contains(letter), letter);
        }
        QCOMPARE(svg.count(">per-vector<"), 2);
        QCOMPARE(read(path("sheet-c.csv")).count("\r\n"), 1 + 2 * 49);
        // The legend that two share stands once.
        FigureSpec again = deepNetwork();
        again.id = QStringLiteral("again");
        const FigureSpec shared = sheetOf({deepNetwork(), again}, 2, 500);
        QCOMPARE(figureAsSvg(shared).count(">datapath<"), 1);
        again.bars[1].name = QStringLiteral("something else");
        QCOMPARE(figureAsSvg(sheetOf({deepNetwork(), again}, 2, 500)).count(">datapath<"), 2);
        try {
            exportFigure(sheet, path("sheet.csv"));
            QFAIL("no error");
        } catch (const Error &error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("data of several plots")));
        }
    }

    void severalPlotsTakeThePageInTheDialog()
    {
        QSettings().clear();
        FigureSpec first = test::curves();
        first.width = figurePreset({}).width;
        ExportDialog dialog({first, test::stack()}, 0);
        dialog.show();
        const auto *preset = dialog.findChild<QComboBox *>(QStringLiteral("exportPreset"));
        QCOMPARE(preset->currentData().toString(), QStringLiteral("ieee-column"));
        auto *plots = dialog.findChild<QListWidget *>(QStringLiteral("exportPlots"));
        plots->setCurrentRow(1);
        QTest::keyClick(plots, Qt::Key_Space);
        QCOMPARE(dialog.figure().panels.size(), std::size_t{2});
        QCOMPARE(preset->currentData().toString(), QStringLiteral("ieee-page"));
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("exportBeside"))->text().contains(QStringLiteral("-b.csv")));
    }

    void latexSourceIsWhole()
    {
        const QByteArray plot = figureAsTex(test::curves());
        QVERIFY(plot.startsWith("% Accuracy against weight bits: needs \\usepackage{pgfplots}"));
        QCOMPARE(plot.count("\\begin{"), plot.count("\\end{"));
        QCOMPARE(plot.count('{'), plot.count('}'));
        QCOMPARE(plot.count("\\addplot["), 3);
        QVERIFY(plot.contains("\\addlegendentry{per-vector}"));
        QVERIFY(plot.contains("Top-1 accuracy (\\%)"));
        // Several plots: a letter beneath each. Legends break where they would be wider than the figure.
        const QByteArray sheet = figureAsTex(sheetOf({test::curves(), test::curves(), test::stack()}, 2));
        for (const char *letter : {"\\\\(a)}", "\\\\(b)}", "\\\\(c)}"}) {
            QCOMPARE(sheet.count(letter), 1);
        }
        FigureSpec many = test::curves();
        many.width = 120.0;
        QVERIFY(!figureAsTex(many).contains("legend columns=-1"));
        FigureSpec unnamed = test::curves();
        unnamed.series.front().labelled = false;
        QCOMPARE(figureAsTex(unnamed).count("\\addlegendentry"), plot.count("\\addlegendentry") - 1);
        QCOMPARE(figureAsTex(unnamed).count("forget plot"), plot.count("forget plot") + 1);
        FigureSpec lines = test::stack();
        lines.bars.back().fill = Fill::CrossHatch;
        QVERIFY(figureAsTex(lines).contains("usetikzlibrary{patterns}") && figureAsTex(lines).contains("pattern=crosshatch"));
        const QByteArray bars = figureAsTex(deepNetwork());
        QCOMPARE(bars.count("rectangle"), 2 * 49);
        QVERIFY(bars.contains("{encoder.layer.0.part\\_a}"));
        const QByteArray map = figureAsTex(test::heatmap(3, 5));
        QVERIFY(map.contains("matrix plot*, mesh/cols="));
        QCOMPARE(map.count('{'), map.count('}'));
        // In the colours of the drawn figure, whichever map it has, from its low end to its high one.
        for (const ColorMap::Kind kind : {ColorMap::Kind::Viridis, ColorMap::Kind::Cividis, ColorMap::Kind::Diverging}) {
            for (const bool inverted : {false, true}) {
                FigureSpec coloured = test::heatmap(3, 5);
                coloured.heatmap.map = kind;
                coloured.heatmap.inverted = inverted;
                const QByteArray source = figureAsTex(coloured);
                QCOMPARE(source.count("rgb255="), 256);
                const auto entry = [](QRgb colour) {
                    return QStringLiteral("rgb255=(%1,%2,%3)")
                        .arg(qRed(colour))
                        .arg(qGreen(colour))
                        .arg(qBlue(colour))
                        .toLatin1();
                };
                const QByteArray low = entry(ColorMap::of(kind).at(inverted ? 1.0 : 0.0));
                const QByteArray high = entry(ColorMap::of(kind).at(inverted ? 0.0 : 1.0));
                QVERIFY(source.contains("colormap={vsq}{" + low) && source.contains(high + "}, colorbar"));
            }
        }
        FigureSpec table;
        table.title = QStringLiteral("Layers");
        table.picture.paint = [](QPainter &, const QSizeF &) {};
        table.picture.table = {{QStringLiteral("name"), QStringLiteral("cycles")},
                               {QStringLiteral("fc_1"), QStringLiteral("120")},
                               {QStringLiteral("fc_2"), QStringLiteral("7")}};
        QCOMPARE(figureAsTex(table),
                 QByteArray("% Layers: needs \\usepackage{booktabs}\n\\begin{tabular}{lr}\n\\toprule\nname & cycles "
                            "\\\\\n\\midrule\nfc\\_1 & 120 \\\\\nfc\\_2 & 7 \\\\\n\\bottomrule\n\\end{tabular}\n"));
        // What was measured is set as a page shows it; the data beside the table have all digits.
        table.picture.table = {{QStringLiteral("energy"), QStringLiteral("share")},
                               {QStringLiteral("2.5650768063148558e-07"), QStringLiteral("0.107666015625")},
                               {QStringLiteral("0"), QStringLiteral("99.99996")}};
        QVERIFY(figureAsTex(table).contains("$2.565\\cdot10^{-7}$ & 0.1077 \\\\\n0 & 100 \\\\\n"));
    }

    void theSameBytesEveryTime()
    {
        static const QRegularExpression date(QStringLiteral("D:\\d{14}[^)]*|\\d{4}-\\d\\d-\\d\\dT[^<]*"));
        const auto undated = [](const QByteArray &bytes) { return QString::fromLatin1(bytes).remove(date); };
        for (const FigureSpec &spec :
             {test::curves(), test::stack(), test::heatmap(12, 40), sheetOf({test::curves(), test::stack()}, 2)}) {
            QCOMPARE(undated(figureAsPdf(spec)), undated(figureAsPdf(spec)));
            QCOMPARE(figureAsSvg(spec), figureAsSvg(spec));
            QCOMPARE(figureAsImage(spec, 150), figureAsImage(spec, 150));
            QCOMPARE(figureOrigin(spec), figureOrigin(spec));
            QCOMPARE(figureAsTex(spec), figureAsTex(spec));
        }
    }

    void aMapOfOneColourSaysSo()
    {
        FigureSpec flat = test::heatmap(4, 4);
        std::fill(flat.heatmap.values.begin(), flat.heatmap.values.end(), 62.5F);
        flat.heatmap.unit = QStringLiteral("%");
        QVERIFY(figureAsSvg(flat).contains("62.5\u202f% everywhere"));
        QVERIFY(!figureAsSvg(test::heatmap(4, 4)).contains("everywhere"));
        flat.heatmap.columns = 4;
        flat.heatmap.rows = 10;
        flat.heatmap.values.assign(40, 62.5F);
        flat.heatmap.values[3] = 0.0F;
        QVERIFY(figureAsSvg(flat).contains("62.5\u202f% nearly everywhere"));
    }

    void anAxisIsOneLineOverTheGrid()
    {
        // The axis at y = 0 has a grid line under it: drawn after it, it would leave a stub and a second line.
        const QString svg = QString::fromUtf8(figureAsSvg(test::stack()));
        const qsizetype lastGrid = svg.lastIndexOf(QStringLiteral("#e8ebef"), -1, Qt::CaseInsensitive);
        const qsizetype axis = svg.lastIndexOf(
            QRegularExpression(QStringLiteral("stroke=\"#000000\"[^>]*stroke-width=\"0?\\.5\"")));
        QVERIFY2(axis > 0 && lastGrid > 0, "an axis and a grid");
        QVERIFY(axis > lastGrid);
    }
};

VSQ_TEST(FigurePresetsTest)
#include "figurepresets.moc"
