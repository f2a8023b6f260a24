// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/idx.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <zlib.h>

namespace vsq {

namespace {

struct GzCloser {
    void operator()(gzFile file) const { gzclose(file); }
};
using GzHandle = std::unique_ptr<gzFile_s, GzCloser>;

std::vector<unsigned char> readAll(const std::string &path)
{
    // gzread passes plain files through, so both kinds take one way.
    const GzHandle file(gzopen(path.c_str(), "rb"));
    if (!file) {
        throw Error({.file = path, .item = {}}, "cannot open", "a readable IDX file", std::strerror(errno));
    }
    std::vector<unsigned char> bytes;
    std::vector<unsigned char> chunk(1U << 20);
    int got = 0;
    while ((got = gzread(file.get(), chunk.data(), static_cast<unsigned>(chunk.size()))) > 0) {
        bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + got);
    }
    if (got < 0) {
        int code = 0;
        throw Error({.file = path, .item = {}}, "cannot read", "a whole gzip stream", gzerror(file.get(), &code));
    }
    return bytes;
}

DType typeOf(const std::string &path, unsigned char code)
{
    switch (code) {
    case 0x08: return DType::UInt8;
    case 0x09: return DType::Int8;
    case 0x0B: return DType::Int16;
    case 0x0C: return DType::Int32;
    case 0x0D: return DType::Float32;
    case 0x0E: return DType::Float64;
    default: break;
    }
    throw Error({.file = path, .item = "IDX header"}, "element type", "8, 9, 11, 12, 13 or 14", std::to_string(code));
}

} // namespace

Tensor readIdx(const std::string &path)
{
    std::vector<unsigned char> bytes = readAll(path);
    if (bytes.size() < 4 || bytes[0] != 0 || bytes[1] != 0) {
        throw Error({.file = path, .item = "IDX header"}, "magic number", "two zero bytes, a type and a rank",
                    bytes.size() < 4 ? std::to_string(bytes.size()) + " bytes" : "another file type");
    }
    const DType type = typeOf(path, bytes[2]);
    const std::size_t rank = bytes[3];
    const std::size_t header = 4 + 4 * rank;
    if (bytes.size() < header) {
        throw Error({.file = path, .item = "IDX header"}, "truncated", std::to_string(header) + " bytes",
                    std::to_string(bytes.size()));
    }
    Shape shape;
    for (std::size_t i = 0; i < rank; ++i) {
        const unsigned char *p = bytes.data() + 4 + 4 * i;
        shape.push_back((std::int64_t{p[0]} << 24) | (p[1] << 16) | (p[2] << 8) | p[3]);
    }
    const std::size_t width = sizeOf(type);
    const std::size_t expected = header + static_cast<std::size_t>(elementCount(shape)) * width;
    if (bytes.size() != expected) {
        throw Error({.file = path, .item = "data of shape " + toString(shape)}, "size of the file",
                    std::to_string(expected) + " bytes", std::to_string(bytes.size()));
    }
    if (std::endian::native == std::endian::little && width > 1) {
        for (std::size_t i = header; i < bytes.size(); i += width) {
            std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i), bytes.begin() + static_cast<std::ptrdiff_t>(i + width));
        }
    }
    const auto owner = std::make_shared<std::vector<unsigned char>>(bytes.begin() + static_cast<std::ptrdiff_t>(header),
                                                                    bytes.end());
    return Tensor::view(type, shape, owner, owner->data());
}

} // namespace vsq
