// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studystore.h"

#include "core/base/hash.h"
#include "core/quantize/formatjson.h"
#include "core/study/itembits.h"
#include "core/study/studyowner.h"
#include "core/study/studyrows.h"

#include <algorithm>

namespace vsq {

Evaluation evaluationOf(const StudyPoint &point, const Outcome &fp32)
{
    Evaluation e;
    e.format = point.format;
    e.fidelity = point.fidelity;
    e.quantized = point.outcome->accuracy;
    e.score = e.quantized.value();
    e.seconds = point.outcome->seconds;
    e.right = point.outcome->right;
    e.fp32 = fp32.accuracy;
    e.fp32Score = e.fp32.value();
    e.fp32Right = fp32.right;
    return e;
}

struct StudyStore::Private {
    Private(const std::string &path, StudyDatabase::Access access, std::stop_token stop, StudyDatabase::Waiting waiting)
        : database(path, access, std::move(stop), std::move(waiting))
    {
    }

    [[nodiscard]] std::optional<std::string> value(const std::string &key) const
    {
        std::optional<std::string> found;
        database.read([&](SQLite::Database &db) { found = subjectValue(db, key); });
        return found;
    }

    StudyDatabase database;
};

StudyStore::StudyStore(const std::string &path, const StudySubject &subject, std::stop_token stop, StudyDatabase::Waiting waiting)
    : d(std::make_unique<Private>(path, StudyDatabase::Access::Write, std::move(stop), std::move(waiting)))
{
    d->database.write([&](SQLite::Database &db) { claimSubject(db, path, fieldsOf(subject)); });
}

StudyStore::StudyStore(const std::string &path)
    : d(std::make_unique<Private>(path, StudyDatabase::Access::Read, std::stop_token(), StudyDatabase::Waiting()))
{
}

StudyStore::~StudyStore() = default;

const std::string &StudyStore::path() const
{
    return d->database.path();
}

std::map<std::string, std::string> StudyStore::subject() const
{
    std::map<std::string, std::string> fields;
    d->database.read([&](SQLite::Database &db) {
        fields.clear();
        SQLite::Statement rows(db, "SELECT key, value FROM subject");
        while (rows.executeStep()) {
            fields[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
        }
    });
    return fields;
}

std::vector<StudyPoint> StudyStore::plan(const std::vector<std::pair<NumberFormat, Fidelity>> &formats)
{
    std::vector<StudyPoint> planned;
    d->database.write([&](SQLite::Database &db) {
        planned.clear();
        addFp32Point(db);
        for (const auto &[format, fidelity] : formats) {
            planned.push_back({.id = addPoint(db, format, fidelity), .format = format, .fidelity = fidelity});
        }
    });
    return planned;
}

std::vector<StudyPoint> StudyStore::points() const
{
    std::vector<StudyPoint> list;
    d->database.read([&](SQLite::Database &db) { list = readPoints(db, path()); });
    return list;
}

StudyStore::Claim StudyStore::claim(const std::set<std::int64_t> &wanted)
{
    Claim result;
    const std::string own = ownName();
    d->database.write([&](SQLite::Database &db) {
        result = {};
        std::optional<std::int64_t> free;
        SQLite::Statement open(db,
                               "SELECT id, owner FROM points LEFT JOIN outcomes ON point = id WHERE point IS NULL ORDER BY id");
        while (!free && open.executeStep()) {
            const std::int64_t id = open.getColumn(0).getInt64();
            if (!wanted.contains(id)) {
                continue;
            }
            const std::string owner = open.getColumn(1).getString();
            if (owner != own && isAlive(owner)) {
                result.othersWork = true;
            } else {
                free = id;
            }
        }
        open.reset();
        if (free) {
            SQLite::Statement take(db, "UPDATE points SET owner = ? WHERE id = ?");
            take.bind(1, own);
            take.bind(2, *free);
            take.exec();
            const auto all = readPoints(db, path());
            result.point = *std::find_if(all.begin(), all.end(), [&](const StudyPoint &point) { return point.id == *free; });
        }
    });
    return result;
}

void StudyStore::release(std::int64_t point)
{
    d->database.write([&](SQLite::Database &db) {
        SQLite::Statement give(db, "UPDATE points SET owner = NULL WHERE id = ? AND owner = ?");
        give.bind(1, point);
        give.bind(2, ownName());
        give.exec();
    });
}

void StudyStore::setOutcome(std::int64_t point, const Outcome &outcome)
{
    d->database.write([&](SQLite::Database &db) { writeOutcome(db, point, outcome); });
}

std::optional<Accuracy> StudyStore::fp32() const
{
    const std::vector<StudyPoint> all = points();
    return !all.empty() && all.front().id == kFp32Point && all.front().outcome ? std::optional(all.front().outcome->accuracy)
                                                                               : std::nullopt;
}

void StudyStore::setFp32(const Accuracy &accuracy)
{
    d->database.write([&](SQLite::Database &db) {
        addFp32Point(db);
        writeOutcome(db, kFp32Point, {.accuracy = accuracy, .right = {}});
    });
}

bool StudyStore::contains(const NumberFormat &format, Fidelity fidelity) const
{
    bool found = false;
    d->database.read([&](SQLite::Database &db) {
        SQLite::Statement query(db, "SELECT 1 FROM points JOIN outcomes ON point = id WHERE key = ?");
        query.bind(1, keyOf(format, fidelity));
        found = query.executeStep();
    });
    return found;
}

void StudyStore::add(const Evaluation &evaluation)
{
    d->database.write([&](SQLite::Database &db) {
        const std::int64_t id = addPoint(db, evaluation.format, evaluation.fidelity);
        writeOutcome(db, id, {.accuracy = evaluation.quantized, .seconds = evaluation.seconds, .right = evaluation.right});
    });
}

std::vector<Evaluation> StudyStore::evaluations() const
{
    std::vector<Evaluation> list;
    Outcome reference;
    for (const StudyPoint &point : points()) {
        if (!point.outcome) {
            continue;
        }
        if (point.id == kFp32Point) {
            reference = *point.outcome;
            continue;
        }
        list.push_back(evaluationOf(point, reference));
    }
    return list;
}

std::optional<StudyShard> StudyStore::shard() const
{
    const auto index = d->value("shard");
    return index ? std::optional(StudyShard{.index = std::stoll(*index), .count = shards()}) : std::nullopt;
}

std::int64_t StudyStore::shards() const
{
    const auto count = d->value("shards");
    return count ? std::stoll(*count) : 0;
}

void StudyStore::setShard(const StudyShard &shard)
{
    d->database.write([&](SQLite::Database &db) {
        claimSubject(
            db, path(),
            {{"shards", "number of shards", std::to_string(shard.count)}, {"shard", "shard", std::to_string(shard.index)}});
    });
}

void StudyStore::setCommand(const std::string &arguments)
{
    d->database.write([&](SQLite::Database &db) { setSubjectValue(db, "command", arguments); });
}

void StudyStore::seal()
{
    d->database.write([&](SQLite::Database &db) { setSubjectValue(db, "contents", contentsHash(db)); });
}

void StudyStore::verify() const
{
    std::string problem;
    std::optional<std::string> sealed;
    std::string contents;
    d->database.read([&](SQLite::Database &db) {
        problem = db.execAndGet("PRAGMA quick_check(1)").getString();
        sealed = subjectValue(db, "contents");
        contents = contentsHash(db);
    });
    if (problem != "ok") {
        throw Error({.file = path(), .item = {}}, "study file", "a whole SQLite database", problem);
    }
    if (shard() && sealed != contents) {
        throw Error({.file = path(), .item = {}}, "shard", "all of its results",
                    sealed ? "others than it was closed with" : "one that is not finished");
    }
}

} // namespace vsq
