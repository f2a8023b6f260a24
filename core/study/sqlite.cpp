// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sqlite.h"

#include "core/base/error.h"

#include <sqlite3.h>

namespace vsq {

namespace {

constexpr int kBusyMilliseconds = 5000;

[[noreturn]] void fail(const std::string &path, sqlite3 *database)
{
    throw Error({.file = path, .item = {}}, "study file", "a readable and writable SQLite database",
                database != nullptr ? sqlite3_errmsg(database) : "out of memory");
}

} // namespace

void SqlStatement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

SqlStatement::SqlStatement(const std::string &path, sqlite3 *database, std::string_view sql) : m_path(path), m_database(database)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) {
        fail(m_path, m_database);
    }
    m_statement.reset(statement);
}

SqlStatement &SqlStatement::bind(int index, std::int64_t value)
{
    if (sqlite3_bind_int64(m_statement.get(), index, value) != SQLITE_OK) {
        fail(m_path, m_database);
    }
    return *this;
}

SqlStatement &SqlStatement::bind(int index, double value)
{
    if (sqlite3_bind_double(m_statement.get(), index, value) != SQLITE_OK) {
        fail(m_path, m_database);
    }
    return *this;
}

SqlStatement &SqlStatement::bind(int index, const std::string &value)
{
    if (sqlite3_bind_text(m_statement.get(), index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT)
        != SQLITE_OK) {
        fail(m_path, m_database);
    }
    return *this;
}

bool SqlStatement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        fail(m_path, m_database);
    }
    return code == SQLITE_ROW;
}

std::int64_t SqlStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double SqlStatement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string SqlStatement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
}

void SqlDatabase::Close::operator()(sqlite3 *database) const
{
    sqlite3_close(database);
}

SqlDatabase::SqlDatabase(const std::string &path) : m_path(path)
{
    sqlite3 *database = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    m_database.reset(database);
    if (code != SQLITE_OK) {
        fail(m_path, database);
    }
    sqlite3_busy_timeout(database, kBusyMilliseconds);
}

void SqlDatabase::execute(const std::string &sql)
{
    if (sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(m_path, m_database.get());
    }
}

SqlStatement SqlDatabase::prepare(std::string_view sql) const
{
    return {m_path, m_database.get(), sql};
}

} // namespace vsq
