// SPDX-License-Identifier: GPL-3.0-or-later
// Reading whole files, with one message for all that can be wrong with a path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace vsq {

/// All bytes of a file. what names the kind for the message ("a NumPy array"). Throws Error naming the path when it is
/// missing, not readable, larger than the memory, or no regular file (folders; pipes and devices, which may never end).
std::string readFile(const std::string &path, const std::string &what);

/// Its size. Throws Error as readFile() does for what cannot be read whole; for readers that take a file piece by piece.
std::size_t requireRegularFile(const std::string &path, const std::string &what);

/// An open descriptor of a regular file that closes itself, and what it was when it was opened.
class RegularFile {
public:
    /// Throws Error as readFile() does.
    RegularFile(const std::string &path, const std::string &what);
    RegularFile(const RegularFile &) = delete;
    RegularFile &operator=(const RegularFile &) = delete;
    ~RegularFile();

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Whether nobody has written to it since it was opened (size and time of the last change).
    [[nodiscard]] bool isUnchanged() const;
    /// At most size bytes from offset on, fewer only at the end. Throws std::system_error where the device fails.
    std::size_t read(std::size_t offset, std::size_t size, void *target) const;

private:
    int m_descriptor = -1;
    std::size_t m_size = 0;
    std::int64_t m_seconds = 0;
    std::int64_t m_nanoseconds = 0;
};

} // namespace vsq
