// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <functional>
#include <new>
#include <string_view>
#include <system_error>
#include <vector>

namespace vsq {

namespace {

void forEachPiece(const std::string &path, const std::string &what, const std::function<void(std::string_view)> &take)
{
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    const RegularFile file(path, what);
    std::vector<char> piece(kPiece);
    try {
        for (std::size_t at = 0, got = kPiece; got == kPiece; at += got) {
            got = file.read(at, kPiece, piece.data());
            take({piece.data(), got});
        }
    } catch (const std::system_error &error) {
        throw Error({.file = path, .item = {}}, "cannot read", what, std::strerror(error.code().value()));
    }
}

} // namespace

struct Hash::Private {
    XXH3_state_t *state = XXH3_createState();

    Private()
    {
        if (state == nullptr) {
            throw std::bad_alloc();
        }
        XXH3_128bits_reset(state);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private() { XXH3_freeState(state); }
};

Hash::Hash() : d(std::make_unique<Private>()) {}

Hash::~Hash() = default;

void Hash::add(const void *data, std::size_t size)
{
    if (size > 0) {
        XXH3_128bits_update(d->state, data, size);
    }
}

void Hash::addFile(const std::string &path, const std::string &what)
{
    std::uint64_t size = 0;
    forEachPiece(path, what, [&](std::string_view piece) {
        add(piece.data(), piece.size());
        size += piece.size();
    });
    add(&size, sizeof(size)); // what follows must not be able to pass for a part of this file
}

std::string Hash::text() const
{
    const XXH128_hash_t hash = XXH3_128bits_digest(d->state);
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string hashOf(const void *data, std::size_t size, const std::string &before)
{
    std::uint64_t hash = before.empty() ? 0xcbf29ce484222325ULL : std::stoull(before, nullptr, 16);
    const auto *bytes = static_cast<const unsigned char *>(data);
    for (std::size_t i = 0; i < size; ++i) {
        hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
    }
    return fmt::format("{:016x}", hash);
}

std::string oldHashOfFile(const std::string &path)
{
    std::string hash = hashOf(nullptr, 0);
    forEachPiece(path, "a network", [&](std::string_view piece) { hash = hashOf(piece.data(), piece.size(), hash); });
    return hash;
}

} // namespace vsq
