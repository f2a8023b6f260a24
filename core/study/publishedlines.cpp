// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/publishedlines.h"

#include "core/energy/publishedtables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vsq {

namespace {

std::string scalesText(const std::string &scaleBits)
{
    return scaleBits == "pc"   ? "per-channel, best calibration"
           : scaleBits == "fp" ? "per-vector, real scales"
                               : "per-vector, scales " + scaleBits + " bits (weights/activations)";
}

void sortByBits(PublishedLine &line)
{
    std::stable_sort(line.points.begin(), line.points.end(),
                     [](const PublishedPoint &a, const PublishedPoint &b) { return a.weightBits < b.weightBits; });
}

void addPostTraining(std::vector<PublishedLine> &lines)
{
    std::map<std::string, double> fp32;
    for (const PostTrainingRow &row : postTrainingRows()) {
        if (row.scaleBits.empty()) {
            fp32[row.network] = row.accuracy;
        }
    }
    const std::size_t first = lines.size();
    for (const PostTrainingRow &row : postTrainingRows()) {
        if (row.scaleBits.empty()) {
            continue;
        }
        const std::string title = fmt::format("{}, activations {}", scalesText(row.scaleBits), row.activationBits);
        auto line = std::find_if(
            lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end(),
            [&](const PublishedLine &known) { return known.network == row.network && known.title == title; });
        if (line == lines.end()) {
            lines.push_back({.network = row.network,
                             .title = title,
                             .source = "VS-Quant (arXiv 2102.04503), tables 3, 5, 6, 7",
                             .conditions = "post-training, vectors of 16, their data set and network",
                             .points = {}});
            line = lines.end() - 1;
        }
        line->points.push_back({.weightBits = row.weightBits,
                                .activationBits = row.activationBits,
                                .accuracy = row.accuracy,
                                .loss = fp32[row.network] - row.accuracy,
                                .inferencesPerSecondPerWatt = {}});
    }
}

void addFineTuning(std::vector<PublishedLine> &lines)
{
    for (const FineTuningRow &row : fineTuningRows()) {
        const auto reference = std::find_if(
            postTrainingRows().begin(), postTrainingRows().end(),
            [&](const PostTrainingRow &other) { return other.network == row.network && other.scaleBits.empty(); });
        const double fp32 = reference == postTrainingRows().end() ? 0.0 : reference->accuracy;
        for (const bool perVector : {true, false}) {
            const double accuracy = perVector ? row.perVector : row.perChannel;
            lines.push_back({.network = row.network,
                             .title = fmt::format("{}, activations {}, fine-tuned", perVector ? "per-vector" : "per-channel",
                                                  row.activationBits),
                             .source = "VS-Quant (arXiv 2102.04503), table 9",
                             .conditions = fmt::format("quantization-aware fine-tuning, {} epochs",
                                                       perVector ? row.perVectorEpochs : row.perChannelEpochs),
                             .points = {{.weightBits = row.weightBits,
                                         .activationBits = row.activationBits,
                                         .accuracy = accuracy,
                                         .loss = fp32 > 0.0 ? fp32 - accuracy : 0.0,
                                         .inferencesPerSecondPerWatt = {}}}});
        }
    }
}

void addSilicon(std::vector<PublishedLine> &lines)
{
    for (const WorkloadRow &row : workloadRows()) {
        const int bits = row.mode == Mode::Int8 ? 8 : 4;
        lines.push_back({.network = row.network,
                         .title = fmt::format("{} in silicon{}", nameOf(row.mode),
                                              row.tokens ? fmt::format(", {} tokens", *row.tokens) : std::string()),
                         .source = "Keller et al., IEEE JSSC 58(4), 2023, Table IV",
                         .conditions = "0.67 V, after quantization-aware fine-tuning",
                         .points = {{.weightBits = bits,
                                     .activationBits = std::to_string(bits),
                                     .accuracy = row.fp32Accuracy - row.loss,
                                     .loss = row.loss,
                                     .inferencesPerSecondPerWatt = row.inferencesPerSecondPerWatt}}});
    }
}

std::vector<PublishedLine> makeLines()
{
    std::vector<PublishedLine> lines;
    addPostTraining(lines);
    addFineTuning(lines);
    addSilicon(lines);
    std::for_each(lines.begin(), lines.end(), sortByBits);
    return lines;
}

} // namespace

const std::vector<PublishedLine> &publishedLines()
{
    static const std::vector<PublishedLine> lines = makeLines();
    return lines;
}

} // namespace vsq
