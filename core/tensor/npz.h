// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's archives of named arrays: a zip file with one NAME.npy for each, stored or deflated.
#pragma once

#include "core/tensor/npyheader.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vsq {

/// An archive whose arrays' headers were read; the elements stay in the file until they are asked for.
class NpzFile {
public:
    struct Entry {
        std::string name;
        NpyHeader header;
        std::uint64_t index = 0;   ///< in the archive
        std::size_t dataBegin = 0; ///< of the elements in the entry
    };

    /// Throws Error naming file, array, expected and found: no archive, entries that are no arrays, sizes other than headers
    /// say. Takes no more memory than the headers.
    explicit NpzFile(const std::string &path);
    ~NpzFile();
    NpzFile(const NpzFile &) = delete;
    NpzFile &operator=(const NpzFile &) = delete;

    [[nodiscard]] const std::vector<Entry> &entries() const;
    /// The array's elements; where items is not negative only as many of the first dimension. Throws Error for what cannot be
    /// unpacked.
    [[nodiscard]] Tensor read(const Entry &entry, std::int64_t items = -1) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// All arrays by name. Throws Error as NpzFile does.
std::map<std::string, Tensor> readNpz(const std::string &path);
/// Written whole or not at all. Arrays are deflated where that is asked for.
void writeNpz(const std::string &path, const std::map<std::string, Tensor> &arrays, bool compressed = false);

} // namespace vsq
