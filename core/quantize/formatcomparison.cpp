// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/formatcomparison.h"

#include "core/quantize/hadamard.h"
#include "core/quantize/quantizer.h"

namespace vsq {

std::vector<OperandFormat> everyRule()
{
    std::vector<OperandFormat> formats;
    for (const FormatName &name : formatNames()) {
        formats.push_back(name.format);
        for (std::size_t i = 1; i < name.rules.size(); ++i) {
            formats.push_back(withRule(name.format, nameOf(name.rules[i])));
        }
        if (name.format.hasIntegerScales()) {
            formats.push_back(withSearch(name.format, ScaleSearch::Mse));
        }
    }
    return formats;
}

std::vector<ComparedFormat> compareFormats(const float *x, std::int64_t rows, std::int64_t columns, std::int64_t segments,
                                           const std::vector<OperandFormat> &formats, bool isActivations, int rotation,
                                           const JobContext &job)
{
    const int block = rotation == 0 ? 0 : rotationBlock(rotation, columns / segments);
    std::vector<float> rotated(block == 0 ? 0 : static_cast<std::size_t>(rows * columns));
    if (block != 0) {
        rotateRows(x, rows, columns, segments, block, {}, rotated.data());
    }
    std::vector<ComparedFormat> compared;
    std::int64_t done = 0;
    for (const OperandFormat &format : formats) {
        for (const int turn : {0, block}) {
            if (turn == 0 && compared.size() > 0 && compared.back().format == format && compared.back().rotation == 0) {
                continue; // no rotation: only once
            }
            job.check();
            const float *values = turn == 0 ? x : rotated.data();
            const QuantizedMatrix matrix = isActivations ? quantizeActivations(values, rows, columns, format, {}, {}, segments)
                                                         : quantizeWeights(values, rows, columns, format, {}, segments);
            compared.push_back(
                {.name = operandText(format), .format = format, .rotation = turn, .measures = measureOperand(values, matrix)});
        }
        job.report(++done, static_cast<std::int64_t>(formats.size()), operandText(format));
    }
    return compared;
}

} // namespace vsq
