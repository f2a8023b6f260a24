// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mappedfile.h"

#include "core/base/error.h"
#include "core/base/mappingguard.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <sys/mman.h>
#include <system_error>
#include <vector>

namespace vsq {

namespace {

std::mutex openMutex;
std::vector<const MappedFile *> openFiles; // under openMutex

} // namespace

std::shared_ptr<const MappedFile> MappedFile::open(const std::string &path, const std::string &what)
{
    const std::shared_ptr<MappedFile> file(new MappedFile);
    file->m_path = path;
    file->m_file.emplace(path, what);
    const std::size_t size = file->m_file->size();
    void *memory = size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file->m_file->descriptor(), 0) : MAP_FAILED;
    if (memory != MAP_FAILED) {
        file->m_bytes = {static_cast<const char *>(memory), size};
        file->m_guard = guardMapping(memory, size);
        const std::lock_guard lock(openMutex);
        openFiles.push_back(file.get());
    } else { // what is empty, or cannot be mapped
        file->m_read = readFile(path, what);
        file->m_bytes = file->m_read;
    }
    return file;
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty() && m_bytes.data() != m_read.data()) {
        {
            const std::lock_guard lock(openMutex);
            openFiles.erase(std::find(openFiles.begin(), openFiles.end(), this));
        }
        forgetMapping(m_guard);
        ::munmap(const_cast<char *>(m_bytes.data()), m_bytes.size());
    }
}

void MappedFile::requireUnchanged()
{
    const std::lock_guard lock(openMutex);
    for (const MappedFile *file : openFiles) {
        if (!file->m_file->isUnchanged() || lostPages(file->m_guard)) {
            throw Error({.file = file->m_path, .item = {}}, "changed while it was open",
                        "the " + std::to_string(file->m_bytes.size()) + " bytes that were there when it was opened", "others");
        }
    }
}

void MappedFile::requireNothingLost()
{
    if (anyLostPages()) {
        requireUnchanged();
    }
}

void MappedFile::release() const
{
    // Pages that were lost are the handler's zeros: given back, they would be the file's again, and lost again.
    if (!m_bytes.empty() && m_bytes.data() != m_read.data() && !lostPages(m_guard)) {
        ::madvise(const_cast<char *>(m_bytes.data()), m_bytes.size(), MADV_DONTNEED);
    }
}

bool MappedFile::copy(std::size_t offset, std::size_t size, void *target) const
{
    if (m_bytes.data() == m_read.data()) {
        std::memcpy(target, m_bytes.data() + offset, size);
        return true;
    }
    try {
        return m_file->read(offset, size, target) == size;
    } catch (const std::system_error &) {
        return false;
    }
}

} // namespace vsq
