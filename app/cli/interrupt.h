// SPDX-License-Identifier: GPL-3.0-or-later
// Turns SIGINT and SIGTERM into a stop request, so that work ends between two of its steps and leaves no half file.
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

private:
    void watch();

    std::stop_source m_source;
    std::atomic<bool> m_ending = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace vsq::cli
