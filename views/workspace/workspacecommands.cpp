// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workspace/workspacecommands.h"

#include "views/theme/coretext.h"
#include "views/theme/number.h"
#include "views/workspace/workspaceprivate.h"

namespace vsq {

namespace {

constexpr int kSupplyCommand = 1;
constexpr int kOneEditMilliseconds = 1000;

} // namespace

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
    : QUndoCommand(differInSupplyAlone(before, after) ? Workspace::tr("supply %1").arg(number::volts(after.voltage))
                                                      : Workspace::tr("chip settings")),
      m_workspace(workspace), m_before(before), m_after(after)
{
    m_made.start();
}

int ChipConfigCommand::id() const
{
    return differInSupplyAlone(m_before, m_after) ? kSupplyCommand : -1;
}

bool ChipConfigCommand::mergeWith(const QUndoCommand *later)
{
    const auto &next = static_cast<const ChipConfigCommand &>(*later);
    if (m_made.elapsed() > kOneEditMilliseconds) {
        return false;
    }
    m_after = next.m_after;
    m_made.restart();
    setText(next.text());
    setObsolete(m_after == m_before);
    return true;
}

} // namespace vsq
