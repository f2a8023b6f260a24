// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/safetensors.h"

#include "core/base/filekind.h"
#include "core/base/json.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>

namespace vsq {

namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kLongestHeader = 100'000'000; // the format's own limit

constexpr std::array<std::pair<std::string_view, DType>, 13> kTypes{{{"F64", DType::Float64},
                                                                     {"F32", DType::Float32},
                                                                     {"F16", DType::Float16},
                                                                     {"BF16", DType::BFloat16},
                                                                     {"I64", DType::Int64},
                                                                     {"I32", DType::Int32},
                                                                     {"I16", DType::Int16},
                                                                     {"I8", DType::Int8},
                                                                     {"U64", DType::UInt64},
                                                                     {"U32", DType::UInt32},
                                                                     {"U16", DType::UInt16},
                                                                     {"U8", DType::UInt8},
                                                                     {"BOOL", DType::Bool}}};

struct Entry {
    std::string name;
    DType type = DType::Float32;
    Shape shape;
    std::size_t begin = 0; ///< in the data
    std::size_t end = 0;
};

std::size_t headerLength(std::string_view bytes, const Place &place)
{
    const FileKind kind = kindOf(bytes);
    if (kind.type != FileType::Safetensors && kind.type != FileType::Unknown && kind.type != FileType::Empty
        && !bytes.substr(std::min(bytes.size(), kLengthBytes)).starts_with('{')) {
        throw Error(place, "not a safetensors file", "the length of a JSON header, and the header", kind.text());
    }
    if (bytes.size() < kLengthBytes) {
        throw Error(place, "not a safetensors file", "8 bytes of the header's length", std::to_string(bytes.size()) + " bytes");
    }
    std::uint64_t length = 0;
    for (std::size_t i = kLengthBytes; i-- > 0;) {
        length = length << 8U | static_cast<unsigned char>(bytes[i]);
    }
    if (length > bytes.size() - kLengthBytes || length > kLongestHeader) {
        throw Error(place, "header",
                    "at most " + std::to_string(std::min(bytes.size() - kLengthBytes, kLongestHeader)) + " bytes",
                    std::to_string(length));
    }
    return static_cast<std::size_t>(length);
}

/// The header; a name that comes twice is an error, which a JSON object in memory cannot show any more.
Json parseHeader(std::string_view text, const Place &place)
{
    std::string twice;
    std::set<std::string> names;
    const auto watch = [&](int depth, Json::parse_event_t event, const Json &value) {
        if (depth == 1 && event == Json::parse_event_t::key && !names.insert(value.get<std::string>()).second && twice.empty()) {
            twice = value.get<std::string>();
        }
        return true;
    };
    if (std::size_t at = 0; isNestedTooDeep(text, at)) { // a header has three
        throw Error(place, "header", "at most " + std::to_string(kDeepestJson) + " levels", "more");
    }
    Json header;
    try {
        header = Json::parse(text, watch);
    } catch (const Json::exception &) {
        header = Json::value_t::discarded;
    }
    if (header.is_discarded() || !header.is_object()) {
        throw Error(place, "header", "a JSON object", "something else");
    }
    if (!twice.empty()) {
        throw Error({.file = place.file, .item = "tensor '" + twice + "'"}, "name", "each tensor once", "it twice");
    }
    return header;
}

DType typeOf(const Json &json, const Place &place)
{
    const std::string name = json.is_string() ? json.get<std::string>() : std::string();
    const auto found = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto &known) { return known.first == name; });
    if (found == kTypes.end()) {
        throw Error(place, "dtype", "a number type (F32, F16, BF16, F64, I64, ...)", shownJson(json));
    }
    return found->second;
}

std::vector<std::uint64_t> numbersOf(const Json &json, const char *what, std::optional<std::size_t> count, const Place &place)
{
    const bool fits = json.is_array() && (!count || json.size() == *count)
                      && std::all_of(json.begin(), json.end(), [](const Json &value) { return value.is_number_unsigned(); });
    if (!fits) {
        throw Error(place, what,
                    count ? "a list of " + std::to_string(*count) + " numbers of 0 or more" : "a list of numbers of 0 or more",
                    shownJson(json));
    }
    return json.get<std::vector<std::uint64_t>>();
}

