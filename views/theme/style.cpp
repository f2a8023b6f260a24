// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/style.h"

#include "views/theme/theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace vsq {

namespace {

constexpr int kTabPadding = 12; ///< px left and right of a tab's text
constexpr int kTabRule = 2;     ///< px of the line under the tab in front
constexpr int kTipPadding = 6;

bool isScrollArea(const QWidget *widget)
{
    return qobject_cast<const QAbstractScrollArea *>(widget) != nullptr;
}

QColor color(Role role)
{
    return Theme::current().color(role);
}

/// The edge of a box that has only one.
void drawTopLine(QPainter *painter, const QRect &rect)
{
    painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), color(Role::Separator));
}

void drawBottomLine(QPainter *painter, const QRect &rect)
{
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), color(Role::Separator));
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheckBox(option, painter); return;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, color(option->state & State_MouseOver ? Role::Accent : Role::Separator));
        return;
    case PE_PanelStatusBar: drawTopLine(painter, option->rect); return;
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase: return;
    case PE_FrameTabWidget: drawTopLine(painter, option->rect); return;
    case PE_Frame:
        if (!isScrollArea(widget)) {
            break;
        }
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, color(Role::Raised));
        painter->setPen(color(Role::Separator));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_ToolBar: return; // the window's own ground
    case CE_Splitter: painter->fillRect(option->rect, color(Role::Separator)); return;
    case CE_HeaderEmptyArea: painter->fillRect(option->rect, color(Role::Surface)); return;
    case CE_HeaderSection:
        painter->fillRect(option->rect, color(Role::Surface));
        drawBottomLine(painter, option->rect);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeaderV2 quiet;
            if (const auto *second = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option)) {
                quiet = *second;
            } else {
                static_cast<QStyleOptionHeader &>(quiet) = *header;
            }
            quiet.palette.setColor(QPalette::ButtonText, color(Role::MutedText));
            quiet.state &= ~State_On;                             // not bold over the current cell
            quiet.rect.adjust(0, -Theme::kGrid, 0, Theme::kGrid); // the margin counts left and right
            QProxyStyle::drawControl(element, &quiet, painter, widget);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (option->state & State_Selected) {
            const QRect rect = option->rect;
            painter->fillRect(QRect(rect.left(), rect.bottom() - kTabRule + 1, rect.width(), kTabRule), color(Role::Accent));
        }
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QStyleOptionTab shown = *tab;
            const bool bright = tab->state & (State_Selected | State_MouseOver);
            const Role role = tab->state & State_HasFocus ? Role::Accent : bright ? Role::Text : Role::MutedText;
            for (const auto part : {QPalette::WindowText, QPalette::ButtonText}) {
                shown.palette.setColor(part, color(role));
            }
            shown.state &= ~State_HasFocus; // said by the colour
            QProxyStyle::drawControl(element, &shown, painter, widget);
            return;
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth: return 1;
    case PM_ToolBarFrameWidth: return 0;
    case PM_ToolBarItemSpacing: return Theme::kGrid / 2;
    case PM_ToolBarItemMargin: return Theme::kGrid / 2;
    case PM_TabBarTabHSpace: return 2 * kTabPadding;
    case PM_TabBarTabVSpace: return kTabPadding + kTabRule;
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical: return 0;
    case PM_ToolTipLabelFrameWidth: return kTipPadding;
    case PM_HeaderMargin: return Theme::kGrid;
    case PM_DefaultFrameWidth:
        if (isScrollArea(widget)) {
            return 0;
        }
        break;
    default: break;
    }
    return QProxyStyle::pixelMetric(metric, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_HeaderSection) {
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // The margin counts left and right; above and below half of it is enough.
            const int lines = static_cast<int>(header->text.count(QLatin1Char('\n'))) + 1;
            result.setHeight(header->fontMetrics.height() * lines + Theme::kGrid + 1);
        }
    }
    return result;
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_TabWidgetTabContents) {
        if (const auto *frame = qstyleoption_cast<const QStyleOptionTabWidgetFrame *>(option)) {
            return subElementRect(SE_TabWidgetTabPane, frame, widget).adjusted(0, 1, 0, 0);
        }
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_Table_GridLineColor: return static_cast<int>(color(Role::Grid).rgba());
    case SH_TabBar_Alignment: return Qt::AlignLeft;
    case SH_DialogButtonBox_ButtonsHaveIcons: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QTabBar *>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
}

void Style::drawCheckBox(const QStyleOption *option, QPainter *painter) const
{
    const bool on = option->state & (State_On | State_NoChange);
    const bool focused = option->state & (State_HasFocus | State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(option->state & State_Enabled ? 1.0 : 0.45);
    const double side = qMin(option->rect.width(), option->rect.height()) - 1.0;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    painter->setPen(QPen(color(on || focused ? Role::Accent : Role::MutedText), 1.0));
    painter->setBrush(color(on ? Role::Accent : Role::Surface));
    painter->drawRoundedRect(box, 3, 3);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color(Role::AccentText), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) { return QPointF(box.left() + x * side, box.top() + y * side); };
    if (option->state & State_NoChange) {
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
    } else if (on) {
        painter->drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.70), at(0.76, 0.30)}));
    }
    painter->restore();
}

} // namespace vsq
