// SPDX-License-Identifier: GPL-3.0-or-later
// The title of a dock, with our own icons: its name, detach, close. Dragging it moves the dock.
#pragma once

#include <QWidget>

class QDockWidget;

namespace vsq {

class DockTitle : public QWidget
{
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget *dock);
    [[nodiscard]] QSize minimumSizeHint() const override;
};

} // namespace vsq
