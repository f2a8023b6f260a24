// SPDX-License-Identifier: GPL-3.0-or-later
// The four ways to choose a power of two for a block, as MX formats are made in practice.
#pragma once

#include "core/quantize/format.h"

namespace vsq {

/// e of the scale 2^e, -127 .. 127, for a block whose largest magnitude is a > 0. emax, mantissaBits and largest are the
/// element's.
int mxExponent(float a, ScaleRule rule, int emax, int mantissaBits, float largest);

} // namespace vsq
