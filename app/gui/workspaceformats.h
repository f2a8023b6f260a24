// SPDX-License-Identifier: GPL-3.0-or-later
// The formats of a workspace's layers as values, for jobs that ask what another chip would cost.
#pragma once

#include "core/chip/mode.h"
#include "core/quantize/format.h"

#include <map>
#include <optional>
#include <string>

namespace vsq {

class Workspace;

struct WorkspaceFormats {
    NumberFormat format;                     ///< of layers that have none of their own
    std::map<std::string, NumberFormat> own; ///< by layer name

    /// With a mode: that one for all.
    WorkspaceFormats(const Workspace &workspace, std::optional<Mode> mode);
};

} // namespace vsq
