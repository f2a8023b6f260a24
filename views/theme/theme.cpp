// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include "views/theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPointer>
#include <QToolTip>
#include <QWidget>

namespace vsq {

namespace {

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness() ? Scheme::Dark
                                                                                                         : Scheme::Light;
}

double luminance(const QColor &color)
{
    return 0.2126 * color.redF() * color.redF() + 0.7152 * color.greenF() * color.greenF()
           + 0.0722 * color.blueF() * color.blueF();
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent)
{
    m_scheme = schemeOf(QApplication::palette());
    qApp->installEventFilter(this);
}

Theme &Theme::current()
{
    static QPointer<Theme> theme;
    if (!theme) {
        theme = new Theme(qApp);
    }
    return *theme;
}

void Theme::applyTo(QApplication &application, Preference preference)
{
    application.setStyle(new Style);
    Theme &theme = current();
    theme.m_imposes = true;
    theme.m_preference = preference;
    theme.m_scheme = preference == Preference::System ? theme.desktopScheme()
                     : preference == Preference::Dark ? Scheme::Dark
                                                      : Scheme::Light;
    theme.impose();
    Q_EMIT theme.changed();
}

void Theme::setPreference(Preference preference)
{
    m_preference = preference;
    adopt(preference == Preference::System ? desktopScheme() : preference == Preference::Dark ? Scheme::Dark : Scheme::Light);
}

QColor Theme::textOn(const QColor &background)
{
    return luminance(background) > 0.36 ? QColor(0x14, 0x16, 0x1b) : QColor(Qt::white);
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::Background));
    palette.setColor(QPalette::WindowText, color(Role::Text));
    palette.setColor(QPalette::Base, color(Role::Surface));
    palette.setColor(QPalette::AlternateBase, color(Role::Background));
    palette.setColor(QPalette::Text, color(Role::Text));
    palette.setColor(QPalette::PlaceholderText, color(Role::MutedText));
    palette.setColor(QPalette::Button, color(Role::Raised));
    palette.setColor(QPalette::ButtonText, color(Role::Text));
    palette.setColor(QPalette::BrightText, color(Role::Stalls));
    palette.setColor(QPalette::ToolTipBase, color(Role::Raised));
    palette.setColor(QPalette::ToolTipText, color(Role::Text));
    palette.setColor(QPalette::Highlight, color(Role::Accent));
    palette.setColor(QPalette::HighlightedText, color(Role::AccentText));
    palette.setColor(QPalette::Link, color(Role::Accent));
    palette.setColor(QPalette::LinkVisited, color(Role::Accent));
    palette.setColor(QPalette::Light, color(Role::Raised));
    palette.setColor(QPalette::Midlight, color(Role::Separator));
    palette.setColor(QPalette::Mid, color(Role::Separator));
    palette.setColor(QPalette::Dark, color(Role::Separator));
    palette.setColor(QPalette::Shadow, isDark() ? QColor(0, 0, 0) : QColor(0x9a, 0xa2, 0xad));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        QColor disabled = color(Role::MutedText);
        disabled.setAlphaF(0.6F);
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Role::Separator));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, color(Role::MutedText));
    return palette;
}

QFont Theme::monospace(double scale)
{
    static const QFont fixed = [] { // asked for by every cell of every table, and slow to find
        QFont found = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        found.setStyleHint(QFont::Monospace);
        return found;
    }();
    QFont font = fixed;
    const QFont base = QApplication::font();
    if (base.pointSizeF() > 0) {
        font.setPointSizeF(base.pointSizeF() * scale);
    } else {
        font.setPixelSize(qRound(base.pixelSize() * scale));
    }
    return font;
}

QFont Theme::small()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * 0.9);
    } else {
        font.setPixelSize(qRound(font.pixelSize() * 0.9));
    }
    return font;
}

QFont Theme::heading()
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * 1.25);
    } else {
        font.setPixelSize(qRound(font.pixelSize() * 1.25));
    }
    font.setWeight(QFont::DemiBold);
    return font;
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_imposing && m_preference == Preference::System) {
        if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp) {
            // Somebody gave the application another palette: take its scheme, keep our colours.
            adopt(schemeOf(QApplication::palette()));
        } else if (event->type() == QEvent::ThemeChange && watched->isWindowType()) {
            adopt(desktopScheme());
        }
    }
    return QObject::eventFilter(watched, event);
}

void Theme::adopt(Scheme scheme)
{
    if (scheme == m_scheme) {
        return;
    }
    m_scheme = scheme;
    if (m_imposes) {
        impose();
    }
    Q_EMIT changed();
}

void Theme::impose()
{
    m_imposing = true;
    const QPalette ours = palette();
    QApplication::setPalette(ours);
    QToolTip::setPalette(ours); // platforms have colours of their own for tips
    for (QWidget *window : QApplication::topLevelWidgets()) {
        QEvent change(QEvent::ApplicationPaletteChange); // Qt sends it only while QApplication::exec() runs
        QApplication::sendEvent(window, &change);
    }
    m_imposing = false;
}

Scheme Theme::desktopScheme()
{
    if (!m_imposes) {
        return schemeOf(QApplication::palette());
    }
    // An empty palette lets the platform's own show through for a moment.
    m_imposing = true;
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const Scheme scheme = schemeOf(QApplication::palette());
    QApplication::setPalette(ours);
    m_imposing = false;
    return scheme;
}

} // namespace vsq
