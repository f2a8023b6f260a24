// SPDX-License-Identifier: GPL-3.0-or-later
// The look that all views share: colours by meaning, surfaces, fonts. Follows the application's palette live: when the
// desktop (or a test) turns the palette dark or light, changed() is emitted and every view repaints.
#pragma once

#include "views/theme/role.h"

#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace vsq {

class Theme : public QObject {
    Q_OBJECT
public:
    enum class Preference : std::uint8_t { System, Light, Dark };

    /// The theme of the running application; made on first use, lives as long as the application.
    static Theme &current();
    /// Gives the application style and palette, and keeps following the desktop's scheme.
    static void applyTo(QApplication &application, Preference preference = Preference::System);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_scheme == Scheme::Dark; }
    [[nodiscard]] Preference preference() const { return m_preference; }
    void setPreference(Preference preference);

    [[nodiscard]] QColor color(Role role) const { return colorOf(role, m_scheme); } ///< areas
    [[nodiscard]] QColor ink(Role role) const { return inkOf(role, m_scheme); }     ///< thin lines, markers, letters
    /// Black or white, whichever reads better on the colour.
    [[nodiscard]] static QColor textOn(const QColor &background);

    [[nodiscard]] QPalette palette() const;
    /// Tabular figures for numbers; relative to the application's font size.
    [[nodiscard]] static QFont monospace(double scale = 1.0);
    [[nodiscard]] static QFont small();   ///< secondary labels
    [[nodiscard]] static QFont heading(); ///< titles of empty states and groups

    static constexpr int kGrid = 8; ///< pixels; margins and gaps are multiples (or halves) of it

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit Theme(QObject *parent);
    void adopt(Scheme scheme);
    void impose();
    [[nodiscard]] Scheme desktopScheme();

    Scheme m_scheme = Scheme::Light;
    Preference m_preference = Preference::System;
    bool m_imposes = false;  ///< applyTo() was called: the palette is ours
    bool m_imposing = false; ///< changes of the palette are our own doing
};

} // namespace vsq
