// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/otherformat.h"

#include "core/chip/plan.h"
#include "core/engine/operandsof.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"

namespace vsq {

namespace {

/// One image's operands as the executor asked for them.
ProductRequest requestOf(const LayerData &data)
{
    ProductRequest request;
    request.index = data.index;
    request.count = data.layer.count;
    request.m = data.layer.m;
    request.n = data.layer.n;
    request.k = data.layer.k;
    request.a = data.a.data();
    request.b = data.b.data();
    request.aIsConstant = data.layer.aIsConstant;
    request.segments = data.qb.segments;
    request.segmentLength = request.k / request.segments;
    const std::int64_t pixels = data.layer.outputHeight * data.layer.outputWidth;
    request.itemRows = data.layer.channels > 0 && pixels > 0 && request.n % pixels == 0 ? pixels : request.n;
    return request;
}

} // namespace

std::optional<LayerData> inFormat(const LayerData &data, const NumberFormat &format, const ChipConfig &config)
{
    const std::int64_t taps = data.layer.kernelHeight * data.layer.kernelWidth;
    const bool packed = taps > 1 && packsTaps(data.layer.channels, config);
    const bool otherVectors = taps > 1 && packed != (data.qb.segments == 1);
    if (!(format.preparation == data.format.preparation) || otherVectors) {
        return std::nullopt;
    }
    const ProductRequest request = requestOf(data);
    LayerData other;
    other.layer = data.layer;
    other.index = data.index;
    other.format = modeOf(format) ? format : asConfigured(format, config);
    other.qa = quantizeStationary(request, other.format);
    other.qb = quantizeImages(request, other.format);
    if (const auto mode = modeOf(format)) {
        other.operands = std::make_shared<const Operands>(makeOperands(other.qa, other.qb, *mode));
    }
    other.a = data.a;
    other.b = data.b;
    return other;
}

} // namespace vsq
