// SPDX-License-Identifier: GPL-3.0-or-later
// The Dataflow view as a picture and as a table: menu, clipboard, files.
#include "views/dataflow/dataflowview.h"

#include "views/dataflow/chipcanvas.h"
#include "views/workspace/workspace.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr double kPictureWidth = 900; ///< pixels of the picture at zoom 1: its detail, and type of 7 points on a page

} // namespace

std::vector<FigureSpec> DataflowView::figures() const
{
    if (!m_shown) {
        return {};
    }
    // As it stands in no window: the same figure on every screen.
    const QRectF bounds = ChipGeometry(m_canvas->geometryOfChip().mode(), m_workspace->chipConfig()).bounds();
    const QSizeF size(kPictureWidth, kPictureWidth * bounds.height() / bounds.width());
    FigureSpec spec;
    spec.id = QStringLiteral("dataflow");
    spec.name = QStringLiteral("dataflowChip");
    const std::shared_ptr<const LayerData> layer = m_workspace->layerData();
    spec.title = tr("The chip in cycle %1 of %2")
                     .arg(m_shown->next.cycle)
                     .arg(layer ? QString::fromStdString(layer->layer.name) : QString());
    spec.summary = m_canvas->accessibleDescription();
    spec.width = std::floor(kDoubleColumn); // whole points: the same page in every format
    spec.height = std::round(spec.width * size.height() / size.width());
    spec.picture.table = table();
    spec.picture.paint = [paint = m_canvas->picture(), size](QPainter &painter, const QSizeF &wanted) {
        painter.save();
        const double scale = std::min(wanted.width() / size.width(), wanted.height() / size.height());
        painter.scale(scale, scale);
        paint(painter, size);
        painter.restore();
    };
    return {spec};
}

std::vector<QStringList> DataflowView::table() const
{
    if (!m_shown) {
        return {};
    }
    QStringList header = {QStringLiteral("lane"), QStringLiteral("active"), QStringLiteral("sA"),
                          QStringLiteral("sB"),   QStringLiteral("tree"),   QStringLiteral("p8"),
                          QStringLiteral("term"), QStringLiteral("sum_in"), QStringLiteral("sum_out")};
    for (int entry = 0; entry < kCollectorEntries; ++entry) {
        header << QStringLiteral("entry_%1").arg(entry);
    }
    std::vector<QStringList> rows{header};
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
        rows.push_back(cells);
    }
    return rows;
}

void DataflowView::copyPicture() const
{
    if (m_shown) {
        QApplication::clipboard()->setImage(figureAsImage(figures().front(), 300));
    }
}

void DataflowView::copyValues() const
{
    QString text;
    for (const QStringList &row : table()) {
        text += row.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

} // namespace vsq
