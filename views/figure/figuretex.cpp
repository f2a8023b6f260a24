// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figuretex.h"

#include "core/base/error.h"
#include "views/figure/figurepainter.h"
#include "views/figure/figurerange.h"
#include "views/figure/figurestyle.h"
#include "views/figure/textext.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace vsq {

namespace {

std::string colourName(Role role)
{
    return fmt::format("vsq{}", static_cast<int>(role));
}

class TexPlot {
public:
    /// letter: "(a)" of a plot among several; empty: it stands alone.
    explicit TexPlot(const FigureSpec &spec, std::string letter = {}) : m_spec(spec), m_letter(std::move(letter)) {}

    std::string take()
    {
        const std::string body = axis();
        std::string text = fmt::format("% {}: needs \\usepackage{{pgfplots}}{} and \\pgfplotsset{{compat=1.18}}\n",
                                       m_spec.title.simplified().toStdString(), m_patterns ? ", \\usetikzlibrary{patterns}" : "");
        for (const auto &[name, colour] : m_colours) {
            text += fmt::format("\\definecolor{{{}}}{{RGB}}{{{},{},{}}}\n", name, colour.red(), colour.green(), colour.blue());
        }
        return text + "\\begin{tikzpicture}\n" + body + "\\end{tikzpicture}\n";
    }

private:
    std::string colour(Role role, bool area)
    {
        const FigureStyle style = FigureStyle::paper();
        const std::string name = colourName(role) + (area ? "a" : "");
        m_colours[name] = area ? style.area(role) : style.ink(role);
        return name;
    }

    std::string stroke(Stroke stroke)
    {
        switch (stroke) {
        case Stroke::None: return "only marks";
        case Stroke::Solid: break;
        case Stroke::Dash: return "dashed";
        case Stroke::Dot: return "dotted";
        case Stroke::DashDot: return "dashdotted";
        }
        return "solid";
    }

    static std::string marker(Marker marker)
    {
        switch (marker) {
        case Marker::None: return "no markers";
        case Marker::Circle: return "mark=*";
        case Marker::Square: return "mark=square*";
        case Marker::Diamond: return "mark=diamond*";
        case Marker::TriangleUp: return "mark=triangle*";
        case Marker::TriangleDown: return "mark=triangle*, mark options={rotate=180}";
        case Marker::Cross: return "mark=x";
        case Marker::Tick: return "mark=|";
        case Marker::Ring: return "mark=o";
        }
        return "no markers";
    }

    std::string options(const char *which, const FigureAxis &axis, FigureRange range) const
    {
        const bool lettered = which[0] == 'x' && !m_letter.empty();
        std::string text = fmt::format("  {0}label={{{1}{2}}}, {0}min={3:.8g}, {0}max={4:.8g},", which, texText(axisTitle(axis)),
                                       lettered ? "\\\\" + m_letter : "", range.low, range.high);
        if (lettered) {
            text += " xlabel style={align=center},";
        }
        if (axis.log) {
            text += fmt::format(" {}mode=log,", which);
        }
        if (axis.reversed) {
            text += fmt::format(" {} dir=reverse,", which);
        }
        if (!axis.categories.isEmpty()) {
            std::string names;
            for (const QString &name : axis.categories) {
                names += (names.empty() ? "{" : ",{") + texText(name) + "}";
            }
            text += fmt::format("\n  {0}tick={{0,...,{1}}}, {0}ticklabels={{{2}}},", which, axis.categories.size() - 1, names);
        }
        return text + "\n";
    }

    /// Of an area; the same hue is told apart by its lines, as in the drawn figure.
    std::string look(const FigureBars &bars)
    {
        if (bars.fill == Fill::Outline) {
            return "draw=" + colour(bars.role, false);
        }
        const std::string fill = "fill=" + colour(bars.role, true);
        if (bars.fill == Fill::Solid) {
            return fill;
        }
        m_patterns = true;
        const char *pattern = bars.fill == Fill::Hatch       ? "north east lines"
                              : bars.fill == Fill::BackHatch ? "north west lines"
                                                             : "crosshatch";
        return fmt::format("{}, postaction={{pattern={}, pattern color={}}}", fill, pattern, colour(bars.role, false));
    }

