// SPDX-License-Identifier: GPL-3.0-or-later
// The backend of Fidelity::Chip.
#pragma once

#include "core/run/backend.h"

namespace vsq {

/// Throws Error for a format that is none of the chip's.
std::unique_ptr<ProductBackend> makeChipBackend(const BackendOptions &options);

} // namespace vsq
