// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/operators/batchedproduct.h"

#include "core/reference/operators/dispatch.h"
#include "core/reference/parallel.h"

#include <algorithm>

namespace vsq {

Tensor multiplyBatched(Call &call, const float *x, const float *w, std::int64_t count, std::int64_t batchX, std::int64_t batchW,
                       std::int64_t n, std::int64_t m, std::int64_t k, bool wIsConstant, bool wAsStored)
{
    Tensor result = k == 0 ? Tensor(DType::Float32, {count, n, m}) : Tensor::uninitialized(DType::Float32, {count, n, m});
    if (result.size() == 0 || k == 0) {
        return result;
    }
    auto *c = rawMutable<float>(result);
    ProductRequest request;
    request.node = &call.node;
    request.m = m;
    request.k = k;
    request.aIsConstant = wIsConstant;
    request.aIsTransposed = wAsStored;
    request.segmentLength = k;
    if (batchW == 1) {
        request.n = n * batchX;
        request.a = w;
        request.b = x;
        request.itemRows = request.n % call.items == 0 ? request.n / call.items : request.n;
        request.bValue = x == call.in(0).bytes() ? call.firstValue : 0;
        request.rowBias = call.rowBias;
        call.backend.multiply(request, c);
        return result;
    }
    request.n = n;
    request.count = count;
    request.itemRows = n;
    const auto multiply = [&](std::int64_t begin, std::int64_t end) {
        ProductRequest one = request;
        for (std::int64_t i = begin; i < end; ++i) {
            one.index = i;
            one.a = w + i * m * k;
            one.b = x + (batchX == 1 ? 0 : i * n * k);
            call.backend.multiply(one, c + i * n * m);
        }
    };
    if (call.backend.takesAnyOrder()) {
        parallelRange(count, grainFor(n * m * k / 16), multiply);
    } else {
        multiply(0, count);
    }
    return result;
}

} // namespace vsq
