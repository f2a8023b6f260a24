// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/docktitle.h"

#include "views/icons/icon.h"
#include "views/theme/theme.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace vsq {

DockTitle::DockTitle(QDockWidget *dock) : QWidget(dock)
{
    setObjectName(dock->objectName() + QStringLiteral("Title"));
    setAutoFillBackground(true); // the dock area's lines are not to shine through
    auto *title = new QLabel(dock->windowTitle(), this);
    title->setObjectName(dock->objectName() + QStringLiteral("Name"));
    connect(dock, &QWidget::windowTitleChanged, title, &QLabel::setText);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::kGrid, 2, 2, 2);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addStretch(1);
    struct Button {
        const char *icon;
        QString name;
        QString tip;
    };
    for (const Button &entry : {Button{"float", QStringLiteral("Float"), tr("Detach %1 or put it back")},
                                Button{"close", QStringLiteral("Close"), tr("Close %1; the View menu brings it back")}}) {
        auto *button = new QToolButton(this);
        button->setObjectName(dock->objectName() + entry.name);
        button->setIcon(icon(QString::fromLatin1(entry.icon)));
        button->setIconSize({14, 14});
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus); // the View menu and its keys serve the keyboard
        button->setAccessibleName(entry.tip.arg(dock->windowTitle()));
        button->setToolTip(entry.tip.arg(dock->windowTitle()));
        layout->addWidget(button);
        if (entry.name == QLatin1String("Close")) {
            connect(button, &QToolButton::clicked, dock, &QDockWidget::close);
        } else {
            connect(button, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
        }
    }
}

void DockTitle::setCollapsed(bool collapsed)
{
    if (collapsed != m_collapsed || isHidden() != collapsed) {
        m_collapsed = collapsed;
        setVisible(!collapsed); // the dock's layout asks for the size even of a hidden title
        updateGeometry();
    }
}

QSize DockTitle::sizeHint() const
{
    return m_collapsed ? QSize(0, 0) : layout()->sizeHint();
}

QSize DockTitle::minimumSizeHint() const
{
    return m_collapsed ? QSize(0, 0) : QSize(80, layout()->minimumSize().height());
}

} // namespace vsq
