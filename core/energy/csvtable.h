// SPDX-License-Identifier: GPL-3.0-or-later
// A small table of comma-separated values: '#' lines are comments, the first other line names the columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

class CsvTable {
public:
    /// Throws Error naming `source` and the line when a line has another number of cells than the header.
    CsvTable(std::string_view text, std::string source);

    [[nodiscard]] std::size_t rows() const { return m_cells.size(); }
    /// Throws Error for a column that the table does not have.
    [[nodiscard]] const std::string &text(std::size_t row, std::string_view column) const;
    /// Empty cells are std::nullopt. Throws Error when the cell is no number.
    [[nodiscard]] std::optional<double> optionalNumber(std::size_t row, std::string_view column) const;
    /// Throws Error when the cell is empty or no number.
    [[nodiscard]] double number(std::size_t row, std::string_view column) const;

private:
    std::string m_source;
    std::vector<std::string> m_columns;
    std::vector<std::vector<std::string>> m_cells;
};

} // namespace vsq
