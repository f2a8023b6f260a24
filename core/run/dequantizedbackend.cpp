// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/dequantizedbackend.h"

#include "core/base/blockpool.h"
#include "core/base/copyfloats.h"
#include "core/chip/plan.h"
#include "core/quantize/blockkernels.h"
#include "core/quantize/quantizedvalues.h"
#include "core/quantize/quantizer.h"
#include "core/quantize/vectorkernels.h"
#include "core/run/activations.h"
#include "core/run/operandcache.h"
#include "core/run/quantizedplanes.h"
#include "core/run/sharedoperands.h"
#include "core/run/transposedoperand.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace vsq {

namespace {

/// Not cleared: a pass over the memory that nothing needs.
class Values {
public:
    explicit Values(std::int64_t size) : m_data(static_cast<std::size_t>(size)) {}
    [[nodiscard]] float *data() const { return m_data.data(); }
    [[nodiscard]] std::size_t byteSize() const { return m_data.size() * sizeof(float); }

private:
    BlockArray<float> m_data;
};

/// The matrices of `lines` rows of `width` values, one behind the other: as they lie, or copied into the scratch.
const float *gathered(const float *from, const ProductBatch &batch, const ProductBatch::Place &place, std::int64_t lines,
                      std::int64_t width, std::optional<Values> &scratch)
{
    const std::int64_t size = lines * width;
    if (place.row == width && place.inner == size && place.outer == batch.inner * size) {
        return from;
    }
    const std::int64_t count = batch.outer * batch.inner;
    scratch.emplace(count * size);
    for (std::int64_t i = 0; i < count; ++i) {
        const float *matrix = from + ProductBatch::offset(place, i, batch.inner);
        for (std::int64_t line = 0; line < lines; ++line) {
            copyFloats(matrix + line * place.row, width, scratch->data() + i * size + line * width);
        }
    }
    return scratch->data();
}

class DequantizedBackend final : public ProductBackend {
public:
    explicit DequantizedBackend(const BackendOptions &options) : m_options(options), m_float(makeFloatBackend()) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }
    [[nodiscard]] bool takesImages(const ProductRequest &) const override { return readsPlanes(); }
    [[nodiscard]] bool addsBias() const override { return readsPlanes(); }
    [[nodiscard]] bool takesTransposed(bool) const override { return !m_options.observer; }
    [[nodiscard]] bool takesAnyOrder() const override { return !m_options.observer; }

    void multiply(const ProductRequest &request, float *c) override
    {
        if (m_options.observer) {
            multiplyInView(request, c);
            return;
        }
        const std::shared_ptr<const Values> a = m_weights.operand(request, m_options.format,
                                                                  [&] { return stationaryValues(request); });
        ProductRequest real = request;
        real.a = a->data();
        if (request.images != nullptr) {
            const QuantizedPlanes planes(request, m_options.format.activations);
            real.images = &planes.images();
            real.segments = planes.segments();
            m_float->multiply(real, c);
            return;
        }
        const std::optional<float> gamma = staticGamma(request);
        const std::shared_ptr<const Values> b = m_activations.get(request, gamma, [&] {
            Values values(request.n * request.k);
            activationValues(request.b, request.n, request.k, m_options.format.activations, gamma, calibration(),
                             request.segments, m_options.scales ? 0 : request.itemRows, values.data());
            return values;
        });
        real.b = b->data();
        m_float->multiply(real, c);
    }

    /// All of them at once: what a row of blocks costs to begin is shared.
    bool multiplyBatch(const ProductBatch &batch, float *c) override
    {
        const ProductRequest &r = batch.first;
        if (m_options.observer || m_options.scales || r.areCodes || r.segments != 1
            || calibration().method != Calibration::Method::Max) {
            return false;
        }
        const OperandFormat &format = m_options.format.activations;
        std::optional<Values> scratch;
        const Values a(r.count * r.m * r.k);
        const float *from = gathered(r.a, batch, batch.a, r.aIsTransposed ? r.k : r.m, r.aIsTransposed ? r.m : r.k, scratch);
        for (std::int64_t i = 0; r.aIsTransposed && i < r.count; ++i) {
            const float *matrix = from + i * r.m * r.k;
            const std::uint32_t largest = kernels::largestMagnitude(matrix, r.m * r.k);
            if (largest >= kernels::kNotFinite
                || !planesByKernel(matrix, r.k, r.m, format, std::bit_cast<float>(largest), a.data() + i * r.m * r.k)) {
                return false;
            }
        }
        if (!r.aIsTransposed) {
            activationValues(from, r.count * r.m, r.k, format, {}, {}, 1, r.m, a.data());
        }
        const Values b(r.count * r.n * r.k);
        from = gathered(r.b, batch, batch.b, r.n, r.k, scratch);
        activationValues(from, r.count * r.n, r.k, format, {}, {}, 1, r.n, b.data());
        ProductBatch real = batch;
        real.first.a = a.data();
        real.first.b = b.data();
        real.a = {batch.inner * r.m * r.k, r.m * r.k, r.aIsTransposed ? r.m : r.k};
        real.b = {batch.inner * r.n * r.k, r.n * r.k, r.k};
        return m_float->multiplyBatch(real, c);
    }

private:
    struct Seen {
        QuantizedMatrix matrix;
        std::vector<float> values; ///< dequantized

