// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/parallel.h"
#include "core/reference/product.h"

#include <algorithm>
#include <oneapi/tbb/task_arena.h>

namespace vsq {

namespace {

constexpr std::int64_t kSmallestPiece = 48;           // rows: below, packing the other operand again costs too much
constexpr std::int64_t kWorthSplitting = 1 << 20;     // multiply-accumulates

class FloatBackend final : public ProductBackend {
public:
    void multiply(const ProductRequest &r, float *c) override
    {
        const auto product = floatKernels().product;
        if (r.m * r.n * r.k < kWorthSplitting) {
            product(r.a, r.b, c, r.m, r.n, r.k, r.m);
            return;
        }
        const std::int64_t pieces = 2 * tbb::this_task_arena::max_concurrency();
        const std::int64_t longer = std::max(r.m, r.n);
        const std::int64_t piece = std::max(kSmallestPiece, (longer + pieces - 1) / pieces);
        parallelRange((longer + piece - 1) / piece, 1, [&](std::int64_t begin, std::int64_t end) {
            const std::int64_t from = begin * piece;
            const std::int64_t count = std::min(longer, end * piece) - from;
            if (r.n >= r.m) {
                product(r.a, r.b + from * r.k, c + from * r.m, r.m, count, r.k, r.m);
            } else {
                product(r.a + from * r.k, r.b, c + from, count, r.n, r.k, r.m);
            }
        });
    }
};

} // namespace

std::unique_ptr<ProductBackend> makeFloatBackend()
{
    return std::make_unique<FloatBackend>();
}

} // namespace vsq
