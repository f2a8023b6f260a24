// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/labelitem.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr int kMostHidden = 6; ///< points, or three lines

/// Moves labels, sorted by place, so that none overlaps and all lie between low and high where they fit.
template <typename Labels>
void spread(Labels &labels, double low, double high)
{
    double top = low;
    for (auto &label : labels) {
        label.at = std::max(label.place - label.size.height() / 2.0, top);
        top = label.at + label.size.height();
    }
    double bottom = high;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->at = std::min(label->at, bottom - label->size.height());
        bottom = label->at;
    }
}

} // namespace

LabelItem::LabelItem(QCustomPlot *plot, QCPAxis *x, QCPAxis *y, const FigureSpec &spec, FigureStyle style)
    : QCPAbstractItem(plot), m_x(x), m_y(y), m_spec(spec), m_style(std::move(style)), m_hasScale(!spec.heatmap.isEmpty())
{
    m_spec.heatmap = {}; // not needed, and large
    setClipAxisRect(x->axisRect());
    setClipToAxisRect(false);
    setSelectable(false);
}

double LabelItem::mostWidth() const
{
    return std::max(40.0, parentPlot()->viewport().width() * 0.28);
}

QSizeF LabelItem::sizeOf(const QString &text, double width) const
{
    const QFontMetricsF metrics(m_style.font);
    const QRectF rect = metrics.boundingRect(QRectF(0, 0, width, 1000), Qt::TextWordWrap | Qt::AlignLeft, text);
    return {std::ceil(rect.width()) + 1.0, rect.height()};
}

double LabelItem::endOf(const FigureSeries &series) const
{
    const QRectF area = m_x->axisRect()->rect();
    double end = -1.0;
    for (std::size_t i = series.y.size(); i-- > 0 && end < 0.0;) {
        const double pixel = m_x->coordToPixel(series.x[i]);
        if (std::isfinite(series.y[i]) && pixel <= area.right() + 1) {
            end = (pixel - area.left()) / std::max(1.0, area.width());
        }
    }
    return end;
}

bool LabelItem::endsInside(const FigureSeries &series) const
{
    const double end = endOf(series);
    return end >= 0.0
           && (1.0 - end) * m_x->axisRect()->width() > sizeOf(series.name, mostWidth()).width() + 2 * m_style.markerSize;
}

void LabelItem::reserveMargin()
{
    double width = 0.0;
    for (const FigureSeries &series : m_spec.series) {
        if (series.labelled && !series.name.isEmpty() && !endsInside(series)) {
            width = std::max(width, sizeOf(series.name, mostWidth()).width());
        }
    }
    for (const FigureMark &mark : m_spec.marks) {
        if (!mark.vertical && !mark.text.isEmpty()) {
            width = std::max(width, sizeOf(mark.text, mostWidth()).width());
        }
    }
    QCPAxisRect *rect = m_x->axisRect();
    QMargins margins = rect->minimumMargins();
    const double gap = m_style.markerSize + 2.0;
    margins.setRight(static_cast<int>(std::ceil(width > 0.0 ? width + gap : m_hasScale ? 0.0 : m_style.forPaper ? 8.0 : 12.0)));
    rect->setMinimumMargins(margins);
}

std::vector<LabelItem::Label> LabelItem::rightLabels() const
{
    const QRectF area = m_x->axisRect()->rect();
    std::vector<Label> labels;
    const auto add = [&](const QString &text, Role role, double pixel) {
        if (!text.isEmpty() && std::isfinite(pixel) && pixel > area.top() - 2 && pixel < area.bottom() + 2) {
            labels.push_back({text, role, pixel, 0.0, area.right() + m_style.markerSize + 1.0, sizeOf(text, mostWidth())});
        }
    };
    for (const FigureSeries &series : m_spec.series) {
        // The last point that can be seen names the line.
        for (std::size_t i = series.labelled && !endsInside(series) ? series.y.size() : 0; i-- > 0;) {
            if (std::isfinite(series.y[i]) && m_x->coordToPixel(series.x[i]) <= area.right() + 1) {
                add(series.name, series.role, m_y->coordToPixel(series.y[i]));
                break;
            }
        }
    }
    for (const FigureMark &mark : m_spec.marks) {
        if (!mark.vertical) {
            add(mark.text, mark.role, m_y->coordToPixel(mark.at));
        }
    }
    std::stable_sort(labels.begin(), labels.end(), [](const Label &a, const Label &b) { return a.place < b.place; });
    spread(labels, area.top() - m_style.padding, area.bottom() + m_style.padding);
    return labels;
}

