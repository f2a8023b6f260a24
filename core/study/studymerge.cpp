// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studymerge.h"

#include "core/base/error.h"
#include "core/study/studyowner.h"
#include "core/study/studyrows.h"
#include "core/study/studystore.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace vsq {

namespace {

constexpr const char *kUnfinishedMerge = ".part-"; ///< and the name of the process
constexpr const char *kJournal = "-journal";

/// Fields that belong to one shard and not to the study.
bool isOfShard(const std::string &key)
{
    return key == "shard" || key == "contents" || key == "version" || key == "shards";
}

struct Source {
    std::string path;
    std::map<std::string, std::string> subject;
    std::vector<StudyPoint> points;
    std::int64_t shards = 0;
};

Source readSource(const std::string &path)
{
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code)) {
        throw Error({.file = path, .item = {}}, "study file", "a file", code ? code.message() : "none of that name");
    }
    const StudyStore store(path);
    store.verify();
    return {.path = path, .subject = store.subject(), .points = store.points(), .shards = store.shards()};
}

/// Throws Error naming what differs.
void requireSameSubject(const Source &first, const Source &other)
{
    for (const SubjectField &field : fieldsOf({})) {
        const auto value = [&](const Source &source) {
            const auto found = source.subject.find(field.key);
            return found == source.subject.end() ? std::string() : found->second;
        };
        if (!field.isPath && value(first) != value(other)) {
            throw Error({.file = other.path, .item = {}}, std::string("study of another ") + field.shown, value(first),
                        value(other));
        }
    }
    if (first.shards != other.shards && first.shards > 0 && other.shards > 0) {
        throw Error({.file = other.path, .item = {}}, "study of another number of shards", std::to_string(first.shards),
                    std::to_string(other.shards));
    }
}

bool isSame(const Outcome &a, const Outcome &b)
{
    return a.accuracy.correct == b.accuracy.correct && a.accuracy.count == b.accuracy.count
           && (a.right.empty() || b.right.empty() || a.right == b.right);
}

/// Outcomes that were added.
std::int64_t take(SQLite::Database &database, const Source &source, const std::string &out)
{
    std::int64_t added = 0;
    std::map<std::int64_t, Outcome> present;
    for (StudyPoint &point : readPoints(database, out)) {
        if (point.outcome) {
            present.emplace(point.id, std::move(*point.outcome));
        }
    }
    for (const StudyPoint &point : source.points) {
        std::int64_t id = kFp32Point;
        if (point.id == kFp32Point) {
            addFp32Point(database);
        } else {
            id = addPoint(database, point.format, point.fidelity, point.id);
        }
        if (!point.outcome) {
            continue;
        }
        if (const auto found = present.find(id); found != present.end()) {
            if (!isSame(found->second, *point.outcome)) {
                throw Error({.file = source.path, .item = titleOf(point)}, "result",
                            fmt::format("{} of {} as elsewhere", found->second.accuracy.correct, found->second.accuracy.count),
                            fmt::format("{} of {}", point.outcome->accuracy.correct, point.outcome->accuracy.count));
            }
            continue;
        }
        writeOutcome(database, id, *point.outcome);
        ++added;
    }
    return added;
}

std::vector<std::int64_t> tasksWithout(const std::vector<StudyPoint> &points, std::int64_t shards)
{
    std::set<std::int64_t> missing;
    for (const StudyPoint &point : points) {
        if (!point.outcome) {
            missing.insert(shards == 0 ? point.id : point.id == kFp32Point ? 0 : point.id % shards);
        }
    }
    return {missing.begin(), missing.end()};
}

/// A name of a process (core/study/studyowner.h) as a part of a file's, and back.
std::string exchanged(std::string text, char from, char to)
{
    std::replace(text.begin(), text.end(), from, to);
    return text;
}

/// A file beside the target that is gone if it does not become it.
struct Temporary {
    explicit Temporary(const std::string &target) : path(target + kUnfinishedMerge + exchanged(ownName(), ' ', '_'))
    {
        removeLeftovers(target);
    }
    ~Temporary() { remove(path); }
    Temporary(const Temporary &) = delete;
    Temporary &operator=(const Temporary &) = delete;

    std::string path;

private:
    static void remove(const std::string &file)
    {
        std::error_code code;
        std::filesystem::remove(file, code);
        std::filesystem::remove(file + kJournal, code);
    }

    /// What merges that were killed on this machine left beside the target.
    static void removeLeftovers(const std::string &target)
    {
        const std::filesystem::path whole(target);
        const std::string own = ownName();
        const std::string prefix = whole.filename().string() + kUnfinishedMerge;
        std::vector<std::string> dead;
        std::error_code code;
        for (const auto &entry : std::filesystem::directory_iterator(
                 whole.has_parent_path() ? whole.parent_path() : std::filesystem::path("."), code)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(prefix) && !name.ends_with(kJournal)) {
                const std::string owner = exchanged(name.substr(prefix.size()), '_', ' ');
                if (owner.starts_with(own.substr(0, own.find(' ') + 1)) && !isAlive(owner)) {
                    dead.push_back(entry.path().string());
                }
            }
        }
        std::for_each(dead.begin(), dead.end(), remove);
    }
};

} // namespace

MergeReport mergeStudies(const std::string &out, const std::vector<std::string> &inputs)
{
    MergeReport report;
    std::vector<Source> sources;
    const bool exists = std::filesystem::exists(out);
    if (exists) {
        sources.push_back(readSource(out));
    }
    for (const std::string &input : std::set<std::string>(inputs.begin(), inputs.end())) {
        try {
            Source source = readSource(input);
            if (!sources.empty()) {
                requireSameSubject(sources.front(), source);
            }
            sources.push_back(std::move(source));
        } catch (const Error &error) {
            report.refused.emplace_back(error.what());
        }
    }
    if (sources.size() == (exists ? 1U : 0U) && !report.refused.empty()) {
        return report; // nothing to take
    }
    std::int64_t shards = 0;
    for (const Source &source : sources) {
        shards = std::max(shards, source.shards);
    }
    const Temporary temporary(out);
    std::vector<StudyPoint> merged;
    {
        StudyDatabase database(temporary.path, StudyDatabase::Access::Write);
        database.write([&](SQLite::Database &db) {
            for (const auto &[key, value] : sources.front().subject) {
                if (!isOfShard(key)) {
                    setSubjectValue(db, key, value);
                }
            }
            if (shards > 0) {
                setSubjectValue(db, "shards", std::to_string(shards));
            }
            for (std::size_t i = 0; i < sources.size(); ++i) {
                const std::int64_t added = take(db, sources[i], out);
                report.added += exists && i == 0 ? 0 : added;
            }
            merged = readPoints(db, out);
        });
    }
    std::error_code code;
    std::filesystem::rename(temporary.path, out, code);
    if (code) {
        throw Error({.file = out, .item = {}}, "cannot write", "a writable target", code.message());
    }
    for (const StudyPoint &point : merged) {
        report.points += point.id == kFp32Point ? 0 : 1;
        report.measured += point.id != kFp32Point && point.outcome ? 1 : 0;
    }
    if (shards > 0) {
        report.missingShards = tasksWithout(merged, shards);
    }
    return report;
}

std::vector<std::int64_t> missingTasks(const std::string &path)
{
    const StudyStore store(path);
    std::vector<std::int64_t> tasks = tasksWithout(store.points(), store.shards());
    std::erase(tasks, kFp32Point);
    return tasks;
}

} // namespace vsq
