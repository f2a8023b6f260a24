// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/stylesheet.h"

#include "views/theme/theme.h"

namespace vsq {

QString styleSheetFor(const Theme &theme)
{
    QString sheet = QStringLiteral("QMainWindow::separator { background: @separator; width: 1px; height: 1px; }"
                                   "QMainWindow::separator:hover { background: @accent; }"
                                   "QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }"
                                   "QDockWidget::title { background: @background; padding: 6px 8px; text-align: left; }"
                                   "QToolBar { border: 0; spacing: 4px; padding: 4px 8px; }"
                                   "QStatusBar { border-top: 1px solid @separator; }"
                                   "QStatusBar::item { border: 0; }"
                                   "QTabBar { qproperty-drawBase: 0; }"
                                   "QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border: 0;"
                                   "  border-bottom: 2px solid transparent; }"
                                   "QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }"
                                   "QTabBar::tab:hover:!selected { color: @text; }"
                                   "QTabBar::tab:focus { color: @accent; }"
                                   "QTabWidget::pane { border: 0; border-top: 1px solid @separator; }"
                                   "QAbstractScrollArea { border: 0; }"
                                   "QHeaderView { background: @surface; border: 0; }"
                                   "QHeaderView::section { background: @surface; color: @muted; padding: 4px 8px; border: 0;"
                                   "  border-bottom: 1px solid @separator; }"
                                   "QTableView, QTreeView { gridline-color: @grid; alternate-background-color: @background; }"
                                   "QSplitter::handle { background: @separator; }"
                                   "QSplitter::handle:horizontal { width: 1px; }"
                                   "QSplitter::handle:vertical { height: 1px; }"
                                   "QToolTip { background: @raised; color: @text; border: 1px solid @separator; padding: 6px; }"
                                   "QGroupBox { border: 0; margin-top: 20px; }"
                                   "QGroupBox::title { subcontrol-origin: margin; left: 0; color: @muted; }");
    const std::pair<const char *, Role> names[] = {
        {"@separator", Role::Separator}, {"@background", Role::Background},
        {"@surface", Role::Surface},     {"@raised", Role::Raised},
        {"@accent", Role::Accent},       {"@muted", Role::MutedText},
        {"@text", Role::Text},           {"@grid", Role::Grid},
    };
    for (const auto &[name, role] : names) {
        sheet.replace(QLatin1String(name), theme.color(role).name());
    }
    return sheet;
}

} // namespace vsq
