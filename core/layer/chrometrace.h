// SPDX-License-Identifier: GPL-3.0-or-later
// A layer on the chip as trace events in Chrome's JSON format, which Perfetto and chrome://tracing open.
#pragma once

#include "core/chip/layercontext.h"

#include <string>

namespace vsq {

/// Tracks: subtiles (fill, products, drain), tiles, passes along K, PPU (read-out of finished tiles, which overlaps the next
/// tile's first pass) and stalls by cause. Times are those of the configured supply's clock; every event carries its cycles.
std::string chromeTrace(const LayerContext &context, const std::string &name);

} // namespace vsq
