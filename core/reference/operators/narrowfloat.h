// SPDX-License-Identifier: GPL-3.0-or-later
// Values of the narrow floating types, held as float32 here.
#pragma once

namespace vsq {

/// The nearest value of IEEE binary16, ties to even; from 65520 on it is infinity.
float roundedToFloat16(float value);
/// The nearest value of bfloat16, ties to even.
float roundedToBFloat16(float value);

} // namespace vsq
