// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/codeview.h"

#include "core/base/error.h"
#include "core/engine/stopped.h"

#include <fmt/format.h>

namespace vsq {

const CodeView &checkCodes(const CodeView &view, int bits, bool isUnsigned, const char *operand, const std::stop_token &stop)
{
    const int low = isUnsigned ? 0 : -(1 << (bits - 1));
    const int high = isUnsigned ? (1 << bits) - 1 : (1 << (bits - 1)) - 1;
    for (std::int64_t i = 0; i < view.rows * view.segments; ++i) {
        throwIfStopped(stop);
        const std::int8_t *codes = view.segment(0, i);
        for (std::int64_t k = 0; k < view.segmentLength; ++k) {
            const int code = isUnsigned ? static_cast<std::uint8_t>(codes[k]) : codes[k];
            if (code < low || code > high) {
                throw Error({{}, fmt::format("operand {}, row {}", operand, i / view.segments)}, "code",
                            fmt::format("{} .. {}", low, high), std::to_string(code));
            }
        }
    }
    return view;
}

void requireFits(const OperandFormat &format, int bits, bool isUnsigned, const char *operand)
{
    if (format.bits > bits || format.isUnsigned != isUnsigned) {
        throw Error({{}, fmt::format("operand {}", operand)}, "codes",
                    fmt::format("{} bits{}", bits, isUnsigned ? ", unsigned" : ""),
                    fmt::format("{} bits{}", format.bits, format.isUnsigned ? ", unsigned" : ""));
    }
}

} // namespace vsq
