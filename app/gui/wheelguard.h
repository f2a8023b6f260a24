// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel scrolls; it never changes a field that has no focus, nor gives it the focus.
#pragma once

#include <QObject>

namespace vsq {

class WheelGuard : public QObject {
    Q_OBJECT
public:
    /// Watches all widgets of the application.
    explicit WheelGuard(QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace vsq
