// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/columnmaxima.h"

#include "core/quantize/smoothing.h"
#include "core/run/batches.h"

#include <algorithm>

namespace vsq {

void ColumnLooker::multiply(const ProductRequest &request, float *c)
{
    if (request.aIsConstant && request.node != nullptr) {
        const std::vector<float> here = columnMaxima(request.b, request.n, request.k, request.segments);
        const std::lock_guard lock(m_mutex);
        std::vector<float> &all = m_maxima[{request.node->name, request.index}];
        all.resize(here.size(), 0.0F);
        std::transform(all.begin(), all.end(), here.begin(), all.begin(), [](float a, float b) { return std::max(a, b); });
    }
    m_float->multiply(request, c);
}

std::shared_ptr<const ColumnMaxima> columnMaximaOf(const std::shared_ptr<const Graph> &graph, const Dataset &data,
                                                   const JobContext &job, const ChipConfig &config)
{
    constexpr std::int64_t kItems = 32;
    Dataset some;
    some.path = data.path;
    some.inputs = data.batch(0, std::min(kItems, data.size()));
    some.labels.resize(static_cast<std::size_t>(std::min(kItems, data.size())), 0);
    ColumnLooker looker(config);
    JobContext quiet;
    quiet.stop = job.stop;
    BatchRunner(graph).run(
        some, looker, [](std::int64_t, std::int64_t, const TensorMap &) {}, quiet);
    return std::make_shared<const ColumnMaxima>(looker.take());
}

std::shared_ptr<const ColumnMaxima> columnMaximaOf(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs,
                                                   const JobContext &job, const ChipConfig &config)
{
    ColumnLooker looker(config);
    JobContext quiet;
    quiet.stop = job.stop;
    Executor(graph).run(inputs, looker, quiet);
    return std::make_shared<const ColumnMaxima>(looker.take());
}

} // namespace vsq
