// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/blockpool.h"

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VSQ_PLAIN_BLOCKS
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define VSQ_PLAIN_BLOCKS
#endif
#endif

namespace vsq {

namespace {

constexpr std::size_t kBlockLine = 64;

void *freshBlock(std::size_t bytes) noexcept
{
    return std::aligned_alloc(kBlockLine, (bytes + kBlockLine) / kBlockLine * kBlockLine); // sizes are to be multiples of it
}

#ifndef VSQ_PLAIN_BLOCKS

constexpr std::size_t kLeastBits = 8; ///< the smallest blocks have 256 bytes
constexpr std::size_t kMostBits = 22; ///< larger ones than 4 MiB are not kept
constexpr std::size_t kSteps = 4;     ///< sizes from one power of two to the next: at most a fifth of a block is wasted
constexpr std::size_t kClasses = (kMostBits - kLeastBits) * kSteps + 1;
constexpr std::size_t kKeptAlike = 8; ///< blocks of a size
constexpr std::size_t kKeptBytes = std::size_t{32} << 20U;

/// Which of the sizes a block of so many bytes has, and how large that is.
struct BlockSize {
    std::size_t index = 0;
    std::size_t bytes = std::size_t{1} << kLeastBits;

    explicit BlockSize(std::size_t wanted)
    {
        if (wanted <= bytes) {
            return;
        }
        const auto below = static_cast<std::size_t>(std::bit_width(wanted - 1)) - 1; // 2^below < wanted <= 2^(below + 1)
        const std::size_t step = (std::size_t{1} << below) / kSteps;
        const std::size_t steps = (wanted - (std::size_t{1} << below) + step - 1) / step;
        index = (below - kLeastBits) * kSteps + steps;
        bytes = (std::size_t{1} << below) + steps * step;
    }
};

constexpr bool isKept(std::size_t bytes)
{
    return bytes <= std::size_t{1} << kMostBits;
}

/// One thread's.
class BlockShelf {
public:
    BlockShelf() = default;
    BlockShelf(const BlockShelf &) = delete;
    BlockShelf &operator=(const BlockShelf &) = delete;
    ~BlockShelf()
    {
        for (std::size_t i = 0; i < kClasses; ++i) {
            for (std::size_t j = 0; j < m_counts[i]; ++j) {
                std::free(m_blocks[i][j]);
            }
        }
        s_isGone = true;
    }

    void *take(std::size_t index, std::size_t bytes)
    {
        if (m_counts[index] == 0) {
            return nullptr;
        }
        m_bytes -= bytes;
        return m_blocks[index][--m_counts[index]];
    }

    bool give(void *block, std::size_t index, std::size_t bytes)
    {
        if (m_counts[index] == kKeptAlike || m_bytes + bytes > kKeptBytes) {
            return false;
        }
        m_bytes += bytes;
        m_blocks[index][m_counts[index]++] = block;
        return true;
    }

    /// Null once the thread is ending: values may outlive it.
    static BlockShelf *own()
    {
        if (s_isGone) {
            return nullptr;
        }
        thread_local BlockShelf shelf;
        return &shelf;
    }

private:
    static thread_local bool s_isGone;
    std::size_t m_bytes = 0;
    std::uint8_t m_counts[kClasses] = {};
    void *m_blocks[kClasses][kKeptAlike] = {};
};

thread_local bool BlockShelf::s_isGone = false;

#endif

} // namespace

void *takeBlock(std::size_t bytes) noexcept
{
#ifndef VSQ_PLAIN_BLOCKS
    if (isKept(bytes)) {
        const BlockSize size(bytes);
        BlockShelf *shelf = BlockShelf::own();
        void *block = shelf == nullptr ? nullptr : shelf->take(size.index, size.bytes);
        return block != nullptr ? block : freshBlock(size.bytes - kBlockLine); // which adds a line
    }
#endif
    return freshBlock(bytes);
}

void giveBlock(void *block, std::size_t bytes) noexcept
{
#ifndef VSQ_PLAIN_BLOCKS
    if (block != nullptr && isKept(bytes)) {
        const BlockSize size(bytes);
        BlockShelf *shelf = BlockShelf::own();
        if (shelf != nullptr && shelf->give(block, size.index, size.bytes)) {
            return;
        }
    }
#else
    static_cast<void>(bytes);
#endif
    std::free(block);
}

void *requireBlock(std::size_t bytes)
{
    void *block = takeBlock(bytes);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    return block;
}

} // namespace vsq
