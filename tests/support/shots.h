// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of widgets for people to look at: written only where the environment variable VSQ_SHOTS names a folder.
#pragma once

#include <QImage>
#include <QPainter>
#include <QWidget>

namespace vsq::test {

inline void shoot(QWidget &widget, const QString &name, double ratio = 1.0)
{
    const QString folder = qEnvironmentVariable("VSQ_SHOTS");
    if (folder.isEmpty()) {
        return;
    }
    QImage image(widget.size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::magenta);
    widget.render(&image);
    image.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

} // namespace vsq::test
