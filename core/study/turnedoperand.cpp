// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/turnedoperand.h"

#include "core/base/transpose.h"

#include <algorithm>
#include <vector>

namespace vsq {

ProductRequest turned(const ProductRequest &request)
{
    ProductRequest other = request;
    if (request.aIsTransposed) {
        thread_local std::vector<float> scratch;
        scratch.resize(std::max(scratch.size(), static_cast<std::size_t>(request.m * request.k)));
        transposeBlock(request.a, request.m, request.k, request.m, scratch.data(), request.k);
        other.a = scratch.data();
        other.aIsTransposed = false;
    }
    return other;
}

} // namespace vsq
