// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"

#include "core/base/error.h"

#include <cstdlib>
#include <string_view>

namespace vsq {

namespace {

const FloatKernels &choose()
{
    const char *variable = std::getenv("VSQ_ISA");
    const std::string_view wanted = variable == nullptr ? "" : variable;
    const FloatKernels *avx512 = avx512Kernels();
    const FloatKernels *avx2 = avx2Kernels();
    if (wanted == "portable") {
        return portableKernels();
    }
    if (wanted == "avx2" && avx2 != nullptr) {
        return *avx2;
    }
    if ((wanted.empty() || wanted == "auto" || wanted.starts_with("avx512")) && avx512 != nullptr) {
        return *avx512;
    }
    if ((wanted.empty() || wanted == "auto") && avx2 != nullptr) {
        return *avx2;
    }
    if (!wanted.empty() && wanted != "auto" && wanted != "neon") {
        throw Error({.file = {}, .item = "VSQ_ISA"}, "instruction set of this machine",
                    avx512 != nullptr ? "portable, avx2 or avx512bw"
                    : avx2 != nullptr ? "portable or avx2"
                                      : "portable",
                    "'" + std::string(wanted) + "'");
    }
    return portableKernels();
}

} // namespace

const FloatKernels &floatKernels()
{
    static const FloatKernels &kernels = choose();
    return kernels;
}

} // namespace vsq
