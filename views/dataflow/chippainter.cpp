// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chippainter.h"

#include "views/theme/colormap.h"
#include "views/theme/number.h"
#include "views/theme/theme.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace vsq {

namespace {

constexpr int kSmallestFigures = 9; ///< pixels

} // namespace

double colorScaleFor(const CollectorSums &sums)
{
    std::uint32_t largest = 1;
    for (const auto &entry : sums) {
        for (const std::int32_t value : entry) {
            largest = std::max(largest, static_cast<std::uint32_t>(std::abs(static_cast<std::int64_t>(value))));
        }
    }
    return static_cast<double>(std::bit_ceil(largest));
}

ChipPainter::ChipPainter(QPainter &painter, const ChipGeometry &geometry, const ChipScene &scene, const ViewTransform &transform,
                         const QSizeF &viewport, Scheme scheme, const QFont &labels, const QFont &numbers)
    : m_painter(painter), m_geometry(geometry), m_scene(scene), m_transform(transform), m_visible(QPointF(0, 0), viewport),
      m_scheme(scheme), m_detail(transform.detail()), m_labelFont(labels), m_numberFont(numbers)
{
    // Type grows a little with the zoom and never leaves what can be read.
    m_labelFont.setPixelSize(static_cast<int>(std::lround(std::clamp(16.0 * transform.zoom, 9.0, 13.0))));
    m_largestFigures = static_cast<int>(std::lround(std::clamp(14.0 * transform.zoom, 1.0 * kSmallestFigures, 13.0)));
    QFont measured = m_numberFont;
    measured.setPixelSize(100);
    const QFontMetricsF metrics(measured);
    m_figureWidth = metrics.horizontalAdvance(QLatin1Char('0')) / 100;
    m_figureHeight = metrics.tightBoundingRect(QStringLiteral("0")).height() / 100;
    useFigures(0, 0);
    m_sumScale = colorScaleFor(scene.snapshot->collector);
    m_codeScale = scene.snapshot->mode == Mode::Int8 ? 127 : 7;
    m_productScale = m_codeScale * m_codeScale;
}

void ChipPainter::paint()
{
    m_painter.setRenderHint(QPainter::Antialiasing, true);
    m_painter.fillRect(m_visible, color(Role::Surface));
    paintWires();
    paintABuffer();
    paintARegister();
    paintBBuffer();
    paintBRegister();
    paintLanes();
    title(m_geometry.multipliers(),
          {tr("%1 lanes x %2 multipliers").arg(m_scene.lanes()).arg(m_geometry.vectorSize()), tr("Multipliers")});
    title(m_geometry.trees(), {tr("Adder tree"), tr("Tree"), QStringLiteral("\u03a3")});
    title(m_geometry.scaleProducts(), {tr("Scale"), QStringLiteral("\u00d7s")});
    title(m_geometry.sums(), {tr("Sum, 24 b"), tr("Sum"), QStringLiteral("+")});
    paintCollector();
    paintPpu();
    paintVsqBuffer();
    paintOutputBuffer();
    paintLegend();
    if (m_scene.glow > 0.0) {
        paintGlow();
    }
    paintSelection();
    paintPins();
    paintOverview();
}

QColor ChipPainter::color(Role role, double alpha) const
{
    QColor result = colorOf(role, m_scheme);
    result.setAlphaF(static_cast<float>(alpha));
    return result;
}

QColor ChipPainter::ink(Role role, double alpha) const
{
    QColor result = inkOf(role, m_scheme);
    result.setAlphaF(static_cast<float>(alpha));
    return result;
}

QColor ChipPainter::diverging(double value, double scale) const
{
    // The square root opens up the small values, of which there are most.
    const double t = std::clamp(value / scale, -1.0, 1.0);
    return QColor::fromRgb(
        ColorMap::signedError(m_scheme == Scheme::Dark).at(0.5 + 0.5 * std::copysign(std::sqrt(std::abs(t)), t)));
}

void ChipPainter::well(const QRectF &screen, bool active, Role role)
{
    m_painter.fillRect(screen, color(Role::Sunken));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(active ? ink(role) : color(Role::Separator), 1));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(screen.adjusted(-1, -1, 0, 0));
    m_painter.setRenderHint(QPainter::Antialiasing, true);
}

void ChipPainter::title(const QRectF &block, std::initializer_list<QString> names, std::initializer_list<QString> remarks)
{
    const QRectF below = at(block);
    const double height = ChipGeometry::kTitleHeight * m_transform.zoom;
    QRectF strip(below.left(), below.top() - std::min(height, 26.0), below.width(), std::min(height, 26.0) - 3);
    if (strip.top() < 0 && shows(below) && below.bottom() > 3 * strip.height()) {
        m_pinned.push_back({below, names});
        return;
    }
    if (!shows(strip)) {
        return;
    }
    QFont font = m_labelFont;
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    for (const QString &name : names) {
        const double width = metrics.horizontalAdvance(name);
        if (width > below.width()) {
            continue;
        }
        m_painter.setFont(font);
        m_painter.setPen(color(Role::Text));
        const double baseline = strip.bottom() - metrics.descent();
        m_painter.drawText(QPointF(strip.left(), baseline), name);
        const QFontMetricsF small(m_labelFont);
        for (const QString &remark : remarks) {
            if (!remark.isEmpty() && width + 10 + small.horizontalAdvance(remark) <= below.width()) {
                m_painter.setFont(m_labelFont);
                m_painter.setPen(color(Role::MutedText));
                m_painter.drawText(QPointF(strip.right() - small.horizontalAdvance(remark), baseline), remark);
                break;
            }
        }
        return;
    }
}

