// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracyfigures.h"

#include "core/energy/publishedtables.h"
#include "views/theme/number.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace vsq {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("vsq::AccuracyView", text);
}

QString titleOfScales(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Vector: return tr("per-vector");
    case Granularity::Channel: return tr("per-channel");
    case Granularity::Tensor: return tr("per-tensor");
    }
    return {};
}

Role roleOf(Granularity granularity)
{
    return granularity == Granularity::Vector    ? Role::PerVector
           : granularity == Granularity::Channel ? Role::PerChannel
                                                 : Role::PerTensor;
}

/// What a curve's runs have in common: granularity, activation bits, vector size, scale bits; formats that are more than that
/// (other elements, searched scales, prepared operands) stand alone, by their text.
using Key = std::tuple<int, int, int, int, std::string>;

Key curveKeyOf(const NumberFormat &format)
{
    const bool vectors = format.weights.granularity == Granularity::Vector;
    const auto isPlain = [](const OperandFormat &operand) { return operand.isTwoLevel() && operand.search == ScaleSearch::None; };
    const bool plain = isPlain(format.weights) && isPlain(format.activations) && format.preparation.isNone();
    return {static_cast<int>(format.weights.granularity), format.activations.bits, vectors ? format.weights.vectorSize : 0,
            vectors ? format.weights.scaleBits : 0, plain ? std::string() : formatText(format)};
}

QString activationText(int bits)
{
    return QStringLiteral("A%1").arg(bits);
}

/// VS-Quant's curve of a network with 8-bit (unsigned in ResNet-50) activations: real per-vector scales, or per channel.
FigureSeries publishedCurve(const QString &network, const std::string &scaleBits, const QString &kind)
{
    FigureSeries series;
    series.name = tr("%1 %2, VS-Quant (published)").arg(network, kind);
    series.role = Role::Published;
    series.stroke = scaleBits == "pc" ? Stroke::DashDot : Stroke::Dot;
    for (const PostTrainingRow &row : postTrainingRows()) {
        if (QString::fromStdString(row.network) == network && row.scaleBits == scaleBits && row.activationBits.front() == '8') {
            series.x.push_back(row.weightBits);
            series.y.push_back(row.accuracy);
        }
    }
    return series;
}

} // namespace

QStringList publishedNetworks()
{
    QStringList names;
    for (const PostTrainingRow &row : postTrainingRows()) {
        const QString name = QString::fromStdString(row.network);
        if (!names.contains(name)) {
            names.append(name);
        }
    }
    return names;
}

std::vector<AccuracyCurve> curvesOf(const std::vector<StudyResult> &results)
{
    std::map<Key, AccuracyCurve> curves;
    std::set<int> activationBits;
    std::set<std::pair<int, int>> vectors;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const NumberFormat &format = results[i].evaluation.format;
        const Key key = curveKeyOf(format);
        AccuracyCurve &curve = curves[key];
        curve.granularity = format.weights.granularity;
        // A run that was repeated: the last one counts.
        std::erase_if(curve.results, [&](int other) {
            return results[static_cast<std::size_t>(other)].evaluation.format.weights.bits == format.weights.bits;
        });
        curve.results.push_back(static_cast<int>(i));
        activationBits.insert(std::get<1>(key));
        if (curve.granularity == Granularity::Vector && std::get<4>(key).empty()) {
            vectors.insert({std::get<2>(key), std::get<3>(key)});
        }
    }
    std::vector<AccuracyCurve> list;
    for (auto &[key, curve] : curves) {
        QStringList name{titleOfScales(curve.granularity)};
        if (curve.granularity == Granularity::Vector && vectors.size() > 1) {
            name.append(QStringLiteral("V%1").arg(std::get<2>(key)));
            name.append(std::get<3>(key) == 0 ? tr("real scales") : QStringLiteral("S%1").arg(std::get<3>(key)));
        }
        if (activationBits.size() > 1) {
            name.append(activationText(std::get<1>(key)));
        }
        curve.name = std::get<4>(key).empty() ? name.join(QLatin1Char(' ')) : QString::fromStdString(std::get<4>(key));
        std::sort(curve.results.begin(), curve.results.end(), [&](int a, int b) {
            return results[static_cast<std::size_t>(a)].evaluation.format.weights.bits
                   < results[static_cast<std::size_t>(b)].evaluation.format.weights.bits;
        });
        list.push_back(std::move(curve));
    }
    return list;
}

