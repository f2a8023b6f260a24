// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/scales/comparefigures.h"

#include "views/scales/scalestext.h"
#include "views/theme/number.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

/// A row a format; plain and rotated share it.
struct Rows {
    QStringList names;
    std::vector<double> at; ///< of each compared one
};

Rows rowsOf(const std::vector<ComparedFormat> &compared)
{
    Rows rows;
    for (const ComparedFormat &one : compared) {
        const QString name =
            scalesText("%1  %2 b").arg(QString::fromStdString(one.name), number::significant(bitsPerElement(one.format), 4));
        if (rows.names.isEmpty() || rows.names.back() != name) {
            rows.names.append(name);
        }
        rows.at.push_back(static_cast<double>(rows.names.size() - 1));
    }
    return rows;
}

FigureBars barsOf(const QString &name, Fill fill)
{
    FigureBars bars;
    bars.name = name;
    bars.role = Role::Scales;
    bars.fill = fill;
    return bars;
}

void addBar(FigureBars &bars, double at, bool rotated, double value)
{
    bars.add(rotated ? at + 0.02 : at - 0.38, rotated ? at + 0.38 : at - 0.02, value);
}

/// Both kinds of bars of one measure.
template <typename Measure>
FigureSpec barsFigure(const std::vector<ComparedFormat> &compared, Measure measure)
{
    FigureSpec spec;
    spec.horizontalBars = true;
    spec.legend = true;
    spec.y.label = scalesText("Format, stored bits a value");
    spec.y.reversed = true;
    const Rows rows = rowsOf(compared);
    spec.y.categories = rows.names;
    FigureBars plain = barsOf(scalesText("as it is"), Fill::Solid);
    FigureBars rotated = barsOf(scalesText("rotated (Hadamard)"), Fill::Hatch);
    for (std::size_t i = 0; i < compared.size(); ++i) {
        addBar(compared[i].rotation == 0 ? plain : rotated, rows.at[i], compared[i].rotation != 0, measure(compared[i]));
    }
    spec.bars.push_back(std::move(plain));
    if (!rotated.value.empty()) {
        spec.bars.push_back(std::move(rotated));
    }
    spec.height = 64.0 + 15.0 * static_cast<double>(rows.names.size());
    return spec;
}

double finite(double decibels)
{
    return std::isfinite(decibels) ? decibels : 0.0;
}

} // namespace

FigureSpec comparedSqnr(const std::vector<ComparedFormat> &compared, const OperandFormat &own, const QString &subject)
{
    FigureSpec spec = barsFigure(compared, [](const ComparedFormat &one) { return finite(one.measures.error.sqnrDb); });
    spec.id = QStringLiteral("scales-compare-sqnr");
    spec.title = scalesText("Signal to noise of the %1 in each format").arg(subject);
    spec.x.label = scalesText("SQNR");
    spec.x.unit = QStringLiteral("dB");
    FigureSeries worst;
    worst.name = scalesText("worst block, as it is");
    worst.role = Role::ErrorPositive;
    worst.stroke = Stroke::None;
    worst.marker = Marker::Diamond;
    worst.labelled = false;
    const Rows rows = rowsOf(compared);
    const ComparedFormat *best = nullptr;
    for (std::size_t i = 0; i < compared.size(); ++i) {
        const ComparedFormat &one = compared[i];
        best = best == nullptr || one.measures.error.sqnrDb > best->measures.error.sqnrDb ? &one : best;
        if (one.rotation == 0 && std::isfinite(one.measures.worstSqnrDb)) {
            worst.x.push_back(one.measures.worstSqnrDb);
            worst.y.push_back(rows.at[i] - 0.2);
        }
        if (one.rotation == 0 && one.format == own) {
            spec.boxes.push_back({0.0, finite(one.measures.error.sqnrDb), rows.at[i] - 0.42, rows.at[i] + 0.42, Role::Accent});
        }
    }
    if (best == nullptr) {
        return {};
    }
    spec.series.push_back(std::move(worst));
    spec.summary = scalesText("%1 formats; most signal to noise has %2: %3.")
                       .arg(rows.names.size())
                       .arg(QString::fromStdString(best->name), number::decibel(best->measures.error.sqnrDb));
    return spec;
}

FigureSpec comparedUnderflow(const std::vector<ComparedFormat> &compared, const QString &subject)
{
    FigureSpec spec = barsFigure(compared, [](const ComparedFormat &one) { return 100.0 * one.measures.underflowShare; });
    spec.id = QStringLiteral("scales-compare-underflow");
    spec.title = scalesText("Values of the %1 that become 0").arg(subject);
    spec.x.label = scalesText("Became 0, of those that are not");
    spec.x.unit = QStringLiteral("%");
    const auto most = std::max_element(compared.begin(), compared.end(), [](const ComparedFormat &a, const ComparedFormat &b) {
        return a.measures.underflowShare < b.measures.underflowShare;
    });
    if (most != compared.end()) {
        spec.summary = scalesText("Most values are lost in %1: %2.")
                           .arg(QString::fromStdString(most->name), number::percent(most->measures.underflowShare));
    }
    return spec;
}

} // namespace vsq
