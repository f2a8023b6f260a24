// SPDX-License-Identifier: GPL-3.0-or-later
// The block formats, each defined in a file of its name.
#pragma once

#include "core/quantize/blockformat.h"

namespace vsq {

extern const BlockFormat kMxFp4;
extern const BlockFormat kMxFp6E2M3;
extern const BlockFormat kMxFp6E3M2;
extern const BlockFormat kMxFp8E4M3;
extern const BlockFormat kMxFp8E5M2;
extern const BlockFormat kMxInt8;
extern const BlockFormat kNvFp4;
extern const BlockFormat kNvFp4Torchao;
extern const BlockFormat kNvFp4Ggml;
extern const BlockFormat kNvFp4FourOverSix;
extern const BlockFormat kNvInt4;
extern const BlockFormat kIf4;
extern const BlockFormat kNf4;
extern const BlockFormat kQ4;
extern const BlockFormat kQ8;

/// NF4's levels, ascending.
const float *nf4Levels();
/// Of each level the least x / a that it is the nearest to; -infinity for the first.
const float *nf4Thresholds();

} // namespace vsq
