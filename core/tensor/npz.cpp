// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npz.h"

#include "core/base/atomicfile.h"
#include "core/base/file.h"
#include "core/base/filekind.h"
#include "core/tensor/npy.h"

#include <algorithm>
#include <new>
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

/// Bytes of an entry in order; those that fail to come are an error.
class EntryReader {
public:
    EntryReader(zip_t *archive, zip_uint64_t index, Place place)
        : m_file(zip_fopen_index(archive, index, 0)), m_place(std::move(place))
    {
        if (!m_file) {
            throw Error(m_place, "cannot read", "a stored or deflated array", zip_strerror(archive));
        }
    }

    /// At most size; fewer only at the end.
    std::size_t some(std::size_t size, char *target)
    {
        std::size_t done = 0;
        while (done < size) {
            const zip_int64_t got = zip_fread(m_file.get(), target + done, size - done);
            if (got < 0) {
                throw Error(m_place, "cannot read", "a whole entry", zip_file_strerror(m_file.get()));
            }
            if (got == 0) {
                break;
            }
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    void all(std::size_t size, char *target)
    {
        if (const std::size_t got = some(size, target); got != size) {
            throw Error(m_place, "cannot read", std::to_string(size) + " bytes of data", std::to_string(got));
        }
    }

private:
    std::unique_ptr<zip_file_t, FileCloser> m_file;
    Place m_place;
};

std::string itemOf(const std::string &name)
{
    return "array '" + name + "'";
}

/// The header in front of the elements, of which no more is unpacked than it says.
NpzFile::Entry entryOf(zip_t *archive, const zip_stat_t &stat, zip_uint64_t index, const std::string &path)
{
    NpzFile::Entry entry;
    entry.name = std::string(stat.name).substr(0, std::string_view(stat.name).size() - kSuffix.size());
    entry.index = index;
    const std::string item = itemOf(entry.name);
    EntryReader reader(archive, index, {.file = path, .item = item});
    std::string bytes(kNpyStart, '\0');
    bytes.resize(reader.some(bytes.size(), bytes.data()));
    entry.dataBegin = npyDataBegin(bytes, path, item);
    if (entry.dataBegin > bytes.size()) {
        const std::size_t have = bytes.size();
        bytes.resize(entry.dataBegin);
        bytes.resize(have + reader.some(entry.dataBegin - have, bytes.data() + have));
    }
    entry.header = parseNpyStart(bytes, path, item);
    const std::size_t expected = npyDataSize(entry.header, path, item);
    if ((stat.valid & ZIP_STAT_SIZE) != 0 && stat.size != entry.dataBegin + expected) {
        throw Error({.file = path, .item = item},
                    "data of " + std::string(nameOf(entry.header.type)) + " " + toString(entry.header.shape),
                    std::to_string(expected) + " bytes",
                    stat.size < entry.dataBegin ? "none" : std::to_string(stat.size - entry.dataBegin));
    }
    return entry;
}

} // namespace

struct NpzFile::Private {
    std::string path;
    Archive archive;
    std::vector<Entry> entries;
};

NpzFile::NpzFile(const std::string &path) : d(std::make_unique<Private>())
{
    d->path = path;
    requireRegularFile(path, "a NumPy archive");
    int code = 0;
    d->archive.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (!d->archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const FileKind kind = kindOfFile(path);
        const bool tells = kind.type != FileType::Unknown && kind.type != FileType::NumpyArchive && kind.type != FileType::Text;
        throw Error({.file = path, .item = {}}, "not a NumPy archive", "a whole zip file", tells ? kind.text() : take(error));
    }
    const zip_int64_t count = zip_get_num_entries(d->archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(d->archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0) {
            throw Error({.file = path, .item = "entry " + std::to_string(i)}, "cannot read", "an array",
                        zip_strerror(d->archive.get()));
        }
        if (!std::string_view(stat.name).ends_with(kSuffix)) {
            const FileKind kind = kindOfFile(path);
            const bool isNetwork = kind.type == FileType::PyTorch || kind.what == "a Keras model";
            throw Error({.file = path, .item = "entry '" + std::string(stat.name) + "'"}, "not an array",
                        "a name that ends in .npy", isNetwork ? kind.text() : "another");
        }
        d->entries.push_back(entryOf(d->archive.get(), stat, static_cast<zip_uint64_t>(i), path));
        const std::string &name = d->entries.back().name;
        if (std::count_if(d->entries.begin(), d->entries.end(), [&](const Entry &other) { return other.name == name; }) > 1) {
            throw Error({.file = path, .item = itemOf(name)}, "name", "each array once", "it twice");
        }
    }
}

NpzFile::~NpzFile() = default;

const std::vector<NpzFile::Entry> &NpzFile::entries() const
{
    return d->entries;
}

Tensor NpzFile::read(const Entry &entry, std::int64_t items) const
{
    const Place place{.file = d->path, .item = itemOf(entry.name)};
    EntryReader reader(d->archive.get(), entry.index, place);
    std::string header(entry.dataBegin, '\0');
    reader.all(header.size(), header.data());
    Shape shape = entry.header.shape;
    const bool part = items >= 0 && !shape.empty() && items < shape[0] && (!entry.header.fortranOrder || shape.size() == 1);
    if (part) {
        shape[0] = items;
    }
    Tensor tensor;
    try {
        tensor = Tensor::uninitialized(entry.header.type, shape);
    } catch (const std::bad_alloc &) {
        throw Error(place, "cannot read", "memory for " + std::string(nameOf(entry.header.type)) + " " + toString(shape),
                    "not enough");
    }
    reader.all(tensor.byteSize(), static_cast<char *>(tensor.mutableBytes()));
    char beyond = 0;
    if (!part && reader.some(1, &beyond) > 0) { // also where the check sum is compared
        throw Error(place, "data of " + std::string(nameOf(entry.header.type)) + " " + toString(shape),
                    std::to_string(tensor.byteSize()) + " bytes", "more");
    }
    return npyInNativeOrder(entry.header, std::move(tensor));
}

std::map<std::string, Tensor> readNpz(const std::string &path)
{
    const NpzFile file(path);
    std::map<std::string, Tensor> arrays;
    for (const NpzFile::Entry &entry : file.entries()) {
        arrays.emplace(entry.name, file.read(entry));
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
