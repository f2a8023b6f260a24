// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion with thin separators in place of frames, quiet tabs and headers, and check boxes that can be seen on both schemes'
// surfaces (Fusion's outline is darker than a dark window).
//
// A style sheet would say most of it, but each change of one polishes every widget again and lays all of them out: half a second
// in which the window stands still. What is drawn here takes its colours from the theme, so that a change of theme only paints.
#pragma once

#include <QProxyStyle>

namespace vsq {

class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                                  const QWidget *widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                                QStyleHintReturn *result = nullptr) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

private:
    void drawCheckBox(const QStyleOption *option, QPainter *painter) const;
};

} // namespace vsq
