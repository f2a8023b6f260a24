// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/workspaceformats.h"

#include "views/workspace/workspace.h"

namespace vsq {

WorkspaceFormats::WorkspaceFormats(const Workspace &workspace, std::optional<Mode> mode) : format(workspace.format())
{
    if (mode) {
        format = namedFormat(nameOf(*mode));
        return;
    }
    for (std::size_t i = 0; i < workspace.layers().size(); ++i) {
        if (workspace.hasLayerFormat(static_cast<int>(i))) {
            own[workspace.layers()[i].name] = workspace.layerFormat(static_cast<int>(i));
        }
    }
}

} // namespace vsq