bool ChipPainter::useFigures(double width, qsizetype characters)
{
    int pixels = m_largestFigures;
    while (pixels > kSmallestFigures && m_figureWidth * pixels * static_cast<double>(characters) + 2 > width) {
        --pixels;
    }
    if (m_numberFont.pixelSize() != pixels) {
        m_numberFont.setPixelSize(pixels);
    }
    m_digit = m_figureWidth * pixels;
    m_ascent = m_figureHeight * pixels;
    return m_digit * static_cast<double>(characters) + 2 <= width;
}

bool ChipPainter::text(const QRectF &screen, const QString &string, const QColor &textColor, Qt::Alignment alignment)
{
    const double width = m_digit * static_cast<double>(string.size());
    if (width + 2 > screen.width() || m_ascent + 2 > screen.height() || !shows(screen)) {
        return false;
    }
    const double x = alignment.testFlag(Qt::AlignLeft)    ? screen.left() + 2
                     : alignment.testFlag(Qt::AlignRight) ? screen.right() - width - 2
                                                          : screen.center().x() - width / 2;
    const double y = alignment.testFlag(Qt::AlignTop)      ? screen.top() + m_ascent + 2
                     : alignment.testFlag(Qt::AlignBottom) ? screen.bottom() - 2
                                                           : screen.center().y() + m_ascent / 2;
    m_painter.setFont(m_numberFont);
    m_painter.setPen(textColor);
    m_painter.drawText(QPointF(x, y), string);
    return true;
}

namespace {

QString exactText(std::int64_t value)
{
    return value < 0 ? QChar(0x2212) + number::integer(-value) : number::integer(value);
}

/// At most five characters: "642", "9.2k", "−26k", "−8.4M".
QString shortText(std::int64_t value)
{
    if (std::abs(value) < 1000) {
        return exactText(value);
    }
    QString text = number::si(static_cast<double>(std::abs(value)), {}, 2);
    text.remove(QChar(0x00a0)).remove(QChar(0x202f)).remove(QLatin1Char(' '));
    return value < 0 ? QChar(0x2212) + text : text;
}

} // namespace

ChipPainter::Writing ChipPainter::writingFor(double width, std::int64_t low, std::int64_t high)
{
    if (useFigures(width, std::max(exactText(low).size(), exactText(high).size()))) {
        return Writing::Exact;
    }
    return useFigures(width, 5) ? Writing::Short : Writing::None;
}

void ChipPainter::number(const QRectF &screen, std::int64_t value, Writing writing, const QColor &textColor,
                         Qt::Alignment alignment)
{
    if (writing != Writing::None) {
        text(screen, writing == Writing::Exact ? exactText(value) : shortText(value), textColor, alignment);
    }
}

void ChipPainter::hatch(const QRectF &screen)
{
    if (shows(screen)) {
        m_painter.fillRect(screen, QBrush(ink(Role::Padding, 0.40), Qt::BDiagPattern));
    }
}

void ChipPainter::accessMark(const QRectF &screen, bool read, bool write, Role role)
{
    if ((!read && !write) || !shows(screen)) {
        return;
    }
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(ink(role), 2));
    m_painter.drawRect(screen.adjusted(0, 0, -1, -1));
    if (write) {
        const double size = std::clamp(screen.width() / 2, 4.0, 8.0);
        const QPolygonF corner({screen.topRight(), screen.topRight() - QPointF(size, 0), screen.topRight() + QPointF(0, size)});
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ink(role));
        m_painter.drawPolygon(corner);
    }
}

void ChipPainter::bar(const QRectF &screen, double value, double scale, const QColor &barColor)
{
    const double share = std::clamp(value / scale, -1.0, 1.0);
    const double middle = screen.center().x();
    const double length = std::sqrt(std::abs(share)) * screen.width() / 2;
    m_painter.fillRect(QRectF(share < 0 ? middle - length : middle, screen.top(), length, screen.height()), barColor);
}

QString ChipPainter::codeText(int code)
{
    return code < 0 ? QChar(0x2212) + QString::number(-code) : QString::number(code);
}

QString ChipPainter::bitText(std::int8_t code) const
{
    const int bits = m_scene.snapshot->mode == Mode::Int8 ? 8 : 4;
    return QString::number(static_cast<unsigned>(code) & ((1U << bits) - 1U), 2).rightJustified(bits, QLatin1Char('0'));
}

} // namespace vsq
