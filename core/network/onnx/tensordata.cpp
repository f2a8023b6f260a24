// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/tensordata.h"

#include <algorithm>
#include <cstdint>

namespace vsq {

namespace {

constexpr std::size_t kWorthSharing = 4096; // smaller data are copied to aligned memory

} // namespace

Error wrongDataSize(const Place &place, DType type, const Shape &shape, const std::string &unit, std::size_t expected,
                    std::size_t found)
{
    return {place, "data of " + std::string(nameOf(type)) + " " + toString(shape), std::to_string(expected) + unit,
            std::to_string(found)};
}

Tensor tensorIn(const StoredBytes &bytes, DType type, const Shape &shape, const Place &place)
{
    const std::size_t expected = static_cast<std::size_t>(elementCount(shape)) * sizeOf(type);
    if (bytes.size != expected) {
        throw wrongDataSize(place, type, shape, " bytes", expected, bytes.size);
    }
    const char *data = bytes.file->bytes().data() + bytes.offset;
    if (bytes.size >= kWorthSharing && type != DType::Bool && reinterpret_cast<std::uintptr_t>(data) % sizeOf(type) == 0) {
        return Tensor::view(type, shape, bytes.file, data);
    }
    Tensor tensor = Tensor::uninitialized(type, shape);
    auto *out = static_cast<char *>(tensor.mutableBytes());
    if (!bytes.file->copy(bytes.offset, bytes.size, out)) {
        throw Error(place, "cannot read", std::to_string(bytes.size) + " bytes of " + bytes.file->path(), "fewer");
    }
    if (type == DType::Bool) {
        std::transform(out, out + bytes.size, out, [](char c) { return static_cast<char>(c != 0); });
    }
    return tensor;
}

std::shared_ptr<const MappedFile> MappedFiles::open(const std::string &path)
{
    std::shared_ptr<const MappedFile> &file = m_files[path];
    if (!file) {
        file = MappedFile::open(path, "external data");
    }
    return file;
}

std::vector<std::string> MappedFiles::paths() const
{
    std::vector<std::string> list;
    for (const auto &[path, file] : m_files) {
        list.push_back(path);
    }
    return list;
}

} // namespace vsq
