// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/onnx/externaldata.h"

#include "core/base/filekind.h"

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

bool liesIn(const std::filesystem::path &target, const std::filesystem::path &folder)
{
    const std::filesystem::path relative = target.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

/// The file, if it lies in the model's folder or in the one that the user allowed, after links were followed.
std::filesystem::path locate(const std::string &location, const Place &place, const std::string &allowed)
{
    namespace fs = std::filesystem;
    const fs::path own = fs::weakly_canonical(fs::absolute(place.file).parent_path());
    const fs::path other = allowed.empty() ? fs::path() : fs::weakly_canonical(fs::absolute(allowed));
    const fs::path named(location);
    fs::path target = fs::weakly_canonical(own / named);
    std::error_code code;
    if (!other.empty() && !named.is_absolute() && !fs::exists(target, code)) {
        target = fs::weakly_canonical(other / named); // weights that were moved away from the model
    }
    const bool inside = (liesIn(target, own) && !named.is_absolute()) || (!other.empty() && liesIn(target, other));
    if (location.empty() || !inside) {
        const bool isLink = !named.is_absolute() && fs::exists(own / named, code)
                            && liesIn((own / named).lexically_normal(), own);
        throw Error(place, "external data", "a file in the model's folder, or in one that --external-data names",
                    "'" + location + "'" + (isLink ? ", a link to " + target.string() : ""));
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
    const std::filesystem::path target = locate(location, place, files.external());
    std::shared_ptr<const MappedFile> file;
    try {
        file = files.open(target.string());
    } catch (const Error &error) {
        throw Error(place, "cannot open external data", "the file '" + location + "'", error.found());
    }
    const std::size_t available = file->bytes().size();
    if (offset > available || length > available - offset) {
        if (const FileKind kind = kindOf(file->bytes()); kind.type == FileType::LfsPointer || kind.type == FileType::WebPage) {
            throw Error(place, "external data in '" + location + "'", std::to_string(length) + " bytes of weights", kind.text());
        }
        throw Error(place, "external data beyond the end of '" + location + "'",
                    std::to_string(length) + " bytes at offset " + std::to_string(offset),
                    std::to_string(available) + " bytes in all");
    }
    return {file, offset, size};
}

} // namespace vsq
