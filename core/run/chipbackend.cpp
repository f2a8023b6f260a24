// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/chipbackend.h"

#include "core/base/handover.h"
#include "core/chip/datapath.h"
#include "core/chip/obstacles.h"
#include "core/chip/plan.h"
#include "core/chip/ppu.h"
#include "core/chip/softmax.h"
#include "core/engine/activationpacker.h"
#include "core/engine/operandsof.h"
#include "core/engine/packedproduct.h"
#include "core/quantize/quantizer.h"
#include "core/run/activations.h"
#include "core/run/chipmode.h"
#include "core/run/imagerows.h"
#include "core/run/operandcache.h"
#include "core/run/packedstationary.h"
#include "core/run/productrun.h"
#include "core/run/sharedactivations.h"

#include <algorithm>
#include <tbb/parallel_for.h>

namespace vsq {

namespace {

constexpr float kLog2e = 1.44269504F; // scores meant for base e, brought to the unit's base 2

/// The accelerator's integers, scaled to real values at the end, or made the next layer's codes by its PPU.
class ChipBackend final : public ProductBackend {
public:
    ChipBackend(BackendOptions options, Mode mode) : m_options(std::move(options)), m_mode(mode), m_product(productFormat(mode))
    {
        m_options.engine.isa = resolve(m_options.engine.isa); // which asks the environment: once is enough
    }

    /// Operands are transposed when they are quantized, weights once: nobody needs them transposed after that.
    [[nodiscard]] bool takesTransposed(bool) const override { return !m_options.observer; }
    [[nodiscard]] bool takesAnyOrder() const override { return !m_options.observer; }

    /// Nobody wants to see the product alone, and no sum goes on to another layer as it is.
    [[nodiscard]] bool addsRowBias() const override { return !m_options.observer && m_options.chain.links.empty(); }

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_options.config); }

    /// Images are quantized and packed as they lie, but for calibrations that look at a whole matrix of values, and where
    /// somebody wants to see the operands.
    [[nodiscard]] bool takesImages(const ProductRequest &request) const override
    {
        return isPackedAlone(request) && ActivationPacker::takes(m_options.format.activations, calibration());
    }

    void multiply(const ProductRequest &request, float *c) override
    {
        const auto a = m_weights.operand(request, m_options.format, [&] {
            if (isPackedAlone(request)) {
                auto packed = request.aIsConstant ? packWeights(request, m_options, m_product)
                                                  : packActivations(request, m_options, m_product);
                if (packed) {
                    return Weights{.matrix = {}, .packed = std::move(*packed)};
                }
            }
            Weights made{.matrix = quantizeStationary(request, m_options.format, m_options.scales.get()), .packed = {}};
            made.packed = PackedWeights(made.matrix, m_product, m_options.engine.isa, m_options.engine.stop);
            if (isPackedAlone(request)) {
                made.matrix = {};
            }
            return made;
        });
        if (request.images != nullptr) {
            multiplyImages(request, a->packed, c);
        } else if (const auto link = linkOf(request); link != m_options.chain.links.end()) {
            multiplyForNext(request, *a, link->second, c);
        } else if (!isPackedAlone(request)) {
            multiplyInView(request, a->matrix, c);
            for (std::int64_t i = 0; request.rowBias != nullptr && i < request.n * request.m; ++i) {
                c[i] += request.rowBias[i % request.m];
            }
        } else {
            multiplyPacked(request, a->packed, c);
        }
    }

    bool multiplyBatch(const ProductBatch &batch, float *c) override
    {
        const auto packed = isPackedAlone(batch.first) ? PackedBatch::of(batch, m_options, m_product) : std::nullopt;
        return packed
               && packed->forEach(c,
                                  [this](const PackedWeights &a, const PackedActivations &b, const ProductColumns &columns,
                                         float *to) { multiplyToFloat(a, b, m_options.config, m_options.engine, to, columns); });
    }

    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        if (!m_options.chipSoftmax.contains(node.name)) {
            return false;
        }
        const auto softmaxOf = [&](std::int64_t row) {
            float *values = x + row * width;
            std::transform(values, values + width, values, [](float value) { return value * kLog2e; });
            const auto p = softmaxRow({values, static_cast<std::size_t>(width)}, m_options.config);
            std::transform(p.begin(), p.end(), values, [](std::uint8_t code) { return static_cast<float>(code) / 128.0F; });
        };
        handOver(softmaxOf, [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, rows, body); });
        return true;
    }

