// SPDX-License-Identifier: GPL-3.0-or-later
// The views there are. Adding one is adding one entry: the window makes its dock, menu entry, command and key from it
// and takes everything else through View.
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace vsq {

class View;
class Workspace;

enum class ViewArea : std::uint8_t { Left, Centre, Right, Bottom };

struct ViewEntry {
    QString id; ///< stable: layouts, --export and commands name it
    QString title;
    QString icon;                     ///< of resources/icons
    QString purpose;                  ///< one sentence: tooltip and accessible description
    ViewArea area = ViewArea::Bottom; ///< in the default layout
    std::function<View *(Workspace *, QWidget *parent)> make;
};

/// In the order of the View menu and of the tabs.
const std::vector<ViewEntry> &viewRegistry();

} // namespace vsq
