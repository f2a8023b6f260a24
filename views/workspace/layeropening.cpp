// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/layeropening.h"

#include "core/data/iteminputs.h"
#include "views/workspace/runlist.h"
#include "views/workspace/workspace.h"

namespace vsq {

LayerData LayerOpening::open(const JobContext &job) const
{
    BackendOptions options;
    options.format = format;
    options.layerFormats.insert(layerFormats.begin(), layerFormats.end());
    options.config = chip;
    options.engine.stop = job.stop;
    return openLayer(graph, itemInputs(*graph, data.get(), item), layer, product, std::move(options), job);
}

LayerOpening openingOf(const Workspace &workspace, int layer, int product)
{
    LayerOpening opening;
    opening.graph = workspace.graph();
    opening.data = workspace.data();
    opening.item = workspace.item();
    opening.layer = workspace.layers()[static_cast<std::size_t>(layer)];
    opening.product = product;
    opening.format = workspace.format();
    for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
        if (workspace.hasLayerFormat(static_cast<int>(i))) {
            opening.layerFormats.emplace(workspace.layers()[i].name, workspace.layerFormat(static_cast<int>(i)));
        }
    }
    opening.chip = workspace.chipConfig();
    return opening;
}

LayerOpening openingIn(const Workspace &workspace, const KeptRun &run)
{
    LayerOpening opening = openingOf(workspace, workspace.openedLayer(), workspace.openedProduct());
    opening.format = run.format;
    opening.layerFormats = run.layerFormats;
    opening.chip = run.chip;
    return opening;
}

} // namespace vsq
