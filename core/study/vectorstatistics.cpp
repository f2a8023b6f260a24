// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/vectorstatistics.h"

#include "core/chip/plan.h"
#include "core/quantize/crestcurve.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/backend.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <set>
#include <span>

namespace vsq {

namespace {

constexpr std::int64_t kVectorOfOthers = 64; ///< where a scale is shared by more than vectors

/// FP32 products; looks at the operands of each layer's first one.
class LookingBackend final : public ProductBackend {
public:
    LookingBackend(const std::vector<Layer> &layers, const NumberFormat &format,
                   const std::map<std::string, NumberFormat> &formats, const ChipConfig &config, const JobContext &job,
                   std::size_t most)
        : m_layers(layers), m_format(format), m_formats(formats), m_config(config), m_job(job)
    {
        const auto onChip = std::count_if(layers.begin(), layers.end(), [](const Layer &layer) { return layer.onChip; });
        m_each = std::max<std::int64_t>(16, static_cast<std::int64_t>(most) / std::max<std::int64_t>(1, 2 * onChip));
    }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        m_job.check();
        m_float->multiply(request, c);
        const auto layer = std::find_if(m_layers.begin(), m_layers.end(), [&](const Layer &each) {
            return request.node != nullptr && each.name == request.node->name;
        });
        if (layer == m_layers.end() || !layer->onChip || request.index != 0) {
            return;
        }
        const auto index = static_cast<int>(layer - m_layers.begin());
        {
            const std::lock_guard lock(m_mutex);
            if (!m_seen.insert(index).second) {
                return;
            }
        }
        const auto own = m_formats.find(layer->name);
        NumberFormat format = own == m_formats.end() ? m_format : own->second;
        format.preparation = {}; // the operands as they are
        LayerRanges ranges{.layer = index,
                           .weights = boxOf(rangesOf(request.a, request.m, request.k)),
                           .activations = boxOf(rangesOf(request.b, request.n, request.k))};
        const QuantizedMatrix a = quantizeStationary(request, format);
        const QuantizedMatrix b = quantizeImages(request, format);
        std::vector<VectorPoint> points;
        look(points, request.a, a, index, OperandSide::Weights);
        look(points, request.b, b, index, OperandSide::Activations);
        const std::lock_guard lock(m_mutex);
        m_result.ranges.push_back(ranges);
        m_result.points.insert(m_result.points.end(), points.begin(), points.end());
        m_job.report(static_cast<std::int64_t>(m_seen.size()), static_cast<std::int64_t>(m_layers.size()), layer->name);
    }

    VectorStatistics take()
    {
        std::sort(m_result.ranges.begin(), m_result.ranges.end(),
                  [](const LayerRanges &a, const LayerRanges &b) { return a.layer < b.layer; });
        std::stable_sort(m_result.points.begin(), m_result.points.end(),
                         [](const VectorPoint &a, const VectorPoint &b) { return a.layer < b.layer; });
        return std::move(m_result);
    }

private:
    static std::vector<double> rangesOf(const float *x, std::int64_t rows, std::int64_t columns)
    {
        std::vector<double> ranges(static_cast<std::size_t>(rows), 0.0);
        for (std::int64_t row = 0; row < rows; ++row) {
            for (std::int64_t column = 0; column < columns; ++column) {
                ranges[static_cast<std::size_t>(row)] = std::max(ranges[static_cast<std::size_t>(row)],
                                                                 std::abs(static_cast<double>(x[row * columns + column])));
            }
        }
        return ranges;
    }

    void look(std::vector<VectorPoint> &points, const float *x, const QuantizedMatrix &matrix, int layer, OperandSide side) const
    {
        const std::vector<float> values = dequantize(matrix);
        const std::int64_t size = matrix.format.granularity == Granularity::Vector ? matrix.format.vectorSize : kVectorOfOthers;
        const std::int64_t segment = matrix.segmentColumns();
        const std::int64_t perSegment = (segment + size - 1) / size;
        const std::int64_t perRow = perSegment * matrix.segments;
        const std::int64_t all = matrix.rows * perRow;
        // Evenly spread, by a step that divides no common length, so that not only some columns are seen.
        const std::int64_t wanted = std::min(all, m_each);
        for (std::int64_t i = 0; i < wanted; ++i) {
            const std::int64_t at = wanted == all ? i
                                                  : (i * all / wanted + i * 7 % std::max<std::int64_t>(1, all / wanted)) % all;
            const std::int64_t row = at / perRow;
            const std::int64_t vector = at % perRow;
            const std::int64_t begin = vector / perSegment * segment + vector % perSegment * size;
            const std::int64_t end = std::min(begin + size, (vector / perSegment + 1) * segment);
            const auto first = static_cast<std::size_t>(row * matrix.columns + begin);
            const auto length = static_cast<std::size_t>(end - begin);
            NoiseEnergy energy;
            energy.add({x + first, length}, {values.data() + first, length});
            const double sqnr = energy.sqnrDb();
            if (std::isfinite(sqnr)) {
                points.push_back({.crest = crestFactor({x + first, length}),
                                  .sqnrDb = sqnr,
                                  .layer = layer,
                                  .side = side,
                                  .row = row,
                                  .vector = vector});
            }
        }
    }

    const std::vector<Layer> &m_layers;
    const NumberFormat &m_format;
    const std::map<std::string, NumberFormat> &m_formats;
    const ChipConfig &m_config;
    const JobContext &m_job;
    std::int64_t m_each = 0; ///< vectors of an operand
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
    std::mutex m_mutex;
    std::set<int> m_seen;
    VectorStatistics m_result;
};

} // namespace

RangeBox boxOf(std::vector<double> values)
{
    if (values.empty()) {
        return {};
    }
    std::sort(values.begin(), values.end());
    // Linear between the nearest two, as most programs have it (Hyndman and Fan's type 7).
    const auto at = [&](double share) {
        const double place = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
    };
    return {.least = values.front(), .lower = at(0.25), .median = at(0.5), .upper = at(0.75), .most = values.back()};
}

std::vector<RangeBox> errorBoxes(const std::vector<float> &x, const QuantizedMatrix &matrix)
{
    const std::vector<float> values = dequantize(matrix);
    std::vector<RangeBox> boxes;
    for (std::int64_t row = 0; row < matrix.rows; ++row) {
        std::vector<double> errors;
        for (std::int64_t at = row * matrix.columns; at < (row + 1) * matrix.columns; ++at) {
            const auto place = static_cast<std::size_t>(at);
            errors.push_back(static_cast<double>(values[place]) - static_cast<double>(x[place]));
        }
        boxes.push_back(boxOf(std::move(errors)));
    }
    return boxes;
}

VectorStatistics vectorStatistics(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                  const std::vector<Layer> &layers, const NumberFormat &format,
                                  const std::map<std::string, NumberFormat> &formats, const ChipConfig &config,
                                  const JobContext &job, std::size_t most)
{
    LookingBackend backend(layers, format, formats, config, job, most);
    JobContext quiet;
    quiet.stop = job.stop;
    static_cast<void>(Executor(graph).run(inputs, backend, quiet));
    return backend.take();
}

} // namespace vsq
