// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of layers as Model Explorer's custom node data.
#pragma once

#include "core/base/json.h"

namespace vsq::cli {

/// {"results": {NODE: {"value": cycles}}, "gradient": [...]} of the layers of `vsq info --json`; MACs where the format is none of
/// the chip's and there are no cycles.
Json nodeDataOf(const Json &info);

} // namespace vsq::cli
