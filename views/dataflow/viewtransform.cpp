// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/viewtransform.h"

#include <algorithm>

namespace vsq {

void ViewTransform::zoomAbout(const QPointF &screen, double factor)
{
    const QPointF scene = toScene(screen);
    zoom = std::clamp(zoom * factor, kMinZoom, kMaxZoom);
    offset = screen - scene * zoom;
}

ViewTransform ViewTransform::fit(const QRectF &scene, const QSizeF &viewport, double margin)
{
    ViewTransform result;
    const double width = std::max(1.0, viewport.width() - 2 * margin);
    const double height = std::max(1.0, viewport.height() - 2 * margin);
    result.zoom = std::clamp(std::min(width / scene.width(), height / scene.height()), kMinZoom, kMaxZoom);
    result.offset = QPointF(viewport.width() / 2, viewport.height() / 2) - scene.center() * result.zoom;
    return result;
}

void ViewTransform::keepInView(const QRectF &scene, const QSizeF &viewport, double keep)
{
    const QRectF shown = toScreen(scene);
    offset.rx() += std::max(0.0, keep - shown.right()) - std::max(0.0, shown.left() - (viewport.width() - keep));
    offset.ry() += std::max(0.0, keep - shown.bottom()) - std::max(0.0, shown.top() - (viewport.height() - keep));
}

Detail ViewTransform::detail() const
{
    if (zoom < 0.55) {
        return Detail::Occupancy;
    }
    return zoom < 2.4 ? Detail::Words : zoom < 5.2 ? Detail::Codes : Detail::Bits;
}

} // namespace vsq
