// SPDX-License-Identifier: GPL-3.0-or-later
// The results of a sweep in an SQLite file: each is there as soon as it is known, an interrupted sweep goes on, and several
// processes of one machine may work on one file.
#pragma once

#include "core/study/evaluation.h"
#include "core/study/studydatabase.h"
#include "core/study/studypoint.h"
#include "core/study/studysubject.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vsq {

/// Which part of a study a file holds.
struct StudyShard {
    std::int64_t index = 0; ///< 0-based
    std::int64_t count = 1;
    bool operator==(const StudyShard &) const = default;
    /// FP32 belongs to the first.
    [[nodiscard]] bool has(std::int64_t point) const { return point == kFp32Point ? index == 0 : point % count == index; }
};

/// A measured point beside FP32's run of the same study, which may not be known yet.
Evaluation evaluationOf(const StudyPoint &point, const Outcome &fp32);

class StudyStore {
public:
    /// Opens or makes the file. Throws Error when it cannot be opened, is no study, or holds that of another subject
    /// (naming what differs). stop, waiting: StudyDatabase's.
    StudyStore(const std::string &path, const StudySubject &subject, std::stop_token stop = {},
               StudyDatabase::Waiting waiting = {});
    /// Opens a study as it is, whatever its subject, to read it only. Throws Error.
    explicit StudyStore(const std::string &path);
    ~StudyStore();
    StudyStore(const StudyStore &) = delete;
    StudyStore &operator=(const StudyStore &) = delete;

    [[nodiscard]] const std::string &path() const;
    /// All that is known of the subject, "model", "data_hash" ..., by key.
    [[nodiscard]] std::map<std::string, std::string> subject() const;

    /// Makes the formats points of the study, FP32 too; ids of those that are there already stay, others count on. Throws
    /// nothing but write errors.
    std::vector<StudyPoint> plan(const std::vector<std::pair<NumberFormat, Fidelity>> &formats);
    /// FP32 and all others by id, with what is known of them.
    [[nodiscard]] std::vector<StudyPoint> points() const;

    /// The first of these points that is neither measured nor taken by a process that is alive, now taken by this one.
    struct Claim {
        std::optional<StudyPoint> point;
        bool othersWork = false; ///< nothing is free, but others still work on some
    };
    Claim claim(const std::set<std::int64_t> &wanted);
    /// Gives a point back that was not measured after all.
    void release(std::int64_t point);
    void setOutcome(std::int64_t point, const Outcome &outcome);

    [[nodiscard]] std::optional<Accuracy> fp32() const;
    void setFp32(const Accuracy &accuracy);
    [[nodiscard]] bool contains(const NumberFormat &format, Fidelity fidelity) const;
    void add(const Evaluation &evaluation);
    /// Of the points that are measured, by id; fp32 is that of the study.
    [[nodiscard]] std::vector<Evaluation> evaluations() const;

    /// The part that this file is; empty for a whole study. A merged study says of how many shards it is to be made.
    [[nodiscard]] std::optional<StudyShard> shard() const;
    [[nodiscard]] std::int64_t shards() const;
    void setShard(const StudyShard &shard);
    /// The arguments of the call that measures it, as a JSON list, for scripts that go on with it.
    void setCommand(const std::string &arguments);
    /// Closes a shard's results with a hash over them, so that a copy can be told whole.
    void seal();
    /// Throws Error naming the file where it is damaged, or no sealed one where it is a shard.
    void verify() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace vsq
