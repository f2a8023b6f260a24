// SPDX-License-Identifier: GPL-3.0-or-later
// The SQLite file of a study: opened, brought to the present layout, written with patience.
//
//     subject (key, value)                          what was measured, version of the layout, shard
//     points (id, key, format, fidelity, owner)     format as JSON (core/quantize/formatjson.h); id -1: FP32
//     outcomes (point, correct, count, seconds, answers)   answers: a bit an item, 1: right
//
// Layout 1 had the format's fields as columns; such files are read, and rewritten when they are opened for writing.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace vsq {

class StudyDatabase {
public:
    enum class Access { Write, Read };

    /// Told once when a write has to wait (disk full, file locked by others): one sentence.
    using Waiting = std::function<void(const std::string &reason)>;

    /// Access::Write makes the file where it is missing. Throws Error naming it where it is no study, or another layout's.
    StudyDatabase(const std::string &path, Access access, std::stop_token stop = {}, Waiting waiting = {});

    /// Does the work in one transaction; where the disk is full or others hold the file it waits and tries again until the stop
    /// token asks for the end (Cancelled). Throws Error naming the file for everything else.
    void write(const std::function<void(SQLite::Database &)> &work);
    /// The same without a transaction, for reading.
    void read(const std::function<void(SQLite::Database &)> &work) const;

    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    void attempt(const std::function<void()> &work) const;
    void prepare(Access access);

    std::string m_path;
    std::stop_token m_stop;
    Waiting m_waiting;
    std::unique_ptr<SQLite::Database> m_database;
};

} // namespace vsq
