// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/plotview.h"

#include "views/figure/crosshairitem.h"
#include "views/figure/statepage.h"
#include "views/figure/turns.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vsq {

namespace {

/// Where the selection of another view is; -1: nowhere.
int selectedRow(const FigureSpec &spec)
{
    return spec.boxes.empty() ? -1 : static_cast<int>(std::lround((spec.boxes.front().yLow + spec.boxes.front().yHigh) / 2));
}

} // namespace

PlotView::PlotView(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_plot(new QCustomPlot(this)), m_rows(new QScrollBar(Qt::Vertical, this)),
      m_state(new StatePage(this)), m_stack(new QStackedLayout)
{
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 120);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(QStringLiteral("plotTitle"));
    m_title->setContentsMargins(8, 8, 8, 0);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // elided rather than widening the plot
    m_plot->setObjectName(QStringLiteral("plot"));
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->axisRect()->setVisible(false); // until there is a figure
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setMouseTracking(true);
    m_plot->layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    m_plot->installEventFilter(this);
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this] { m_zoomed = true; });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addLayout(m_stack, 1);
    auto *figure = new QWidget(this);
    figure->setObjectName(QStringLiteral("plotFigure"));
    auto *beside = new QHBoxLayout(figure);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(0);
    beside->addWidget(m_plot, 1);
    beside->addWidget(m_rows);
    m_rows->setObjectName(QStringLiteral("plotRows"));
    m_rows->setAccessibleName(tr("Rows of the plot"));
    m_rows->setFocusPolicy(Qt::NoFocus);
    m_rows->hide();
    connect(m_rows, &QScrollBar::valueChanged, this, [this](int first) { scrollTo(first); });
    m_stack->addWidget(figure);
    m_stack->addWidget(m_state);
    m_stack->setCurrentWidget(m_state);
    connect(&Theme::current(), &Theme::changed, this, &PlotView::buildSoon);
}

bool PlotView::showsFigure() const
{
    return m_stack->currentWidget() != m_state;
}

void PlotView::setTitleVisible(bool visible)
{
    m_title->setVisible(visible);
}

void PlotView::setFigure(const FigureSpec &spec)
{
    m_zoomed = m_zoomed && spec.id == m_spec.id;
    m_reveals = m_reveals || spec.id != m_spec.id || selectedRow(spec) != selectedRow(m_spec);
    m_spec = spec;
    m_hit = {};
    m_stack->setCurrentIndex(0);
    buildSoon();
}

void PlotView::buildSoon()
{
    // While nobody sees it only what is drawn last matters; its first paint brings it.
    m_stale = true;
    if (m_plot->isVisible() && !m_plot->visibleRegion().isEmpty()) {
        Turns::later(this, 0, [this] { buildNow(); });
    }
}

void PlotView::buildNow()
{
    if (m_stale) {
        Turns::forget(this, 0);
        rebuild();
    }
}

QCustomPlot *PlotView::plot() const
{
    const_cast<PlotView *>(this)->buildNow();
    return m_plot;
}

const FigureAxes &PlotView::axes() const
{
    const_cast<PlotView *>(this)->buildNow();
    return m_axes;
}

void PlotView::setEmpty(const QString &heading, const QString &sentence)
{
    m_state->showState(StatePage::State::Empty, heading, sentence);
    m_stack->setCurrentWidget(m_state);
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
    m_title->clear();
    m_spec = {};
    m_stale = false;
}

void PlotView::setLoading(const QString &heading, const QString &sentence)
{
    m_state->showState(StatePage::State::Loading, heading, sentence);
    m_stack->setCurrentWidget(m_state);
    setAccessibleName(heading);
    setAccessibleDescription(sentence.isEmpty() ? heading : sentence);
}

void PlotView::setError(const QString &text)
{
    m_state->showState(StatePage::State::Error, {}, text);
    m_stack->setCurrentWidget(m_state);
    setAccessibleName(text);
    setAccessibleDescription(text);
}