std::vector<LabelItem::Label> LabelItem::insideLabels() const
{
    const QRectF area = m_x->axisRect()->rect();
    std::vector<Label> labels;
    for (const FigureSeries &series : m_spec.series) {
        if (!series.labelled || series.name.isEmpty() || !endsInside(series)) {
            continue;
        }
        for (std::size_t i = series.y.size(); i-- > 0;) {
            if (!std::isfinite(series.y[i]) || m_x->coordToPixel(series.x[i]) > area.right() + 1) {
                continue;
            }
            const double place = m_y->coordToPixel(series.y[i]);
            if (place > area.top() - 2 && place < area.bottom() + 2) {
                labels.push_back({series.name, series.role, place, 0.0, m_x->coordToPixel(series.x[i]) + m_style.markerSize + 1.0,
                                  sizeOf(series.name, mostWidth())});
            }
            break;
        }
    }
    std::stable_sort(labels.begin(), labels.end(), [](const Label &a, const Label &b) { return a.place < b.place; });
    spread(labels, area.top(), area.bottom());
    return labels;
}

void LabelItem::drawInside(QCPPainter *painter) const
{
    for (const Label &label : insideLabels()) {
        const QRectF rect(QPointF(label.left, label.at), label.size);
        QColor veil = m_style.background;
        veil.setAlphaF(0.7F);
        painter->fillRect(rect, veil);
        drawText(painter, rect, label.text, m_style.ink(label.role));
    }
}

void LabelItem::draw(QCPPainter *painter)
{
    painter->setFont(m_style.font);
    drawInside(painter);
    drawRight(painter);
    drawNotes(painter, drawTop(painter));
}

void LabelItem::drawText(QCPPainter *painter, const QRectF &rect, const QString &text, const QColor &ink) const
{
    painter->setPen(ink);
    painter->drawText(rect.adjusted(0, 0, 2, 0), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter, text);
}

void LabelItem::drawRight(QCPPainter *painter) const
{
    const double edge = m_x->axisRect()->rect().right();
    for (const Label &label : rightLabels()) {
        const double middle = label.at + label.size.height() / 2.0;
        if (std::abs(middle - label.place) > label.size.height() * 0.6) {
            // It had to give way: a thin line leads back to what it names.
            painter->setAntialiasing(true);
            painter->setPen(QPen(m_style.ink(label.role), m_style.axisWidth));
            painter->drawLine(QLineF(edge + 1.0, label.place, label.left - 1.0, middle));
        }
        drawText(painter, QRectF(QPointF(label.left, label.at), label.size), label.text, m_style.ink(label.role));
    }
}

std::vector<QRectF> LabelItem::drawTop(QCPPainter *painter) const
{
    const QRectF area = m_x->axisRect()->rect();
    std::vector<const FigureMark *> marks;
    for (const FigureMark &mark : m_spec.marks) {
        if (mark.vertical && !mark.text.isEmpty() && m_x->range().contains(mark.at)) {
            marks.push_back(&mark);
        }
    }
    std::stable_sort(marks.begin(), marks.end(), [](auto *a, auto *b) { return a->at < b->at; });
    std::vector<QRectF> taken;
    for (const FigureMark *mark : marks) {
        const double pixel = m_x->coordToPixel(mark->at);
        const QSizeF size = sizeOf(mark->text, area.width() * 0.6);
        const double gap = m_style.forPaper ? 2.0 : 4.0;
        const bool left = pixel + gap + size.width() > area.right();
        QRectF rect(QPointF(left ? pixel - gap - size.width() : pixel + gap, area.top()), size);
        while (std::any_of(taken.begin(), taken.end(), [&](const QRectF &other) { return other.intersects(rect); })) {
            rect.translate(0, size.height());
        }
        taken.push_back(rect);
        QColor veil = m_style.background;
        veil.setAlphaF(0.8F);
        painter->fillRect(rect, veil);
        drawText(painter, rect, mark->text, m_style.ink(mark->role));
    }
    return taken;
}

