// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/parallel.h"

#include "core/base/handover.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace vsq {

void parallelPieces(std::int64_t count, std::int64_t grain, RangeBody body)
{
    if (tbb::this_task_arena::max_concurrency() == 1) { // a task would cost more than it brings
        body.call(body.body, 0, count);
        return;
    }
    handOver([body](const tbb::blocked_range<std::int64_t> &range) { body.call(body.body, range.begin(), range.end()); },
             [&](const auto &each) {
                 tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, count, static_cast<std::size_t>(grain)), each);
             });
}

} // namespace vsq
