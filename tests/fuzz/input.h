// SPDX-License-Identifier: GPL-3.0-or-later
// What a fuzz target needs: the bytes as a file of their own, errors as the right answer, inputs to begin with.
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace vsq::fuzz {

/// A file in memory that is gone with this.
class InputFile {
public:
    InputFile(const std::uint8_t *data, std::size_t size) : m_descriptor(::memfd_create("input", MFD_CLOEXEC))
    {
        if (m_descriptor < 0 || ::write(m_descriptor, data, size) != static_cast<ssize_t>(size)) {
            std::abort();
        }
    }
    InputFile(const InputFile &) = delete;
    InputFile &operator=(const InputFile &) = delete;
    ~InputFile() { ::close(m_descriptor); }

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

/// Anything but an Error is a finding.
template <typename Read>
int expectErrors(const Read &read)
{
    try {
        read();
    } catch (const Error &) {
        // the file is wrong, and said so
    }
    return 0;
}

/// For kinds of files that the samples have none of: where the environment variable VSQ_SEEDS names a folder, write(folder) puts
/// inputs to begin with there, and the program ends. To be called by LLVMFuzzerInitialize().
template <typename Write>
int writeSeeds(const Write &write)
{
    if (const char *folder = std::getenv("VSQ_SEEDS")) { // NOLINT(concurrency-mt-unsafe): no thread has begun
        write(std::string(folder));
        std::exit(0); // NOLINT(concurrency-mt-unsafe)
    }
    return 0;
}

} // namespace vsq::fuzz
