// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/imagepatches.h"
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/parallel.h"
#include "core/reference/product.h"

#include <algorithm>
#include <memory>
#include <oneapi/tbb/task_arena.h>

namespace vsq {

namespace {

constexpr std::int64_t kSmallestPiece = 48;       // rows: below, packing the other operand again costs too much
constexpr std::int64_t kWorthSplitting = 1 << 20; // multiply-accumulates
constexpr std::int64_t kTiny = 32; // rows, columns and K: Eigen sums smaller products in an order that depends on how they lie
constexpr std::int64_t kFewestPixels = 192;    // of a block of patches, for the same reason
constexpr std::int64_t kPatchFloats = 1 << 18; // of a block, 1 MiB: still in the cache when the product reads it

/// Not cleared: a pass over the memory that nothing needs.
std::unique_ptr<float[]> scratch(std::int64_t size)
{
    return std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(size));
}

std::int64_t threads()
{
    return tbb::this_task_arena::max_concurrency();
}

void fillRows(float *c, std::int64_t rows, std::int64_t width, std::int64_t stride, const float *values)
{
    for (std::int64_t row = 0; row < rows; ++row) {
        std::fill_n(c + row * stride, width, values == nullptr ? 0.0F : values[row]);
    }
}

/// A convolution's filters over its images. Columns are pixels, so that planes come out as they are wanted and, where
/// there is one tap alone, go in as they lie.
class ImageProduct {
public:
    ImageProduct(const ProductRequest &request, float *c)
        : m_r(request), m_i(*request.images), m_c(c), m_pixels(request.itemRows), m_plain(isPlain(*request.images))
    {
    }

    void run() const
    {
        std::int64_t blocks = m_plain ? 1 : (m_pixels * m_r.k + kPatchFloats - 1) / kPatchFloats;
        blocks = std::clamp<std::int64_t>(blocks, 1, std::max<std::int64_t>(1, m_pixels / kFewestPixels));
        const bool splits = threads() > 1 && m_r.m * m_r.n * m_r.k >= kWorthSplitting;
        if (splits) {
            while (m_i.images * blocks % threads() != 0) {
                ++blocks;
            }
            if (blocks > 1 && m_pixels / blocks < kFewestPixels) {
                byFilters();
                return;
            }
        }
        byPixels(blocks, splits ? 1 : m_i.images * blocks);
    }

private:
    [[nodiscard]] const float *image(std::int64_t i) const { return m_i.data + i * m_i.imageStride; }

    void byPixels(std::int64_t blocks, std::int64_t grain) const
    {
        const std::int64_t most = ((m_pixels + blocks - 1) / blocks + 15) / 16 * 16; // whole cache lines
        parallelRange(m_i.images * blocks, grain, [&](std::int64_t begin, std::int64_t end) {
            const auto patches = scratch(m_plain ? 0 : m_r.k * std::min(most, m_pixels));
            for (std::int64_t at = begin; at < end; ++at) {
                const std::int64_t from = at % blocks * most;
                const std::int64_t count = std::min(most, m_pixels - from);
                if (count <= 0) {
                    continue;
                }
                if (!m_plain) {
                    imagePatches(m_i, image(at / blocks), 0, m_r.k, from, count, patches.get());
                }
                const float *right = m_plain ? image(at / blocks) + from : patches.get();
                multiply(at / blocks, 0, m_r.m, right, m_plain ? m_pixels : count, from, count);
            }
        });
    }

    /// Few pixels and many filters: all patches first, then filters side by side.
    void byFilters() const
    {
        const std::int64_t piece = std::max(kSmallestPiece, (m_r.m + threads() - 1) / threads());
        const auto patches = scratch(m_plain ? 0 : m_r.k * m_pixels);
        for (std::int64_t i = 0; i < m_i.images; ++i) {
            if (!m_plain) {
                parallelRange(m_r.k, grainFor(m_pixels), [&](std::int64_t begin, std::int64_t end) {
                    imagePatches(m_i, image(i), begin, end - begin, 0, m_pixels, patches.get() + begin * m_pixels);
                });
            }
            parallelRange((m_r.m + piece - 1) / piece, 1, [&](std::int64_t begin, std::int64_t end) {
                const std::int64_t first = begin * piece;
                multiply(i, first, std::min(m_r.m, end * piece) - first, m_plain ? image(i) : patches.get(), m_pixels, 0,
                         m_pixels);
            });
        }
    }

