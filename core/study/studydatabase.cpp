// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/studydatabase.h"

#include "core/base/error.h"
#include "core/base/filekind.h"
#include "core/study/studyversion1.h"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <thread>

namespace vsq {

namespace {

constexpr const char *kVersion = "2";
constexpr int kBusyMilliseconds = 2000;
constexpr const char *kSchema = R"(
CREATE TABLE IF NOT EXISTS subject (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS points (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, format TEXT NOT NULL, fidelity TEXT NOT NULL, owner TEXT);
CREATE TABLE IF NOT EXISTS outcomes (
    point INTEGER PRIMARY KEY, correct INTEGER NOT NULL, count INTEGER NOT NULL, seconds REAL NOT NULL, answers BLOB);
)";

[[noreturn]] void fail(const std::string &path, const SQLite::Exception &problem)
{
    constexpr const char *kOwn = "an SQLite database, as studies are";
    const bool isFolder = std::filesystem::is_directory(path);
    const FileKind kind = isFolder ? kindOfFolder(path) : kindOfFile(path);
    const bool isPlain = kind.type == FileType::Unknown || kind.type == FileType::Text || kind.type == FileType::Empty;
    const bool tells = isFolder || (!isPlain && kind.what != kOwn);
    throw Error({.file = path, .item = {}}, "study file", "a readable and writable SQLite database",
                tells ? kind.text() : problem.what());
}

bool passes(const SQLite::Exception &problem)
{
    const int code = problem.getErrorCode();
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL;
}

std::string versionOf(SQLite::Database &database)
{
    if (!database.tableExists("subject")) {
        return {};
    }
    SQLite::Statement query(database, "SELECT value FROM subject WHERE key = 'version'");
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

void bringUp(SQLite::Database &database, const std::string &version)
{
    database.exec(kSchema);
    if (version == "1") {
        takeVersion1(database);
    }
    SQLite::Statement set(database, "INSERT OR REPLACE INTO subject VALUES ('version', ?)");
    set.bind(1, kVersion);
    set.exec();
}

} // namespace

StudyDatabase::StudyDatabase(const std::string &path, Access access, std::stop_token stop, Waiting waiting)
    : m_path(path), m_stop(std::move(stop)), m_waiting(std::move(waiting))
{
    attempt([&] {
        // A process that was killed while it wrote leaves a journal, and only who may write can roll that back.
        const bool torn = access == Access::Read && std::filesystem::exists(path + "-journal");
        const int reading = torn ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
        const int flags = access == Access::Read ? reading : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        m_database = std::make_unique<SQLite::Database>(path, flags, kBusyMilliseconds);
        prepare(access);
    });
}

void StudyDatabase::prepare(Access access)
{
    std::string version = versionOf(*m_database);
    const bool empty = version.empty() && m_database->execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
    if (!(empty && access == Access::Write) && version != "1" && version != kVersion) {
        throw Error({.file = m_path, .item = {}}, version.empty() ? "study file" : "study of another version of the file format",
                    version.empty() ? "the tables of a study" : version, version.empty() ? "none" : kVersion);
    }
    if (version == kVersion) {
        return;
    }
    if (access == Access::Read) {
        auto copy = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(*copy, *m_database).executeStep();
        bringUp(*copy, version);
        m_database = std::move(copy);
        return;
    }
    SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
    version = versionOf(*m_database); // another process may have come first
    if (version != kVersion) {
        bringUp(*m_database, version);
    }
    transaction.commit();
}

void StudyDatabase::attempt(const std::function<void()> &work) const
{
    for (bool told = false;;) {
        try {
            work();
            return;
        } catch (const SQLite::Exception &problem) {
            if (!passes(problem)) {
                fail(m_path, problem);
            }
            if (!told && m_waiting) {
                m_waiting(fmt::format("{}: {}; waiting", m_path, problem.what()));
            }
            told = true;
        }
        for (int i = 0; i < 5; ++i) {
            if (m_stop.stop_requested()) {
                throw Cancelled();
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
}

void StudyDatabase::write(const std::function<void(SQLite::Database &)> &work)
{
    attempt([&] {
        SQLite::Transaction transaction(*m_database, SQLite::TransactionBehavior::IMMEDIATE);
        work(*m_database);
        transaction.commit();
    });
}

void StudyDatabase::read(const std::function<void(SQLite::Database &)> &work) const
{
    attempt([&] { work(*m_database); });
}

} // namespace vsq
