// SPDX-License-Identifier: GPL-3.0-or-later
// The one identity of bytes: files, data sets, settings.
#pragma once

#include <cstddef>
#include <string>

namespace vsq {

/// FNV-1a, 64 bits, as 16 hexadecimal digits: tells contents apart, no protection against forgery. before: the hash of what
/// comes before these bytes, to hash in pieces.
std::string hashOf(const void *data, std::size_t size, const std::string &before = {});

/// Of a file's bytes. Throws Error when the file cannot be read.
std::string hashOfFile(const std::string &path);

} // namespace vsq
