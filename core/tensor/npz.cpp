// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npz.h"

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/tensor/npy.h"

#include <zip.h>

namespace vsq {

namespace {

constexpr std::string_view kSuffix = ".npy";

struct ArchiveCloser {
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;

struct FileCloser {
    void operator()(zip_file_t *file) const { zip_fclose(file); }
};

struct SourceCloser {
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, SourceCloser>;

std::string take(zip_error_t &error)
{
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

std::string readEntry(zip_t *archive, zip_uint64_t index, const zip_stat_t &entry, const Place &place)
{
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(archive, index, 0));
    if (!file) {
        throw Error(place, "cannot read", "a stored or deflated array", zip_strerror(archive));
    }
    // The directory's size may lie: grow with what is really there instead of believing it.
    std::string bytes;
    constexpr std::size_t kChunk = std::size_t{1} << 22;
    std::string chunk(std::min<std::size_t>(kChunk, entry.size + 1), '\0');
    zip_int64_t got = 0;
    while ((got = zip_fread(file.get(), chunk.data(), chunk.size())) > 0) {
        bytes.append(chunk.data(), static_cast<std::size_t>(got));
    }
    if (got < 0) {
        throw Error(place, "cannot read", std::to_string(entry.size) + " bytes", zip_file_strerror(file.get()));
    }
    return bytes;
}

} // namespace

std::map<std::string, Tensor> readNpz(const std::string &path)
{
    const std::string content = readFile(path, "a NumPy archive");
    zip_error_t error;
    zip_error_init(&error);
    Source source(zip_source_buffer_create(content.data(), content.size(), 0, &error));
    Archive archive(source ? zip_open_from_source(source.get(), ZIP_RDONLY, &error) : nullptr);
    if (!archive) {
        throw Error({.file = path, .item = {}}, "not a NumPy archive", "a whole zip file", take(error));
    }
    static_cast<void>(source.release()); // the archive owns it now
    zip_error_fini(&error);
    std::map<std::string, Tensor> arrays;
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t entry;
        zip_stat_init(&entry);
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &entry) != 0) {
            throw Error({.file = path, .item = "entry " + std::to_string(i)}, "cannot read", "an array",
                        zip_strerror(archive.get()));
        }
        const std::string file = entry.name;
        if (!file.ends_with(kSuffix)) {
            throw Error({.file = path, .item = "entry '" + file + "'"}, "not an array", "a name that ends in .npy", "another");
        }
        const std::string name = file.substr(0, file.size() - kSuffix.size());
        const std::string item = "array '" + name + "'";
        const std::string bytes = readEntry(archive.get(), static_cast<zip_uint64_t>(i), entry, {.file = path, .item = item});
        if (!arrays.emplace(name, parseNpy(bytes, path, item)).second) {
            throw Error({.file = path, .item = item}, "name", "each array once", "it twice");
        }
    }
    return arrays;
}

void writeNpz(const std::string &path, const std::map<std::string, Tensor> &arrays, bool compressed)
{
    const Place place{.file = path, .item = {}};
    zip_error_t error;
    zip_error_init(&error);
    Source target(zip_source_buffer_create(nullptr, 0, 0, &error));
    Archive archive(target ? zip_open_from_source(target.get(), ZIP_TRUNCATE, &error) : nullptr);
    if (!archive) {
        throw Error(place, "cannot write", "a zip archive", take(error));
    }
    zip_error_fini(&error);
    zip_source_keep(target.get());     // its bytes are read after the archive is closed
    std::vector<std::string> contents; // must live until the archive is closed
    contents.reserve(arrays.size());
    for (const auto &[name, tensor] : arrays) {
        contents.push_back(formatNpy(tensor));
        Source entry(zip_source_buffer(archive.get(), contents.back().data(), contents.back().size(), 0));
        const zip_int64_t index = entry ? zip_file_add(archive.get(), (name + std::string(kSuffix)).c_str(), entry.get(),
                                                       ZIP_FL_ENC_UTF_8)
                                        : -1;
        if (index < 0) {
            throw Error({.file = path, .item = "array '" + name + "'"}, "cannot write", "a zip entry",
                        zip_strerror(archive.get()));
        }
        static_cast<void>(entry.release());
        zip_set_file_compression(archive.get(), static_cast<zip_uint64_t>(index), compressed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
        // A fixed date makes equal arrays equal files.
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, 0x21, 0);
    }
    if (zip_close(archive.get()) != 0) {
        throw Error(place, "cannot write", "a zip archive", zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release());
    std::string bytes;
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_open(target.get()) != 0 || zip_source_stat(target.get(), &stat) != 0) {
        throw Error(place, "cannot write", "a zip archive", zip_error_strerror(zip_source_error(target.get())));
    }
    bytes.resize(stat.size);
    const zip_int64_t got = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (got != static_cast<zip_int64_t>(bytes.size())) {
        throw Error(place, "cannot write", std::to_string(bytes.size()) + " bytes", std::to_string(got));
    }
    writeFileAtomically(path, bytes);
}

} // namespace vsq
