// SPDX-License-Identifier: GPL-3.0-or-later
// Turns SIGINT, SIGTERM and SIGUSR1 into a stop request, so that work ends between two of its steps and leaves no half file.
// Work in points that are kept one by one may ask that SIGTERM and SIGUSR1, a scheduler's words, let the running one finish.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace vsq::cli {

class Interrupt {
public:
    /// To be made before any other thread: threads inherit the blocked signals.
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

    /// From here on SIGTERM and SIGUSR1 do not stop the work but ask for its end after the running point.
    void finishPoints() { m_points = true; }
    /// Whether a scheduler's signal has come.
    [[nodiscard]] bool isEnding() const { return m_scheduler; }

private:
    void watch();

    std::stop_source m_source;
    std::atomic<bool> m_ending = false;
    std::atomic<bool> m_points = false;
    std::atomic<bool> m_scheduler = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace vsq::cli
