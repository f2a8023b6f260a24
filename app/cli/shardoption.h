// SPDX-License-Identifier: GPL-3.0-or-later
// The option that says which part of a sweep a process measures: i/n, or what the scheduler says of the task.
#pragma once

#include "core/study/studystore.h"

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace vsq::cli {

class ShardOption {
public:
    void declare(CLI::App &app);
    [[nodiscard]] bool isGiven() const { return !m_text.empty(); }
    /// "2/6", counted from 0; "auto": index and count of the Slurm array (_MIN, _COUNT), index of the Kubernetes job or of GNU
    /// parallel, rank and size of Open MPI; "auto/6" where the scheduler gives no count, else one shard a point. Throws
    /// UsageError for another text, an index beyond the count, and where no scheduler is there.
    [[nodiscard]] StudyShard shard(std::int64_t points) const;

    /// "study.db" -> "study.2.db".
    static std::string fileOf(const std::string &study, std::int64_t index);

private:
    std::string m_text;
};

} // namespace vsq::cli
