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

// One place for all loops: one for each would stand in the closure, which a body would have to read before it is told that
// the closure was written. This hides a race of a body with what another loop's beginner wrote before that loop.
inline char loopBegun = 0;
inline char loopEnded = 0;

/// Tells the sanitizer on the way out, exceptions included.
struct AtEnd {
    void (*tell)(void *);
    explicit AtEnd(void (*how)(void *)) : tell(how) {}
    AtEnd(const AtEnd &) = delete;
    AtEnd &operator=(const AtEnd &) = delete;
    ~AtEnd() { tell(&loopEnded); }
};

} // namespace detail
#endif

/// loop(body): a loop on oneTBB's threads that calls the body for each of its ranges.
template <typename Body, typename Loop>
void handOver(const Body &body, const Loop &loop)
{
#ifdef VSQ_THREAD_SANITIZER
    const auto told = [&](const auto &range) {
        __tsan_acquire(&detail::loopBegun);
        const detail::AtEnd done(__tsan_release); // what this thread did comes before whoever waits
        body(range);
    };
    asm volatile("" : : "r"(&told) : "memory"); // written before the next line, and not where it is first given away
    __tsan_release(&detail::loopBegun);
    const detail::AtEnd after(__tsan_acquire);
    loop(told);
#else
    loop(body);
#endif
}

} // namespace vsq
