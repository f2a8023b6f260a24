// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/plotview.h"

#include "core/base/error.h"
#include "views/figure/crosshairitem.h"
#include "views/figure/exportdialog.h"
#include "views/figure/figuredata.h"
#include "views/figure/figureexport.h"
#include "views/figure/statepage.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vsq {

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
    connect(&Theme::current(), &Theme::changed, this, [this] {
        m_stale = m_plot->visibleRegion().isEmpty();
        if (!m_stale) {
            rebuild();
        }
    });
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
    const bool same = spec.id == m_spec.id && m_zoomed && m_axes.x != nullptr;
    const QCPRange x = same ? m_axes.x->range() : QCPRange();
    const QCPRange y = same ? m_axes.y->range() : QCPRange();
    m_spec = spec;
    m_zoomed = same;
    m_hit = {};
    m_stack->setCurrentIndex(0);
    rebuild();
    if (!m_rows->isHidden() && !m_spec.boxes.empty()) {
        // The selection of another view is brought into sight.
        const int row = static_cast<int>(std::lround((m_spec.boxes.front().yLow + m_spec.boxes.front().yHigh) / 2));
        if (row < m_rows->value() || row >= m_rows->value() + m_rows->pageStep()) {
            m_rows->setValue(row - m_rows->pageStep() / 2);
        }
    }
    if (same) {
        m_axes.x->setRange(x);
        m_axes.y->setRange(y);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void PlotView::setEmpty(const QString &heading, const QString &sentence)
{
    m_state->showState(StatePage::State::Empty, heading, sentence);
    m_stack->setCurrentWidget(m_state);
    m_title->clear();
    m_spec = {};
}

void PlotView::setLoading(const QString &heading, const QString &sentence)
{
    m_state->showState(StatePage::State::Loading, heading, sentence);
    m_stack->setCurrentWidget(m_state);
}

void PlotView::setError(const QString &text)
{
    m_state->showState(StatePage::State::Error, {}, text);
    m_stack->setCurrentWidget(m_state);
}

QStringList PlotView::crosshairText() const
{
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
    m_plot->replot(QCustomPlot::rpQueuedReplot);
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
    if (m_axes.y != nullptr) {
        m_axes.y->setRange(row - 0.5, row + m_rows->pageStep() - 0.5);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void PlotView::resetZoom()
{
    m_zoomed = false;
    rebuild();
}

void PlotView::zoom(double factor)
{
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

bool PlotView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || !showsFigure()) {
        return QWidget::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::Paint:
        if (std::exchange(m_stale, false)) {
            QMetaObject::invokeMethod(this, &PlotView::rebuild, Qt::QueuedConnection);
        }
        break;
    case QEvent::Wheel:
        if (!m_rows->isHidden() && !static_cast<QWheelEvent *>(event)->modifiers().testFlag(Qt::ControlModifier)) {
            QCoreApplication::sendEvent(m_rows, event); // with Ctrl it zooms
            return true;
        }
        break;
    case QEvent::MouseMove: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->buttons() == Qt::NoButton) {
            showHit(hitAt(m_spec, m_axes, mouse->position()));
        } else if ((mouse->pos() - m_pressed).manhattanLength() > QApplication::startDragDistance()) {
            m_zoomed = true;
            showHit({});
        }
        break;
    }
    case QEvent::Leave: showHit({}); break;
    case QEvent::Resize:
        // Ticks and turned names depend on the size; queued, since the plot does not know its new size yet.
        QMetaObject::invokeMethod(this, &PlotView::rebuild, Qt::QueuedConnection);
        break;
    case QEvent::MouseButtonPress:
        m_pressed = static_cast<QMouseEvent *>(event)->pos();
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonRelease: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton
            && (mouse->pos() - m_pressed).manhattanLength() <= QApplication::startDragDistance()) {
            const FigureHit hit = hitAt(m_spec, m_axes, mouse->position());
            if (hit.isValid()) {
                // After QCustomPlot is done with the release: the slot may give us another figure.
                QMetaObject::invokeMethod(
                    this, [this, hit] { Q_EMIT clicked(hit); }, Qt::QueuedConnection);
            }
        }
        break;
    }
    case QEvent::MouseButtonDblClick: resetZoom(); return true;
    case QEvent::ContextMenu: // QCustomPlot passes nothing of the mouse on to its parent
        contextMenuEvent(static_cast<QContextMenuEvent *>(event));
        return true;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

bool PlotView::event(QEvent *event)
{
    // Claims its own keys before the window's shortcuts take them.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if ((key->modifiers() == Qt::ControlModifier && (key->key() == Qt::Key_E || key->key() == Qt::Key_C))
            || (key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && key->key() == Qt::Key_C)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    if (!showsFigure()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_E:
        if (control) {
            exportFigure();
            return;
        }
        break;
    case Qt::Key_C:
        if (control) {
            shift ? copyValues() : copyPicture();
            return;
        }
        break;
    case Qt::Key_Left: showHit(neighbour(m_spec, m_hit, -1, 0)); return;
    case Qt::Key_Right: showHit(neighbour(m_spec, m_hit, 1, 0)); return;
    case Qt::Key_Up: showHit(neighbour(m_spec, m_hit, 0, 1)); return;
    case Qt::Key_Down: showHit(neighbour(m_spec, m_hit, 0, -1)); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(0.8); return;
    case Qt::Key_Minus: zoom(1.25); return;
    case Qt::Key_Home:
    case Qt::Key_0: resetZoom(); return;
    case Qt::Key_Escape:
        if (m_hit.isValid()) {
            showHit({});
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_hit.isValid()) {
            Q_EMIT clicked(m_hit);
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void PlotView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        showHit(neighbour(m_spec, m_hit, 0, 0));
    }
    QWidget::focusInEvent(event);
}

void PlotView::focusOutEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::PopupFocusReason) {
        showHit({});
    }
    QWidget::focusOutEvent(event);
}

void PlotView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("plotMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, const QKeySequence &key, void (PlotView::*slot)()) {
        QAction *action = menu->addAction(text, this, slot);
        action->setShortcut(key);
        action->setEnabled(showsFigure());
        return action;
    };
    add(tr("&Export Figure\u2026"), Qt::CTRL | Qt::Key_E, &PlotView::exportFigure);
    menu->addSeparator();
    add(tr("&Copy as Picture"), Qt::CTRL | Qt::Key_C, &PlotView::copyPicture);
    add(tr("Copy &Values (TSV)"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, &PlotView::copyValues);
    menu->addSeparator();
    add(tr("&Reset Zoom"), Qt::Key_Home, &PlotView::resetZoom)->setEnabled(m_zoomed);
    menu->popup(event->globalPos());
    event->accept();
}

void PlotView::copyPicture()
{
    if (showsFigure()) {
        QApplication::clipboard()->setImage(figureAsImage(exportedFigure(), 300));
    }
}

void PlotView::copyValues()
{
    if (showsFigure()) {
        QApplication::clipboard()->setText(QString::fromStdString(figureTable(m_spec, '\t')));
    }
}

void PlotView::exportFigure()
{
    if (!showsFigure()) {
        return;
    }
    if (m_exporter) {
        m_exporter();
        return;
    }
    ExportDialog dialog(exportedFigure(), this);
    if (dialog.exec() != QDialog::Accepted) {
        return;
    }
    try {
        Q_EMIT exported(vsq::exportFigure(dialog.figure(), dialog.path(), dialog.options()));
    } catch (const Error &error) {
        Q_EMIT exportFailed(QString::fromUtf8(error.what()));
    }
}

} // namespace vsq
