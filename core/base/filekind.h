// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is by its bytes, whatever its name says: for messages about files that are something else than was asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vsq {

enum class FileType : std::uint8_t {
    Unknown,
    Empty,
    LfsPointer,
    WebPage,
    Onnx,
    OnnxText,
    Safetensors,
    ShardIndex,
    NumpyArray,
    NumpyArchive,
    PyTorch,
    Image,
    Table,
    Text,
    Other ///< known, and of no use here
};

struct FileKind {
    FileType type = FileType::Unknown;
    std::string what;   ///< "a Git LFS pointer"; "another file type" where unknown
    std::string remedy; ///< what to do with it; may be empty

    /// "a Git LFS pointer (git lfs pull fetches the file itself)".
    [[nodiscard]] std::string text() const;
};

/// By the first bytes and, of archives, the names in them. bytes: the whole file, or its first megabyte or so.
FileKind kindOf(std::string_view bytes);
/// Of a file, without an error where it cannot be read.
FileKind kindOfFile(const std::string &path);
/// Of a folder that a file was expected in place of; "a folder" where nothing tells more.
FileKind kindOfFolder(const std::string &path);

} // namespace vsq
