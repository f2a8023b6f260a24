// SPDX-License-Identifier: GPL-3.0-or-later
// Products of two activations: the one that stands where weights do, packed without the matrices between.
#pragma once

#include "core/engine/packedoperand.h"
#include "core/run/backend.h"

#include <optional>

namespace vsq {

/// Operand A of the request as quantizeStationary() and a packing make it; empty for weights, for the network's own integers, and
/// where those two have to do it.
std::optional<PackedWeights> packActivations(const ProductRequest &request, const BackendOptions &options,
                                             const ProductFormat &format);

} // namespace vsq
