// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/outputformat.h"

#include "core/base/error.h"

#include <string>

namespace vsq {

std::string_view nameOf(OutputFormat format)
{
    switch (format) {
    case OutputFormat::Sums: return "sums";
    case OutputFormat::Int8: return "int8";
    case OutputFormat::Int4: return "int4";
    case OutputFormat::Vsq: return "vsq";
    case OutputFormat::Int8Vector: return "int8-vector";
    case OutputFormat::Softmax: break;
    }
    return "softmax";
}

OutputFormat outputFormatFromName(std::string_view name)
{
    for (const OutputFormat format : {OutputFormat::Sums, OutputFormat::Int8, OutputFormat::Int4, OutputFormat::Vsq,
                                      OutputFormat::Int8Vector, OutputFormat::Softmax}) {
        if (nameOf(format) == name) {
            return format;
        }
    }
    throw Error({}, "output format", "sums, int8, int4, vsq, int8-vector or softmax", "'" + std::string(name) + "'");
}

} // namespace vsq
