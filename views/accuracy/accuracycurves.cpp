// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accuracy/accuracycurves.h"

#include "views/accuracy/accuracytext.h"

#include <algorithm>
#include <set>
#include <string>

namespace vsq {

namespace {

using accuracytext::tr;

/// What a curve's runs have in common: granularity, activation bits, vector size, scale bits, and what is searched and prepared;
/// other elements stand alone, by their text.
struct Key {
    int granularity = 0;
    int activationBits = 0;
    int vector = 0;
    int scaleBits = 0;
    std::string alone;  ///< whole text of a format that is no integers with VS-Quant's scales
    std::string beside; ///< search, calibration and preparation
    auto operator<=>(const Key &) const = default;
};

Key curveKeyOf(const NumberFormat &format)
{
    NumberFormat bare = format;
    bare.preparation = {};
    if (!format.weights.isTwoLevel() || !format.activations.isTwoLevel()) {
        return {.alone = formatText(bare), .beside = format.preparation.isNone() ? "" : preparationText(format.preparation)};
    }
    std::string beside;
    const auto add = [&](const std::string &text) { beside += (beside.empty() ? "" : ", ") + text; };
    if (format.weights.search == ScaleSearch::Mse || format.activations.search == ScaleSearch::Mse) {
        add("scales searched");
    }
    if (format.calibration.method != Calibration::Method::Max) {
        add(calibrationText(format.calibration));
    }
    if (!format.preparation.isNone()) {
        add(preparationText(format.preparation));
    }
    const bool vectors = format.weights.granularity == Granularity::Vector;
    return {.granularity = static_cast<int>(format.weights.granularity),
            .activationBits = format.activations.bits,
            .vector = vectors ? format.weights.vectorSize : 0,
            .scaleBits = vectors ? format.weights.scaleBits : 0,
            .alone = {},
            .beside = beside};
}

QString activationText(int bits)
{
    return QStringLiteral("A%1").arg(bits);
}

} // namespace

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
        if (key.alone.empty()) {
            activationBits.insert(key.activationBits);
            if (curve.granularity == Granularity::Vector) {
                vectors.insert({key.vector, key.scaleBits});
            }
        }
    }
    std::vector<AccuracyCurve> list;
    for (auto &[key, curve] : curves) {
        curve.plain = key.alone.empty() && key.beside.empty();
        QStringList name{key.alone.empty() ? titleOfScales(curve.granularity) : QString::fromStdString(key.alone)};
        if (key.alone.empty() && curve.granularity == Granularity::Vector && vectors.size() > 1) {
            name.append(QStringLiteral("V%1").arg(key.vector));
            name.append(key.scaleBits == 0 ? tr("real scales") : QStringLiteral("S%1").arg(key.scaleBits));
        }
        if (key.alone.empty() && activationBits.size() > 1) {
            name.append(activationText(key.activationBits));
        }
        if (!key.beside.empty()) {
            name.append(QString::fromStdString(key.beside));
        }
        curve.name = name.join(QLatin1Char(' '));
        std::sort(curve.results.begin(), curve.results.end(), [&](int a, int b) {
            return results[static_cast<std::size_t>(a)].evaluation.format.weights.bits
                   < results[static_cast<std::size_t>(b)].evaluation.format.weights.bits;
        });
        list.push_back(std::move(curve));
    }
    return list;
}

std::optional<BitsGrid> gridOf(const std::vector<StudyResult> &results)
{
    std::optional<BitsGrid> best;
    for (const Granularity granularity : {Granularity::Vector, Granularity::Channel, Granularity::Tensor}) {
        BitsGrid grid{.granularity = granularity, .weightBits = {}, .activationBits = {}, .results = {}};
        std::set<int> weightBits;
        std::set<int> activationBits;
        for (std::size_t i = 0; i < results.size(); ++i) {
            const NumberFormat &format = results[i].evaluation.format;
            // Of other elements the bits say less than their names; searched and prepared ones are other formats.
            if (format.weights.granularity == granularity && curveKeyOf(format).alone.empty()
                && curveKeyOf(format).beside.empty()) {
                weightBits.insert(format.weights.bits);
                activationBits.insert(format.activations.bits);
                grid.results[{format.weights.bits, format.activations.bits}] = static_cast<int>(i);
            }
        }
        grid.weightBits.assign(weightBits.begin(), weightBits.end());
        grid.activationBits.assign(activationBits.begin(), activationBits.end());
        const std::size_t more = std::max(weightBits.size(), activationBits.size()); // a diagonal is no grid
        if (weightBits.size() > 1 && activationBits.size() > 1 && grid.results.size() > more
            && (!best || grid.results.size() > best->results.size())) {
            best = std::move(grid);
        }
    }
    return best;
}

Height heightOf(const Evaluation &run, AccuracyScale scale)
{
    const auto interval = run.quantized.interval();
    if (scale == AccuracyScale::Accuracy) {
        return {100.0 * run.quantized.value(), 100.0 * interval[0], 100.0 * interval[1]};
    }
    if (run.recovery) {
        return {run.recovery->percent, run.recovery->interval[0], run.recovery->interval[1]};
    }
    const double fp32 = run.fp32.value() > 0.0 ? run.fp32.value() : 1.0; // items were not kept: the run's own interval
    return {100.0 * run.quantized.value() / fp32, 100.0 * interval[0] / fp32, 100.0 * interval[1] / fp32};
}

} // namespace vsq
