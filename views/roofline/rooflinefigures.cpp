// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/roofline/rooflinefigures.h"

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

constexpr double kTera = 1e12;

QString rooflineText(const char *text)
{
    return QCoreApplication::translate("vsq::RooflineView", text);
}

QString titleOf(Mode mode)
{
    return mode == Mode::Vsq ? QStringLiteral("INT4-VSQ") : mode == Mode::Int4 ? QStringLiteral("INT4") : QStringLiteral("INT8");
}

Role roleOf(Mode mode)
{
    return mode == Mode::Vsq ? Role::Scales : mode == Mode::Int4 ? Role::Outputs : Role::Reference;
}

Marker markerOf(Mode mode)
{
    return mode == Mode::Vsq ? Marker::Circle : mode == Mode::Int4 ? Marker::Square : Marker::TriangleUp;
}

constexpr Mode kModes[] = {Mode::Vsq, Mode::Int4, Mode::Int8};

/// Slope of the port up to the peak, then the peak.
FigureSeries roof(RoofPort port, Mode mode, const ChipConfig &config, double low, double high)
{
    FigureSeries series;
    const double peak = peakOperations(mode, config);
    const double ridge = peak / roofOf(port, 1.0, config);
    series.x = {low};
    series.y = {std::min(peak, roofOf(port, low, config)) / kTera};
    if (ridge > low && ridge < high) {
        series.x.push_back(ridge);
        series.y.push_back(peak / kTera);
    }
    series.x.push_back(high);
    series.y.push_back(std::min(peak, roofOf(port, high, config)) / kTera);
    return series;
}

/// The lowest of all roofs over a layer, as operations a second, and what it is of.
std::pair<double, QString> lowestRoof(const LayerRoofline &layer, const ChipConfig &config)
{
    std::pair<double, QString> lowest{peakOperations(layer.mode, config), rooflineText("multipliers")};
    for (int p = 0; p < kRoofPorts; ++p) {
        const auto port = static_cast<RoofPort>(p);
        if (port == RoofPort::Outside && config.operandSupply == ChipConfig::Operands::Preloaded) {
            continue; // what is resident waits for nothing
        }
        const double intensity = layer.operationsPerByte(port);
        if (intensity > 0.0 && roofOf(port, intensity, config) < lowest.first) {
            lowest = {roofOf(port, intensity, config), coreText(nameOf(port))};
        }
    }
    return lowest;
}

} // namespace

std::vector<std::size_t> layersAtPort(const std::vector<LayerRoofline> &layers, RoofPort port, Mode mode)
{
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].mode == mode && layers[i].operationsPerByte(port) > 0.0) {
            list.push_back(i);
        }
    }
    return list;
}

FigureSpec rooflineFigure(const std::vector<LayerRoofline> &layers, RoofPort port, const ChipConfig &config, int selectedLayer,
                          const std::vector<LayerRoofline> &baseline)
{
    FigureSpec spec;
    spec.id = QStringLiteral("roofline");
    const QString name = coreText(nameOf(port));
    spec.title = rooflineText("Roofline of the %1 at %2").arg(name, number::volts(config.voltage));
    spec.x.label = rooflineText("Operations a byte, %1").arg(name);
    spec.x.log = true;
    spec.y.label = rooflineText("Operations a second");
    spec.y.unit = QStringLiteral("TOPS");
    spec.y.log = true;
    double low = 1e300;
    double high = 0.0;
    for (const std::vector<LayerRoofline> *list : {&layers, &baseline}) {
        for (const LayerRoofline &layer : *list) {
            if (const double intensity = layer.operationsPerByte(port); intensity > 0.0) {
                low = std::min(low, intensity);
                high = std::max(high, intensity);
            }
        }
    }
    if (high <= 0.0) {
        return {};
    }
    const double ridge = peakOperations(Mode::Vsq, config) / roofOf(port, 1.0, config);
    low = std::min(low, ridge) / 4.0;
    high = std::max(high, ridge) * 4.0;
    spec.x.low = low;
    spec.x.high = high;
    ChipConfig other = config;
    for (const Mode mode : kModes) {
        const std::vector<std::size_t> shown = layersAtPort(layers, port, mode);
        if (shown.empty()) {
            continue;
        }
        FigureSeries line = roof(port, mode, config, low, high);
        line.name = rooflineText("%1 peak").arg(titleOf(mode));
        line.role = roleOf(mode);
        line.stroke = mode == Mode::Int8 ? Stroke::Dash : Stroke::Solid;
        spec.series.push_back(std::move(line));
        for (const double supply : {operatingPointRows().front().supply, operatingPointRows().back().supply}) {
            if (std::abs(supply - config.voltage) > 0.005) {
                other.voltage = supply;
                FigureSeries faint = roof(port, mode, other, low, high);
                faint.name = number::volts(supply);
                faint.role = Role::Reference;
                faint.stroke = Stroke::Dot;
                spec.series.push_back(std::move(faint));
            }
        }
        FigureSeries points;
        points.name = rooflineText("layers, %1").arg(titleOf(mode));
        points.role = roleOf(mode);
        points.stroke = Stroke::None;
        points.marker = markerOf(mode);
        points.labelled = false;
        points.tag = 1 + static_cast<int>(mode);
        for (const std::size_t i : shown) {
            points.x.push_back(layers[i].operationsPerByte(port));
            points.y.push_back(layers[i].operationsPerSecond() / kTera);
            if (layers[i].index == selectedLayer) {
                spec.boxes.push_back({points.x.back() / 1.08, points.x.back() * 1.08, points.y.back() / 1.12,
                                      points.y.back() * 1.12, Role::Accent});
            }
        }
        spec.series.push_back(std::move(points));
    }
    FigureSeries before;
    before.name = rooflineText("baseline");
    before.role = Role::Text;
    before.stroke = Stroke::None;
    before.marker = Marker::Ring;
    before.labelled = false;
    for (const LayerRoofline &layer : baseline) {
        if (layer.operationsPerByte(port) > 0.0) {
            before.x.push_back(layer.operationsPerByte(port));
            before.y.push_back(layer.operationsPerSecond() / kTera);
        }
    }
    spec.legend = !before.x.empty();
    if (spec.legend) {
        spec.series.push_back(std::move(before));
    }
    spec.summary = rooflineText("%1 layers under the roof of the %2.").arg(layers.size()).arg(name);
    return spec;
}

