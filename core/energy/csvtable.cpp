// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/energy/csvtable.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vsq {
namespace {

std::vector<std::string> splitCells(std::string_view line)
{
    std::vector<std::string> cells;
    while (true) {
        const std::size_t comma = line.find(',');
        cells.emplace_back(line.substr(0, comma));
        if (comma == std::string_view::npos) {
            return cells;
        }
        line.remove_prefix(comma + 1);
    }
}

} // namespace

CsvTable::CsvTable(std::string_view text, std::string source) : m_source(std::move(source))
{
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::vector<std::string> cells = splitCells(line);
        if (m_columns.empty()) {
            m_columns = std::move(cells);
            continue;
        }
        if (cells.size() != m_columns.size()) {
            throw Error({m_source, fmt::format("line {}", number)}, "cells", fmt::format("{}", m_columns.size()),
                        fmt::format("{}", cells.size()));
        }
        m_cells.push_back(std::move(cells));
    }
    if (m_columns.empty()) {
        throw Error({m_source, {}}, "table", "a line that names the columns", "nothing");
    }
}

const std::string &CsvTable::text(std::size_t row, std::string_view column) const
{
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    if (found == m_columns.end()) {
        throw Error({m_source, {}}, "column", fmt::format("one of {}", fmt::join(m_columns, ", ")), fmt::format("'{}'", column));
    }
    return m_cells.at(row)[static_cast<std::size_t>(found - m_columns.begin())];
}

std::optional<double> CsvTable::optionalNumber(std::size_t row, std::string_view column) const
{
    const std::string &cell = text(row, column);
    if (cell.empty()) {
        return std::nullopt;
    }
    double value = 0.0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (problem != std::errc() || end != cell.data() + cell.size()) {
        throw Error({m_source, fmt::format("row {}, column {}", row + 1, column)}, "cell", "a number", fmt::format("'{}'", cell));
    }
    return value;
}

double CsvTable::number(std::size_t row, std::string_view column) const
{
    const std::optional<double> value = optionalNumber(row, column);
    if (!value) {
        throw Error({m_source, fmt::format("row {}, column {}", row + 1, column)}, "cell", "a number", "nothing");
    }
    return *value;
}

} // namespace vsq
