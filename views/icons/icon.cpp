// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/icons/icon.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

static void initialiseIcons()
{
    Q_INIT_RESOURCE(icons); // a static library's resources are linked only when asked for
}

namespace vsq {

namespace {

class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(QString name, QByteArray svg) : m_name(std::move(name)), m_svg(std::move(svg)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = palette.color(QPalette::Active, QPalette::ButtonText);
        if (mode == QIcon::Disabled) {
            color = palette.color(QPalette::Disabled, QPalette::ButtonText);
        } else if (mode == QIcon::Selected) {
            color = palette.color(QPalette::Active, QPalette::HighlightedText);
        }
        // Rendering takes a millisecond, and a window has a hundred icons that are painted again and again.
        const double ratio = painter->device()->devicePixelRatio();
        const QSize pixels = rect.size() * ratio;
        const QString key =
            QStringLiteral("vsq-icon-%1-%2-%3x%4").arg(m_name, color.name()).arg(pixels.width()).arg(pixels.height());
        QPixmap picture;
        if (!QPixmapCache::find(key, &picture)) {
            QByteArray tinted = m_svg;
            tinted.replace("currentColor", color.name().toLatin1());
            picture = QPixmap(pixels);
            picture.fill(Qt::transparent);
            QPainter onto(&picture);
            QSvgRenderer(tinted).render(&onto, QRectF(QPointF(), QSizeF(pixels)));
            onto.end();
            QPixmapCache::insert(key, picture);
        }
        painter->drawPixmap(rect, picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }

    QIconEngine *clone() const override { return new TintedIconEngine(m_name, m_svg); }

private:
    QString m_name;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const QString &name)
{
    initialiseIcons();
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "icon", qPrintable(name));
    return found ? QIcon(new TintedIconEngine(name, file.readAll())) : QIcon();
}

QStringList iconNames()
{
    initialiseIcons();
    QStringList names;
    for (const QString &file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")})) {
        names.append(file.chopped(4));
    }
    return names;
}

QIcon applicationIcon()
{
    initialiseIcons();
    return QIcon(QStringLiteral(":/icons/vsqscope.svg"));
}

} // namespace vsq