    /// What the figure names at the ends of its lines stands in a legend here; what it does not name stays without a name.
    [[nodiscard]] bool isNamed(const FigureSeries &series) const
    {
        return !series.name.isEmpty() && (series.labelled || m_spec.legend);
    }

    /// In one row where that is no wider than the figure; -1, as pgfplots says it.
    [[nodiscard]] int legendColumns() const
    {
        constexpr double kSwatch = 24.0; // points, with its gaps
        constexpr double kCharacter = 3.8;
        double whole = 0.0;
        double widest = 0.0;
        const auto add = [&](const QString &name) {
            const double width = kSwatch + kCharacter * static_cast<double>(name.size());
            whole += width;
            widest = std::max(widest, width);
        };
        for (const FigureBars &bars : m_spec.bars) {
            add(bars.name);
        }
        for (const FigureSeries &series : m_spec.series) {
            if (isNamed(series)) {
                add(series.name);
            }
        }
        return whole <= m_spec.width ? -1 : std::max(1, static_cast<int>(m_spec.width / widest));
    }

    void addNotes(std::string &text)
    {
        for (const FigureNote &note : m_spec.notes) {
            const std::string down = (note.alignment & Qt::AlignTop)      ? "north"
                                     : (note.alignment & Qt::AlignBottom) ? "south"
                                                                          : "";
            const std::string across = (note.alignment & Qt::AlignLeft)    ? "west"
                                       : (note.alignment & Qt::AlignRight) ? "east"
                                                                           : "";
            const std::string anchor = down.empty() && across.empty()   ? "center"
                                       : down.empty() || across.empty() ? down + across
                                                                        : fmt::format("{} {}", down, across);
            text += fmt::format("  \\node[anchor={}, font=\\scriptsize, text={}] at ({}:{:.8g},{:.8g}) {{{}}};\n", anchor,
                                colour(note.role, false), note.inFractions ? "rel axis cs" : "axis cs", note.x,
                                note.inFractions ? 1.0 - note.y : note.y, texText(note.text));
        }
    }

    void addBars(std::string &text)
    {
        const StackedBars stacked = stackBars(m_spec.bars);
        for (std::size_t b = 0; b < m_spec.bars.size(); ++b) {
            const FigureBars &bars = m_spec.bars[b];
            const std::string looks = look(bars);
            text += fmt::format("  % {}\n", bars.name.toStdString());
            for (std::size_t i = 0; i < bars.value.size(); ++i) {
                const FigureRange end = stacked.ends[b][i];
                if (!std::isfinite(end.high) || end.low == end.high) {
                    continue;
                }
                text += m_spec.horizontalBars
                            ? fmt::format("  \\path[{}] (axis cs:{:.8g},{:.8g}) rectangle (axis cs:{:.8g},{:.8g});\n", looks,
                                          end.low, bars.from[i], end.high, bars.to[i])
                            : fmt::format("  \\path[{}] (axis cs:{:.8g},{:.8g}) rectangle (axis cs:{:.8g},{:.8g});\n", looks,
                                          bars.from[i], end.low, bars.to[i], end.high);
            }
            if (m_spec.legend && !bars.name.isEmpty()) {
                text += fmt::format("  \\addlegendimage{{area legend, {}}} \\addlegendentry{{{}}}\n", looks, texText(bars.name));
            }
        }
    }

