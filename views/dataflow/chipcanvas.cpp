// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/dataflow/chipcanvas.h"

#include "views/dataflow/chipchanges.h"
#include "views/dataflow/chippainter.h"
#include "views/dataflow/chiptooltip.h"
#include "views/dataflow/partselection.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace vsq {

namespace {

constexpr double kFitMargin = 4.0;

} // namespace

ChipCanvas::ChipCanvas(QWidget *parent) : QWidget(parent), m_geometry(Mode::Vsq, ChipConfig{})
{
    setObjectName(QStringLiteral("dataflow.canvas"));
    setAccessibleName(tr("Chip"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_glow.setDuration(kGlowMilliseconds);
    m_glow.setStartValue(1.0);
    m_glow.setEndValue(0.0);
    connect(&m_glow, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_scene.glow = value.toDouble();
        update();
    });
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void ChipCanvas::setLayer(std::shared_ptr<const LayerData> layer, const ChipConfig &config)
{
    m_config = config;
    m_scene.layer = std::move(layer);
    m_scene.snapshot.reset();
    m_scene.changed.clear();
    const Mode mode = m_scene.layer && m_scene.layer->operands ? m_scene.layer->operands->mode : m_geometry.mode();
    m_geometry = ChipGeometry(mode, config);
    adaptToSize();
    describe();
    update();
}

void ChipCanvas::setTokens(std::vector<std::string> tokens)
{
    m_scene.tokens = std::move(tokens);
    update();
}

void ChipCanvas::setSnapshot(std::shared_ptr<const Snapshot> snapshot, bool glowing)
{
    const std::shared_ptr<const Snapshot> before = std::exchange(m_scene.snapshot, std::move(snapshot));
    if (before != m_scene.snapshot) {
        m_note.clear();
    }
    m_glow.stop();
    m_scene.glow = 0.0;
    m_scene.changed.clear();
    if (m_scene.snapshot) {
        if (m_scene.snapshot->mode != m_geometry.mode()) {
            m_geometry = ChipGeometry(m_scene.snapshot->mode, m_config);
            adaptToSize();
        }
        if (m_scene.snapshot->plan) {
            m_scene.fill = bufferFill(*m_scene.snapshot->plan, shownPosition(*m_scene.snapshot));
        }
        if (glowing && !m_reducedMotion && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0) {
            m_scene.changed = changedParts(before.get(), *m_scene.snapshot);
            if (!m_scene.changed.empty()) {
                m_glow.start();
            }
        }
    }
    describe();
    update();
}

void ChipCanvas::setSelection(const Selection &selection)
{
    m_scene.selection = selection;
    describe();
    update();
}

void ChipCanvas::setBeside(std::shared_ptr<const CollectorSums> beside)
{
    if (beside == nullptr && m_scene.beside == nullptr) {
        return;
    }
    m_scene.beside = std::move(beside);
    update();
}

void ChipCanvas::setNote(const QString &note)
{
    m_note = note;
    describe();
    update();
}

void ChipCanvas::paintNote(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    painter.setFont(font());
    const QFontMetrics metrics(font());
    const QString text = metrics.elidedText(m_note, Qt::ElideRight, std::max(60, width() - 48));
    const QRect patch(8, height() - metrics.height() - 20, metrics.horizontalAdvance(text) + 24, metrics.height() + 12);
    painter.setPen(theme.color(Role::Separator));
    painter.setBrush(theme.color(Role::Raised));
    painter.drawRoundedRect(patch, 4, 4);
    painter.fillRect(QRect(patch.left() + 1, patch.top() + 4, 3, patch.height() - 8), theme.color(Role::Accent));
    painter.setPen(theme.color(Role::Text));
    painter.drawText(patch.adjusted(14, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

void ChipCanvas::setEmptyText(const QString &heading, const QString &sentence)
{
    m_emptyHeading = heading;
    m_emptySentence = sentence;
    describe();
    update();
}

void ChipCanvas::setTransform(const ViewTransform &transform)
{
    m_transform = transform;
    m_transform.keepInView(m_geometry.bounds(), size());
    m_fitting = false;
    Q_EMIT zoomChanged();
    update();
}

ChipPart ChipCanvas::partAt(const QPointF &position) const
{
    const QPointF scene = m_transform.toScene(position);
    const bool shown = m_scene.snapshot != nullptr;
    return shown ? m_geometry.partAt(scene) : ChipPart{};
}

std::function<void(QPainter &, const QSizeF &)> ChipCanvas::picture() const
{
    ChipScene still = m_scene;
    still.glow = 0.0;
    still.hovered = {};
    return [still, geometry = ChipGeometry(m_geometry.mode(), m_config)](QPainter &painter, const QSizeF &size) {
        const ViewTransform whole = ViewTransform::fit(geometry.bounds(), size);
        ChipPainter(painter, geometry, still, whole, size, Scheme::Light, QApplication::font(), Theme::monospace()).paint();
    };
}

void ChipCanvas::zoomAbout(const QPointF &position, double factor)
{
    ViewTransform zoomed = m_transform;
    zoomed.zoomAbout(position, factor);
    setTransform(zoomed);
}

void ChipCanvas::zoomIn()
{
    zoomAbout(rect().center(), kZoomStep);
}

void ChipCanvas::zoomOut()
{
    zoomAbout(rect().center(), 1.0 / kZoomStep);
}

void ChipCanvas::fit()
{
    m_fitting = true;
    adaptToSize();
}

void ChipCanvas::adaptToSize()
{
    if (!m_fitting) {
        return;
    }
    // Beside a picture as high as the window there may be room: sums take it, and show their numbers.
    m_geometry.widenTo(0);
    const double aspect = (width() - 2 * kFitMargin) / std::max(1.0, height() - 2 * kFitMargin);
    m_geometry.widenTo(m_geometry.bounds().height() * aspect);
    m_transform = ViewTransform::fit(m_geometry.bounds(), size(), kFitMargin);
    Q_EMIT zoomChanged();
    update();
}

void ChipCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_scene.snapshot) {
        paintEmpty(painter);
        return;
    }
    ChipPainter(painter, m_geometry, m_scene, m_transform, size(), Theme::current().scheme(), font(), Theme::monospace()).paint();
    if (!m_note.isEmpty()) {
        paintNote(painter);
    }
    if (hasFocus()) {
        paintFocusFrame(painter, rect());
    }
}

void ChipCanvas::paintEmpty(QPainter &painter)
{
    const Theme &theme = Theme::current();
    painter.fillRect(rect(), theme.color(Role::Surface));
    QRect area = rect().adjusted(32, 32, -32, -32);
    painter.setFont(Theme::heading());
    painter.setPen(theme.color(Role::Text));
    const QRect heading = painter.boundingRect(area, Qt::AlignHCenter | Qt::TextWordWrap, m_emptyHeading);
    const int top = area.center().y() - heading.height() - 8;
    painter.drawText(QRect(area.left(), top, area.width(), heading.height()), Qt::AlignHCenter | Qt::TextWordWrap,
                     m_emptyHeading);
    painter.setFont(font());
    painter.setPen(theme.color(Role::MutedText));
    painter.drawText(QRect(area.left(), area.center().y() + 4, area.width(), area.height() / 2),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptySentence);
}

void ChipCanvas::resizeEvent(QResizeEvent *)
{
    adaptToSize();
}

void ChipCanvas::wheelEvent(QWheelEvent *event)
{
    if (!m_scene.snapshot || event->angleDelta().y() == 0) {
        event->ignore();
        return;
    }
    zoomAbout(event->position(), wheelZoom(event->angleDelta().y()));
    event->accept();
}

bool ChipCanvas::pressMap(const QPointF &position)
{
    const QRectF map = ChipPainter::overviewRect(m_geometry, m_transform, size());
    if (!m_scene.snapshot || map.isEmpty() || (!m_inMap && !map.contains(position))) {
        return false;
    }
    const ViewTransform small = ViewTransform::fit(m_geometry.bounds(), map.size());
    ViewTransform moved = m_transform;
    moved.offset += QPointF(width() / 2.0, height() / 2.0) - m_transform.toScreen(small.toScene(position - map.topLeft()));
    setTransform(moved);
    return true;
}

void ChipCanvas::mousePressEvent(QMouseEvent *event)
{
    m_inMap = event->button() == Qt::LeftButton && pressMap(event->position());
    if (m_inMap) {
        return;
    }
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_drag.press(event->position());
    }
}

void ChipCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_inMap) {
        pressMap(event->position());
        return;
    }
    if (event->buttons() & (Qt::LeftButton | Qt::MiddleButton)) {
        const bool was = m_drag.isDragging();
        const bool drags = m_drag.moved(event->position()).has_value();
        const QPointF step = m_drag.step(event->position());
        if (drags && !was) {
            setCursor(Qt::ClosedHandCursor);
            hover({});
        }
        if (drags && m_scene.snapshot) {
            ViewTransform moved = m_transform;
            moved.offset += step;
            setTransform(moved);
        }
        return;
    }
    hover(partAt(event->position()));
}

void ChipCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_inMap, false)) {
        return;
    }
    unsetCursor();
    const bool isClick = m_drag.release();
    if (event->button() == Qt::LeftButton && isClick && m_scene.snapshot) {
        const ChipPart part = partAt(event->position());
        Selection wanted = part.kind == PartKind::None ? Selection{} : selectionFor(part, m_scene);
        wanted.layer = m_scene.selection.layer;
        Q_EMIT selectionWanted(wanted);
    }
}

void ChipCanvas::mouseDoubleClickEvent(QMouseEvent *)
{
    fit();
}

void ChipCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT contextMenuWanted(partAt(event->pos()), event->globalPos());
}

void ChipCanvas::keyPressEvent(QKeyEvent *event)
{
    constexpr double kPan = 48.0;
    const bool pan = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto arrow = [&](int dx, int dy) {
        if (pan) {
            ViewTransform moved = m_transform;
            moved.offset -= QPointF(dx * kPan, dy * kPan);
            setTransform(moved);
        } else if (m_scene.snapshot) {
            Q_EMIT selectionWanted(movedSelection(m_scene.selection, dy, dx));
        }
    };
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return;
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_0: fit(); return;
    case Qt::Key_Left: arrow(-1, 0); return;
    case Qt::Key_Right: arrow(1, 0); return;
    case Qt::Key_Up: arrow(0, -1); return;
    case Qt::Key_Down: arrow(0, 1); return;
    case Qt::Key_B:
        if (m_scene.snapshot) {
            Q_EMIT selectionWanted(nextBlock(m_scene.selection, !event->modifiers().testFlag(Qt::ShiftModifier)));
            return;
        }
        break;
    case Qt::Key_Escape:
        if (m_scene.snapshot
            && (m_scene.selection.lane + m_scene.selection.entry > -2 || m_scene.selection.memory
                || m_scene.selection.stage >= 0)) {
            Selection none;
            none.layer = m_scene.selection.layer;
            Q_EMIT selectionWanted(none);
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void ChipCanvas::leaveEvent(QEvent *)
{
    hover({});
}

bool ChipCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const ChipPart part = partAt(help->pos());
        const QString text = chipToolTip(part, m_scene);
        if (text.isEmpty()) {
            QToolTip::hideText();
            event->ignore();
        } else {
            QToolTip::showText(help->globalPos(), text, this, m_transform.toScreen(m_geometry.rectOf(part)).toAlignedRect());
        }
        return true;
    }
    return QWidget::event(event);
}

void ChipCanvas::hover(const ChipPart &part)
{
    if (part != m_scene.hovered) {
        m_scene.hovered = part;
        update();
    }
}

void ChipCanvas::describe()
{
    setAccessibleDescription(m_scene.snapshot ? (m_note.isEmpty() ? QString() : m_note + QLatin1Char('\n')) + chipSummary(m_scene)
                                              : m_emptySentence);
}

} // namespace vsq
