// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/utilisation/utilisationfigures.h"

#include "core/energy/publishedtables.h"
#include "views/theme/number.h"

#include <QCoreApplication>

namespace vsq {

namespace {

QString utilisationText(const char *text)
{
    return QCoreApplication::translate("vsq::UtilisationView", text);
}

struct Part {
    const char *name;
    const char *definition;
    double CycleShares::*value;
    Role role;
    Fill fill;
};

const std::vector<Part> &parts()
{
    static const std::vector<Part> list = {
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "useful"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView",
                           "Multiplier-cycles with elements of the product, M\u00b7N\u00b7K, over the number of multipliers"),
         &CycleShares::useful, Role::Sums, Fill::Solid},
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "padding in M"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView", "Lanes without a row of A: M is no multiple of the 16 lanes"),
         &CycleShares::paddingM, Role::Padding, Fill::Solid},
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "padding in K"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView", "Multipliers beyond K: it is no multiple of the vector size"),
         &CycleShares::paddingK, Role::Padding, Fill::Hatch},
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "padding in N"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView",
                           "Columns that are padding: rows of a convolution's output are filled up to whole tiles"),
         &CycleShares::paddingN, Role::Padding, Fill::BackHatch},
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "fill and drain"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView", "Overhead of each subtile before its first and after its last product"),
         &CycleShares::fillDrain, Role::Overhead, Fill::Solid},
        {QT_TRANSLATE_NOOP("vsq::UtilisationView", "stalls"),
         QT_TRANSLATE_NOOP("vsq::UtilisationView", "A word of A, B or the output port was awaited"), &CycleShares::stalls,
         Role::Stalls, Fill::CrossHatch},
    };
    return list;
}

FigureSpec lanes(const QString &id, const QString &title, LaneMeasure measure, int selectedLane, int lanesInAll)
{
    FigureSpec spec;
    spec.id = id;
    spec.title = title;
    spec.y.label = utilisationText("Lane");
    spec.y.integers = true;
    spec.y.reversed = true;
    spec.heatmap.map = ColorMap::Kind::Cividis;
    spec.heatmap.inverted = true; // waste is yellow, here as everywhere
    spec.heatmap.low = 0.0;
    spec.heatmap.high = 100.0;
    spec.heatmap.label = measure == LaneMeasure::Occupied ? utilisationText("Useful work")
                                                          : utilisationText("Products that are not 0");
    spec.heatmap.unit = QStringLiteral("%");
    spec.heatmap.yLow = -0.5;
    spec.heatmap.yHigh = lanesInAll - 0.5;
    spec.heatmap.rows = lanesInAll;
    spec.height = 150;
    if (selectedLane >= 0 && selectedLane < lanesInAll) {
        spec.boxes.push_back({0.0, 0.0, selectedLane - 0.5, selectedLane + 0.5, Role::Accent});
    }
    return spec;
}

void setValues(FigureSpec &spec, const std::vector<float> &shares, int columns, double low, double high)
{
    spec.heatmap.columns = columns;
    spec.heatmap.xLow = low;
    spec.heatmap.xHigh = high;
    for (const float share : shares) {
        spec.heatmap.values.push_back(100.0F * share);
    }
    for (FigureBox &box : spec.boxes) {
        box.xLow = low;
        box.xHigh = high;
    }
}

} // namespace

std::vector<PublishedUtilisation> publishedUtilisation(Mode mode)
{
    std::vector<PublishedUtilisation> list;
    for (const WorkloadRow &row : workloadRows()) {
        const bool wanted = (row.network == "BERT-Base" && row.tokens == 128) || row.network == "DeiT-Small"
                            || row.network == "ResNet-50";
        if (wanted && row.mode == mode && row.utilisationPercent) {
            list.push_back({QString::fromStdString(row.network), *row.utilisationPercent});
        }
    }
    return list;
}

