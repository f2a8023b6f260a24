// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/error.h"
#include "core/base/filekind.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace vsq {

namespace {

std::string kindOf(mode_t mode, const std::string &path)
{
    switch (mode & S_IFMT) {
    case S_IFDIR: return kindOfFolder(path).text();
    case S_IFIFO: return "a pipe";
    case S_IFSOCK: return "a socket";
    default: return "a device";
    }
}

} // namespace

RegularFile::RegularFile(const std::string &path, const std::string &what)
{
    // A pipe nobody writes to would otherwise wait here for ever.
    m_descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (m_descriptor < 0) {
        const int code = errno;
        struct stat status {};
        const bool known = ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
        throw Error({.file = path, .item = {}}, "cannot open", what, known ? kindOf(status.st_mode, path) : std::strerror(code));
    }
    struct stat status {};
    if (::fstat(m_descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        const int code = errno;
        ::close(m_descriptor);
        throw Error({.file = path, .item = {}}, "cannot open", what,
                    status.st_mode == 0 ? std::strerror(code) : kindOf(status.st_mode, path));
    }
    m_size = static_cast<std::size_t>(status.st_size);
    m_seconds = status.st_mtim.tv_sec;
    m_nanoseconds = status.st_mtim.tv_nsec;
}

RegularFile::~RegularFile()
{
    ::close(m_descriptor);
}

bool RegularFile::isUnchanged() const
{
    struct stat status {};
    return ::fstat(m_descriptor, &status) == 0 && static_cast<std::size_t>(status.st_size) == m_size
           && status.st_mtim.tv_sec == m_seconds && status.st_mtim.tv_nsec == m_nanoseconds;
}

std::size_t RegularFile::read(std::size_t offset, std::size_t size, void *target) const
{
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(m_descriptor, static_cast<char *>(target) + done, size - done,
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw std::system_error(errno, std::generic_category());
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

std::string readFile(const std::string &path, const std::string &what)
{
    const RegularFile file(path, what);
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    std::string bytes;
    try {
        bytes.resize(file.size());
        bytes.resize(file.read(0, bytes.size(), bytes.data()));
        // Files of /proc say that they are empty, and are not.
        for (std::size_t got = file.size() == 0 ? kPiece : 0; got == kPiece;) {
            const std::size_t at = bytes.size();
            bytes.resize(at + kPiece);
            got = file.read(at, kPiece, bytes.data() + at);
            bytes.resize(at + got);
        }
    } catch (const std::bad_alloc &) {
        throw Error({.file = path, .item = {}}, "cannot read", "memory for " + std::to_string(file.size()) + " bytes",
                    "not enough");
    } catch (const std::system_error &error) {
        throw Error({.file = path, .item = {}}, "cannot read", what, std::strerror(error.code().value()));
    }
    return bytes;
}

std::size_t requireRegularFile(const std::string &path, const std::string &what)
{
    return RegularFile(path, what).size();
}

} // namespace vsq
