// SPDX-License-Identifier: GPL-3.0-or-later
// What a format's preparation makes of one product's operands: which block is rotated, which factors smooth, and the operands.
#pragma once

#include "core/quantize/format.h"
#include "core/reference/product.h"
#include "core/run/columnmaxima.h"

#include <string>
#include <vector>

namespace vsq {

/// How one layer's operands are prepared.
struct LayerPreparation {
    int block = 0;              ///< of the rotation; 0: none
    std::vector<float> signs;   ///< [k / segments] of the rotation; empty: none
    std::vector<float> factors; ///< [k / segments] of smoothing; empty: none

    [[nodiscard]] bool isNone() const { return block == 0 && factors.empty(); }
};

/// The channels along which a product's columns are rotated: a segment, or a packed convolution's channels, which are too few
/// (0: they are not known to be a whole segment).
std::int64_t rotatedLength(const ProductRequest &request);

/// The rotation alone, whose block depends on the shapes only.
int rotationOf(const Preparation &preparation, const ProductRequest &request);

/// request.a is looked at for smoothing, which only products with constant weights have. Throws Error naming the layer where
/// smoothing has no maxima for it.
LayerPreparation preparationOf(const Preparation &preparation, const ProductRequest &request, const ColumnMaxima *maxima);

/// [m, k] of request.a (not transposed), [n, k] of request.b.
std::vector<float> preparedWeights(const LayerPreparation &preparation, const ProductRequest &request);
std::vector<float> preparedActivations(const LayerPreparation &preparation, const ProductRequest &request);
/// Planes of all images: [images, channels, height * width].
std::vector<float> preparedImages(const LayerPreparation &preparation, const ProductImages &images);

/// Throws Error where a format prepares its operands, for work that looks at operands as the network has them.
void requireUnprepared(const NumberFormat &format, const char *work);

/// "hadamard:64", "hadamard:32 (64 does not divide 96)", "no rotation (64 does not divide 27, nor does 32 or 16)", "smooth:0.5";
/// empty for no preparation.
std::string describePreparation(const Preparation &preparation, const ProductRequest &request);

} // namespace vsq
