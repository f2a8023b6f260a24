// SPDX-License-Identifier: GPL-3.0-or-later
// The quantization of a product's activations as ordinary operators.
#pragma once

#include "core/qdq/nodewriter.h"
#include "core/quantize/format.h"

#include <optional>

namespace vsq {

/// An activation as it lies before its operator.
struct ActivationView {
    Shape shape;             ///< -1 where it depends on the batch
    std::size_t axis = 0;    ///< K's: along it the vectors lie
    std::int64_t groups = 1; ///< equal parts of that axis which are operands of their own (a convolution's groups)
    /// Leading axes along which every index has a gamma of its own; the others share one. All but the last two for products
    /// of two activations, 1 for the items of a batch, 0 for one gamma.
    std::size_t ownScale = 0;
    std::string
        seen; ///< constant over the axes behind K's: 1 for elements that the product looks at, 0 for others; or empty: all
};

/// Whether activations come from QuantizeLinear and DequantizeLinear: one static scale.
bool areLinear(const NumberFormat &format, const std::optional<float> &staticGamma);
/// Whether a gamma has to be computed from the data.
bool scalesFromData(const NumberFormat &format, const std::optional<float> &staticGamma);

struct WrittenActivations {
    std::string value; ///< code * scale, integers, of x's shape; real values where the format's scales are real
    /// What value is to be multiplied by: a scalar, or of x's rank with ones behind the leading axes that have one of their
    /// own; with groups of one rank more, the groups' axis behind those. Empty where values are real.
    std::string gamma;
    double most = 0.0; ///< largest magnitude that value can have; 0 where values are real
};

/// What quantizeActivations() makes, operator by operator in the same order of operations: Abs, ReduceMax, Div, Round and
/// Clip. With a static gamma and one scale a tensor it is QuantizeLinear and DequantizeLinear. Throws Error for calibrations
/// that operators cannot express (all but max) without a static gamma.
WrittenActivations writeActivations(NodeWriter &writer, const std::string &x, const ActivationView &view,
                                    const NumberFormat &format, std::optional<float> staticGamma);

} // namespace vsq
