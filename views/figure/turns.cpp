// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/turns.h"

#include <QCoreApplication>

#include <algorithm>

namespace vsq {

Turns::Turns(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Turns::next);
}

Turns &Turns::current()
{
    static QPointer<Turns> turns;
    if (!turns) {
        turns = new Turns(QCoreApplication::instance());
    }
    return *turns;
}

void Turns::later(QObject *owner, int what, std::function<void()> work)
{
    Turns &turns = current();
    const auto waiting = std::find_if(turns.m_pieces.begin(), turns.m_pieces.end(),
                                      [&](const Piece &piece) { return piece.owner == owner && piece.what == what; });
    if (waiting != turns.m_pieces.end()) {
        waiting->work = std::move(work);
    } else {
        turns.m_pieces.push_back({owner, what, std::move(work)});
    }
    turns.m_timer.start();
}

void Turns::forget(const QObject *owner, int what)
{
    std::erase_if(current().m_pieces, [&](const Piece &piece) { return piece.owner == owner && piece.what == what; });
}

bool Turns::waits(const QObject *owner, int what)
{
    const auto &pieces = current().m_pieces;
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](const Piece &piece) { return piece.owner == owner && piece.what == what; });
}

void Turns::next()
{
    while (!m_pieces.empty()) {
        const Piece piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        if (piece.owner) {
            piece.work(); // may bring more
            break;
        }
    }
    if (m_pieces.empty()) {
        m_timer.stop();
    }
}

} // namespace vsq
