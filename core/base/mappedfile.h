// SPDX-License-Identifier: GPL-3.0-or-later
// A file's bytes without reading them: mapped into memory, so that what nobody looks at costs nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace vsq {

/// Keeps the mapping alive as long as somebody holds it. The file must not be made shorter meanwhile; writing it whole and
/// renaming (writeFileAtomically) is safe.
class MappedFile {
public:
    /// The whole file; what cannot be mapped (a pipe) is read. what names the kind for the message. Throws Error naming the
    /// path when it is missing, a folder or not readable.
    static std::shared_ptr<const MappedFile> open(const std::string &path, const std::string &what);

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
    int m_descriptor = -1;
    std::string m_read; ///< instead of a mapping
    std::string_view m_bytes;
};

} // namespace vsq
