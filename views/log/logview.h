// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in this session: every message with its time and details, and every job's end. Nothing is lost when a
// message bar is closed.
#pragma once

#include "views/workspace/workspace.h"

#include <QWidget>

class QTreeWidget;

namespace vsq {

class LogView : public QWidget {
    Q_OBJECT
public:
    explicit LogView(Workspace *workspace, QWidget *parent = nullptr);

    void append(Workspace::Severity severity, const QString &text, const QString &details = {});
    /// The selected lines, or all, as tab-separated text.
    [[nodiscard]] QString asText() const;

private:
    void copy() const;

    QTreeWidget *m_list;
};

} // namespace vsq
