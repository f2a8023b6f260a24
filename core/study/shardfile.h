// SPDX-License-Identifier: GPL-3.0-or-later
// The file that a sweep writes: a whole study, which grows point by point and may be shared on one machine, or a shard, which
// grows under another name and gets its own when it is whole.
#pragma once

#include "core/study/studystore.h"

namespace vsq {

class ShardFile {
public:
    using Points = std::vector<std::pair<NumberFormat, Fidelity>>;

    /// Opens, goes on with, or makes the file. A shard that is there already and has all of its points is only read again. Throws
    /// Error as StudyStore does.
    ShardFile(std::string path, std::optional<StudyShard> shard, const StudySubject &subject, const Points &points,
              std::stop_token stop, StudyDatabase::Waiting waiting);

    [[nodiscard]] StudyStore &store() { return *m_store; }
    /// Ids of the points that this file is to hold, FP32's among them.
    [[nodiscard]] const std::set<std::int64_t> &wanted() const { return m_wanted; }
    /// Of them those without an outcome.
    [[nodiscard]] std::int64_t missing() const;
    /// All points are there: a shard is closed and gets its name.
    void finish();

private:
    std::string m_path;
    std::optional<StudyShard> m_shard;
    StudySubject m_subject;
    std::stop_token m_stop;
    StudyDatabase::Waiting m_waiting;
    std::unique_ptr<StudyStore> m_store;
    std::set<std::int64_t> m_wanted;
};

} // namespace vsq
