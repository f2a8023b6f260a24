// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/externaldata.h"

#include <charconv>
#include <filesystem>

namespace vsq {

namespace {

std::uint64_t number(const std::string &text, const std::string &key, const Place &place)
{
    std::uint64_t value = 0;
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || stop != text.data() + text.size()) {
        throw Error(place, "external data's " + key, "a number", "'" + text + "'");
    }
    return value;
}

/// The file, if it lies in the model's folder even after links are followed.
std::filesystem::path locate(const std::string &location, const Place &place)
{
    namespace fs = std::filesystem;
    const fs::path folder = fs::weakly_canonical(fs::absolute(place.file).parent_path());
    const fs::path target = fs::weakly_canonical(folder / location);
    const fs::path relative = target.lexically_relative(folder);
    if (location.empty() || fs::path(location).is_absolute() || relative.empty() || *relative.begin() == "..") {
        throw Error(place, "external data", "a file in the model's folder", "'" + location + "'");
    }
    return target;
}

} // namespace

StoredBytes externalData(const onnx::TensorProto &proto, std::size_t size, const Place &place, MappedFiles &files)
{
    std::string location;
    std::uint64_t offset = 0;
    std::uint64_t length = size;
    for (const auto &entry : proto.external_data()) {
        if (entry.key() == "location") {
            location = entry.value();
        } else if (entry.key() == "offset") {
            offset = number(entry.value(), "offset", place);
        } else if (entry.key() == "length") {
            length = number(entry.value(), "length", place);
        }
    }
    if (length != size) {
        throw Error(place, "external data's length", std::to_string(size) + " bytes", std::to_string(length));
    }
    const std::filesystem::path target = locate(location, place);
    std::shared_ptr<const MappedFile> file;
    try {
        file = files.open(target.string());
    } catch (const Error &error) {
        throw Error(place, "cannot open external data", "the file '" + location + "'", error.found());
    }
    const std::size_t available = file->bytes().size();
    if (offset > available || length > available - offset) {
        throw Error(place, "external data beyond the end of '" + location + "'",
                    std::to_string(length) + " bytes at offset " + std::to_string(offset),
                    std::to_string(available) + " bytes in all");
    }
    return {file, offset, size};
}

} // namespace vsq
