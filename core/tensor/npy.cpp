// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/tensor/npyheader.h"

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

Tensor parseNpy(std::string_view bytes, const std::string &file, const std::string &item)
{
    const Place place{.file = file, .item = item};
    if (bytes.size() < 10 || bytes.substr(0, kMagic.size()) != kMagic) {
        const bool cut = bytes.size() < 10 && bytes.substr(0, kMagic.size()) == kMagic.substr(0, bytes.size());
        throw Error(place, "not a NumPy array", "a file that starts with \\x93NUMPY",
                    cut ? "only " + std::to_string(bytes.size()) + " bytes" : "another file type");
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
    if (bytes.size() < prefix + length) {
        throw Error(place, "truncated header", std::to_string(prefix + length) + " bytes", std::to_string(bytes.size()));
    }
    NpyHeader header = parseNpyHeader(bytes.substr(prefix, length), file, item);
    const std::string_view data = bytes.substr(prefix + length);
    const std::size_t width = sizeOf(header.type);
    std::size_t expected = 0;
    try {
        expected = static_cast<std::size_t>(elementCount(header.shape)) * width;
    } catch (const Error &error) {
        throw Error(place, error.problem(), error.expected(), error.found());
    }
    if (data.size() != expected) {
        throw Error(place, "data of " + std::string(nameOf(header.type)) + " " + toString(header.shape),
                    std::to_string(expected) + " bytes", std::to_string(data.size()));
    }
    Tensor tensor = Tensor::uninitialized(header.type, header.shape);
    auto *target = static_cast<char *>(tensor.mutableBytes());
    if (header.fortranOrder && header.shape.size() > 1) {
        fromFortran(data.data(), target, header.shape, width);
    } else if (expected > 0) {
        std::memcpy(target, data.data(), expected);
    }
    if (header.bigEndian) {
        swapBytes(target, static_cast<std::size_t>(tensor.size()), width);
    }
    if (header.type == DType::Bool) {
        std::transform(target, target + expected, target, [](char c) { return static_cast<char>(c != 0); });
    }
    return tensor;
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
