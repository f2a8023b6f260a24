// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figuredata.h"

#include "views/figure/figurepainter.h"

#include <fmt/format.h>

#include <cmath>

namespace vsq {

namespace {

class Table {
public:
    explicit Table(char separator) : m_separator(separator) {}

    void text(const std::string &value)
    {
        begin();
        const bool quote = value.find_first_of("\"\r\n\t" + std::string(1, m_separator)) != std::string::npos;
        if (!quote) {
            m_out += value;
            return;
        }
        m_out += '"';
        for (const char c : value) {
            m_out += c == '"' ? "\"\"" : std::string(1, c);
        }
        m_out += '"';
    }
    void number(double value)
    {
        begin();
        if (!std::isnan(value)) {
            m_out += fmt::format("{}", value);
        }
    }
    void none() { begin(); }
    void end()
    {
        m_out += "\r\n";
        m_first = true;
    }
    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    void begin()
    {
        if (!m_first) {
            m_out += m_separator;
        }
        m_first = false;
    }

    std::string m_out;
    char m_separator;
    bool m_first = true;
};

double at(const std::vector<double> &values, std::size_t index)
{
    return index < values.size() ? values[index] : kUnset;
}

void category(Table &table, const FigureAxis &axis, double place)
{
    if (axis.categories.isEmpty() || std::isnan(place)) {
        table.number(place);
    } else {
        table.text(axis.categories.value(static_cast<int>(std::lround(place))).toStdString());
    }
}

} // namespace

std::string figureTable(const FigureSpec &spec, char separator)
{
    if (!spec.picture.isEmpty()) {
        Table rows(separator);
        for (const QStringList &row : spec.picture.table) {
            for (const QString &cell : row) {
                rows.text(cell.toStdString());
            }
            rows.end();
        }
        return rows.take();
    }
    Table table(separator);
    const auto title = [](const FigureAxis &axis, const char *otherwise) {
        return axis.label.isEmpty() ? std::string(otherwise) : axisTitle(axis).toStdString();
    };
    const FigureAxis &along = spec.horizontalBars ? spec.y : spec.x;
    const FigureAxis &across = spec.horizontalBars ? spec.x : spec.y;
    const bool heatmap = !spec.heatmap.isEmpty();
    for (const std::string &name :
         {std::string("part"), std::string("name"), title(along, "x"), std::string("x_end"), title(across, "y"),
          heatmap && !spec.heatmap.label.isEmpty() ? spec.heatmap.label.toStdString() : std::string("low"),
          std::string("high")}) {
        table.text(name);
    }
    table.end();
    for (const FigureSeries &series : spec.series) {
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            table.text("series");
            table.text(series.name.toStdString());
            category(table, spec.x, series.x[i]);
            table.none();
            category(table, spec.y, at(series.y, i));
            table.number(at(series.low, i));
            table.number(at(series.high, i));
            table.end();
        }
    }
    for (const FigureBars &bars : spec.bars) {
        for (std::size_t i = 0; i < bars.value.size(); ++i) {
            table.text("bars");
            table.text(bars.name.toStdString());
            if (along.categories.isEmpty()) {
                table.number(bars.from[i]);
                table.number(bars.to[i]);
            } else {
                category(table, along, (bars.from[i] + bars.to[i]) / 2);
                table.none();
            }
            table.number(bars.value[i]);
            table.none();
            table.none();
            table.end();
        }
    }
    for (const FigureMark &mark : spec.marks) {
        table.text("mark");
        table.text(mark.text.toStdString());
        const bool onFirst = mark.vertical != spec.horizontalBars;
        onFirst ? table.number(mark.at) : table.none();
        table.none();
        onFirst ? table.none() : table.number(mark.at);
        table.number(mark.low);
        table.number(mark.high);
        table.end();
    }
    const FigureHeatmap &map = spec.heatmap;
    for (int row = 0; row < map.rows; ++row) {
        for (int column = 0; column < map.columns; ++column) {
            table.text("heatmap");
            table.none();
            category(table, spec.x, map.xLow + (map.xHigh - map.xLow) * (column + 0.5) / map.columns);
            table.none();
            category(table, spec.y, map.yLow + (map.yHigh - map.yLow) * (row + 0.5) / map.rows);
            table.number(map.values[static_cast<std::size_t>(row) * map.columns + column]);
            table.none();
            table.end();
        }
    }
    return table.take();
}

} // namespace vsq
