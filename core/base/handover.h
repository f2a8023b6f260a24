// SPDX-License-Identifier: GPL-3.0-or-later
// What the thread sanitizer cannot see by itself: a loop on oneTBB's threads begins behind what was written before it and ends
// before what is read behind it. Debian's oneTBB is not compiled with the sanitizer, so that its own handing over is invisible.
#pragma once

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define VSQ_THREAD_SANITIZER
#endif
#elif defined(__SANITIZE_THREAD__)
#define VSQ_THREAD_SANITIZER
#endif

#ifdef VSQ_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#endif

namespace vsq {

#ifdef VSQ_THREAD_SANITIZER
namespace detail {

/// Tells the sanitizer on the way out, exceptions included.
struct AtEnd {
    void (*tell)(void *);
    char &what;
    AtEnd(void (*how)(void *), char &of) : tell(how), what(of) {}
    AtEnd(const AtEnd &) = delete;
    AtEnd &operator=(const AtEnd &) = delete;
    ~AtEnd() { tell(&what); }
};

} // namespace detail
#endif

/// loop(body): a loop on oneTBB's threads that calls the body for each of its ranges.
template <typename Body, typename Loop>
void handOver(const Body &body, const Loop &loop)
{
#ifdef VSQ_THREAD_SANITIZER
    char begun = 0;
    char ended = 0;
    __tsan_release(&begun);
    const detail::AtEnd after(__tsan_acquire, ended);
    loop([&](const auto &range) {
        __tsan_acquire(&begun);
        const detail::AtEnd done(__tsan_release, ended); // what this thread did comes before whoever waits
        body(range);
    });
#else
    loop(body);
#endif
}

} // namespace vsq
