// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studyrows.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/quantize/formatjson.h"
#include "core/study/itembits.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace vsq {

std::optional<std::string> subjectValue(SQLite::Database &database, const std::string &key)
{
    SQLite::Statement query(database, "SELECT value FROM subject WHERE key = ?");
    query.bind(1, key);
    return query.executeStep() ? std::optional(query.getColumn(0).getString()) : std::nullopt;
}

void setSubjectValue(SQLite::Database &database, const std::string &key, const std::string &value)
{
    SQLite::Statement set(database, "INSERT OR REPLACE INTO subject VALUES (?, ?)");
    set.bind(1, key);
    set.bind(2, value);
    set.exec();
}

void claimSubject(SQLite::Database &database, const std::string &path, const std::vector<SubjectField> &fields)
{
    for (const SubjectField &field : fields) {
        const auto present = subjectValue(database, field.key);
        if (present && !field.isPath && *present != field.value) {
            const SameNetwork same = field.accepts ? field.accepts(*present) : SameNetwork::No;
            if (same == SameNetwork::CannotTell) {
                throw Error({.file = path, .item = {}}, "study of an earlier version, which did not look at external data",
                            "results of hash " + field.value + ": name another file for them", "hash " + *present);
            }
            if (same == SameNetwork::Yes) {
                setSubjectValue(database, field.key, field.value);
                continue;
            }
            throw Error({.file = path, .item = {}}, std::string("study of another ") + field.shown, *present, field.value);
        }
        if (!present || *present != field.value) {
            setSubjectValue(database, field.key, field.value);
        }
    }
}

void addFp32Point(SQLite::Database &database)
{
    database.exec("INSERT OR IGNORE INTO points VALUES (-1, 'fp32', 'null', 'float', NULL)");
}

std::int64_t addPoint(SQLite::Database &database, const NumberFormat &format, Fidelity fidelity,
                      std::optional<std::int64_t> wanted)
{
    const std::string key = keyOf(format, fidelity);
    SQLite::Statement query(database, "SELECT id FROM points WHERE key = ?");
    query.bind(1, key);
    if (query.executeStep()) {
        return query.getColumn(0).getInt64();
    }
    std::int64_t id = database.execAndGet("SELECT coalesce(max(id), -1) + 1 FROM points WHERE id >= 0").getInt64();
    if (wanted) {
        SQLite::Statement taken(database, "SELECT 1 FROM points WHERE id = ?");
        taken.bind(1, *wanted);
        id = taken.executeStep() ? id : *wanted;
    }
    SQLite::Statement insert(database, "INSERT INTO points VALUES (?, ?, ?, ?, NULL)");
    insert.bind(1, id);
    insert.bind(2, key);
    insert.bind(3, formatJson(format).dump());
    insert.bind(4, std::string(nameOf(fidelity)));
    insert.exec();
    return id;
}

void writeOutcome(SQLite::Database &database, std::int64_t point, const Outcome &outcome)
{
    SQLite::Statement insert(database, "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, point);
    insert.bind(2, outcome.accuracy.correct);
    insert.bind(3, outcome.accuracy.count);
    insert.bind(4, outcome.seconds);
    const std::string bits = packBits(outcome.right);
    if (!bits.empty()) {
        insert.bind(5, bits.data(), static_cast<int>(bits.size()));
    }
    insert.exec();
    SQLite::Statement give(database, "UPDATE points SET owner = NULL WHERE id = ?");
    give.bind(1, point);
    give.exec();
}

std::vector<StudyPoint> readPoints(SQLite::Database &database, const std::string &path)
{
    std::vector<StudyPoint> list;
    SQLite::Statement rows(database, "SELECT id, format, fidelity, correct, count, seconds, answers FROM points "
                                     "LEFT JOIN outcomes ON point = id ORDER BY id");
    while (rows.executeStep()) {
        StudyPoint point{.id = rows.getColumn(0).getInt64(), .format = {}};
        point.fidelity = fidelityFromName(rows.getColumn(2).getString());
        if (point.id != kFp32Point) {
            point.format = formatFromJson(parseJson(rows.getColumn(1).getString(), path, "a number format"), path);
        }
        if (!rows.getColumn(3).isNull()) {
            Outcome outcome;
            outcome.accuracy = {.correct = rows.getColumn(3).getInt64(), .count = rows.getColumn(4).getInt64()};
            outcome.seconds = rows.getColumn(5).getDouble();
            const SQLite::Column answers = rows.getColumn(6);
            outcome.right = unpackBits(
                {static_cast<const char *>(answers.getBlob()), static_cast<std::size_t>(answers.getBytes())},
                outcome.accuracy.count);
            point.outcome = std::move(outcome);
        }
        list.push_back(std::move(point));
    }
    return list;
}

std::string contentsHash(SQLite::Database &database)
{
    std::string hash = hashOf(nullptr, 0);
    SQLite::Statement rows(database,
                           "SELECT id, key, correct, count, seconds, answers FROM points LEFT JOIN outcomes ON point = id "
                           "ORDER BY id");
    while (rows.executeStep()) {
        for (int column = 0; column < rows.getColumnCount(); ++column) {
            const SQLite::Column value = rows.getColumn(column);
            hash = hashOf(value.getBlob(), static_cast<std::size_t>(value.getBytes()), hash);
            hash = hashOf("|", 1, hash);
        }
    }
    return hash;
}

} // namespace vsq
