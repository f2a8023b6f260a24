// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/dequantizedbackend.h"

#include "core/base/transpose.h"
#include "core/chip/plan.h"
#include "core/quantize/blockkernels.h"
#include "core/quantize/quantizedvalues.h"
#include "core/quantize/quantizer.h"
#include "core/reference/parallel.h"
#include "core/run/activations.h"
#include "core/run/operandcache.h"
#include "core/run/quantizedplanes.h"
#include "core/run/sharedoperands.h"
#include "core/run/transposedoperand.h"

namespace vsq {

namespace {

using Values = std::vector<float>;

class DequantizedBackend final : public ProductBackend {
public:
    explicit DequantizedBackend(const BackendOptions &options) : m_options(options), m_float(makeFloatBackend()) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }
    [[nodiscard]] bool takesImages(const ProductRequest &) const override { return readsPlanes(); }
    [[nodiscard]] bool addsBias() const override { return readsPlanes(); }
    [[nodiscard]] bool takesTransposed(bool aIsConstant) const override { return aIsConstant && !m_options.observer; }
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
            Values values(static_cast<std::size_t>(request.n * request.k));
            activationValues(request.b, request.n, request.k, m_options.format.activations, gamma, calibration(),
                             request.segments, m_options.scales ? 0 : request.itemRows, values.data());
            return values;
        });
        real.b = b->data();
        m_float->multiply(real, c);
    }

private:
    struct Seen {
        QuantizedMatrix matrix;
        Values values; ///< dequantized

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
        const TransposedOperand transposed(request);
        const ProductRequest &straight = transposed.request();
        Values values(static_cast<std::size_t>(request.m * request.k));
        if (request.aIsConstant) {
            weightValues(straight.a, request.m, request.k, m_options.format.weights, m_options.format.calibration,
                         request.segments, values.data());
        } else {
            const auto gamma = m_options.scales ? std::optional(m_options.scales->stationaryOf(*request.node)) : std::nullopt;
            activationValues(straight.a, request.m, request.k, m_options.format.activations, gamma, calibration(),
                             request.segments, 0, values.data());
        }
        if (request.aIsTransposed) {
            Values back(values.size());
            constexpr std::int64_t kRows = 64; // whole cache lines of both
            parallelRange((request.k + kRows - 1) / kRows, grainFor(kRows * request.m),
                          [&](std::int64_t begin, std::int64_t end) {
                              for (std::int64_t k = begin * kRows; k < std::min(request.k, end * kRows); k += kRows) {
                                  const std::int64_t count = std::min(kRows, request.k - k);
                                  for (std::int64_t m = 0; m < request.m; m += kRows) {
                                      transposeBlock(values.data() + m * request.k + k, request.k, std::min(kRows, request.m - m),
                                                     count, back.data() + k * request.m + m, request.m);
                                  }
                              }
                          });
            return back;
        }
        return values;
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
        const Values values = dequantize(b);
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
