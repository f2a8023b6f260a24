// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion with check boxes that can be seen on both schemes' surfaces (Fusion's outline is darker than a dark window).
#pragma once

#include <QProxyStyle>

namespace vsq {

class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace vsq
