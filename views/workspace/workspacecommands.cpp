// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/workspacecommands.h"

#include "views/theme/coretext.h"

namespace vsq {

FormatCommand::FormatCommand(Workspace &workspace, const NumberFormat &before, const NumberFormat &after)
    : QUndoCommand(Workspace::tr("format %1").arg(coreText(describe(after)))), m_workspace(workspace), m_before(before),
      m_after(after)
{
}

LayerFormatCommand::LayerFormatCommand(Workspace &workspace, std::string layer, const std::optional<NumberFormat> &before,
                                       const std::optional<NumberFormat> &after)
    : QUndoCommand(Workspace::tr("format of %1").arg(QString::fromStdString(layer))), m_workspace(workspace),
      m_layer(std::move(layer)), m_before(before), m_after(after)
{
}

LayerFormatsCommand::LayerFormatsCommand(Workspace &workspace, const QString &title, std::map<std::string, NumberFormat> before,
                                         std::map<std::string, NumberFormat> after)
    : QUndoCommand(Workspace::tr("formats of layers: %1").arg(title)), m_workspace(workspace), m_before(std::move(before)),
      m_after(std::move(after))
{
}

ChipConfigCommand::ChipConfigCommand(Workspace &workspace, const ChipConfig &before, const ChipConfig &after)
    : QUndoCommand(Workspace::tr("chip settings")), m_workspace(workspace), m_before(before), m_after(after)
{
}

} // namespace vsq