    /// Filters [first, first + count) on the pixels [from, from + pixels) of one image.
    void multiply(std::int64_t i, std::int64_t first, std::int64_t count, const float *right, std::int64_t rightStride,
                  std::int64_t from, std::int64_t pixels) const
    {
        float *c = m_c + i * m_i.resultStride + first * m_pixels + from;
        fillRows(c, count, pixels, m_pixels, m_i.bias == nullptr ? nullptr : m_i.bias + first);
        floatKernels().accumulate(right, m_r.a + first * m_r.k, c, pixels, count, m_r.k, rightStride, m_pixels);
    }

    const ProductRequest &m_r;
    const ProductImages &m_i;
    float *m_c;
    std::int64_t m_pixels;
    bool m_plain;
};

class FloatBackend final : public ProductBackend {
public:
    [[nodiscard]] bool takesImages(const ProductRequest &) const override { return true; }
    [[nodiscard]] bool takesTransposed(bool) const override { return true; }
    [[nodiscard]] bool addsBias() const override { return true; }
    [[nodiscard]] bool takesAnyOrder() const override { return true; }
    [[nodiscard]] bool isExact() const override { return true; }

    void multiply(const ProductRequest &r, float *c) override
    {
        if (r.images != nullptr) {
            ImageProduct(r, c).run();
            return;
        }
        const std::int64_t longer = std::max(r.m, r.n);
        if (threads() == 1 || r.m * r.n * r.k < kWorthSplitting) {
            piece(r, 0, r.m, 0, r.n, c);
            return;
        }
        const std::int64_t pieces = 2 * threads();
        const std::int64_t size = std::max(kSmallestPiece, (longer + pieces - 1) / pieces);
        parallelRange((longer + size - 1) / size, 1, [&](std::int64_t begin, std::int64_t end) {
            const std::int64_t from = begin * size;
            const std::int64_t count = std::min(longer, end * size) - from;
            if (r.n >= r.m) {
                piece(r, 0, r.m, from, count, c);
            } else {
                piece(r, from, count, 0, r.n, c);
            }
        });
    }

    bool multiplyBatch(const ProductBatch &batch, float *c) override
    {
        const ProductRequest &r = batch.first;
        if (r.m == 1 || r.n == 1 || r.m + r.n + r.k < kTiny) {
            return false;
        }
        const ApartRows how{r.m, r.n, r.k, batch.a.row, batch.b.row, batch.c.row, r.aIsTransposed};
        parallelRange(batch.outer * batch.inner, grainFor(r.m * r.n * r.k / 16), [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const ProductRequest one = batch.at(i);
                floatKernels().apart(one.a, one.b, c + batch.offsetOfC(i), how);
            }
        });
        return true;
    }

private:
    /// Columns [m, m + columns) of rows [n, n + rows).
    static void piece(const ProductRequest &r, std::int64_t m, std::int64_t columns, std::int64_t n, std::int64_t rows, float *c)
    {
        float *to = c + n * r.m + m;
        if (r.aIsTransposed) {
            fillRows(to, rows, columns, r.m, nullptr);
            floatKernels().accumulate(r.a + m, r.b + n * r.k, to, columns, rows, r.k, r.m, r.m);
        } else {
            floatKernels().product(r.a + m * r.k, r.b + n * r.k, to, columns, rows, r.k, r.m);
        }
    }
};

} // namespace

std::unique_ptr<ProductBackend> makeFloatBackend()
{
    return std::make_unique<FloatBackend>();
}

} // namespace vsq
