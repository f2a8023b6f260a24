// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace vsq {

/// For programs that run networks, once at their start: what a layer's values took stays with the process for the next layer's.
/// Given back to the system each time, every page of it costs a fault again, which takes longer than a small network's products.
/// Pieces of 32 MiB and more, and more than 256 MiB that lie free at the end of the heap, go back all the same. No effect with
/// another C library than glibc.
void keepFreedMemory();

} // namespace vsq