FigureSpec accuracyAgainstBits(const std::vector<StudyResult> &results, const QString &published, int selected)
{
    FigureSpec spec;
    spec.id = QStringLiteral("accuracy-bits");
    spec.title = results.empty() ? tr("Accuracy against bits")
                                 : tr("Accuracy of %1 against weight bits").arg(results.front().network);
    spec.x.label = tr("Weight bits");
    spec.x.integers = true;
    spec.x.low = 1.7;
    spec.x.high = 8.3;
    spec.y.label = tr("Top-1 accuracy");
    spec.y.unit = QStringLiteral("%");
    const Stroke strokes[] = {Stroke::Solid, Stroke::Dash, Stroke::DashDot};
    const Marker markers[] = {Marker::Circle,  Marker::Square,       Marker::TriangleUp,
                              Marker::Diamond, Marker::TriangleDown, Marker::Cross};
    const std::vector<AccuracyCurve> curves = curvesOf(results);
    std::map<Granularity, int> used;
    for (std::size_t c = 0; c < curves.size(); ++c) {
        FigureSeries series;
        const int nth = used[curves[c].granularity]++;
        series.name = curves[c].name;
        series.role = roleOf(curves[c].granularity);
        series.stroke = strokes[static_cast<std::size_t>(curves[c].granularity)];
        series.marker = markers[(static_cast<std::size_t>(curves[c].granularity) + 3 * static_cast<std::size_t>(nth)) % 6];
        series.tag = static_cast<int>(c) + 1;
        for (const int index : curves[c].results) {
            const Evaluation &run = results[static_cast<std::size_t>(index)].evaluation;
            const auto interval = run.quantized.interval();
            series.x.push_back(run.format.weights.bits);
            series.y.push_back(100.0 * run.quantized.value());
            series.low.push_back(100.0 * interval[0]);
            series.high.push_back(100.0 * interval[1]);
            if (index == selected) {
                spec.boxes.push_back({run.format.weights.bits - 0.12, run.format.weights.bits + 0.12, series.low.back(),
                                      series.high.back(), Role::Accent});
            }
        }
        spec.series.push_back(std::move(series));
    }
    if (!results.empty()) {
        const Accuracy &fp32 = results.back().evaluation.fp32;
        const auto interval = fp32.interval();
        spec.marks.push_back({tr("FP32 %1").arg(number::percent(fp32.value())), 100.0 * fp32.value(), false, Role::Reference,
                              Stroke::Solid, 100.0 * interval[0], 100.0 * interval[1]});
        spec.summary = tr("%1 runs in %2 curves on %3 images; FP32 %4.")
                           .arg(results.size())
                           .arg(curves.size())
                           .arg(number::integer(fp32.count), number::percent(fp32.value()));
    }
    if (!published.isEmpty() && !results.empty()) {
        spec.series.push_back(publishedCurve(published, "fp", tr("per-vector")));
        spec.series.push_back(publishedCurve(published, "pc", tr("per-channel")));
    }
    return spec;
}

FigureSpec accuracyByBothBits(const std::vector<StudyResult> &results)
{
    FigureSpec spec;
    std::map<int, std::map<std::pair<int, int>, double>> grids; // granularity -> bits of both -> accuracy
    for (const StudyResult &result : results) {
        const NumberFormat &format = result.evaluation.format;
        if (!format.weights.isTwoLevel() || !format.activations.isTwoLevel()) {
            continue; // their bits say less than their names
        }
        grids[static_cast<int>(format.weights.granularity)][{format.weights.bits, format.activations.bits}] =
            100.0 * result.evaluation.quantized.value();
    }
    for (const auto &[granularity, cells] : grids) {
        std::set<int> weightBits;
        std::set<int> activationBits;
        for (const auto &[bits, value] : cells) {
            weightBits.insert(bits.first);
            activationBits.insert(bits.second);
        }
        if (weightBits.size() < 2 || activationBits.size() < 2) {
            continue;
        }
        spec.id = QStringLiteral("accuracy-both-bits");
        spec.title = tr("Weight \u00d7 activation bits, %1").arg(titleOfScales(static_cast<Granularity>(granularity)));
        spec.x.label = tr("Weight bits");
        spec.y.label = tr("Activation bits");
        for (const int bits : weightBits) {
            spec.x.categories.append(QString::number(bits));
        }
        spec.heatmap.columns = static_cast<int>(weightBits.size());
        spec.heatmap.rows = static_cast<int>(activationBits.size());
        spec.heatmap.xLow = -0.5;
        spec.heatmap.xHigh = spec.heatmap.columns - 0.5;
        spec.heatmap.yLow = -0.5;
        spec.heatmap.yHigh = spec.heatmap.rows - 0.5;
        spec.heatmap.label = tr("Top-1 accuracy");
        spec.heatmap.unit = QStringLiteral("%");
        for (const int a : activationBits) {
            spec.y.categories.append(QString::number(a));
            for (const int w : weightBits) {
                const auto found = cells.find({w, a});
                spec.heatmap.values.push_back(found == cells.end() ? std::numeric_limits<float>::quiet_NaN()
                                                                   : static_cast<float>(found->second));
            }
        }
        return spec;
    }
    return spec;
}

std::vector<StripNumber> runNumbers(const StudyResult &result)
{
    const Evaluation &run = result.evaluation;
    const auto interval = run.quantized.interval();
    const double loss = 100.0 * (run.fp32.value() - run.quantized.value());
    const QString wilson = tr("Share of %1 images classified right; in brackets the 95 % Wilson score interval.")
                               .arg(number::integer(run.quantized.count));
    return {
        {QString::fromStdString(describe(run.format)), tr("selected run, %1").arg(QString::fromUtf8(nameOf(run.fidelity).data())),
         tr("Number format of the run and how faithfully it was computed: with the chip's integers, or as codes times scales "
            "in FP32."),
         Role::Text},
        {tr("%1 (%2 \u2013 %3)")
             .arg(number::percent(run.quantized.value()), number::significant(100.0 * interval[0]),
                  number::significant(100.0 * interval[1])),
         tr("top-1 accuracy"), wilson, roleOf(run.format.weights.granularity)},
        {number::significant(loss, 2), tr("points below FP32"),
         tr("FP32's accuracy on the same images less the run's, in percentage points."),
         loss > 0 ? Role::ErrorPositive : Role::Text},
        {number::duration(run.seconds), tr("computed in"), tr("Time that the run took on this machine."), Role::MutedText},
    };
}

} // namespace vsq
