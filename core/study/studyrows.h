// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of a study's tables: the SQL of core/study/studydatabase.h's layout, within the caller's transaction.
#pragma once

#include "core/study/studypoint.h"
#include "core/study/studysubject.h"

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

namespace vsq {

std::optional<std::string> subjectValue(SQLite::Database &database, const std::string &key);
void setSubjectValue(SQLite::Database &database, const std::string &key, const std::string &value);
/// The study is this subject's already, or becomes it. Throws Error "study of another ..." naming the file; paths may differ.
void claimSubject(SQLite::Database &database, const std::string &path, const std::vector<SubjectField> &fields);

void addFp32Point(SQLite::Database &database);
/// Its id, which is the next one where it is new: `wanted` where that is free.
std::int64_t addPoint(SQLite::Database &database, const NumberFormat &format, Fidelity fidelity,
                      std::optional<std::int64_t> wanted = {});
void writeOutcome(SQLite::Database &database, std::int64_t point, const Outcome &outcome);
/// By id, FP32 first. Throws Error naming the file where a format cannot be read.
std::vector<StudyPoint> readPoints(SQLite::Database &database, const std::string &path);

/// Of all points and outcomes.
std::string contentsHash(SQLite::Database &database);

} // namespace vsq
