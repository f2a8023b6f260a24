// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/energy/energyfigures.h"

#include "core/energy/operatingpoints.h"
#include "core/energy/publishedtables.h"
#include "views/theme/coretext.h"
#include "views/theme/number.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

QString energyText(const char *text)
{
    return QCoreApplication::translate("vsq::EnergyView", text);
}

struct Part {
    const char *name;
    Role role;
    Fill fill;
};

constexpr Part kParts[kComponents] = {
    {QT_TRANSLATE_NOOP("vsq::EnergyView", "datapath"), Role::Reference, Fill::Solid},
    {QT_TRANSLATE_NOOP("vsq::EnergyView", "A buffer"), Role::Weights, Fill::Solid},
    {QT_TRANSLATE_NOOP("vsq::EnergyView", "B buffer"), Role::Activations, Fill::Solid},
    {QT_TRANSLATE_NOOP("vsq::EnergyView", "collector"), Role::Sums, Fill::Solid},
    {QT_TRANSLATE_NOOP("vsq::EnergyView", "other"), Role::Other, Fill::Solid},
};

struct Format {
    Mode mode;
    const char *name;
    Role role;
    Stroke stroke;
    Marker marker;
};

constexpr Format kFormats[] = {
    {Mode::Vsq, "INT4-VSQ", Role::Scales, Stroke::Solid, Marker::Circle},
    {Mode::Int4, "INT4", Role::Outputs, Stroke::Dash, Marker::Square},
    {Mode::Int8, "INT8", Role::Reference, Stroke::DashDot, Marker::TriangleUp},
};

/// Watts at full utilisation: two operations a MAC, 1024 MACs a cycle (512 in INT8).
double power(Mode mode, double clock, double topsPerWatt)
{
    const double macs = mode == Mode::Int8 ? 512.0 : 1024.0;
    return 2.0 * macs * clock / (topsPerWatt * 1e12);
}

/// A curve of each format through what its points give, and the points.
template <typename Curve, typename Point>
void addFormats(FigureSpec &spec, Curve curve, Point point)
{
    const auto &rows = operatingPointRows();
    for (const Format &format : kFormats) {
        FigureSeries line;
        line.name = QString::fromLatin1(format.name);
        line.role = format.role;
        line.stroke = format.stroke;
        for (int i = 0; i <= 118; ++i) {
            const double supply = std::clamp(0.46 + 0.005 * i, rows.front().supply, rows.back().supply);
            line.x.push_back(supply);
            line.y.push_back(curve(format.mode, supply));
        }
        FigureSeries points;
        points.name = energyText("%1, published").arg(QString::fromLatin1(format.name));
        points.role = format.role;
        points.stroke = Stroke::None;
        points.marker = format.marker;
        points.labelled = false; // the curve carries the name
        for (const OperatingPointRow &row : rows) {
            points.x.push_back(row.supply);
            points.y.push_back(point(format.mode, row));
        }
        spec.series.push_back(std::move(line));
        spec.series.push_back(std::move(points));
    }
}

FigureSpec againstSupply(const char *id, const QString &title, double supply)
{
    FigureSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.title = title;
    spec.x.label = energyText("Supply");
    spec.x.unit = QStringLiteral("V");
    spec.marks.push_back({number::volts(supply), supply, true, Role::Accent, Stroke::Solid, kUnset, kUnset});
    return spec;
}

void note(FigureSpec &spec, const QString &text, Qt::AlignmentFlag side)
{
    // Below the label of the chosen supply, on the side where the curves leave room.
    spec.notes.push_back({text, side == Qt::AlignRight ? 0.99 : 0.02, 0.12, true, Role::MutedText, side | Qt::AlignTop});
}

QString withOrigin(const QString &label, const Figure &figure)
{
    return label + QStringLiteral(", ") + coreText(nameOf(figure.origin));
}