    void addSeries(std::string &text)
    {
        for (const FigureSeries &series : m_spec.series) {
            const bool errors = !series.low.empty();
            text += fmt::format("  \\addplot[{}, {}, {}{}{}{}] ", colour(series.role, false), stroke(series.stroke),
                                marker(series.marker), series.steps ? ", const plot" : "", isNamed(series) ? "" : ", forget plot",
                                errors ? ", error bars/.cd, y dir=both, y explicit" : "");
            text += errors ? "table[x=x, y=y, y error plus=p, y error minus=m] {\n  x y p m\n" : "table[x=x, y=y] {\n  x y\n";
            for (std::size_t i = 0; i < series.x.size(); ++i) {
                if (!std::isfinite(series.y[i])) {
                    text += fmt::format("  {:.8g} nan{}\n", series.x[i], errors ? " 0 0" : "");
                    continue;
                }
                text += fmt::format("  {:.8g} {:.8g}", series.x[i], series.y[i]);
                text += errors ? fmt::format(" {:.8g} {:.8g}\n", series.high[i] - series.y[i], series.y[i] - series.low[i])
                               : "\n";
            }
            text += "  };";
            text += !isNamed(series) ? "\n" : fmt::format(" \\addlegendentry{{{}}}\n", texText(series.name));
        }
    }

    void addMarks(std::string &text, FigureRange x, FigureRange y)
    {
        for (const FigureMark &mark : m_spec.marks) {
            const std::string ink = colour(mark.role, false);
            text +=
                mark.vertical
                    ? fmt::format("  \\draw[{}, {}] (axis cs:{:.8g},{:.8g}) -- (axis cs:{:.8g},{:.8g}) node[pos=1, anchor=north "
                                  "west, font=\\scriptsize] {{{}}};\n",
                                  ink, stroke(mark.stroke), mark.at, y.low, mark.at, y.high, texText(mark.text))
                    : fmt::format("  \\draw[{}, {}] (axis cs:{:.8g},{:.8g}) -- (axis cs:{:.8g},{:.8g}) node[pos=1, anchor=south "
                                  "east, font=\\scriptsize] {{{}}};\n",
                                  ink, stroke(mark.stroke), x.low, mark.at, x.high, mark.at, texText(mark.text));
        }
    }

    /// The map that the figure is drawn with, entry by entry, so that both look alike.
    static std::string colours(const FigureHeatmap &heatmap)
    {
        std::string text;
        const auto &table = ColorMap::of(heatmap.map).table();
        for (std::size_t i = 0; i < table.size(); ++i) {
            const QRgb colour = table[heatmap.inverted ? table.size() - 1 - i : i];
            text += fmt::format("{}rgb255=({},{},{})",
                                i == 0       ? ""
                                : i % 8 == 0 ? "\n    "
                                             : " ",
                                qRed(colour), qGreen(colour), qBlue(colour));
        }
        return text;
    }

    void addHeatmap(std::string &text) const
    {
        const FigureHeatmap &map = m_spec.heatmap;
        text += fmt::format("  \\addplot[matrix plot*, mesh/cols={}, point meta=explicit] table[x=x, y=y, meta=v] {{\n  x y v\n",
                            map.columns);
        for (int row = 0; row < map.rows; ++row) {
            for (int column = 0; column < map.columns; ++column) {
                const float value = map.values[static_cast<std::size_t>(row) * map.columns + column];
                text += fmt::format("  {:.8g} {:.8g} {}\n", map.xLow + (map.xHigh - map.xLow) * (column + 0.5) / map.columns,
                                    map.yLow + (map.yHigh - map.yLow) * (row + 0.5) / map.rows,
                                    std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string("nan"));
            }
        }
        text += "  };\n";
    }

