// SPDX-License-Identifier: GPL-3.0-or-later
// GELU (Hendrycks and Gimpel, arXiv 1606.08415) and its derivative over arrays. libtorch's own takes half of a small
// transformer's training step where it is built without vector instructions, as Debian's is.
#pragma once

#include <cstddef>

namespace vsq {

/// y = x/2 (1 + erf(x/sqrt 2)), absolute error below 1e-6 for |x| < 10; also the derivative dy/dx.
void geluForward(const float *x, float *y, float *derivative, std::size_t count);

} // namespace vsq
