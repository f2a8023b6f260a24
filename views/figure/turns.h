// SPDX-License-Identifier: GPL-3.0-or-later
// Work for the GUI thread that can wait, one piece a turn of the event loop: between two of them keys, clicks and paints get
// their turn. What is drawn anew at a change of theme, or when a view comes to the front, is many short pieces; one after the
// other in the same turn they would hold the window up.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <functional>

namespace vsq {

class Turns : public QObject {
    Q_OBJECT
public:
    /// Does it in a turn of its own, not at all once owner is gone. what: a later request of the same owner for the same
    /// replaces the one that waits. GUI thread.
    static void later(QObject *owner, int what, std::function<void()> work);
    /// Waits for nothing any more.
    static void forget(const QObject *owner, int what);
    [[nodiscard]] static bool waits(const QObject *owner, int what);
    /// Nothing waits for a turn.
    [[nodiscard]] static bool isIdle() { return current().m_pieces.empty(); }

private:
    struct Piece {
        QPointer<QObject> owner;
        int what = 0;
        std::function<void()> work;
    };
    explicit Turns(QObject *parent);
    static Turns &current();
    void next();

    std::deque<Piece> m_pieces;
    QTimer m_timer;
};

} // namespace vsq
