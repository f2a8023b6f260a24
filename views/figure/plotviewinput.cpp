// SPDX-License-Identifier: GPL-3.0-or-later
// PlotView: what mouse, keys and menus do, and what leaves it.
#include "core/base/error.h"
#include "views/figure/exportdialog.h"
#include "views/figure/figuredata.h"
#include "views/figure/figureexport.h"
#include "views/figure/plotview.h"
#include "views/figure/turns.h"
#include "views/theme/coretext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QWheelEvent>

namespace vsq {

bool PlotView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || !showsFigure()) {
        return QWidget::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::Paint:
        if (m_stale) {
            Turns::later(this, 0, [this] { buildNow(); });
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
            showHit(hitAt(m_spec, axes(), mouse->position()));
        } else if ((mouse->pos() - m_pressed).manhattanLength() > QApplication::startDragDistance()) {
            m_zoomed = true;
            showHit({});
        }
        break;
    }
    case QEvent::Leave: showHit({}); break;
    case QEvent::Resize:
        // Ticks and turned names depend on the size; later, since the plot does not know its new size yet.
        buildSoon();
        break;
    case QEvent::MouseButtonPress:
        m_pressed = static_cast<QMouseEvent *>(event)->pos();
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonRelease: {
        auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton
            && (mouse->pos() - m_pressed).manhattanLength() <= QApplication::startDragDistance()) {
            const FigureHit hit = hitAt(m_spec, axes(), mouse->position());
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
    add(tr("&Export figure\u2026"), Qt::CTRL | Qt::Key_E, &PlotView::exportFigure);
    menu->addSeparator();
    add(tr("&Copy as picture"), Qt::CTRL | Qt::Key_C, &PlotView::copyPicture);
    add(tr("Copy &values (TSV)"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, &PlotView::copyValues);
    menu->addSeparator();
    add(tr("&Reset zoom"), Qt::Key_Home, &PlotView::resetZoom)->setEnabled(m_zoomed);
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
        Q_EMIT exportFailed(coreText(error.what()));
    }
}

} // namespace vsq
