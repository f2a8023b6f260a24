// SPDX-License-Identifier: GPL-3.0-or-later
// The Dataflow view as a picture and as a table: menu, clipboard, files.
#include "views/dataflow/dataflowview.h"

#include "core/base/error.h"
#include "views/dataflow/chipcanvas.h"
#include "views/dataflow/simulationactions.h"
#include "views/workspace/workspace.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace vsq {

namespace {

constexpr double kPictureWidth = 1124; ///< scene units to pixels: the picture at zoom 1

QSizeF pictureSize(const ChipCanvas &canvas)
{
    const QRectF bounds = canvas.geometryOfChip().bounds();
    return {kPictureWidth, kPictureWidth * bounds.height() / bounds.width()};
}

QImage pictureOf(const ChipCanvas &canvas, int scale)
{
    const QSizeF size = pictureSize(canvas);
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::white);
    QPainter painter(&image);
    canvas.paintPicture(painter, size);
    return image;
}

QByteArray pdfOf(const ChipCanvas &canvas)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSizeF size = pictureSize(canvas);
    QPdfWriter writer(&buffer);
    writer.setResolution(1200);
    writer.setPageSize(QPageSize(size * 0.45, QPageSize::Point, QString(), QPageSize::ExactMatch)); // 7 in wide
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    QPainter painter(&writer);
    painter.setWindow(0, 0, static_cast<int>(size.width()), static_cast<int>(size.height()));
    canvas.paintPicture(painter, size);
    painter.end();
    return bytes;
}

QByteArray svgOf(const ChipCanvas &canvas)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    const QSizeF size = pictureSize(canvas);
    generator.setOutputDevice(&buffer);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), size));
    generator.setTitle(QStringLiteral("Vsqscope"));
    QPainter painter(&generator);
    canvas.paintPicture(painter, size);
    painter.end();
    return bytes;
}

} // namespace

QString DataflowView::table(QChar separator) const
{
    if (!m_shown) {
        return {};
    }
    QString text;
    const auto line = [&](const QStringList &cells) { text += cells.join(separator) + QLatin1Char('\n'); };
    QStringList header = {QStringLiteral("lane"), QStringLiteral("active"), QStringLiteral("sA"),
                          QStringLiteral("sB"),   QStringLiteral("tree"),   QStringLiteral("p8"),
                          QStringLiteral("term"), QStringLiteral("sum_in"), QStringLiteral("sum_out")};
    for (int entry = 0; entry < kCollectorEntries; ++entry) {
        header << QStringLiteral("entry_%1").arg(entry);
    }
    line(header);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const LaneState &state = m_shown->lanes[lane];
        QStringList cells = {QString::number(lane),
                             QString::number(state.active ? 1 : 0),
                             QString::number(m_shown->aRegister[lane].scale),
                             QString::number(m_shown->bWord.scale),
                             QString::number(state.tree),
                             QString::number(state.roundedScale),
                             QString::number(state.term),
                             QString::number(state.sumIn),
                             QString::number(state.sumOut)};
        for (std::size_t entry = 0; entry < kCollectorEntries; ++entry) {
            cells << (m_shown->collectorValid[entry] ? QString::number(m_shown->collector[entry][lane]) : QString());
        }
        line(cells);
    }
    return text;
}

void DataflowView::copyPicture() const
{
    if (m_shown) {
        QApplication::clipboard()->setImage(pictureOf(*m_canvas, 2));
    }
}

void DataflowView::copyValues() const
{
    QApplication::clipboard()->setText(table(QLatin1Char('\t')));
}

void DataflowView::exportTo(const QString &path) const
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    const Place place{path.toStdString(), {}};
    if (!m_shown) {
        throw Error(place, "nothing to export", "a layer on the chip", "none");
    }
    QByteArray bytes;
    if (suffix == QStringLiteral("pdf")) {
        bytes = pdfOf(*m_canvas);
    } else if (suffix == QStringLiteral("svg")) {
        bytes = svgOf(*m_canvas);
    } else if (suffix == QStringLiteral("png")) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        pictureOf(*m_canvas, 3).save(&buffer, "PNG");
    } else if (suffix == QStringLiteral("csv")) {
        bytes = table(QLatin1Char(',')).toUtf8();
    } else {
        throw Error(place, "unknown kind of file", "pdf, svg, png or csv", "'" + suffix.toStdString() + "'");
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        throw Error(place, "cannot write: " + file.errorString().toStdString());
    }
}

void DataflowView::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export picture or values"), QStringLiteral("chip.pdf"),
                                                      tr("PDF (*.pdf);;SVG (*.svg);;PNG (*.png);;Values, CSV (*.csv)"));
    if (path.isEmpty()) {
        return;
    }
    try {
        exportTo(path);
        m_workspace->raiseMessage(Workspace::Severity::Information, tr("Written: %1").arg(path));
    } catch (const Error &error) {
        m_workspace->raiseMessage(Workspace::Severity::Error, tr("The picture could not be written."),
                                  QString::fromUtf8(error.what()));
    }
}

void DataflowView::showMenu(const ChipPart &part, const QPoint &global)
{
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("dataflow.menu"));
    const auto add = [&](const char *name) { menu.addAction(m_actions->action(QLatin1String(name))); };
    if (part.kind != PartKind::None) {
        add("dataflow.watch.add");
        add("dataflow.breakpoint.here");
        menu.addSeparator();
    }
    for (const char *name : {"dataflow.zoom.in", "dataflow.zoom.out", "dataflow.zoom.fit"}) {
        add(name);
    }
    menu.addSeparator();
    for (const char *name : {"dataflow.copy.picture", "dataflow.copy.values", "dataflow.export"}) {
        add(name);
    }
    menu.exec(global);
}

} // namespace vsq