FigureSpec reachedRoofs(const std::vector<LayerRoofline> &layers, const ChipConfig &config, int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("roofline-reached");
    spec.title = rooflineText("Reached of the lowest roof");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = rooflineText("Reached");
    spec.x.unit = QStringLiteral("%");
    spec.x.low = 0.0;
    spec.x.high = 100.0;
    spec.y.label = rooflineText("Layer");
    spec.y.reversed = true;
    struct Kind {
        QString name;
        Role role;
        Fill fill;
    };
    const std::vector<Kind> kinds{{rooflineText("multipliers"), Role::Sums, Fill::Solid},
                                  {coreText(nameOf(RoofPort::Outside)), Role::Stalls, Fill::Hatch},
                                  {coreText(nameOf(RoofPort::ABuffer)), Role::Weights, Fill::Solid},
                                  {coreText(nameOf(RoofPort::BBuffer)), Role::Activations, Fill::Solid},
                                  {coreText(nameOf(RoofPort::Collector)), Role::Other, Fill::CrossHatch},
                                  {coreText(nameOf(RoofPort::Output)), Role::Outputs, Fill::BackHatch}};
    for (const Kind &kind : kinds) {
        FigureBars bars;
        bars.name = rooflineText("limit: %1").arg(kind.name);
        bars.role = kind.role;
        bars.fill = kind.fill;
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto [roof, name] = lowestRoof(layers[i], config);
            if (name != kind.name) {
                continue;
            }
            const auto at = static_cast<double>(i);
            bars.addCategory(at, 100.0 * layers[i].operationsPerSecond() / roof);
            if (layers[i].index == selectedLayer) {
                spec.boxes.push_back({0.0, bars.value.back(), at - 0.45, at + 0.45, Role::Accent});
            }
        }
        if (!bars.value.empty()) {
            spec.bars.push_back(std::move(bars));
        }
    }
    for (const LayerRoofline &layer : layers) {
        spec.y.categories.append(QString::fromStdString(layer.layer));
    }
    spec.summary = rooflineText("%1 layers and how much of the lowest roof over them they reach.").arg(layers.size());
    spec.height = 64.0 + 11.0 * static_cast<double>(layers.size());
    return spec;
}

std::vector<StripNumber> rooflineNumbers(const LayerRoofline &layer, RoofPort port, const ChipConfig &config,
                                         const LayerRoofline *before)
{
    const auto [roof, name] = lowestRoof(layer, config);
    const double intensity = layer.operationsPerByte(port);
    std::vector<StripNumber> numbers{
        {QString::fromStdString(layer.layer), rooflineText("selected layer, %1").arg(titleOf(layer.mode)),
         rooflineText("The selected layer."), Role::Text},
        {number::si(layer.operationsPerSecond(), QStringLiteral("OPS")), rooflineText("reached"),
         rooflineText("Useful operations (2 a MAC) over the layer's cycles at the chip's clock."), Role::Sums},
        {number::si(peakOperations(layer.mode, config), QStringLiteral("OPS")), rooflineText("peak of its format"),
         rooflineText("2 operations of every multiplier of the format's datapath in every cycle."), Role::Text},
        {intensity > 0.0 ? number::significant(intensity) : rooflineText("\u2013"),
         rooflineText("operations a byte, %1").arg(coreText(nameOf(port))),
         rooflineText("Useful operations over the bytes that pass the port: words read or written times their size."),
         Role::Text},
        {number::percent(layer.operationsPerSecond() / roof), rooflineText("of the lowest roof: %1").arg(name),
         rooflineText(
             "The lowest of the format's peak and of all ports' roofs over this layer, and how much of it the layer reaches; the "
             "rest is padding, filling and draining."),
         Role::Text}};
    if (before != nullptr && before->operationsPerSecond() > 0.0) {
        const double change = layer.operationsPerSecond() / before->operationsPerSecond() - 1.0;
        numbers.push_back(
            {(change > 0.0 ? QStringLiteral("+") : QString()) + number::percent(number::withoutResidue(change, 1.0)),
             rooflineText("speed from the baseline"),
             rooflineText("Operations a second of this layer now over the %1 of the baseline, less 1.")
                 .arg(number::si(before->operationsPerSecond(), QStringLiteral("OPS"))),
             Role::MutedText});
    }
    return numbers;
}

} // namespace vsq
