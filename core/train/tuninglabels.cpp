// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/tuninglabels.h"

#include "core/data/iteminputs.h"
#include "core/reference/executor.h"
#include "core/run/backend.h"
#include "core/train/loss.h"

#include <fmt/format.h>

namespace vsq {

void requireLabels(const std::shared_ptr<const Graph> &graph, const Dataset &data, const JobContext &job)
{
    const auto backend = makeFloatBackend();
    JobContext quiet;
    quiet.stop = job.stop;
    const TensorMap inputs = batchInputs(*graph, &data, 1);
    const std::int64_t items = inputs.at(graph->inputs.front().name).dim(0);
    const TensorMap outputs = Executor(graph).run(inputs, *backend, quiet);
    const std::int64_t values = valuesAnItem(*graph, outputs.at(graph->outputs.front().name), items);
    const std::int64_t classes = values == 1 ? 2 : values;
    for (std::int64_t i = 0; i < data.size(); ++i) {
        const std::int64_t label = data.labels[static_cast<std::size_t>(i)];
        if (label < 0 || label >= classes) {
            throw Error({.file = data.path, .item = data.placeOf(i)}, "label", fmt::format("0..{}", classes - 1),
                        std::to_string(label));
        }
    }
}

} // namespace vsq