        [[nodiscard]] std::size_t byteSize() const { return vsq::byteSize(matrix) + vsq::byteSize(values); }
    };

    /// Where blocks' values come from their maxima alone, planes give what im2col's rows would.
    [[nodiscard]] bool readsPlanes() const
    {
        return !m_options.observer && !m_options.scales && calibration().method == Calibration::Method::Max
               && kernels::blockKernelOf(m_options.format.activations) != kernels::BlockKernel::None;
    }

    [[nodiscard]] std::optional<float> staticGamma(const ProductRequest &request) const
    {
        return m_options.scales ? std::optional(m_options.scales->activationsOf(*request.node)) : std::nullopt;
    }
    /// A static gamma was calibrated before; vectors' scales then come from their maxima.
    [[nodiscard]] Calibration calibration() const { return m_options.scales ? Calibration{} : m_options.format.calibration; }

    /// In the order in which A lies.
    [[nodiscard]] Values stationaryValues(const ProductRequest &request) const
    {
        Values values(request.m * request.k);
        if (!request.aIsTransposed) {
            rowsOfA(request, values.data());
        } else if (!columnsOfA(request, values.data())) {
            const TransposedOperand straight(request);
            Values rows(request.m * request.k);
            rowsOfA(straight.request(), rows.data());
            ProductRequest back = request;
            std::swap(back.m, back.k);
            back.a = rows.data();
            const TransposedOperand transposed(back);
            std::copy_n(transposed.request().a, request.m * request.k, values.data());
        }
        return values;
    }

    void rowsOfA(const ProductRequest &request, float *values) const
    {
        if (request.aIsConstant) {
            weightValues(request.a, request.m, request.k, m_options.format.weights, m_options.format.calibration,
                         request.segments, values);
        } else {
            const auto gamma = m_options.scales ? std::optional(m_options.scales->stationaryOf(*request.node)) : std::nullopt;
            activationValues(request.a, request.m, request.k, m_options.format.activations, gamma, calibration(),
                             request.segments, 0, values);
        }
    }

    /// A as it lies, [K,M], without transposing it; false where that cannot be.
    [[nodiscard]] bool columnsOfA(const ProductRequest &request, float *values) const
    {
        const OperandFormat &format = request.aIsConstant ? m_options.format.weights : m_options.format.activations;
        const bool ownScales = request.aIsConstant && format.granularity == Granularity::Channel;
        const bool fromData = request.aIsConstant || !m_options.scales;
        if (request.segments != 1 || ownScales || !fromData || calibration().method != Calibration::Method::Max) {
            return false;
        }
        const std::uint32_t largest = kernels::largestMagnitude(request.a, request.m * request.k);
        return largest < kernels::kNotFinite
               && planesByKernel(request.a, request.k, request.m, format, std::bit_cast<float>(largest), values);
    }

    /// With the operands that an observer wants to see; the same results.
    void multiplyInView(const ProductRequest &request, float *c)
    {
        const auto a = m_seenWeights.operand(request, m_options.format, [&] {
            Seen made{.matrix = quantizeStationary(request, m_options.format, m_options.scales.get()), .values = {}};
            made.values = dequantize(made.matrix);
            return made;
        });
        const QuantizedMatrix b = quantizeImages(request, m_options.format, m_options.scales.get());
        const std::vector<float> values = dequantize(b);
        ProductRequest real = request;
        real.a = a->values.data();
        real.b = values.data();
        m_float->multiply(real, c);
        m_options.observer({.request = request, .a = a->matrix, .b = b, .c = c, .saturations = 0});
    }

    BackendOptions m_options;
    std::unique_ptr<ProductBackend> m_float;
    OperandCache<Values> m_weights;
    OperandCache<Seen> m_seenWeights;
    SharedOperands<Values> m_activations;
};

} // namespace

std::unique_ptr<ProductBackend> makeDequantizedBackend(const BackendOptions &options)
{
    return std::make_unique<DequantizedBackend>(options);
}

} // namespace vsq
