// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/golden/goldendiff.h"

#include "core/layer/golden/goldentitle.h"

namespace vsq {

GoldenKit kitForDump(const OpenedChip &chip, const std::string &dump, std::optional<GoldenTiles> tiles)
{
    const auto title = titleOfDump(dump);
    if (!tiles && title) {
        GoldenTitle own = titleOf({}, chip);
        own.firstTile = title->firstTile;
        own.lastTile = title->lastTile;
        own.check = title->check;
        requireSame(own, *title, dump); // before its tiles are looked for in another layer
        tiles.emplace(title->firstTile, title->lastTile);
    }
    const GoldenTiles taken = tiles.value_or(GoldenTiles(0, -1));
    return makeGoldenKit(chip, taken.first, taken.second);
}

RunDifference compareBench(const OpenedChip &chip, const std::string &dump, std::optional<GoldenTiles> tiles)
{
    const GoldenComparison found = compareDump(kitForDump(chip, dump, tiles), chip, dump);
    RunDifference difference;
    LayerDifference row;
    row.name = chip.data().layer.name;
    row.elements = found.values;
    row.different = found.different;
    row.largest = static_cast<double>(found.largest);
    difference.layers.push_back(row);
    if (found.first) {
        FirstDifference first;
        first.layer = row.name;
        first.what = found.first->file == "expected_sums.hex" ? "sum" : "output";
        first.product = chip.data().index;
        first.m = found.first->m;
        first.n = found.first->n;
        first.tile = found.first->tile;
        first.cycle = found.first->cycle;
        first.lane = found.first->lane;
        first.entry = found.first->entry;
        first.a = static_cast<double>(found.first->expected);
        first.b = static_cast<double>(found.first->found);
        difference.first = first;
    }
    return difference;
}

} // namespace vsq
