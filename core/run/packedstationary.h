// SPDX-License-Identifier: GPL-3.0-or-later
// Operands that stand where weights do, packed without the matrices between.
#pragma once

#include "core/engine/packedproduct.h"
#include "core/reference/parallel.h"
#include "core/run/backend.h"

#include <atomic>
#include <optional>

namespace vsq {

/// Operand A of the request as quantizeStationary() and a packing make it; empty for weights, for the network's own integers, and
/// where those two have to do it.
std::optional<PackedWeights> packActivations(const ProductRequest &request, const BackendOptions &options,
                                             const ProductFormat &format);

/// The same of weights; empty where quantizeStationary() has to look at them.
std::optional<PackedWeights> packWeights(const ProductRequest &request, const BackendOptions &options,
                                         const ProductFormat &format);

/// Both operands of all products of a batch, quantized and packed as they lie: B of all of them at once, A where it is used.
/// Empty where packActivations() would be, or a format has to be looked at as a whole.
class PackedBatch {
public:
    /// Throws Error naming the place of a value of B that is not finite, Cancelled.
    static std::optional<PackedBatch> of(const ProductBatch &batch, const BackendOptions &options, const ProductFormat &format);

    /// Calls multiply(A, B, columns, c) for each product, from several threads; false where an A is not finite: it is for the
    /// caller to say where.
    template <typename Multiply>
    bool forEach(float *c, const Multiply &multiply) const;

private:
    PackedBatch(const ProductBatch &batch, const BackendOptions &options, const ProductFormat &format, PackedActivations b)
        : m_batch(batch), m_options(options), m_format(format), m_b(std::move(b))
    {
    }
    [[nodiscard]] std::optional<PackedWeights> stationary(std::int64_t index) const;

    const ProductBatch &m_batch;
    const BackendOptions &m_options;
    const ProductFormat &m_format;
    PackedActivations m_b;
};

template <typename Multiply>
bool PackedBatch::forEach(float *c, const Multiply &multiply) const
{
    const ProductRequest &r = m_batch.first;
    std::atomic<bool> finite = true;
    parallelRange(r.count, grainFor(r.n * r.m * r.k / 16), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end && finite; ++i) {
            const std::optional<PackedWeights> a = stationary(i);
            if (!a) {
                finite = false;
                return;
            }
            multiply(*a, m_b, ProductColumns{i * r.n, r.n, m_batch.c.row}, c + m_batch.offsetOfC(i));
        }
    });
    return finite;
}

} // namespace vsq
