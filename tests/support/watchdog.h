// SPDX-License-Identifier: GPL-3.0-or-later
// How long the event loop stands still: a timer that beats every few milliseconds notices. Time in which the thread was ready
// but another process had the processor is not the program's doing and does not count.
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace vsq::test {

class Watchdog {
public:
    static constexpr double kMostMilliseconds = 50.0;

    Watchdog()
    {
        m_clock.start();
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(4);
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { beat(); });
        m_beat.start();
        m_ready = readyMilliseconds();
    }

    /// The longest block since the last call, milliseconds.
    double longest()
    {
        beat();
        return std::exchange(m_longest, 0.0);
    }

private:
    /// Milliseconds that this thread has waited for a processor so far; 0 where the kernel does not say.
    static double readyMilliseconds()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() / 1e6 : 0.0;
    }

    void beat()
    {
        const double ready = readyMilliseconds();
        const double passed = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        m_clock.restart();
        m_longest = std::max(m_longest, passed - (ready - m_ready));
        m_ready = ready;
    }

    QTimer m_beat;
    QElapsedTimer m_clock;
    double m_ready = 0.0;
    double m_longest = 0.0;
};

} // namespace vsq::test