    std::string axis()
    {
        const FigureRange x = rangeOfX(m_spec);
        const FigureRange y = rangeOfY(m_spec);
        std::string text = fmt::format(
            "\\begin{{axis}}[\n  width={:.1f}pt, height={:.1f}pt, font=\\footnotesize, axis lines*=left, "
            "legend style={{draw=none, font=\\scriptsize, at={{(0.5,1.02)}}, anchor=south}}, legend "
            "columns={}, legend cell align=left,\n",
            m_spec.width, m_spec.height, legendColumns());
        text += options("x", m_spec.x, x) + options("y", m_spec.y, y);
        if (!m_spec.heatmap.isEmpty()) {
            const FigureRange range = rangeOf(m_spec.heatmap);
            text += fmt::format(
                "  colormap={{vsq}}{{{}}}, colorbar, colorbar style={{ylabel={{{}}}}}, point meta min={:.6g}, point "
                "meta max={:.6g},\n",
                colours(m_spec.heatmap),
                texText(m_spec.heatmap.unit.isEmpty()
                            ? m_spec.heatmap.label
                            : m_spec.heatmap.label + QStringLiteral(" (") + m_spec.heatmap.unit + QLatin1Char(')')),
                range.low, range.high);
        }
        text += "]\n";
        if (!m_spec.heatmap.isEmpty()) {
            addHeatmap(text);
        }
        addBars(text);
        addMarks(text, x, y);
        addSeries(text);
        addNotes(text);
        return text + "\\end{axis}\n";
    }

    const FigureSpec &m_spec;
    std::string m_letter;
    bool m_patterns = false;
    std::map<std::string, QColor> m_colours;
};

/// A column of numbers stands to the right.
bool isNumberColumn(const std::vector<QStringList> &table, qsizetype column)
{
    bool any = false;
    for (std::size_t row = 1; row < table.size(); ++row) {
        const QString cell = table[row].value(column);
        bool number = false;
        (void)cell.toDouble(&number);
        if (!cell.isEmpty() && !number) {
            return false;
        }
        any = any || number;
    }
    return any;
}

/// A number as a page shows it: whole ones exactly, others to four digits, far from 1 with a power of ten. The data beside the
/// table have them in full.
std::string texCell(const QString &cell)
{
    bool isNumber = false;
    const double value = cell.toDouble(&isNumber);
    bool isWhole = false;
    (void)cell.toLongLong(&isWhole);
    if (!isNumber || isWhole || !std::isfinite(value)) {
        return texText(cell);
    }
    constexpr double kLeast = 1e-3;
    constexpr double kMost = 1e6;
    if (value == 0.0 || (std::abs(value) >= kLeast && std::abs(value) < kMost)) {
        return fmt::format("{:.4g}", value);
    }
    const std::string text = fmt::format("{:.3e}", value); // "2.565e-07"
    const std::size_t e = text.find('e');
    return fmt::format("${}\\cdot10^{{{}}}$", text.substr(0, e), std::stoi(text.substr(e + 1)));
}

std::string booktabs(const FigureSpec &spec)
{
    const std::vector<QStringList> &table = spec.picture.table;
    std::string text = fmt::format("% {}: needs \\usepackage{{booktabs}}\n\\begin{{tabular}}{{",
                                   spec.title.simplified().toStdString());
    for (qsizetype column = 0; column < table.front().size(); ++column) {
        text += isNumberColumn(table, column) ? 'r' : 'l';
    }
    text += "}\n\\toprule\n";
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (qsizetype column = 0; column < table.front().size(); ++column) {
            text += (column == 0 ? "" : " & ")
                    + (row == 0 ? texText(table[row].value(column)) : texCell(table[row].value(column)));
        }
        text += row == 0 ? " \\\\\n\\midrule\n" : " \\\\\n";
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

std::string sourceOf(const FigureSpec &spec, const std::string &letter = {})
{
    if (spec.picture.isEmpty()) {
        return TexPlot(spec, letter).take();
    }
    if (spec.picture.table.empty()) {
        throw Error({.file = {}, .item = spec.id.toStdString()}, "LaTeX source", "a plot or a table", "a picture");
    }
    return booktabs(spec);
}

} // namespace

QByteArray figureAsTex(const FigureSpec &spec)
{
    std::string all;
    char letter = 'a';
    for (const FigureSpec &panel : spec.panels) {
        all += (all.empty() ? "" : "\\hfill\n") + sourceOf(panel, fmt::format("({})", letter++));
    }
    return QByteArray::fromStdString(spec.panels.empty() ? sourceOf(spec) : all);
}

} // namespace vsq
