// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figureexport.h"

#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "views/figure/figuredata.h"
#include "views/figure/figurepainter.h"

#include <QBuffer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPageLayout>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace vsq {

namespace {

constexpr int kPdfDotsPerInch = 1200;

void drawOn(QCPPainter &painter, const FigureSpec &spec)
{
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
    if (!spec.picture.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        spec.picture.paint(painter, QSizeF(std::floor(spec.width), std::floor(spec.height)));
        return;
    }
    // Whole points: a fraction of one at the right edge stays blank rather than scaling type.
    const int width = static_cast<int>(std::floor(spec.width));
    const int height = static_cast<int>(std::floor(spec.height));
    QCustomPlot plot;
    plot.setBufferDevicePixelRatio(1.0);
    plot.setViewport(QRect(0, 0, width, height));
    plot.setAntialiasedElements(QCP::aeAll);
    buildFigure(plot, spec, FigureStyle::paper());
    plot.toPainter(&painter, width, height);
}

FigureSpec sized(FigureSpec spec, const ExportOptions &options)
{
    if (!std::isnan(options.width)) {
        spec.width = options.width;
    }
    if (!std::isnan(options.height)) {
        spec.height = options.height;
    }
    return spec;
}

void write(const QString &path, const QByteArray &bytes, QStringList &written)
{
    writeFileAtomically(path.toStdString(), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    written.append(path);
}

} // namespace

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
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

void checkFigureEnding(const QString &path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (!figureEndings().contains(suffix)) {
        throw Error({path.toStdString(), {}}, "figure format", "a name that ends in .pdf, .svg, .png or .csv",
                    suffix.isEmpty() ? "no suffix" : "." + suffix.toStdString());
    }
}

QStringList figureEndings()
{
    return {QStringLiteral("pdf"), QStringLiteral("svg"), QStringLiteral("png"), QStringLiteral("csv")};
}

QStringList exportFigure(const FigureSpec &spec, const QString &path, const ExportOptions &options)
{
    checkFigureEnding(path);
    const FigureSpec figure = sized(spec, options);
    const QString suffix = QFileInfo(path).suffix().toLower();
    const QByteArray table = QByteArray::fromStdString(figureTable(figure, ','));
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
    } else {
        write(path, table, written);
    }
    if (options.companions) {
        const QFileInfo info(path);
        const QString base = info.path() + QLatin1Char('/') + info.completeBaseName();
        if (suffix != QLatin1String("csv")) {
            write(base + QStringLiteral(".csv"), table, written);
        }
        write(base + QStringLiteral(".json"), figureOrigin(figure), written);
    }
    return written;
}

} // namespace vsq
