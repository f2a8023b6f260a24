// SPDX-License-Identifier: GPL-3.0-or-later
// Operators on the bits of integers; a part of the element-wise ones.
#pragma once

#include "core/reference/operators/operator.h"

namespace vsq {

void registerBitwise(OperatorRegistry &registry);

} // namespace vsq
