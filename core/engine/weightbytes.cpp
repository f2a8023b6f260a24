// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/weightbytes.h"

#include "core/base/blockpool.h"

#include <cstdlib>
#include <mutex>
#include <new>
#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace vsq {

namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kHugePage = std::size_t{1} << 21U;
constexpr std::size_t kPiece = 16 * kHugePage;
constexpr std::size_t kSmall = std::size_t{1} << 18U; ///< below, blocks may be of one product alone and come and go

std::shared_ptr<std::uint8_t> allocate(std::size_t size)
{
    auto *memory = static_cast<std::uint8_t *>(std::aligned_alloc(kHugePage, (size + kHugePage - 1) / kHugePage * kHugePage));
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
#if defined(__linux__)
    ::madvise(memory, size, MADV_HUGEPAGE);
#endif
    return {memory, std::free};
}

/// Of one product alone, which comes and goes.
std::shared_ptr<std::uint8_t> passing(std::size_t size)
{
    auto *memory = static_cast<std::uint8_t *>(requireBlock(size));
    return {memory, [size](std::uint8_t *given) { giveBlock(given, size); }};
}

/// The piece that blocks are being cut from; it goes with the last of its blocks.
struct Piece {
    std::mutex mutex;
    std::weak_ptr<std::uint8_t> memory;
    std::size_t used = 0;

    std::shared_ptr<std::uint8_t> cut(std::size_t size)
    {
        const std::lock_guard lock(mutex);
        std::shared_ptr<std::uint8_t> whole = memory.lock();
        if (!whole || used + size > kPiece) {
            whole = allocate(kPiece);
            memory = whole;
            used = 0;
        }
        std::shared_ptr<std::uint8_t> block(whole, whole.get() + used);
        used += size;
        return block;
    }
};

} // namespace

WeightBytes::WeightBytes(std::size_t size) : m_size(size)
{
    static Piece piece;
    const std::size_t rounded = (size + kLine) / kLine * kLine;
    m_data = rounded < kSmall ? passing(rounded) : rounded > kPiece / 2 ? allocate(rounded) : piece.cut(rounded);
}

} // namespace vsq
