// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/idx.h"

#include "core/base/file.h"
#include "core/base/filekind.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <zlib.h>

namespace vsq {

namespace {

constexpr std::size_t kMostDeflated = 1032; // bytes that one of gzip can stand for (zlib's technical details)

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

/// gzread passes plain files through, so both kinds take one way.
class IdxFile {
public:
    explicit IdxFile(const std::string &path) : m_path(path)
    {
        m_size = requireRegularFile(path, "an IDX file");
        m_file.reset(gzopen(path.c_str(), "rb"));
        if (!m_file) {
            throw Error({.file = path, .item = {}}, "cannot open", "a readable IDX file", std::strerror(errno));
        }
        readHeader();
    }
    IdxFile(const IdxFile &) = delete;
    IdxFile &operator=(const IdxFile &) = delete;

    /// At most size bytes; fewer only at the end.
    std::size_t read(std::size_t size, void *target)
    {
        constexpr std::size_t kPiece = std::size_t{1} << 30;
        std::size_t done = 0;
        while (done < size) {
            const int got = gzread(m_file.get(), static_cast<char *>(target) + done,
                                   static_cast<unsigned>(std::min(kPiece, size - done)));
            if (got < 0) {
                int code = 0;
                throw Error({.file = m_path, .item = {}}, "cannot read", "a whole gzip stream", gzerror(m_file.get(), &code));
            }
            if (got == 0) {
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    [[nodiscard]] bool isPlain() { return gzdirect(m_file.get()) != 0; }
    [[nodiscard]] std::size_t size() const { return m_size; } ///< of the file
    [[nodiscard]] const IdxHeader &header() const { return m_header; }
    [[nodiscard]] std::size_t headerSize() const { return 4 + 4 * m_header.shape.size(); }

private:
    struct Closer {
        void operator()(gzFile file) const { gzclose(file); }
    };

    void readHeader()
    {
        const Place place{.file = m_path, .item = "IDX header"};
        std::array<unsigned char, 4> start{};
        const std::size_t got = read(start.size(), start.data());
        if (got < start.size() || start[0] != 0 || start[1] != 0) {
            throw Error(place, "magic number", "two zero bytes, a type and a rank",
                        got < start.size() ? std::to_string(got) + " bytes"
                        : isPlain()        ? kindOfFile(m_path).text()
                                           : "something else in a gzip stream");
        }
        m_header.type = typeOf(m_path, start[2]);
        std::vector<unsigned char> dimensions(4 * std::size_t{start[3]});
        if (const std::size_t more = read(dimensions.size(), dimensions.data()); more != dimensions.size()) {
            throw Error(place, "truncated", std::to_string(4 + dimensions.size()) + " bytes", std::to_string(4 + more));
        }
        for (std::size_t i = 0; i < dimensions.size(); i += 4) {
            const unsigned char *p = dimensions.data() + i;
            m_header.shape.push_back((std::int64_t{p[0]} << 24) | (p[1] << 16) | (p[2] << 8) | p[3]);
        }
        try {
            static_cast<void>(elementCount(m_header.shape));
        } catch (const Error &error) {
            throw Error(place, error.problem(), error.expected(), error.found());
        }
    }

    std::string m_path;
    std::size_t m_size = 0;
    std::unique_ptr<gzFile_s, Closer> m_file;
    IdxHeader m_header;
};

} // namespace

IdxHeader readIdxHeader(const std::string &path)
{
    return IdxFile(path).header();
}

Tensor readIdx(const std::string &path, std::int64_t items)
{
    IdxFile file(path);
    const auto &[type, whole] = file.header();
    const std::size_t width = sizeOf(type);
    const std::size_t expected = file.headerSize() + static_cast<std::size_t>(elementCount(whole)) * width;
    const auto wrongSize = [&, shape = whole](std::size_t found) {
        return Error({.file = path, .item = "data of shape " + toString(shape)}, "size of the file",
                     std::to_string(expected) + " bytes", std::to_string(found));
    };
    if (file.isPlain() && file.size() != expected) {
        throw wrongSize(file.size());
    }
    if (expected / kMostDeflated > file.size()) {
        throw Error({.file = path, .item = "data of shape " + toString(whole)}, "size", "what its compressed bytes can hold",
                    std::to_string(file.size()) + " bytes");
    }
    Shape shape = whole;
    const bool part = items >= 0 && !shape.empty() && items < shape[0];
    if (part) {
        shape[0] = items;
    }
    Tensor tensor;
    try {
        tensor = Tensor::uninitialized(type, shape);
    } catch (const std::bad_alloc &) {
        throw Error({.file = path, .item = "data of shape " + toString(shape)}, "cannot read", "memory for it", "not enough");
    }
    auto *bytes = static_cast<char *>(tensor.mutableBytes());
    if (const std::size_t got = file.read(tensor.byteSize(), bytes); got != tensor.byteSize()) {
        throw wrongSize(file.headerSize() + got);
    }
    char beyond = 0;
    if (!part && file.read(1, &beyond) > 0) {
        throw wrongSize(expected + 1);
    }
    if (std::endian::native == std::endian::little && width > 1) {
        for (std::size_t i = 0; i < tensor.byteSize(); i += width) {
            std::reverse(bytes + i, bytes + i + width);
        }
    }
    return tensor;
}

} // namespace vsq
