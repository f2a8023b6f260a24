// SPDX-License-Identifier: GPL-3.0-or-later
// A file's bytes without reading them: mapped into memory, so that what nobody looks at costs nothing.
#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vsq {

/// Keeps the mapping alive as long as somebody holds it. Others may write to the file meanwhile: pages that it loses read as
/// zeros instead of ending the program, and requireUnchanged() says that what was computed is worth nothing. Files that are
/// written whole and renamed (writeFileAtomically) take nothing from who has the old one open.
class MappedFile {
public:
    /// The whole file. what names the kind for the message. Throws Error naming the path as readFile() does.
    static std::shared_ptr<const MappedFile> open(const std::string &path, const std::string &what);

    /// Throws Error naming the first open file that was written to, made shorter or could not be read since it was opened.
    /// A few system calls; results that follow from mapped bytes are to be handed on only after it.
    static void requireUnchanged();
    /// The same of files that lost pages somebody has looked at (what was read there are zeros): for places that are passed
    /// often.
    static void requireNothingLost();

    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;
    ~MappedFile();

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] const std::string &path() const { return m_path; }
    /// Reads a piece into memory of one's own without touching the mapping: pages of a mapping that were looked at count as
    /// the program's. The piece must lie in bytes(). False where reading fails.
    bool copy(std::size_t offset, std::size_t size, void *target) const;
    /// Gives back the memory of what was looked at so far; the bytes stay readable. A look at one byte may bring 2 MiB.
    void release() const;

private:
    MappedFile() = default;

    std::string m_path;
    std::optional<RegularFile> m_file;
    std::string m_read; ///< instead of a mapping
    std::string_view m_bytes;
    std::size_t m_guard = 0; ///< its place in the list of mappings that the signal handler knows
};

} // namespace vsq
