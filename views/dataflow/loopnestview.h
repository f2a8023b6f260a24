// SPDX-License-Identifier: GPL-3.0-or-later
// The loop nest as source code: line numbers and breakpoints in a gutter, the values of the loop indices beside their
// lines, the running lines lit. Click the gutter or press F9 on a line to set a breakpoint.
#pragma once

#include "views/dataflow/loopnest.h"

#include <QWidget>

namespace vsq {

class LoopNestView : public QWidget {
    Q_OBJECT
public:
    explicit LoopNestView(QWidget *parent = nullptr);

    void setLines(std::vector<LoopLine> lines);
    void setBreakpoints(const std::vector<Breakpoint> &breakpoints);
    /// Index of the line that stopped the run, -1: none.
    void setStoppedLine(int line);

    [[nodiscard]] const std::vector<LoopLine> &lines() const { return m_lines; }
    [[nodiscard]] int currentLine() const { return m_current; }
    void setCurrentLine(int line);
    [[nodiscard]] QRect lineRect(int line) const;
    [[nodiscard]] QRect gutterRect(int line) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    /// Of the line with the keyboard's cursor.
    void toggleBreakpoint();

Q_SIGNALS:
    void breakpointsWanted(const std::vector<vsq::Breakpoint> &breakpoints);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] int lineAt(const QPoint &position) const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int gutterWidth() const;
    void toggle(int line);
    void paintLine(QPainter &painter, int line);
    void describe();

    std::vector<LoopLine> m_lines;
    std::vector<Breakpoint> m_breakpoints;
    int m_current = 0;
    int m_hovered = -1;
    int m_stopped = -1;
};

} // namespace vsq
