// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>
#include <pthread.h>
#include <unistd.h>

namespace vsq::cli {

namespace {

sigset_t watchedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1);
    return set;
}

} // namespace

Interrupt::Interrupt()
{
    const sigset_t set = watchedSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A closed pipe is then an error of the write, with a message and an exit code, not a sudden death.
    std::signal(SIGPIPE, SIG_IGN);
    m_thread = std::thread([this] { watch(); });
}

Interrupt::~Interrupt()
{
    m_ending = true;
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
}

void Interrupt::watch()
{
    const sigset_t set = watchedSignals();
    for (;;) {
        int signal = 0;
        sigwait(&set, &signal);
        if (m_ending) {
            return;
        }
        const bool again = m_scheduler;
        m_scheduler = again || signal != SIGINT;
        if (signal != SIGINT && m_points && !again) {
            continue; // the running point is finished first
        }
        if (m_source.stop_requested()) {
            _exit(1); // asked a second time: at once
        }
        m_source.request_stop();
    }
}

} // namespace vsq::cli
