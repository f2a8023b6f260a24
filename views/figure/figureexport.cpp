// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figureexport.h"

#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "views/figure/figuredata.h"
#include "views/figure/figurefold.h"
#include "views/figure/figurepainter.h"
#include "views/figure/figurepreset.h"
#include "views/figure/figuresheet.h"
#include "views/figure/figuretex.h"

#include <QBuffer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace vsq {

namespace {

constexpr int kPdfDotsPerInch = 1200;

void prepare(QCPPainter &painter)
{
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
}

void drawOn(QCPPainter &painter, const FigureSpec &spec)
{
    if (!spec.panels.empty()) {
        paintSheet(painter, spec, drawOn);
        return;
    }
    if (!spec.picture.isEmpty()) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        spec.picture.paint(painter, QSizeF(std::floor(spec.width), std::floor(spec.height)));
        painter.restore();
        return;
    }
    // Whole points: a fraction of one at the right edge stays blank rather than scaling type.
    const int width = static_cast<int>(std::floor(spec.width));
    const int height = static_cast<int>(std::floor(spec.height));
    QCustomPlot plot;
    plot.setBufferDevicePixelRatio(1.0);
    plot.setViewport(QRect(0, 0, width, height));
    plot.setAntialiasedElements(QCP::aeAll);
    buildFigure(plot, spec, FigureStyle::paper(spec.preset));
    plot.toPainter(&painter, width, height);
}

void write(const QString &path, const QByteArray &bytes, QStringList &written)
{
    writeFileAtomically(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    written.append(path);
}

} // namespace

FigureSpec sizedFigure(FigureSpec spec, const ExportOptions &options)
{
    const FigurePreset &preset = figurePreset(options.preset);
    const double type = preset.type / 8.0; // what heights of figures are made for
    if (!options.preset.isEmpty()) {
        spec.preset = options.preset;
        spec.height = spec.panels.empty() && spec.picture.isEmpty() ? spec.height * type
                                                                    : spec.height * preset.width / spec.width;
        spec.width = preset.width;
    }
    if (!std::isnan(options.width)) {
        spec.width = options.width;
    }
    constexpr double kRow = 11.0;    // points of a row of 8 point type
    constexpr double kAround = 64.0; // axis, legend
    const double most = std::isnan(options.height) ? preset.mostHeight : std::min(options.height, preset.mostHeight);
    constexpr double kRounded = 1.0; // a height that was typed has two decimals of an inch
    if (spec.height > most + kRounded && spec.picture.isEmpty()) {
        const auto before = spec.y.categories.size();
        spec = foldRows(spec, static_cast<int>((most / type - kAround) / kRow));
        if (spec.y.categories.size() != before) {
            spec.height = (kAround + kRow * static_cast<double>(spec.y.categories.size())) * type;
        }
        spec.height = std::min(spec.height, most);
    }
    if (!std::isnan(options.height)) {
        spec.height = options.height;
    }
    for (FigureSpec &panel : spec.panels) {
        panel.preset = spec.preset;
    }
    return spec;
}

QByteArray figureAsPdf(const FigureSpec &spec)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Vsqscope " VSQ_VERSION));
        writer.setTitle(spec.title);
        writer.setResolution(kPdfDotsPerInch);
        const QPageSize size(QSizeF(spec.width, spec.height), QPageSize::Point, spec.id, QPageSize::ExactMatch);
        writer.setPageLayout(QPageLayout(size, QPageLayout::Portrait, QMarginsF(), QPageLayout::Point));
        QCPPainter painter(&writer);
        painter.scale(kPdfDotsPerInch / 72.0, kPdfDotsPerInch / 72.0);
        prepare(painter);
        drawOn(painter, spec);
        painter.end();
    }
    return bytes;
}

