// SPDX-License-Identifier: GPL-3.0-or-later
// Exported files as a journal's checker sees them (poppler's tools), and that the screen's theme cannot leak into them.
#include "views/figure/figureexport.h"
#include "core/base/error.h"
#include "tests/support/testmain.h"
#include "tests/views/figure/samplefigures.h"
#include "views/theme/theme.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace vsq;

namespace {

QString output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(20000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

#define NEEDS_POPPLER()                                                                                                          \
    if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty())                                                    \
    QSKIP("pdffonts, pdfinfo and pdfimages (package poppler-utils) are not installed")

} // namespace

class FigureExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Theme::applyTo(*qApp, Theme::Preference::Light); }

    void pageIsExactlyTheFigure_data()
    {
        QTest::addColumn<double>("width");
        QTest::newRow("one column") << kSingleColumn;
        QTest::newRow("two columns") << kDoubleColumn;
    }
    void pageIsExactlyTheFigure()
    {
        NEEDS_POPPLER();
        QFETCH(double, width);
        ExportOptions options;
        options.width = width;
        options.height = 180;
        exportFigure(test::curves(), path("size.pdf"), options);
        const QString info = output(QStringLiteral("pdfinfo"), {path("size.pdf")});
        const auto match = QRegularExpression(QStringLiteral("Page size:\\s+([0-9.]+) x ([0-9.]+) pts")).match(info);
        QVERIFY2(match.hasMatch(), qPrintable(info));
        QVERIFY2(std::abs(match.captured(1).toDouble() - width) < 0.51, qPrintable(info));
        QVERIFY2(std::abs(match.captured(2).toDouble() - 180) < 0.51, qPrintable(info));
        QVERIFY(info.contains(QRegularExpression(QStringLiteral("Pages:\\s+1\\b"))));
    }

    void fontsAreEmbeddedTrueType()
    {
        NEEDS_POPPLER();
        for (const FigureSpec &spec : {test::curves(), test::histogram(), test::stack(), test::heatmap(12, 40)}) {
            exportFigure(spec, path("fonts.pdf"));
            const QStringList lines =
                output(QStringLiteral("pdffonts"), {path("fonts.pdf")}).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
            QVERIFY2(lines.size() > 2, qPrintable(spec.id));
            for (const QString &line : lines.mid(2)) {
                QVERIFY2(line.contains(QStringLiteral("TrueType")), qPrintable(line));
                QVERIFY2(line.contains(QRegularExpression(QStringLiteral("\\sIdentity-H\\s+yes\\b"))), qPrintable(line));
            }
        }
    }

    void typeIsEightPoints()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty()) {
            QSKIP("pdftotext (package poppler-utils) is not installed");
        }
        exportFigure(test::curves(), path("type.pdf"));
        const QString boxes = output(QStringLiteral("pdftotext"),
                                     {QStringLiteral("-bbox"), path("type.pdf"), QStringLiteral("-")});
        // Liberation Sans is as wide as Arial: "per-vector" in 8 points is 4.555 em = 36.4 points.
        const auto match =
            QRegularExpression(QStringLiteral("xMin=\"([0-9.]+)\"[^>]*xMax=\"([0-9.]+)\"[^>]*>per-vector<")).match(boxes);
        QVERIFY2(match.hasMatch(), qPrintable(boxes));
        const double width = match.captured(2).toDouble() - match.captured(1).toDouble();
        QVERIFY2(width > 34.0 && width < 39.5, qPrintable(QString::number(width)));
    }

    void smallHeatmapsAreVectors()
    {
        NEEDS_POPPLER();
        exportFigure(test::heatmap(128, 128), path("small.pdf"));
        const QStringList images = output(QStringLiteral("pdfimages"), {QStringLiteral("-list"), path("small.pdf")})
                                       .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(images.size(), 2); // the two lines of the heading
    }

    void largeHeatmapsAreLosslessImages()
    {
        NEEDS_POPPLER();
        exportFigure(test::heatmap(200, 150), path("large.pdf"));
        const QString images = output(QStringLiteral("pdfimages"), {QStringLiteral("-list"), path("large.pdf")});
        QVERIFY2(images.contains(QStringLiteral("image")), qPrintable(images));
        QVERIFY2(!images.contains(QStringLiteral("jpeg")) && !images.contains(QStringLiteral("jpx")), qPrintable(images));
        QVERIFY(!read(path("large.pdf")).contains("DCTDecode"));
    }

    void svgIsWellFormedAndMeasuresPoints()
    {
        exportFigure(test::stack(), path("figure.svg"));
        QXmlStreamReader xml(read(path("figure.svg")));
        QString viewBox;
        QString width;
        while (!xml.atEnd()) {
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("svg")) {
                viewBox = xml.attributes().value(QLatin1String("viewBox")).toString();
                width = xml.attributes().value(QLatin1String("width")).toString();
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(viewBox, QStringLiteral("0 0 252 170"));
        QCOMPARE(width, QStringLiteral("88.9mm")); // 3.5 in
    }

    void pictureHasItsResolution()
    {
        exportFigure(test::curves(), path("figure.png"));
        const QImage image(path("figure.png"));
        QCOMPARE(image.width(), 2100); // 3.5 in at 600 dots per inch
        QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 600);
        QCOMPARE(image.pixel(1, 1), qRgb(255, 255, 255));
    }

    void darkThemeDoesNotLeak()
    {
        const QByteArray light = figureAsSvg(test::stack());
        const QImage lightImage = figureAsImage(test::curves(), 150);
        Theme::current().setPreference(Theme::Preference::Dark);
        QVERIFY(Theme::current().isDark());
        QCOMPARE(figureAsSvg(test::stack()), light);
        QCOMPARE(figureAsImage(test::curves(), 150), lightImage);
    }

    void dataAndOriginStandBesideIt()
    {
        FigureSpec spec = test::curves();
        spec.provenance.insert(QStringLiteral("command"), QStringLiteral("vsqscope --export accuracy"));
        const QStringList written = exportFigure(spec, path("beside.svg"));
        QCOMPARE(written, QStringList({path("beside.svg"), path("beside.csv"), path("beside.json")}));
        const QJsonObject origin = QJsonDocument::fromJson(read(path("beside.json"))).object();
        QCOMPARE(origin.value(QStringLiteral("figure")).toString(), QStringLiteral("curves"));
        QCOMPARE(origin.value(QStringLiteral("command")).toString(), QStringLiteral("vsqscope --export accuracy"));
        QCOMPARE(origin.value(QStringLiteral("version")).toString(), QStringLiteral(VSQ_VERSION));
        QVERIFY(read(path("beside.csv")).startsWith("part,name,Weight bits,x_end,Top-1 accuracy (%),low,high\r\n"));
    }

    void unknownSuffixIsAnError()
    {
        try {
            exportFigure(test::curves(), path("figure.jpg"));
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(QString::fromUtf8(error.what()),
                     path("figure.jpg")
                         + QStringLiteral(": figure format: expected a name that ends in .pdf, .svg, .png, "
                                          ".csv or .tex, found .jpg"));
        }
    }

    void unwritableTargetIsAnError()
    {
        QVERIFY_EXCEPTION_THROWN(exportFigure(test::curves(), path("missing/figure.pdf")), Error);
        QVERIFY(!QDir(m_folder.path()).exists(QStringLiteral("missing")));
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QTemporaryDir m_folder;
};

VSQ_TEST(FigureExportTest)
#include "figureexport.moc"
