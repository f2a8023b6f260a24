// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace vsq {

std::string readFile(const std::string &path, const std::string &what)
{
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) {
        throw Error({.file = path, .item = {}}, "cannot open", what, "a folder");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw Error({.file = path, .item = {}}, "cannot open", what, std::strerror(errno));
    }
    std::string bytes;
    if (const auto size = std::filesystem::file_size(path, code); !code) {
        bytes.resize(size);
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(file.gcount()));
    } else {
        bytes.assign(std::istreambuf_iterator<char>(file), {}); // a pipe has no size
    }
    if (file.bad()) {
        throw Error({.file = path, .item = {}}, "cannot read", what, std::strerror(errno));
    }
    return bytes;
}

} // namespace vsq