/// A row a layer, without its bars.
FigureSpec layerBars(const QString &id, const QString &title, const QString &unit, const std::vector<LayerEnergy> &layers)
{
    FigureSpec spec;
    spec.id = id;
    spec.title = title;
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = energyText("Energy of one inference");
    spec.x.unit = unit;
    spec.x.low = 0.0;
    spec.y.label = energyText("Layer");
    spec.y.reversed = true;
    spec.height = 64.0 + 11.0 * static_cast<double>(layers.size());
    spec.fold = FigureSpec::Fold::Sum;
    for (const LayerEnergy &layer : layers) {
        spec.y.categories.append(layer.layer);
    }
    return spec;
}

void markSelected(FigureSpec &spec, const LayerEnergy &layer, std::size_t row, int selectedLayer, double width)
{
    if (layer.index == selectedLayer && selectedLayer >= 0) {
        const auto at = static_cast<double>(row);
        spec.boxes.push_back({0.0, width, at - 0.45, at + 0.45, Role::Accent});
    }
}

} // namespace

std::pair<double, QString> energyUnit(const std::vector<LayerEnergy> &layers)
{
    double largest = 0.0;
    for (const LayerEnergy &layer : layers) {
        largest = std::max(largest, layer.energy.total().value);
    }
    const std::pair<double, const char *> units[] = {{1e-3, "mJ"}, {1e-6, "\u00b5J"}, {1e-9, "nJ"}};
    for (const auto &[joules, name] : units) {
        if (largest >= joules) {
            return {1.0 / joules, QString::fromUtf8(name)};
        }
    }
    return {1e12, QStringLiteral("pJ")};
}

FigureSpec energyByLayer(const std::vector<LayerEnergy> &layers, double supply, int selectedLayer)
{
    const auto [factor, unit] = energyUnit(layers);
    FigureSpec spec = layerBars(QStringLiteral("energy-layers"),
                                energyText("Energy by component at %1").arg(number::volts(supply)), unit, layers);
    for (int part = 0; part <= kComponents; ++part) {
        FigureBars bars;
        const bool overhead = part == kComponents;
        bars.name = overhead ? energyText("fill, drain, stalls") : energyText(kParts[part].name);
        bars.role = overhead ? Role::Overhead : kParts[part].role;
        bars.fill = overhead ? Fill::Hatch : kParts[part].fill;
        bars.stack = 1;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            bars.addCategory(static_cast<double>(i),
                             (overhead ? layers[i].energy.overhead : layers[i].energy.of(static_cast<Component>(part))).value
                                 * factor);
        }
        spec.bars.push_back(std::move(bars));
    }
    EnergyBreakdown all;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        all += layers[i].energy;
        markSelected(spec, layers[i], i, selectedLayer, layers[i].energy.total().value * factor);
    }
    spec.summary = energyText("%1 layers, %2 in all at %3.")
                       .arg(layers.size())
                       .arg(number::si(all.total().value, QStringLiteral("J")), number::volts(supply));
    return spec;
}

FigureSpec energyByFormat(const std::vector<LayerEnergy> &layers, double supply, int selectedLayer)
{
    const auto [factor, unit] = energyUnit(layers);
    FigureSpec spec = layerBars(QStringLiteral("energy-formats"),
                                energyText("Energy under each format at %1").arg(number::volts(supply)), unit, layers);
    constexpr double kBar = 0.24; // of a row: three stand side by side
    const Fill fills[] = {Fill::Solid, Fill::Hatch, Fill::CrossHatch};
    QStringList sums;
    int place = 0;
    for (const Format &format : kFormats) {
        FigureBars bars;
        bars.name = QString::fromLatin1(format.name);
        bars.role = format.role;
        bars.fill = fills[place];
        double sum = 0.0;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const double joules = of(layers[i].under, format.mode);
            const double low = static_cast<double>(i) + (place - 1.5) * kBar;
            bars.add(low, low + kBar, joules * factor);
            sum += std::isfinite(joules) ? joules : 0.0;
        }
        sums.append(energyText("%1: %2").arg(bars.name, number::si(sum, QStringLiteral("J"))));
        spec.bars.push_back(std::move(bars));
        ++place;
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        double most = 0.0;
        for (const Format &format : kFormats) {
            const double joules = of(layers[i].under, format.mode);
            most = std::isfinite(joules) ? std::max(most, joules) : most;
        }
        markSelected(spec, layers[i], i, selectedLayer, most * factor);
    }
    spec.summary = energyText("%1 layers at %2, all in one format: %3.")
                       .arg(layers.size())
                       .arg(number::volts(supply), sums.join(QStringLiteral(", ")));
    return spec;
}

