// SPDX-License-Identifier: GPL-3.0-or-later
// Number formats as JSON: in projects, studies, static scales and files of layers' formats.
#pragma once

#include "core/base/json.h"
#include "core/quantize/format.h"

#include <map>
#include <string>

namespace vsq {

/// {"weights": OPERAND, "activations": OPERAND, "calibration": "max", "prepare": "hadamard:64"}; "prepare" only where there is
/// some. OPERAND is {"bits", "granularity", "vector", "scale-bits" (3..10 or "fp"), "unsigned": true, "scale-search": "mse"} for
/// VS-Quant's family (vector and scale-bits only where the granularity is vector, the last two only where they are so),
/// else {"format": "mxfp4", "scale-rule": "even"}.
Json formatJson(const NumberFormat &format);

/// What formatJson() gives, "scaleBits" in place of "scale-bits" too, texts as formatFromText() takes them, for OPERANDs as
/// operandFromText() does, and {"format": TEXT, "calibration", "prepare", "scale-rule", "scale-search"} for both operands.
/// Throws Error naming source and field.
NumberFormat formatFromJson(const Json &json, const std::string &source);

/// Formats of single layers by name, and of all others.
struct LayerFormats {
    NumberFormat others;
    std::map<std::string, NumberFormat, std::less<>> layers;
    bool operator==(const LayerFormats &) const = default;

    [[nodiscard]] const NumberFormat &of(std::string_view layer) const
    {
        const auto found = layers.find(layer);
        return found == layers.end() ? others : found->second;
    }
};

/// {"default": FORMAT, "layers": {NAME: FORMAT}}, FORMAT as formatJson() gives it.
Json layerFormatsJson(const LayerFormats &formats);
/// FORMAT is anything that formatFromJson() takes; where there is no "default", `others` is. Throws Error naming source, layer
/// and field.
LayerFormats layerFormatsFromJson(const Json &json, const std::string &source, const NumberFormat &others);

} // namespace vsq
