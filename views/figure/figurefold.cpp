// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurefold.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>

namespace vsq {

namespace {

/// Which row each category goes to, and the rows' names.
struct Folding {
    std::vector<int> rowOf;
    std::vector<int> members;
    QStringList names;
};

Folding foldingOf(const QStringList &categories)
{
    static const QRegularExpression numbers(QStringLiteral("\\d+"));
    Folding folding;
    QHash<QString, int> rows;
    QStringList first;
    for (const QString &name : categories) {
        QString pattern = name;
        pattern.replace(numbers, QStringLiteral("*"));
        const auto known = rows.constFind(pattern);
        const int row = known != rows.constEnd() ? *known : static_cast<int>(folding.members.size());
        if (known == rows.constEnd()) {
            rows.insert(pattern, row);
            folding.members.push_back(0);
            folding.names.append(pattern);
            first.append(name);
        }
        folding.rowOf.push_back(row);
        ++folding.members[static_cast<std::size_t>(row)];
    }
    for (int row = 0; row < folding.names.size(); ++row) {
        const int count = folding.members[static_cast<std::size_t>(row)];
        folding.names[row] = count == 1 ? first[row] : folding.names[row] + QStringLiteral(" (\u00d7%1)").arg(count);
    }
    return folding;
}

/// A value a row: of rows that become one the sum, or the mean of those that have a value.
void foldValues(FigureSeries &series, const Folding &folding, bool mean)
{
    std::vector<double> sums(folding.members.size(), 0.0);
    std::vector<int> counts(folding.members.size(), 0);
    for (std::size_t i = 0; i < series.y.size(); ++i) {
        const auto at = static_cast<std::size_t>(std::max(0L, std::lround(series.y[i])));
        if (at < folding.rowOf.size()) {
            const auto row = static_cast<std::size_t>(folding.rowOf[at]);
            sums[row] += series.x[i];
            ++counts[row];
        }
    }
    series.x.clear();
    series.y.clear();
    for (std::size_t row = 0; row < sums.size(); ++row) {
        if (counts[row] > 0) {
            series.x.push_back(mean ? sums[row] / counts[row] : sums[row]);
            series.y.push_back(static_cast<double>(row));
        }
    }
}

} // namespace

FigureSpec foldRows(const FigureSpec &spec, int most)
{
    const auto count = static_cast<std::size_t>(spec.y.categories.size());
    if (spec.fold == FigureSpec::Fold::None || !spec.horizontalBars || static_cast<int>(count) <= most) {
        return spec;
    }
    const Folding folding = foldingOf(spec.y.categories);
    const std::size_t rows = folding.members.size();
    if (rows == count) {
        return spec;
    }
    FigureSpec folded = spec;
    folded.y.categories = folding.names;
    folded.boxes.clear();
    for (FigureBars &bars : folded.bars) {
        const std::vector<double> values = bars.value;
        const double low = bars.from.empty() ? -0.4 : bars.from.front() - std::round(bars.from.front());
        const double high = bars.to.empty() ? 0.4 : bars.to.front() - std::round(bars.to.front());
        std::vector<double> sums(rows, 0.0);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto at = static_cast<std::size_t>(std::lround((bars.from[i] + bars.to[i]) / 2));
            if (at < count && std::isfinite(values[i])) {
                sums[static_cast<std::size_t>(folding.rowOf[at])] += values[i];
            }
        }
        bars.from.clear();
        bars.to.clear();
        bars.value.clear();
        for (std::size_t row = 0; row < rows; ++row) {
            const double place = static_cast<double>(row);
            bars.add(place + low, place + high,
                     spec.fold == FigureSpec::Fold::Mean ? sums[row] / folding.members[row] : sums[row]);
        }
    }
    for (FigureSeries &series : folded.series) {
        if (series.isOfRows) {
            foldValues(series, folding, spec.fold == FigureSpec::Fold::Mean);
            continue;
        }
        for (double &y : series.y) {
            const auto at = static_cast<std::size_t>(std::max(0L, std::lround(y)));
            if (at < count) {
                y = static_cast<double>(folding.rowOf[at]);
            }
        }
    }
    return folded;
}

} // namespace vsq
