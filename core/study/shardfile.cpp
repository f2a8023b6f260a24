// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/shardfile.h"

#include "core/base/error.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace vsq {

namespace {

constexpr const char *kUnfinished = ".partial";

} // namespace

ShardFile::ShardFile(std::string path, std::optional<StudyShard> shard, const StudySubject &subject, const Points &points,
                     std::stop_token stop, StudyDatabase::Waiting waiting)
    : m_path(std::move(path)), m_shard(shard), m_subject(subject), m_stop(std::move(stop)), m_waiting(std::move(waiting))
{
    std::string file = m_path;
    bool copied = false;
    if (m_shard) {
        file += kUnfinished;
        // Whole already, or made for a smaller grid: either way what it holds is kept.
        copied = !std::filesystem::exists(file) && std::filesystem::exists(m_path);
        if (copied) {
            std::filesystem::copy_file(m_path, file);
        }
    }
    try {
        m_store = std::make_unique<StudyStore>(file, m_subject, m_stop, m_waiting);
        if (m_shard) {
            m_store->setShard(*m_shard);
        }
    } catch (const Error &error) {
        if (!copied) {
            throw;
        }
        m_store.reset();
        std::filesystem::remove(file); // what cannot be gone on with stays as it is
        throw Error({.file = m_path, .item = {}}, error.problem(), error.expected(), error.found());
    }
    const std::vector<StudyPoint> planned = m_store->plan(points);
    m_wanted.insert(kFp32Point);
    for (const StudyPoint &point : planned) {
        m_wanted.insert(point.id);
    }
    if (m_shard) {
        std::erase_if(m_wanted, [this](std::int64_t id) { return !m_shard->has(id); });
    }
}

std::int64_t ShardFile::missing() const
{
    const std::vector<StudyPoint> points = m_store->points();
    return std::count_if(points.begin(), points.end(),
                         [this](const StudyPoint &point) { return !point.outcome && m_wanted.contains(point.id); });
}

void ShardFile::finish()
{
    if (!m_shard) {
        return;
    }
    m_store->seal();
    const std::string file = m_store->path();
    m_store.reset(); // closed before it is moved: nothing of it lies in a journal
    std::error_code code;
    std::filesystem::rename(file, m_path, code);
    if (code && !std::filesystem::exists(m_path)) { // another process with the same shard may have come first
        throw Error({.file = m_path, .item = {}}, "cannot write", "a writable target", code.message());
    }
    m_store = std::make_unique<StudyStore>(m_path);
}

} // namespace vsq
