// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite with errors as exceptions and statements as values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace vsq {

class SqlStatement {
public:
    SqlStatement(const std::string &path, sqlite3 *database, std::string_view sql);

    /// Parameters from 1 on.
    SqlStatement &bind(int index, std::int64_t value);
    SqlStatement &bind(int index, double value);
    SqlStatement &bind(int index, const std::string &value);
    /// True while there is a row.
    bool step();

    /// Columns from 0 on.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::string m_path;
    sqlite3 *m_database = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

class SqlDatabase {
public:
    /// Opens or makes the file. Throws Error naming it.
    explicit SqlDatabase(const std::string &path);

    void execute(const std::string &sql);
    [[nodiscard]] SqlStatement prepare(std::string_view sql) const;

private:
    struct Close {
        void operator()(sqlite3 *database) const;
    };
    std::string m_path;
    std::unique_ptr<sqlite3, Close> m_database;
};

} // namespace vsq
