// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/architectures/convolutionblocks.h"

#include <cmath>

namespace vsq {

std::string addConvolution(GraphBuilder &builder, const std::string &name, const std::string &x, const ConvolutionSizes &sizes)
{
    const std::int64_t pad = sizes.kernel / 2;
    const Shape shape{sizes.out, sizes.in / sizes.groups, sizes.kernel, sizes.kernel};
    const double deviation = std::sqrt(2.0 / static_cast<double>(shape[1] * sizes.kernel * sizes.kernel));
    AttributeMap attributes{{"kernel_shape", std::vector<std::int64_t>{sizes.kernel, sizes.kernel}},
                            {"pads", std::vector<std::int64_t>{pad, pad, pad, pad}},
                            {"strides", std::vector<std::int64_t>{sizes.stride, sizes.stride}}};
    if (sizes.groups != 1) {
        attributes.emplace("group", sizes.groups);
    }
    return builder.node("Conv", name, {x, builder.normal(name + ".weight", shape, deviation)}, std::move(attributes));
}

std::string addBatchNorm(GraphBuilder &builder, const std::string &name, const std::string &x, std::int64_t channels)
{
    return builder.node("BatchNormalization", name,
                        {x, builder.filled(name + ".weight", {channels}, 1), builder.filled(name + ".bias", {channels}, 0),
                         builder.filled(name + ".running_mean", {channels}, 0),
                         builder.filled(name + ".running_var", {channels}, 1)},
                        {{"epsilon", 1e-5F}});
}

} // namespace vsq
