// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/freedmemory.h"

#include <cstdlib> // defines __GLIBC__ where it is glibc
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace vsq {

void keepFreedMemory()
{
#if defined(__GLIBC__)
    constexpr int kMebibyte = 1 << 20;
    ::mallopt(M_MMAP_THRESHOLD, 32 * kMebibyte); // the most that glibc takes
    ::mallopt(M_TRIM_THRESHOLD, 256 * kMebibyte);
    ::mallopt(M_TOP_PAD, 4 * kMebibyte);
#endif
}

} // namespace vsq
