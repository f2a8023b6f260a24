// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/layercost.h"

#include "core/base/error.h"
#include "core/layer/layerplan.h"
#include "core/run/chipmode.h"

namespace vsq {

std::optional<LayerCost> costOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config)
{
    const std::optional<Mode> mode = modeOf(format);
    if (!layer.onChip || !mode) {
        return std::nullopt;
    }
    try {
        const Plan planned = plan(shapeOf(layer, layer.n, *mode), config);
        return LayerCost{
            .cycles = planned.totalCycles() * layer.count, .utilisation = planned.utilisation(), .note = planned.note};
    } catch (const Error &) {
        return std::nullopt; // opening the layer gives the reason
    }
}

} // namespace vsq
