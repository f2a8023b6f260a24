// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/figure/figurerange.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace vsq {

namespace {

class Extent {
public:
    explicit Extent(bool positive) : m_positive(positive) {}

    void add(double value)
    {
        if (std::isfinite(value) && (!m_positive || value > 0.0)) {
            m_low = std::min(m_low, value);
            m_high = std::max(m_high, value);
        }
    }
    void add(const std::vector<double> &values)
    {
        for (const double value : values) {
            add(value);
        }
    }
    [[nodiscard]] bool isEmpty() const { return m_low > m_high; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }

private:
    bool m_positive;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

FigureRange finish(const FigureAxis &axis, const Extent &extent, bool tightLow, bool tightHigh)
{
    if (!axis.categories.isEmpty()) {
        return {-0.5, static_cast<double>(axis.categories.size()) - 0.5};
    }
    FigureRange range{extent.isEmpty() ? (axis.log ? 0.1 : 0.0) : extent.low(), extent.isEmpty() ? 1.0 : extent.high()};
    if (axis.log) {
        const double air = std::pow(std::max(range.high / range.low, 1.5), 0.04);
        range.low /= tightLow ? 1.0 : air;
        range.high *= tightHigh ? 1.0 : air;
        if (range.low == range.high) {
            range = {range.low / 2.0, range.high * 2.0};
        }
    } else {
        if (range.low == range.high) {
            const double half = range.low == 0.0 ? 0.5 : std::abs(range.low) * 0.1;
            range = {range.low - (tightLow ? 0.0 : half), range.high + half};
        } else {
            const double air = (range.high - range.low) * 0.05;
            range.low -= tightLow ? 0.0 : air;
            range.high += tightHigh ? 0.0 : air;
        }
    }
    range.low = std::isnan(axis.low) ? range.low : axis.low;
    range.high = std::isnan(axis.high) ? range.high : axis.high;
    if (!(range.low < range.high)) {
        range.high = axis.log ? range.low * 10.0 : range.low + 1.0;
    }
    return range;
}

void addBarPositions(const FigureSpec &spec, Extent &extent)
{
    for (const FigureBars &bars : spec.bars) {
        extent.add(bars.from);
        extent.add(bars.to);
    }
}

void addBarValues(const FigureSpec &spec, Extent &extent)
{
    for (const auto &ends : stackBars(spec.bars).ends) {
        for (const FigureRange &end : ends) {
            extent.add(end.low);
            extent.add(end.high);
        }
    }
}

} // namespace

FigureRange rangeOfX(const FigureSpec &spec)
{
    Extent extent(spec.x.log);
    for (const FigureSeries &series : spec.series) {
        extent.add(series.x);
    }
    for (const FigureMark &mark : spec.marks) {
        if (mark.vertical) {
            extent.add(mark.at);
        }
    }
    const bool heatmap = !spec.heatmap.isEmpty();
    if (heatmap) {
        extent.add(spec.heatmap.xLow);
        extent.add(spec.heatmap.xHigh);
    }
    if (!spec.bars.empty()) {
        spec.horizontalBars ? addBarValues(spec, extent) : addBarPositions(spec, extent);
    }
    const bool baseline = !spec.bars.empty() && spec.horizontalBars && !spec.x.log && extent.low() == 0.0;
    return finish(spec.x, extent, heatmap || baseline, heatmap);
}

FigureRange rangeOfY(const FigureSpec &spec)
{
    Extent extent(spec.y.log);
    for (const FigureSeries &series : spec.series) {
        extent.add(series.y);
        extent.add(series.low);
        extent.add(series.high);
    }
    for (const FigureMark &mark : spec.marks) {
        if (!mark.vertical) {
            extent.add(mark.at);
        }
    }
    const bool heatmap = !spec.heatmap.isEmpty();
    if (heatmap) {
        extent.add(spec.heatmap.yLow);
        extent.add(spec.heatmap.yHigh);
    }
    if (!spec.bars.empty()) {
        spec.horizontalBars ? addBarPositions(spec, extent) : addBarValues(spec, extent);
    }
    const bool baseline = !spec.bars.empty() && !spec.horizontalBars && !spec.y.log && extent.low() == 0.0;
    return finish(spec.y, extent, heatmap || baseline, heatmap);
}

FigureRange rangeOf(const FigureHeatmap &heatmap)
{
    Extent extent(false);
    for (const float value : heatmap.values) {
        extent.add(value);
    }
    FigureRange range{extent.isEmpty() ? 0.0 : extent.low(), extent.isEmpty() ? 1.0 : extent.high()};
    if (heatmap.map == ColorMap::Kind::Diverging || heatmap.map == ColorMap::Kind::DivergingDark) {
        const double reach = std::max(std::abs(range.low), std::abs(range.high));
        range = {-reach, reach};
    }
    range.low = std::isnan(heatmap.low) ? range.low : heatmap.low;
    range.high = std::isnan(heatmap.high) ? range.high : heatmap.high;
    if (!(range.low < range.high)) {
        range.high = range.low + 1.0;
    }
    return range;
}

StackedBars stackBars(const std::vector<FigureBars> &bars)
{
    StackedBars stacked;
    std::map<std::pair<int, double>, double> tops; // stack and position of a column: how high it is so far
    for (const FigureBars &one : bars) {
        std::vector<FigureRange> ends(one.value.size());
        for (std::size_t i = 0; i < one.value.size(); ++i) {
            if (one.stack == 0) {
                ends[i] = {0.0, one.value[i]};
                continue;
            }
            double &top = tops[{one.stack, one.from[i]}];
            ends[i] = {top, top + one.value[i]};
            top = ends[i].high;
        }
        stacked.ends.push_back(std::move(ends));
    }
    return stacked;
}

} // namespace vsq