QStringList PlotView::crosshairText() const
{
    const_cast<PlotView *>(this)->buildNow();
    return m_crosshair != nullptr ? m_crosshair->lines() : QStringList();
}

FigureSpec PlotView::exportedFigure() const
{
    FigureSpec spec = m_spec;
    spec.name = objectName();
    spec.boxes.clear(); // the selection is the screen's business
    return spec;
}

void PlotView::rebuild()
{
    m_stale = false;
    if (m_spec.isEmpty()) {
        return;
    }
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    const int room = width() - m_title->contentsMargins().left() - m_title->contentsMargins().right();
    const QString title = QFontMetrics(font).elidedText(m_spec.title, Qt::ElideMiddle, qMax(room, 40));
    m_title->setText(title);
    m_title->setToolTip(title == m_spec.title ? QString() : m_spec.title);
    setAccessibleName(m_spec.title);
    setAccessibleDescription(m_spec.summary);
    const bool keep = m_zoomed && m_axes.x != nullptr;
    const QCPRange x = keep ? m_axes.x->range() : QCPRange();
    const QCPRange y = keep ? m_axes.y->range() : QCPRange();
    m_axes = buildFigure(*m_plot, m_spec, FigureStyle::screen());
    if (keep) {
        m_axes.x->setRange(x);
        m_axes.y->setRange(y);
    }
    fitRows();
    m_crosshair = new CrosshairItem(m_plot, m_axes);
    m_crosshair->show(m_spec, m_hit);
    if (std::exchange(m_reveals, false) && !m_rows->isHidden() && !m_spec.boxes.empty()) {
        // The selection of another view is brought into sight.
        const int row = selectedRow(m_spec);
        if (row < m_rows->value() || row >= m_rows->value() + m_rows->pageStep()) {
            m_rows->setValue(row - m_rows->pageStep() / 2);
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedRefresh); // in this turn: another plot has the next one
}

void PlotView::fitRows()
{
    // Bars of many layers would be hairlines: as many as can be read are shown, the others are scrolled to.
    const int rows = static_cast<int>(m_spec.y.categories.size());
    const int height = m_axes.y->axisRect()->height();
    const int fit = std::max(1, height / (QFontMetrics(FigureStyle::screen().tickFont).height() + 3));
    const bool scrolls = rows > fit && height > 0;
    m_axes.y->axisRect()->setRangeDrag(scrolls ? Qt::Orientations(Qt::Horizontal) : Qt::Horizontal | Qt::Vertical);
    const QSignalBlocker quiet(m_rows);
    m_rows->setVisible(scrolls);
    if (scrolls) {
        m_rows->setRange(0, rows - fit);
        m_rows->setPageStep(fit);
        if (!m_zoomed) {
            m_axes.y->setRange(m_rows->value() - 0.5, m_rows->value() + fit - 0.5);
        }
    }
}

void PlotView::scrollTo(int row)
{
    if (!m_stale && m_axes.y != nullptr) {
        m_axes.y->setRange(row - 0.5, row + m_rows->pageStep() - 0.5);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void PlotView::resetZoom()
{
    m_zoomed = false;
    buildSoon();
}

void PlotView::zoom(double factor)
{
    buildNow();
    if (m_axes.x == nullptr) {
        return;
    }
    m_zoomed = true;
    m_axes.x->scaleRange(factor);
    m_axes.y->scaleRange(factor);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotView::showHit(const FigureHit &hit)
{
    if (hit.isValid()) {
        buildNow();
    }
    if (m_crosshair == nullptr || hit == m_hit) {
        return;
    }
    m_hit = hit;
    if (hit.kind == FigureHit::Kind::Bars && !m_rows->isHidden()) {
        m_rows->setValue(std::clamp(m_rows->value(), hit.point - m_rows->pageStep() + 1, hit.point));
    }
    m_crosshair->show(m_spec, hit);
    m_plot->layer(QStringLiteral("overlay"))->replot();
}

} // namespace vsq
