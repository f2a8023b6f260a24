// SPDX-License-Identifier: GPL-3.0-or-later
// Zoom and pan of the picture of the chip, and the level of detail that a zoom deserves. No window needed.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstdint>

namespace vsq {

/// What is drawn inside the blocks.
enum class Detail : std::uint8_t {
    Occupancy, ///< colours and fill levels only
    Words,     ///< values of whole words, addresses, sums
    Codes,     ///< single codes and products
    Bits,      ///< their bits
};

struct ViewTransform {
    static constexpr double kMinZoom = 0.1;
    static constexpr double kMaxZoom = 32.0;

    double zoom = 1.0; ///< device-independent pixels a scene unit
    QPointF offset;    ///< where the scene's origin is on the screen

    [[nodiscard]] QPointF toScreen(const QPointF &scene) const { return scene * zoom + offset; }
    [[nodiscard]] QRectF toScreen(const QRectF &scene) const
    {
        return {toScreen(scene.topLeft()), QSizeF(scene.width() * zoom, scene.height() * zoom)};
    }
    [[nodiscard]] QPointF toScene(const QPointF &screen) const { return (screen - offset) / zoom; }
    [[nodiscard]] QRectF toScene(const QRectF &screen) const
    {
        return {toScene(screen.topLeft()), QSizeF(screen.width() / zoom, screen.height() / zoom)};
    }

    /// Multiplies the zoom, within its limits, so that the scene point under `screen` stays there.
    void zoomAbout(const QPointF &screen, double factor);
    /// The largest zoom at which all of the scene shows, centred.
    static ViewTransform fit(const QRectF &scene, const QSizeF &viewport, double margin = 0.0);
    /// Moves the picture back where less than `keep` pixels of the scene would be left in the viewport.
    void keepInView(const QRectF &scene, const QSizeF &viewport, double keep = 64.0);

    [[nodiscard]] Detail detail() const;
    bool operator==(const ViewTransform &) const = default;
};

} // namespace vsq