private:
    struct Weights {
        QuantizedMatrix matrix;
        PackedWeights packed;

        [[nodiscard]] std::size_t byteSize() const { return vsq::byteSize(matrix) + packed.byteSize(); }
    };
    using Links = std::map<std::string, PpuLink, std::less<>>;

    [[nodiscard]] Links::const_iterator linkOf(const ProductRequest &request) const
    {
        return request.node == nullptr ? m_options.chain.links.end() : m_options.chain.links.find(request.node->name);
    }
    /// Nobody looks at the operands, and the chip takes them as a whole: what is packed is all there is to keep.
    [[nodiscard]] bool isPackedAlone(const ProductRequest &request) const
    {
        return !m_options.observer && fitsBuffers(request) && !takesCodes(request)
               && linkOf(request) == m_options.chain.links.end();
    }
    [[nodiscard]] bool takesCodes(const ProductRequest &request) const
    {
        return request.node != nullptr && m_options.chain.takers.contains(request.node->name);
    }

    /// Whether K is resident at once; otherwise the host adds parts.
    [[nodiscard]] bool fitsBuffers(const ProductRequest &request) const
    {
        const std::int64_t size = vectorSize(m_mode);
        const std::int64_t vectors = request.segments * ((request.k / request.segments + size - 1) / size);
        return vectors <= std::min(m_options.config.aBankEntries, m_options.config.bBufferEntries);
    }

    [[nodiscard]] std::optional<float> staticGamma(const ProductRequest &request) const
    {
        return m_options.scales ? std::optional(m_options.scales->activationsOf(*request.node)) : std::nullopt;
    }
    /// A static gamma was calibrated before; vectors' scales then come from their maxima.
    [[nodiscard]] Calibration calibration() const { return m_options.scales ? Calibration{} : m_options.format.calibration; }

    [[nodiscard]] QuantizedMatrix activationsOf(const ProductRequest &request) const
    {
        return takesCodes(request)
                   ? operandOfCodes(request, m_options.format.activations, m_options.scales->activationsOf(*request.node))
                   : quantizeImages(request, m_options.format, m_options.scales.get());
    }

    /// All images at once, each with its own scale or all with the static one.
    void multiplyPacked(const ProductRequest &request, const PackedWeights &a, float *c)
    {
        if (ownCodesAreTaken(request, m_options.format)) {
            const PackedActivations b(quantizeImages(request, m_options.format), m_product, m_options.engine.isa,
                                      m_options.engine.stop);
            multiplyToFloat(a, b, m_options.config, m_options.engine, c, {}, request.rowBias);
            return;
        }
        const std::optional<float> gamma = staticGamma(request);
        const auto b = m_activations.get(request, gamma, [&] {
            return quantizeAndPack(request.b, request.n, request.k, m_options.format.activations, m_product, gamma, calibration(),
                                   request.segments, m_options.engine.isa, request.itemRows, m_options.engine.stop);
        });
        multiplyToFloat(a, *b, m_options.config, m_options.engine, c, {}, request.rowBias);
    }

    /// A convolution from its images to its result's planes, without im2col.
    void multiplyImages(const ProductRequest &request, const PackedWeights &a, float *c) const
    {
        const ImageRows images(request);
        const PackedActivations b = quantizeAndPack(images.rows(), m_options.format.activations, m_product, staticGamma(request),
                                                    m_options.engine.isa, m_options.engine.stop);
        multiplyToPlanes(a, b, m_options.config, m_options.engine, c, {request.itemRows, request.images->resultStride},
                         images.window());
    }

    /// With everything that an observer wants to see; the same results.
    void multiplyInView(const ProductRequest &request, const QuantizedMatrix &a, float *c) const
    {
        const QuantizedMatrix b = activationsOf(request);
        const ProductSums product = chipSums(makeOperands(a, b, m_mode), m_options.config, m_options.engine);
        toReal(request, product.sums, a, b, c);
        show(request, a, b, c, product.saturations);
    }

    /// The sums never leave the chip: c becomes codes in units of the next layer's gamma.
    void multiplyForNext(const ProductRequest &request, const Weights &a, const PpuLink &link, float *c) const
    {
        QuantizedMatrix b = activationsOf(request);
        std::vector<std::int32_t> sums(static_cast<std::size_t>(request.m * request.n));
        const std::int64_t saturations = multiplyToSums(a.packed, PackedActivations(b, m_product, m_options.engine.isa),
                                                        m_options.config, m_options.engine, SumLayout::RowsOfA, sums.data());
        if (m_options.observer) {
            std::vector<float> real(sums.size());
            toReal(request, sums, a.matrix, b, real.data());
            show(request, a.matrix, b, real.data(), saturations);
        }
        std::vector<float> gammas(static_cast<std::size_t>(request.m));
        for (std::int64_t m = 0; m < request.m; ++m) {
            gammas[static_cast<std::size_t>(m)] = a.matrix.gammaOf(m);
        }
        Node next;
        next.name = link.to;
        const PpuSettings settings = settingsFor(link, gammas, b.gammaOf(0), static_cast<float>(sumUnit(m_mode)),
                                                 m_options.scales->activationsOf(next), outputFor(m_mode), m_options.config);
        const PpuOutput output = applyPpu(sums, request.m, request.n, settings, m_options.config);
        for (std::int64_t i = 0; i < request.n * request.m; ++i) {
            const std::int64_t vector = i / request.m * output.vectors + i % request.m / outputVectorSize(OutputFormat::Vsq);
            c[i] = inTensor({.code = output.codes[static_cast<std::size_t>(i)],
                             .scale = output.vectors == 0 ? std::uint8_t{0} : output.scales[static_cast<std::size_t>(vector)]});
        }
    }

    void toReal(const ProductRequest &request, const std::vector<std::int32_t> &sums, const QuantizedMatrix &a,
                const QuantizedMatrix &b, float *c) const
    {
        const auto unit = static_cast<float>(sumUnit(m_mode));
        for (std::int64_t n = 0; n < request.n; ++n) {
            for (std::int64_t m = 0; m < request.m; ++m) {
                const auto sum = static_cast<float>(sums[static_cast<std::size_t>(m * request.n + n)]);
                c[n * request.m + m] = sum * unit * a.gammaOf(m) * b.gammaOf(n);
            }
        }
    }

    void show(const ProductRequest &request, const QuantizedMatrix &a, const QuantizedMatrix &b, const float *c,
              std::int64_t saturations) const
    {
        if (!m_options.observer) {
            return;
        }
        ProductRequest seen = request;
        const std::vector<float> values = takesCodes(request) ? dequantize(b) : std::vector<float>{};
        if (!values.empty()) {
            seen.b = values.data(); // what the codes stand for: the layer was given nothing else
        }
        m_options.observer({.request = seen, .a = a, .b = b, .c = c, .saturations = saturations});
    }

    BackendOptions m_options;
    Mode m_mode;
    ProductFormat m_product;
    OperandCache<Weights> m_weights;
    SharedActivations m_activations;
};

} // namespace

std::unique_ptr<ProductBackend> makeChipBackend(const BackendOptions &options)
{
    if (const auto obstacle = obstacleToProducts(options.config)) {
        throw *obstacle;
    }
    const auto mode = modeOf(options.format);
    if (!mode) {
        throw Error({}, "fidelity chip", "one of the chip's formats (vsq, int4, int8)", describe(options.format));
    }
    return std::make_unique<ChipBackend>(options, *mode);
}

} // namespace vsq
