// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mappingguard.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace vsq {

namespace {

struct Mapping {
    std::atomic<std::uintptr_t> begin{0}; ///< 0: free
    std::atomic<std::uintptr_t> end{0};
    std::atomic<bool> lost{false};
};

// The handler may neither lock nor allocate: mappings stand in blocks that are never freed.
constexpr std::size_t kBlock = 64;
struct Block {
    std::array<Mapping, kBlock> mappings;
    std::atomic<Block *> next{nullptr};
};

Block firstBlock;
std::atomic<int> lostMappings{0};
std::mutex listMutex; // of guardMapping() and forgetMapping()
struct sigaction previous {};

std::uintptr_t pageSize()
{
    static const auto size = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    return size;
}

Mapping *mappingOf(std::uintptr_t address)
{
    for (Block *block = &firstBlock; block != nullptr; block = block->next.load()) {
        for (Mapping &mapping : block->mappings) {
            const std::uintptr_t begin = mapping.begin.load();
            if (begin != 0 && address >= begin && address < mapping.end.load()) {
                return &mapping;
            }
        }
    }
    return nullptr;
}

/// In place of a page. By the system call itself: what sanitizers put around mmap() is not for signal handlers, and counts as
/// writing into what other threads read, who see either the file's bytes, or zeros and the loss.
bool putZeros(std::uintptr_t page)
{
    return ::syscall(SYS_mmap, page, pageSize(), long{PROT_READ}, long{MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED}, -1L, 0L) != -1;
}

void handle(int signal, siginfo_t *info, void *context)
{
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    Mapping *mapping = info->si_code > 0 ? mappingOf(address) : nullptr; // 0 and less: sent by a process
    if (mapping != nullptr) {
        const std::uintptr_t page = address / pageSize() * pageSize();
        if (putZeros(page)) {
            if (!mapping->lost.exchange(true)) {
                ++lostMappings;
            }
            return;
        }
    }
    if ((previous.sa_flags & SA_SIGINFO) != 0 && previous.sa_sigaction != nullptr) {
        previous.sa_sigaction(signal, info, context);
        return;
    }
    ::signal(SIGBUS, SIG_DFL); // the instruction is tried once more and ends the program
    if (info->si_code <= 0) {
        ::raise(signal);
    }
}

void install()
{
    static const bool done = [] {
        static_cast<void>(pageSize());
        struct sigaction action {};
        action.sa_sigaction = handle;
        action.sa_flags = SA_SIGINFO | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        return ::sigaction(SIGBUS, &action, &previous) == 0;
    }();
    static_cast<void>(done);
}

Mapping &at(std::size_t guard)
{
    Block *block = &firstBlock;
    for (std::size_t i = 0; i < guard / kBlock; ++i) {
        block = block->next.load();
    }
    return block->mappings[guard % kBlock];
}

} // namespace

std::size_t guardMapping(const void *begin, std::size_t size)
{
    install();
    const std::lock_guard lock(listMutex);
    std::size_t number = 0;
    for (Block *block = &firstBlock;; block = block->next.load()) {
        for (Mapping &mapping : block->mappings) {
            if (mapping.begin.load() == 0) {
                mapping.lost = false;
                mapping.end = reinterpret_cast<std::uintptr_t>(begin) + size;
                mapping.begin = reinterpret_cast<std::uintptr_t>(begin);
                return number;
            }
            ++number;
        }
        if (block->next.load() == nullptr) {
            block->next = new Block; // for the handler, which may look at any time: never freed
        }
    }
}

void forgetMapping(std::size_t guard)
{
    const std::lock_guard lock(listMutex);
    Mapping &mapping = at(guard);
    mapping.begin = 0;
    if (mapping.lost.exchange(false)) {
        --lostMappings;
    }
}

bool lostPages(std::size_t guard)
{
    return at(guard).lost.load();
}

bool anyLostPages()
{
    return lostMappings.load(std::memory_order_relaxed) > 0;
}

} // namespace vsq
