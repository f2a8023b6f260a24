// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/format.h"

#include "core/base/error.h"

namespace vsq {

NumberFormat namedFormat(std::string_view name)
{
    NumberFormat format;
    if (name == "vsq") {
        return format;
    }
    if (name == "int4" || name == "int8") {
        const int bits = name == "int4" ? 4 : 8;
        const int vector = name == "int4" ? 64 : 32;
        format.weights = {
            .bits = bits, .vectorSize = vector, .scaleBits = 0, .granularity = Granularity::Channel, .isUnsigned = false};
        format.activations = format.weights;
        return format;
    }
    throw Error({}, "format", "vsq, int4 or int8", "'" + std::string(name) + "'");
}

std::string nameOf(const NumberFormat &format)
{
    for (const char *name : {"vsq", "int4", "int8"}) {
        NumberFormat chips = namedFormat(name);
        chips.calibration = format.calibration;
        if (chips == format) {
            return name;
        }
    }
    return {};
}

namespace {

std::string describe(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Vector: return "per-vector";
    case Granularity::Channel: return "per-channel";
    case Granularity::Tensor: break;
    }
    return "per-tensor";
}

std::string describe(const Calibration &calibration)
{
    switch (calibration.method) {
    case Calibration::Method::Max: return "max";
    case Calibration::Method::Percentile: return "percentile " + std::to_string(calibration.percentile);
    case Calibration::Method::Entropy: return "entropy";
    case Calibration::Method::Mse: return "mse";
    case Calibration::Method::Octav: break;
    }
    return "octav";
}

} // namespace

std::string describe(const NumberFormat &format)
{
    std::string text = "W" + std::to_string(format.weights.bits) + " A" + std::to_string(format.activations.bits);
    if (format.weights.granularity == Granularity::Vector) {
        text += " V" + std::to_string(format.weights.vectorSize);
        text += format.weights.scaleBits == 0 ? std::string(" Sfp") : " S" + std::to_string(format.weights.scaleBits);
    }
    return text + " " + describe(format.weights.granularity) + ", " + describe(format.calibration);
}

} // namespace vsq
