// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in this session: every message with its time and details, and every job's end. Nothing is lost when a
// message bar is closed.
#pragma once

#include "views/workspace/view.h"
#include "views/workspace/workspace.h"

class QTreeWidget;

namespace vsq {

/// Name of its icon.
QString iconOf(Workspace::Severity severity);

class LogView : public View {
    Q_OBJECT
public:
    explicit LogView(Workspace *workspace, QWidget *parent = nullptr);

    void append(Workspace::Severity severity, const QString &text, const QString &details = {});
    /// The selected lines, or all, as tab-separated text.
    [[nodiscard]] QString asText() const;
    [[nodiscard]] std::vector<FigureSpec> figures() const override; ///< the messages as a table

private:
    void copy() const;

    QTreeWidget *m_list;
};

} // namespace vsq