FigureSpec efficiencyAgainstSupply(double supply)
{
    FigureSpec spec = againstSupply("energy-efficiency", energyText("Efficiency at 50 % density"), supply);
    spec.y.label = energyText("Efficiency");
    spec.y.unit = QStringLiteral("TOPS/W");
    spec.y.low = 0.0;
    addFormats(
        spec, [](Mode mode, double at) { return efficiencyAt(mode, at).value; },
        [](Mode mode, const OperatingPointRow &row) { return of(row.topsPerWatt, mode); });
    note(spec, energyText("points: published"), Qt::AlignRight);
    spec.summary = energyText("Published efficiency of three formats at %1 supplies, and the curve through them.")
                       .arg(operatingPointRows().size());
    return spec;
}

FigureSpec powerAgainstSupply(double supply)
{
    FigureSpec spec = againstSupply("energy-power", energyText("Power against supply"), supply);
    spec.y.label = energyText("Power at full use");
    spec.y.unit = QStringLiteral("mW");
    spec.y.low = 0.0;
    addFormats(
        spec, [](Mode mode, double at) { return 1e3 * power(mode, clockAt(at).value, efficiencyAt(mode, at).value); },
        [](Mode mode, const OperatingPointRow &row) { return 1e3 * power(mode, row.clockMHz * 1e6, of(row.topsPerWatt, mode)); });
    for (FigureSeries &series : spec.series) {
        if (!series.labelled) {
            series.name = energyText("%1, from published clock and TOPS/W").arg(series.name.section(QLatin1Char(','), 0, 0));
        }
    }
    note(spec, energyText("points: derived"), Qt::AlignLeft);
    spec.summary = energyText(
        "Power of three formats at the published supplies: two operations a multiply-accumulate over TOPS/W.");
    return spec;
}

std::vector<StripNumber> energyNumbers(const EnergyBreakdown &all, double supply)
{
    const Figure clock = clockAt(supply);
    const Figure total = all.total();
    const double rate = all.seconds.value > 0.0 ? 1.0 / all.seconds.value : kUnset;
    const QString why = energyText(
        " Published: a number of the publication. Derived: calculated from published numbers and counted "
        "events. Assumed: rests on a setting, such as densities that were not measured.");
    return {
        {number::si(total.value, QStringLiteral("J")), withOrigin(energyText("an inference"), total),
         energyText("Sum over all layers on the chip: events times published energies, scaled by density and supply.") + why,
         Role::Text},
        {number::si(all.power().value, QStringLiteral("W")), withOrigin(energyText("power"), all.power()),
         energyText("Energy over time.") + why, Role::Text},
        {number::significant(all.topsPerWatt().value), withOrigin(energyText("TOPS/W"), all.topsPerWatt()),
         energyText("Useful operations, two a multiply-accumulate, a joule.") + why, Role::Text},
        {number::si(rate), withOrigin(energyText("inferences/s"), all.seconds),
         energyText("Clock over cycles of one inference.") + why, Role::Text},
        {number::si(total.value > 0.0 ? 1.0 / total.value : kUnset), withOrigin(energyText("inferences/s/W"), total),
         energyText("Inferences a joule.") + why, Role::Text},
        {number::si(clock.value, QStringLiteral("Hz")), withOrigin(energyText("clock"), clock),
         energyText("Clock at this supply (JSSC Fig. 13).") + why, Role::Text},
    };
}

} // namespace vsq