Entry entryOf(const std::string &name, const Json &json, std::size_t dataSize, const Place &place)
{
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) {
        throw Error(place, "description", "dtype, shape and data_offsets", shownJson(json));
    }
    Entry entry;
    entry.name = name;
    entry.type = typeOf(json["dtype"], place);
    constexpr std::uint64_t kLargestDimension = std::uint64_t{1} << 48U;
    for (const std::uint64_t dimension : numbersOf(json["shape"], "shape", std::nullopt, place)) {
        entry.shape.push_back(static_cast<std::int64_t>(std::min(dimension, kLargestDimension)));
    }
    std::int64_t count = 0;
    try {
        count = elementCount(entry.shape);
    } catch (const Error &error) {
        throw Error(place, error.problem(), error.expected(), error.found());
    }
    const auto offsets = numbersOf(json["data_offsets"], "data_offsets", 2, place);
    if (offsets[0] > offsets[1] || offsets[1] > dataSize) {
        throw Error(place, "data_offsets", "a piece of the file's " + std::to_string(dataSize) + " bytes of data",
                    shownJson(json["data_offsets"]));
    }
    entry.begin = static_cast<std::size_t>(offsets[0]);
    entry.end = static_cast<std::size_t>(offsets[1]);
    const std::size_t expected = static_cast<std::size_t>(count) * sizeOf(entry.type);
    if (entry.end - entry.begin != expected) {
        throw Error(place, "data of " + std::string(nameOf(entry.type)) + " " + toString(entry.shape),
                    std::to_string(expected) + " bytes", std::to_string(entry.end - entry.begin));
    }
    return entry;
}

/// The pieces must cover the data, each byte once: the format demands it, and anything else is damage or a hiding place.
void checkCover(std::vector<Entry> entries, std::size_t dataSize, const std::string &path)
{
    std::sort(entries.begin(), entries.end(),
              [](const Entry &a, const Entry &b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    std::size_t reached = 0;
    for (const Entry &entry : entries) {
        if (entry.begin != reached) {
            throw Error({.file = path, .item = "tensor '" + entry.name + "'"},
                        entry.begin < reached ? "data overlap another tensor's" : "gap before the data",
                        "data from byte " + std::to_string(reached) + " on", "from byte " + std::to_string(entry.begin) + " on");
        }
        reached = entry.end;
    }
    if (reached != dataSize) {
        throw Error({.file = path, .item = {}}, "data", std::to_string(reached) + " bytes as the header says",
                    std::to_string(dataSize));
    }
}

Tensor tensorOf(const Entry &entry, const std::shared_ptr<const MappedFile> &file, std::size_t dataBegin, const Place &place)
{
    const char *data = file->bytes().data() + dataBegin + entry.begin;
    if (entry.type != DType::Bool && reinterpret_cast<std::uintptr_t>(data) % sizeOf(entry.type) == 0) {
        return Tensor::view(entry.type, entry.shape, file, data);
    }
    Tensor tensor = Tensor::uninitialized(entry.type, entry.shape);
    auto *out = static_cast<char *>(tensor.mutableBytes());
    if (!file->copy(dataBegin + entry.begin, entry.end - entry.begin, out)) {
        throw Error(place, "cannot read", std::to_string(entry.end - entry.begin) + " bytes", "fewer");
    }
    if (entry.type == DType::Bool) {
        std::transform(out, out + tensor.byteSize(), out, [](char c) { return static_cast<char>(c != 0); });
    }
    return tensor;
}

} // namespace

std::map<std::string, Tensor> readSafetensors(const std::string &path)
{
    return readSafetensors(MappedFile::open(path, "a safetensors file"));
}

std::map<std::string, Tensor> readSafetensors(const std::shared_ptr<const MappedFile> &file)
{
    const std::string &path = file->path();
    const std::string_view bytes = file->bytes();
    const std::size_t length = headerLength(bytes, {.file = path, .item = {}});
    const Json header = parseHeader(bytes.substr(kLengthBytes, length), {.file = path, .item = {}});
    const std::size_t dataBegin = kLengthBytes + length;
    std::vector<Entry> entries;
    for (const auto &[name, value] : header.items()) {
        if (name != "__metadata__") {
            entries.push_back(entryOf(name, value, bytes.size() - dataBegin, {.file = path, .item = "tensor '" + name + "'"}));
        }
    }
    checkCover(entries, bytes.size() - dataBegin, path);
    std::map<std::string, Tensor> tensors;
    for (const Entry &entry : entries) {
        tensors.emplace(entry.name, tensorOf(entry, file, dataBegin, {.file = path, .item = "tensor '" + entry.name + "'"}));
    }
    return tensors;
}

} // namespace vsq
