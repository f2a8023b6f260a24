// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the shards of a study, or studies of the same subject, together in one file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vsq {

struct MergeReport {
    std::int64_t points = 0;                 ///< of the merged study, FP32 not counted
    std::int64_t measured = 0;               ///< of them
    std::int64_t added = 0;                  ///< outcomes that were not in the file before, FP32 counted
    std::vector<std::int64_t> missingShards; ///< shards that have points without an outcome, ascending
    std::vector<std::string> refused;        ///< a message a file that could not be taken: it names the file
};

/// What `out` holds already stays; the order of the inputs does not matter, and doing it again changes nothing. The file is
/// written whole or not at all; inputs that are damaged, not finished or of another subject are left out and named. Throws
/// Error where two inputs disagree about a result, and where `out` cannot be written or is no study of the same subject.
MergeReport mergeStudies(const std::string &out, const std::vector<std::string> &inputs);

/// Ids of points without an outcome; where the study is made of shards, the shards that have such.
std::vector<std::int64_t> missingTasks(const std::string &path);

} // namespace vsq