QRectF LabelItem::placeOf(const FigureNote &note) const
{
    const QRectF area = m_x->axisRect()->rect();
    const QPointF place = note.inFractions ? QPointF(area.left() + note.x * area.width(), area.top() + note.y * area.height())
                                           : QPointF(m_x->coordToPixel(note.x), m_y->coordToPixel(note.y));
    const QSizeF size = sizeOf(note.text, area.width());
    const double gap = note.inFractions ? 0.0 : m_style.markerSize * 0.7; // not over the point that it is about
    QRectF rect(place + QPointF(gap, 0.0), size);
    if (note.alignment & Qt::AlignRight) {
        rect.moveRight(place.x() - gap);
    } else if (note.alignment & Qt::AlignHCenter) {
        rect.moveLeft(place.x() - size.width() / 2.0);
    }
    if (note.alignment & Qt::AlignBottom) {
        rect.moveBottom(place.y());
    } else if (note.alignment & Qt::AlignVCenter) {
        rect.moveTop(place.y() - size.height() / 2.0);
    }
    return rect;
}

int LabelItem::hiddenBy(const QRectF &rect) const
{
    int hidden = QRectF(m_x->axisRect()->rect()).adjusted(-1, -1, 1, 1).contains(rect) ? 0 : 100;
    for (const FigureSeries &series : m_spec.series) {
        for (std::size_t i = 0; i < series.x.size() && i < series.y.size(); ++i) {
            const QPointF point(m_x->coordToPixel(series.x[i]), m_y->coordToPixel(series.y[i]));
            hidden += rect.contains(point) ? 1 : 0;
        }
    }
    for (const FigureMark &mark : m_spec.marks) {
        const double pixel = mark.vertical ? m_x->coordToPixel(mark.at) : m_y->coordToPixel(mark.at);
        const bool crosses = mark.vertical ? pixel > rect.left() && pixel < rect.right()
                                           : pixel > rect.top() && pixel < rect.bottom();
        hidden += crosses ? 2 : 0;
    }
    return hidden;
}

QRectF LabelItem::clearestPlaceOf(FigureNote note) const
{
    // Beside the point that it is about: on the side asked for, else above in place of below, else on its other side.
    const Qt::Alignment across = note.alignment & Qt::AlignHorizontal_Mask;
    const Qt::Alignment other = (across & Qt::AlignRight) ? Qt::AlignLeft : Qt::AlignRight;
    QRectF best = placeOf(note);
    if (note.inFractions || (across & Qt::AlignHCenter) || (note.alignment & Qt::AlignVCenter)) {
        return best;
    }
    int least = hiddenBy(best);
    for (const Qt::Alignment way :
         {across | Qt::AlignBottom, across | Qt::AlignTop, other | Qt::AlignBottom, other | Qt::AlignTop}) {
        note.alignment = way;
        const QRectF rect = placeOf(note);
        if (const int hidden = hiddenBy(rect); hidden < least) {
            least = hidden;
            best = rect;
        }
    }
    return best;
}

void LabelItem::drawNotes(QCPPainter *painter, const std::vector<QRectF> &taken) const
{
    const QRectF area = QRectF(m_x->axisRect()->rect()).adjusted(-1, -1, 1, 1);
    for (const FigureNote &note : m_spec.notes) {
        if (!note.inFractions && !area.contains(QPointF(m_x->coordToPixel(note.x), m_y->coordToPixel(note.y)))) {
            continue;
        }
        QRectF rect = clearestPlaceOf(note);
        if (note.inFractions) { // below what stands there already; in a plot that is too low for both not at all
            for (const QRectF &other : taken) {
                if (other.intersects(rect)) {
                    rect.moveTop(other.bottom());
                }
            }
            if (!taken.empty() && (!area.contains(rect) || hiddenBy(rect) > kMostHidden)) {
                continue;
            }
        }
        QColor veil = m_style.background;
        veil.setAlphaF(0.8F);
        painter->fillRect(rect, veil);
        drawText(painter, rect, note.text, m_style.ink(note.role));
    }
}

} // namespace vsq
