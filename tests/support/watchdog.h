// SPDX-License-Identifier: GPL-3.0-or-later
// How long the event loop stands still: a timer that beats every few milliseconds notices. Two clocks, because a machine is
// shared: what the thread computes between two beats (its own processor time, which no other process adds to), and what passes on
// the wall, less the time in which the thread was ready but another process had the processor.
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QTimer>

#include <ctime>

#include <algorithm>
#include <utility>

namespace vsq::test {

class Watchdog {
public:
    static constexpr double kMostMilliseconds = 50.0;
    /// On the wall, where only a thread that waits for another one counts, which computes nothing. Page faults, the disk and the
    /// other processes of a shared machine hold it up for hundreds of milliseconds, and are no fault of the program's.
    static constexpr double kMostWaiting = 3000.0;

    struct Block {
        double computing = 0.0; ///< milliseconds of processor time
        double passed = 0.0;    ///< milliseconds on the wall, as above
        [[nodiscard]] bool isTooLong() const { return computing > kMostMilliseconds || passed > kMostWaiting; }
        [[nodiscard]] QString text() const
        {
            return QStringLiteral("%1 ms of computing, %2 ms on the wall").arg(computing, 0, 'f', 1).arg(passed, 0, 'f', 1);
        }
    };

    Watchdog()
    {
        m_clock.start();
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(4);
        QObject::connect(&m_beat, &QTimer::timeout, &m_beat, [this] { beat(); });
        m_beat.start();
        m_ready = readyMilliseconds();
        m_computed = computedMilliseconds();
    }

    /// The longest of each since the last call.
    Block longest()
    {
        beat();
        return std::exchange(m_longest, {});
    }

private:
    static double computedMilliseconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    /// Milliseconds that this thread has waited for a processor so far; 0 where the kernel does not say.
    static double readyMilliseconds()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() / 1e6 : 0.0;
    }

    void beat()
    {
        const double ready = readyMilliseconds();
        const double computed = computedMilliseconds();
        const double passed = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        m_clock.restart();
        m_longest.computing = std::max(m_longest.computing, computed - m_computed);
        m_longest.passed = std::max(m_longest.passed, passed - (ready - m_ready));
        m_ready = ready;
        m_computed = computed;
    }

    QTimer m_beat;
    QElapsedTimer m_clock;
    double m_ready = 0.0;
    double m_computed = 0.0;
    Block m_longest;
};

} // namespace vsq::test
