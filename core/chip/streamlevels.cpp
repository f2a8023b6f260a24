// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/streamlevels.h"

namespace vsq {

StreamLevels streamLevels(const LayerContext &context, std::int64_t cycle)
{
    const Schedule &schedule = context.schedule();
    const std::size_t subtile = schedule.at(cycle).subtile;
    const Subtile &part = context.subtile(subtile);
    OperandStream stream(context.plan(), context.config(), context.streamAt(subtile));
    PassWalk walk(context.plan(), {subtile, 0, part.vectorBegin});
    std::int64_t product = 0; // the next one, and the cycle it is computed in
    std::int64_t when = schedule.cycleOf(subtile, 0);
    std::int64_t column = 0; // within the pass
    for (std::int64_t c = schedule.start(subtile); c < cycle; ++c) {
        stream.tick();
        if (product == part.computeCycles || c != when) {
            continue;
        }
        if (++column == walk.tile().columns) {
            stream.free(walk.freedA(), walk.freedB());
            walk.next();
            column = 0;
        }
        if (++product < part.computeCycles) {
            when = schedule.cycleOf(subtile, product);
        }
    }
    return {stream.a(), stream.b()};
}

} // namespace vsq
