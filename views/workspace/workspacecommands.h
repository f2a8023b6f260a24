// SPDX-License-Identifier: GPL-3.0-or-later
// The edits of a workspace that can be undone.
#pragma once

#include "views/workspace/workspace.h"

#include <QElapsedTimer>
#include <QUndoCommand>

#include <functional>

namespace vsq {

/// Sets without making a command: for the commands alone.
struct WorkspaceAccess {
    static void setFormat(Workspace &workspace, const NumberFormat &format);
    static void setLayerFormat(Workspace &workspace, const std::string &layer, const std::optional<NumberFormat> &format);
    static void setLayerFormats(Workspace &workspace, const std::map<std::string, NumberFormat> &formats);
    static void setChipConfig(Workspace &workspace, const ChipConfig &config);

private:
    /// A change of formats, and what follows from it.
    static void edit(Workspace &workspace, const std::function<void()> &change);
};

class FormatCommand : public QUndoCommand {
public:
    FormatCommand(Workspace &workspace, const NumberFormat &before, const NumberFormat &after);
    void undo() override { WorkspaceAccess::setFormat(m_workspace, m_before); }
    void redo() override { WorkspaceAccess::setFormat(m_workspace, m_after); }

private:
    Workspace &m_workspace;
    NumberFormat m_before;
    NumberFormat m_after;
};

class LayerFormatCommand : public QUndoCommand {
public:
    /// No format: the network's.
    LayerFormatCommand(Workspace &workspace, std::string layer, const std::optional<NumberFormat> &before,
                       const std::optional<NumberFormat> &after);
    void undo() override { WorkspaceAccess::setLayerFormat(m_workspace, m_layer, m_before); }
    void redo() override { WorkspaceAccess::setLayerFormat(m_workspace, m_layer, m_after); }

private:
    Workspace &m_workspace;
    std::string m_layer;
    std::optional<NumberFormat> m_before;
    std::optional<NumberFormat> m_after;
};

class LayerFormatsCommand : public QUndoCommand {
public:
    /// before, after: of all layers that have their own.
    LayerFormatsCommand(Workspace &workspace, const QString &title, std::map<std::string, NumberFormat> before,
                        std::map<std::string, NumberFormat> after);
    void undo() override { WorkspaceAccess::setLayerFormats(m_workspace, m_before); }
    void redo() override { WorkspaceAccess::setLayerFormats(m_workspace, m_after); }

private:
    Workspace &m_workspace;
    std::map<std::string, NumberFormat> m_before;
    std::map<std::string, NumberFormat> m_after;
};

/// Supplies that follow one another at once, as a slider's do, are one edit.
class ChipConfigCommand : public QUndoCommand {
public:
    ChipConfigCommand(Workspace &workspace, const ChipConfig &before, const ChipConfig &after);
    void undo() override { WorkspaceAccess::setChipConfig(m_workspace, m_before); }
    void redo() override { WorkspaceAccess::setChipConfig(m_workspace, m_after); }
    [[nodiscard]] int id() const override;
    bool mergeWith(const QUndoCommand *later) override;

private:
    Workspace &m_workspace;
    ChipConfig m_before;
    ChipConfig m_after;
    QElapsedTimer m_made; ///< since the last one that it took in
};

} // namespace vsq
