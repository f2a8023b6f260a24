// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/frontfigure.h"

#include "views/accuracy/accuracytext.h"
#include "views/theme/number.h"

#include <algorithm>

namespace vsq {

namespace {

using accuracytext::tr;

/// "3 vsq, 12 int4": how many layers have which.
QString composition(const std::map<std::string, NumberFormat> &formats)
{
    std::map<std::string, int> counts;
    for (const auto &[layer, format] : formats) {
        ++counts[formatText(format)];
    }
    QStringList parts;
    for (const auto &[name, count] : counts) {
        parts.append(QStringLiteral("%1 %2").arg(count).arg(QString::fromStdString(name)));
    }
    return parts.join(QStringLiteral(", "));
}

QString costText(AssignmentCost cost, double value)
{
    return cost == AssignmentCost::Energy ? number::si(value, QStringLiteral("J")) : number::si(value, QStringLiteral("MAC bit"));
}

void addPoint(FigureSeries &series, const MeasuredChoice &choice, double unit)
{
    const auto interval = choice.accuracy.interval();
    series.x.push_back(choice.cost * unit);
    series.y.push_back(100.0 * choice.accuracy.value());
    series.low.push_back(100.0 * interval[0]);
    series.high.push_back(100.0 * interval[1]);
}

} // namespace

std::vector<MeasuredChoice> measuredChoices(const Laboratory::Choice &choice)
{
    const AssignmentResult &result = choice.result;
    std::vector<MeasuredChoice> list;
    for (std::size_t i = 0; i < result.front.size(); ++i) {
        const Assignment &assignment = result.front[i];
        if (assignment.outcome) {
            list.push_back({.title = tr("front"),
                            .cost = assignment.cost,
                            .accuracy = assignment.outcome->accuracy,
                            .formats = formatsOf(assignment, result.layers, choice.request.formats),
                            .isFront = true,
                            .isChosen = result.chosen == i});
        }
    }
    for (std::size_t i = 0; i < result.uniform.size(); ++i) {
        list.push_back({.title = tr("all %1").arg(QString::fromStdString(formatText(choice.request.formats[i]))),
                        .cost = result.uniform[i].cost,
                        .accuracy = result.uniform[i].outcome->accuracy,
                        .formats = formatsOf(result.uniform[i], result.layers, choice.request.formats)});
    }
    for (const ComparedChoice &compared : result.compared) {
        list.push_back({.title = QString::fromStdString(compared.title),
                        .cost = compared.cost,
                        .accuracy = compared.outcome.accuracy,
                        .formats = compared.formats});
    }
    return list;
}

FigureSpec frontFigure(const Laboratory::Choice &choice, int selected)
{
    FigureSpec spec;
    spec.id = QStringLiteral("assignment-front");
    spec.title = tr("Formats layer by layer: accuracy for cost");
    const bool energy = choice.request.cost == AssignmentCost::Energy;
    const double unit = energy ? 1e6 : 1e-9;
    spec.x.label = energy ? tr("Energy an inference") : tr("MACs times the bits of both codes");
    spec.x.unit = energy ? QStringLiteral("\u00b5J") : QStringLiteral("G");
    spec.y.label = tr("Top-1 accuracy");
    spec.y.unit = QStringLiteral("%");
    const std::vector<MeasuredChoice> all = measuredChoices(choice);
    FigureSeries front;
    front.name = tr("front");
    front.role = Role::PerVector;
    front.marker = Marker::Diamond;
    front.labelled = false;
    front.tag = 1;
    const Marker markers[] = {Marker::Square, Marker::TriangleUp, Marker::Circle, Marker::TriangleDown, Marker::Cross};
    std::vector<FigureSeries> others;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const MeasuredChoice &one = all[i];
        if (one.isFront) {
            addPoint(front, one, unit);
        } else {
            FigureSeries series;
            series.name = one.title;
            series.role = i + choice.result.compared.size() < all.size() ? Role::Other : Role::Published;
            series.stroke = Stroke::None;
            series.marker = markers[others.size() % 5];
            series.tag = static_cast<int>(i) + 1;
            addPoint(series, one, unit);
            others.push_back(std::move(series));
        }
        const double x = one.cost * unit;
        if (one.isChosen) {
            spec.notes.push_back({tr("within the budget: %1").arg(composition(one.formats)), x, 100.0 * one.accuracy.value(),
                                  false, Role::Text, Qt::AlignLeft | Qt::AlignTop});
        }
        if (static_cast<int>(i) == selected) {
            const auto interval = one.accuracy.interval();
            spec.boxes.push_back({0.99 * x, 1.01 * x, 100.0 * interval[0], 100.0 * interval[1], Role::Accent});
        }
    }
    if (!front.x.empty()) {
        spec.series.push_back(std::move(front));
    }
    for (FigureSeries &series : others) {
        spec.series.push_back(std::move(series));
    }
    const Accuracy &fp32 = choice.result.fp32.accuracy;
    spec.marks.push_back({tr("FP32 %1").arg(number::percent(fp32.value())), 100.0 * fp32.value(), false, Role::Reference,
                          Stroke::Solid, kUnset, kUnset});
    if (fp32.value() > choice.request.budget) { // else the budget is no bound
        spec.marks.push_back(
            {tr("budget"), 100.0 * (fp32.value() - choice.request.budget), false, Role::Accent, Stroke::Dash, kUnset, kUnset});
    }
    spec.summary = tr("%1 measured choices on %2 items; FP32 %3.")
                       .arg(all.size())
                       .arg(number::integer(fp32.count), number::percent(fp32.value()));
    return spec;
}

std::vector<StripNumber> choiceNumbers(const Laboratory::Choice &choice, int selected)
{
    const std::vector<MeasuredChoice> all = measuredChoices(choice);
    if (selected < 0 || selected >= static_cast<int>(all.size())) {
        return {};
    }
    const MeasuredChoice &one = all[static_cast<std::size_t>(selected)];
    const auto interval = one.accuracy.interval();
    const double loss = 100.0 * (choice.result.fp32.accuracy.value() - one.accuracy.value());
    return {{composition(one.formats), tr("layers by format: %1").arg(one.title),
             tr("How many layers on the chip have which format."), Role::Text},
            {tr("%1 (%2 \u2013 %3)")
                 .arg(number::percent(one.accuracy.value()), number::significant(100.0 * interval[0]),
                      number::significant(100.0 * interval[1])),
             tr("top-1 accuracy"),
             tr("Share of %1 items classified right; in brackets the 95 % Wilson score interval.")
                 .arg(number::integer(one.accuracy.count)),
             Role::PerVector},
            {number::significant(loss, 2), tr("points below FP32"),
             tr("FP32's accuracy on the same items less the choice's, in percentage points."),
             loss > 0 ? Role::ErrorPositive : Role::Text},
            {costText(choice.request.cost, one.cost), tr("cost of an inference"),
             choice.request.cost == AssignmentCost::Energy
                 ? tr("Energy of all products on the chip, operand densities assumed 50 %; each result leaves in the format "
                      "that the next layer takes.")
                 : tr("Sum over the layers of MACs times the bits of a weight's and an activation's code."),
             Role::Text}};
}

} // namespace vsq
