// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/base/filekind.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace vsq {

namespace {

static_assert(std::endian::native == std::endian::little, "tensors are written as they lie in memory");

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kAlignment = 64; // of the elements in the file, as NumPy writes

void swapBytes(char *data, std::size_t count, std::size_t width)
{
    for (std::size_t i = 0; width > 1 && i < count; ++i) {
        std::reverse(data + i * width, data + (i + 1) * width);
    }
}

/// source has the first dimension fastest; target gets the last fastest.
void fromFortran(const char *source, char *target, const Shape &shape, std::size_t width)
{
    const std::size_t rank = shape.size();
    Shape index(rank, 0);
    const std::int64_t count = elementCount(shape);
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t at = 0;
        for (std::size_t axis = rank; axis-- > 0;) {
            at = at * shape[axis] + index[axis];
        }
        std::memcpy(target + static_cast<std::size_t>(i) * width, source + static_cast<std::size_t>(at) * width, width);
        for (std::size_t axis = rank; axis-- > 0;) {
            if (++index[axis] < shape[axis]) {
                break;
            }
            index[axis] = 0;
        }
    }
}

} // namespace

std::size_t npyDataBegin(std::string_view bytes, const std::string &file, const std::string &item)
{
    const Place place{.file = file, .item = item};
    if (bytes.size() < 10 || bytes.substr(0, kMagic.size()) != kMagic) {
        const bool cut = bytes.size() < 10 && bytes.substr(0, kMagic.size()) == kMagic.substr(0, bytes.size());
        throw Error(place, "not a NumPy array", "a file that starts with \\x93NUMPY",
                    cut            ? "only " + std::to_string(bytes.size()) + " bytes"
                    : item.empty() ? kindOf(bytes).text()
                                   : "something else");
    }
    const auto byteAt = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
    const std::size_t version = byteAt(6);
    if (version < 1 || version > 3) {
        throw Error(place, "version of the array file", "1, 2 or 3", std::to_string(version));
    }
    const std::size_t prefix = version == 1 ? 10 : 12;
    if (bytes.size() < prefix) {
        throw Error(place, "truncated header", std::to_string(prefix) + " bytes", std::to_string(bytes.size()));
    }
    const std::size_t length = byteAt(8) | byteAt(9) << 8 | (version == 1 ? 0 : byteAt(10) << 16 | byteAt(11) << 24);
    constexpr std::size_t kLongest = std::size_t{1} << 20; // NumPy's own readers take 10,000 bytes
    if (length > kLongest) {
        throw Error(place, "header", "at most " + std::to_string(kLongest) + " bytes", std::to_string(length));
    }
    return prefix + length;
}

NpyHeader parseNpyStart(std::string_view bytes, const std::string &file, const std::string &item)
{
    const std::size_t begin = npyDataBegin(bytes, file, item);
    if (bytes.size() < begin) {
        throw Error({.file = file, .item = item}, "truncated header", std::to_string(begin) + " bytes",
                    std::to_string(bytes.size()));
    }
    const std::size_t prefix = bytes[6] == 1 ? 10 : 12;
    return parseNpyHeader(bytes.substr(prefix, begin - prefix), file, item);
}

std::size_t npyDataSize(const NpyHeader &header, const std::string &file, const std::string &item)
{
    try {
        return static_cast<std::size_t>(elementCount(header.shape)) * sizeOf(header.type);
    } catch (const Error &error) {
        throw Error({.file = file, .item = item}, error.problem(), error.expected(), error.found());
    }
}

Tensor npyInNativeOrder(const NpyHeader &header, Tensor stored)
{
    const std::size_t width = sizeOf(header.type);
    Tensor tensor = std::move(stored);
    if (header.fortranOrder && header.shape.size() > 1) {
        Tensor ordered = Tensor::uninitialized(header.type, header.shape);
        fromFortran(static_cast<const char *>(tensor.bytes()), static_cast<char *>(ordered.mutableBytes()), header.shape, width);
        tensor = std::move(ordered);
    }
    if (header.bigEndian) {
        swapBytes(static_cast<char *>(tensor.mutableBytes()), static_cast<std::size_t>(tensor.size()), width);
    }
    if (header.type == DType::Bool) {
        auto *bytes = static_cast<char *>(tensor.mutableBytes());
        std::transform(bytes, bytes + tensor.byteSize(), bytes, [](char c) { return static_cast<char>(c != 0); });
    }
    return tensor;
}

Tensor parseNpy(std::string_view bytes, const std::string &file, const std::string &item)
{
    const NpyHeader header = parseNpyStart(bytes, file, item);
    const std::string_view data = bytes.substr(npyDataBegin(bytes, file, item));
    const std::size_t expected = npyDataSize(header, file, item);
    if (data.size() != expected) {
        throw Error({.file = file, .item = item}, "data of " + std::string(nameOf(header.type)) + " " + toString(header.shape),
                    std::to_string(expected) + " bytes", std::to_string(data.size()));
    }
    Tensor stored = Tensor::uninitialized(header.type, header.shape);
    if (expected > 0) {
        std::memcpy(stored.mutableBytes(), data.data(), expected);
    }
    return npyInNativeOrder(header, std::move(stored));
}

std::string formatNpy(const Tensor &tensor)
{
    const Tensor whole = tensor.dtype() == DType::BFloat16 ? tensor.toFloat() : tensor;
    std::string header = formatNpyHeader(whole.dtype(), whole.shape());
    const std::size_t unpadded = 10 + header.size() + 1;
    header.append((kAlignment - unpadded % kAlignment) % kAlignment, ' ');
    header += '\n';
    std::string bytes(kMagic);
    bytes += '\x01';
    bytes += '\x00';
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    bytes.append(static_cast<const char *>(whole.bytes()), whole.byteSize());
    return bytes;
}

Tensor readNpy(const std::string &path)
{
    return parseNpy(readFile(path, "a NumPy array"), path);
}

void writeNpy(const std::string &path, const Tensor &tensor)
{
    writeFileAtomically(path, formatNpy(tensor));
}

} // namespace vsq
