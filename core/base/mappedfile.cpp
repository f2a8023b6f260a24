// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mappedfile.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vsq {

std::shared_ptr<const MappedFile> MappedFile::open(const std::string &path, const std::string &what)
{
    const std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_path = path;
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        file->m_descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (file->m_descriptor < 0) {
            throw Error({.file = path, .item = {}}, "cannot open", what, std::strerror(errno));
        }
        const auto size = static_cast<std::size_t>(status.st_size);
        void *memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file->m_descriptor, 0);
        if (memory != MAP_FAILED) {
            file->m_bytes = {static_cast<const char *>(memory), size};
            return file;
        }
    }
    file->m_read = readFile(path, what);
    file->m_bytes = file->m_read;
    return file;
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty() && m_bytes.data() != m_read.data()) {
        ::munmap(const_cast<char *>(m_bytes.data()), m_bytes.size());
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

void MappedFile::release() const
{
    if (!m_bytes.empty() && m_bytes.data() != m_read.data()) {
        ::madvise(const_cast<char *>(m_bytes.data()), m_bytes.size(), MADV_DONTNEED);
    }
}

bool MappedFile::copy(std::size_t offset, std::size_t size, void *target) const
{
    if (m_bytes.data() == m_read.data()) {
        std::memcpy(target, m_bytes.data() + offset, size);
        return true;
    }
    auto *out = static_cast<char *>(target);
    while (size > 0) {
        const ssize_t got = ::pread(m_descriptor, out, size, static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        out += got;
        offset += static_cast<std::size_t>(got);
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace vsq
