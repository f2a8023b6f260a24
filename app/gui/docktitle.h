// SPDX-License-Identifier: GPL-3.0-or-later
// The title of a dock, with our own icons: its name, detach, close. Dragging it moves the dock.
#pragma once

#include <QWidget>

class QDockWidget;

namespace vsq {

class DockTitle : public QWidget {
    Q_OBJECT
public:
    explicit DockTitle(QDockWidget *dock);
    /// Takes no room: the dock is a tab among others, which is title enough.
    void setCollapsed(bool collapsed);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    bool m_collapsed = false;
};

} // namespace vsq