QByteArray figureAsSvg(const FigureSpec &spec)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setResolution(72);
        generator.setTitle(spec.title);
        generator.setDescription(spec.summary);
        const QSize size(static_cast<int>(std::floor(spec.width)), static_cast<int>(std::floor(spec.height)));
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        QCPPainter painter(&generator);
        prepare(painter);
        drawOn(painter, spec);
        painter.end();
    }
    return bytes;
}

QImage figureAsImage(const FigureSpec &spec, int dotsPerInch)
{
    const double scale = dotsPerInch / 72.0;
    QImage image(static_cast<int>(std::lround(spec.width * scale)), static_cast<int>(std::lround(spec.height * scale)),
                 QImage::Format_RGB32);
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(dotsPerInch / 0.0254));
    image.setDotsPerMeterY(qRound(dotsPerInch / 0.0254));
    QCPPainter painter(&image);
    painter.scale(scale, scale);
    prepare(painter);
    drawOn(painter, spec);
    painter.end();
    return image;
}

QByteArray figureOrigin(const FigureSpec &spec)
{
    QJsonObject object = spec.provenance;
    object.insert(QStringLiteral("figure"), spec.id);
    object.insert(QStringLiteral("title"), spec.title);
    object.insert(QStringLiteral("summary"), spec.summary);
    object.insert(QStringLiteral("program"), QStringLiteral("Vsqscope"));
    object.insert(QStringLiteral("version"), QStringLiteral(VSQ_VERSION));
    object.insert(QStringLiteral("widthPoints"), spec.width);
    object.insert(QStringLiteral("heightPoints"), spec.height);
    object.insert(QStringLiteral("preset"), figurePreset(spec.preset).id);
    QJsonArray panels;
    for (const FigureSpec &panel : spec.panels) {
        panels.append(panel.id);
    }
    if (!panels.isEmpty()) {
        object.insert(QStringLiteral("panels"), panels);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

void checkFigureEnding(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (!figureEndings().contains(suffix)) {
        throw Error({path.toStdString(), {}}, "figure format", "a name that ends in .pdf, .svg, .png, .csv or .tex",
                    suffix.isEmpty() ? "no suffix" : "." + suffix.toStdString());
    }
}

QStringList figureEndings()
{
    return {QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"), QStringLiteral("csv"), QStringLiteral("tex")};
}

QStringList exportFigure(const FigureSpec &spec, const QString &path, const ExportOptions &options)
{
    checkFigureEnding(path);
    const FigureSpec figure = sizedFigure(spec, options);
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QFileInfo info(path);
    const QString base = info.path() + QLatin1Char('/') + info.completeBaseName();
    // The data of all rows, also of those that the figure folds.
    const auto table = [](const FigureSpec &of) { return QByteArray::fromStdString(figureTable(of, ',')); };
    QStringList written;
    if (suffix == QLatin1String("pdf")) {
        write(path, figureAsPdf(figure), written);
    } else if (suffix == QLatin1String("svg")) {
        write(path, figureAsSvg(figure), written);
    } else if (suffix == QLatin1String("png")) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        figureAsImage(figure, options.pngDotsPerInch).save(&buffer, "PNG");
        write(path, bytes, written);
    } else if (suffix == QLatin1String("tex")) {
        write(path, figureAsTex(figure), written);
    } else if (spec.panels.empty()) {
        write(path, table(spec), written);
    } else {
        throw Error({path.toStdString(), {}}, "data of several plots", "a figure, whose plots' data stand beside it", ".csv");
    }
    if (options.companions) {
        for (std::size_t i = 0; i < spec.panels.size(); ++i) {
            write(base + QLatin1Char('-') + QLatin1Char(static_cast<char>('a' + i)) + QStringLiteral(".csv"),
                  table(spec.panels[i]), written);
        }
        if (suffix != QLatin1String("csv") && spec.panels.empty()) {
            write(base + QStringLiteral(".csv"), table(spec), written);
        }
        write(base + QStringLiteral(".json"), figureOrigin(figure), written);
    }
    return written;
}

} // namespace vsq
