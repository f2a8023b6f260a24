// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/wheelguard.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QScrollBar>

namespace vsq {

namespace {

/// What would take the wheel for a change of its value.
QWidget *fieldOf(QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const bool isField = qobject_cast<QAbstractSpinBox *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr
                         || (qobject_cast<QAbstractSlider *>(widget) != nullptr && qobject_cast<QScrollBar *>(widget) == nullptr);
    return isField ? widget : nullptr;
}

} // namespace

WheelGuard::WheelGuard(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Polish) {
        if (QWidget *field = fieldOf(watched); field != nullptr && field->focusPolicy() == Qt::WheelFocus) {
            field->setFocusPolicy(Qt::StrongFocus);
        }
    } else if (event->type() == QEvent::Wheel) {
        if (const QWidget *field = fieldOf(watched); field != nullptr && !field->hasFocus()) {
            event->ignore(); // goes on to what it lies in, which may scroll
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace vsq
