// SPDX-License-Identifier: GPL-3.0-or-later
// The one identity of bytes: files, data sets, settings. Tells contents apart, no protection against forgery.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace vsq {

/// XXH3 of 128 bits (Y. Collet, github.com/Cyan4973/xxHash) of everything that was added, in order: as fast as memory is read.
class Hash {
public:
    Hash();
    ~Hash();
    Hash(const Hash &) = delete;
    Hash &operator=(const Hash &) = delete;

    void add(const void *data, std::size_t size);
    /// All bytes of a file, and how many they are. Throws Error when it cannot be read.
    void addFile(const std::string &path, const std::string &what);
    /// 32 hexadecimal digits.
    [[nodiscard]] std::string text() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// FNV-1a, 64 bits, as 16 hexadecimal digits: of settings, and in what earlier versions wrote. before: the hash of what comes
/// before these bytes.
std::string hashOf(const void *data, std::size_t size, const std::string &before = {});
/// The same of a file's bytes: what earlier versions took for the identity of a network. Throws Error when it cannot be read.
std::string oldHashOfFile(const std::string &path);

} // namespace vsq