FigureSpec cyclesByLayer(const std::vector<LayerShares> &layers, bool inPercent,
                         const std::vector<PublishedUtilisation> &published, int selectedLayer)
{
    FigureSpec spec;
    spec.id = QStringLiteral("utilisation-layers");
    spec.title = utilisationText("Where the cycles go");
    spec.horizontalBars = true;
    spec.legend = true;
    spec.x.label = inPercent ? utilisationText("Share of the layer's cycles") : utilisationText("Cycles");
    spec.x.unit = inPercent ? QStringLiteral("%") : QString();
    spec.x.low = 0.0;
    if (inPercent) {
        spec.x.high = 100.0;
    }
    spec.y.label = utilisationText("Layer");
    spec.y.reversed = true;
    spec.height = 64.0 + 11.0 * (static_cast<double>(layers.size()) + (inPercent ? 1.0 : 0.0));
    spec.fold = inPercent ? FigureSpec::Fold::Mean : FigureSpec::Fold::Sum;
    CycleShares all;
    for (const LayerShares &layer : layers) {
        all += layer.shares;
    }
    std::vector<LayerShares> rows;
    if (inPercent && layers.size() > 1) {
        rows.push_back({utilisationText("all layers"), -1, all}); // the published figures are of whole networks
    }
    rows.insert(rows.end(), layers.begin(), layers.end());
    for (const LayerShares &layer : rows) {
        spec.y.categories.append(layer.layer);
        if (layer.index == selectedLayer && selectedLayer >= 0) {
            const auto at = static_cast<double>(spec.y.categories.size() - 1);
            spec.boxes.push_back({0.0, inPercent ? 100.0 : layer.shares.total, at - 0.45, at + 0.45, Role::Accent});
        }
    }
    for (const Part &part : parts()) {
        FigureBars bars;
        bars.name = utilisationText(part.name);
        bars.role = part.role;
        bars.fill = part.fill;
        bars.stack = 1;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const CycleShares &shares = rows[i].shares;
            bars.addCategory(static_cast<double>(i), inPercent ? 100.0 * shares.*part.value / shares.total : shares.*part.value);
        }
        if (all.*part.value > 0.0) {
            spec.bars.push_back(std::move(bars));
        }
    }
    if (inPercent) {
        const Marker markers[] = {Marker::Circle, Marker::Square, Marker::Diamond};
        for (std::size_t i = 0; i < published.size(); ++i) {
            FigureSeries series;
            series.name = utilisationText("%1, published").arg(published[i].name);
            series.role = Role::Reference;
            series.stroke = Stroke::None;
            series.marker = markers[i % 3];
            series.labelled = false;
            series.x = {published[i].percent};
            series.y = {0.0};
            spec.series.push_back(std::move(series));
        }
    }
    spec.summary = utilisationText("%1 layers, %2 cycles, %3 of them useful.")
                       .arg(number::integer(static_cast<qint64>(layers.size())), number::si(all.total),
                            number::percent(all.utilisation()));
    return spec;
}

FigureSpec lanesOverTime(const LaneActivity &activity, LaneMeasure measure, const QString &layer, int selectedLane)
{
    FigureSpec spec = lanes(QStringLiteral("utilisation-time"), utilisationText("Lanes over time: %1").arg(layer), measure,
                            selectedLane, activity.lanes);
    spec.x.label = utilisationText("Cycle");
    setValues(spec, activity.byTime, activity.bins, 0.0, static_cast<double>(activity.cycles));
    spec.summary = (measure == LaneMeasure::Occupied
                        ? utilisationText("Useful work of %1 lanes over %2 cycles.")
                        : utilisationText("Products of two codes that are not 0, of %1 lanes over %2 cycles."))
                       .arg(activity.lanes)
                       .arg(number::integer(activity.cycles));
    return spec;
}

FigureSpec lanesByMultiplier(const LaneActivity &activity, LaneMeasure measure, const QString &layer, int selectedLane)
{
    FigureSpec spec = lanes(QStringLiteral("utilisation-multipliers"), utilisationText("Lanes \u00d7 multipliers: %1").arg(layer),
                            measure, selectedLane, activity.lanes);
    spec.x.label = utilisationText("Multiplier of the lane");
    spec.x.integers = true;
    setValues(spec, activity.byMultiplier, activity.multipliers, -0.5, activity.multipliers - 0.5);
    spec.summary = (measure == LaneMeasure::Occupied
                        ? utilisationText("Useful work of each of %1 multipliers in the cycles with products.")
                        : utilisationText(
                            "Products of two codes that are not 0, of each of %1 multipliers in the cycles with products."))
                       .arg(activity.lanes * activity.multipliers);
    return spec;
}

std::vector<StripNumber> utilisationNumbers(const CycleShares &shares)
{
    std::vector<StripNumber> numbers;
    numbers.push_back({number::percent(shares.utilisation()), utilisationText("utilisation"),
                       utilisationText("Useful multiply-accumulates over what all multipliers could have done in these cycles: "
                                       "M\u00b7N\u00b7K / (cycles \u00b7 lanes \u00b7 vector size)."),
                       Role::Sums});
    numbers.push_back({number::si(shares.total), utilisationText("cycles"),
                       utilisationText("Clock cycles, fill and drain of each subtile included."), Role::Text});
    for (const Part &part : parts()) {
        if (part.value != &CycleShares::useful && shares.*part.value > 0.0) {
            numbers.push_back({number::percent(shares.*part.value / shares.total), utilisationText(part.name),
                               utilisationText(part.definition), part.role});
        }
    }
    return numbers;
}

} // namespace vsq
