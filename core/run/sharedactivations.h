// SPDX-License-Identifier: GPL-3.0-or-later
// Activations that several layers read, quantized and packed once.
#pragma once

#include "core/engine/packedoperand.h"
#include "core/run/sharedoperands.h"

namespace vsq {

using SharedActivations = SharedOperands<PackedActivations>;

} // namespace vsq
