// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace vsq {

void writeFileAtomically(const std::string &path, std::string_view bytes)
{
    writeFileAtomically(path, std::vector<std::string_view>{bytes});
}

void writeFileAtomically(const std::string &path, const std::vector<std::string_view> &pieces)
{
    const std::string temporary = path + ".part" + std::to_string(::getpid());
    errno = 0;
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    for (const std::string_view piece : pieces) {
        file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    }
    file.close();
    std::error_code code;
    if (!file || std::filesystem::is_directory(path)) {
        const std::string reason = std::filesystem::is_directory(path) ? "a folder of that name" : std::strerror(errno);
        std::filesystem::remove(temporary, code);
        throw Error({.file = path, .item = {}}, "cannot write", "a writable target", reason);
    }
    std::filesystem::rename(temporary, path, code);
    if (code) {
        const std::string reason = code.message();
        std::filesystem::remove(temporary, code);
        throw Error({.file = path, .item = {}}, "cannot write", "a writable target", reason);
    }
}

} // namespace vsq
