// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <vector>

namespace vsq {

std::string hashOf(const void *data, std::size_t size, const std::string &before)
{
    std::uint64_t hash = before.empty() ? 0xcbf29ce484222325ULL : std::stoull(before, nullptr, 16);
    const auto *bytes = static_cast<const unsigned char *>(data);
    for (std::size_t i = 0; i < size; ++i) {
        hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
    }
    return fmt::format("{:016x}", hash);
}

std::string hashOfFile(const std::string &path)
{
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Error({.file = path, .item = {}}, "cannot open", "a network", std::strerror(errno));
    }
    std::vector<char> piece(kPiece);
    std::string hash;
    while (file.read(piece.data(), static_cast<std::streamsize>(kPiece)), file.gcount() > 0) {
        hash = hashOf(piece.data(), static_cast<std::size_t>(file.gcount()), hash);
    }
    return hash.empty() ? hashOf(nullptr, 0) : hash;
}

} // namespace vsq
