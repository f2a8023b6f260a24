// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/packedproduct.h"

#include "core/base/transpose.h"
#include "core/engine/tileproduct.h"

namespace vsq {

using kernels::KernelSet;
using kernels::Step;

Step carefulStep(const ProductFormat &format, const ChipConfig &config)
{
    const bool even = config.rounding == ChipConfig::Rounding::NearestEven;
    if (!format.scaled()) {
        return config.overflow == ChipConfig::Overflow::Wrap ? Step::Plain : Step::Clamped;
    }
    if (config.scaleProduct == ChipConfig::ScaleProduct::Full) {
        return even ? Step::FullEvenClamped : Step::FullClamped;
    }
    return even ? Step::EvenClamped : Step::ScaledClamped;
}

Step fastStep(Step careful)
{
    return careful == Step::Clamped ? Step::Plain : careful == Step::ScaledClamped ? Step::Scaled : careful;
}

Step realStep(const ProductFormat &format)
{
    return format.scaled() ? Step::Exact : Step::Clamped;
}

namespace {

/// What becomes of finished sums, tile [columns, stride]. kColumnsAtOnce: wanted as soon as a few columns are done.
struct ToRowsOfA {
    static constexpr bool kColumnsAtOnce = false;
    std::int32_t *sums;
    std::int64_t n;
    int stride;

    void operator()(std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) const
    {
        for (int r = 0; r < rows; ++r) {
            std::int32_t *to = sums + (row + r) * n + column;
            for (int c = 0; c < columns; ++c) {
                to[c] = tile[c * stride + r];
            }
        }
    }
};

struct ToRowsOfB {
    static constexpr bool kColumnsAtOnce = true;
    std::int32_t *sums;
    std::int64_t m;
    int stride;

    void operator()(std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) const
    {
        for (int c = 0; c < columns; ++c) {
            std::copy_n(tile + c * stride, rows, sums + (column + c) * m + row);
        }
    }
};

struct ToFloat {
    static constexpr bool kColumnsAtOnce = true;
    const TileProduct &product;
    const PackedActivations &b;
    kernels::ScaleFunction scale;
    float unit;
    float *out;
    std::int64_t stride;
    const float *bias;

    void operator()(std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) const
    {
        float gammas[KernelSet::kMaxColumns];
        for (int i = 0; i < columns; ++i) {
            gammas[i] = b.gammaOf(product.rowOfB(column + i));
        }
        scale(tile, columns, rows, unit, product.a().gamma.data() + row, gammas, bias == nullptr ? nullptr : bias + row,
              out + column * stride + row, stride);
    }
};

/// Transposed on the way, a tile at a time.
struct ToPlanes {
    static constexpr bool kColumnsAtOnce = false;
    const TileProduct &product;
    const PackedActivations &b;
    kernels::ScaleFunction scale;
    float unit;
    float *out;
    PlaneLayout layout;

    void operator()(std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) const
    {
        const KernelSet &set = *product.a().kernels;
        float gammas[kBlockColumns];
        for (int i = 0; i < columns; ++i) {
            gammas[i] = b.gammaOf(product.rowOfB(column + i));
        }
        alignas(64) float values[kBlockColumns * kMostPanelRows];
        scale(tile, columns, rows, unit, product.a().gamma.data() + row, gammas, nullptr, values, set.panelRows);
        for (std::int64_t c = 0; c < columns;) {
            const std::int64_t item = (column + c) / layout.itemColumns;
            const std::int64_t inItem = (column + c) % layout.itemColumns;
            const std::int64_t here = std::min<std::int64_t>(columns - c, layout.itemColumns - inItem);
            transposeBlock(values + c * set.panelRows, set.panelRows, here, rows,
                           out + item * layout.itemStride + row * layout.itemColumns + inItem, layout.itemColumns);
            c += here;
        }
    }
};

void requireScales(const PackedWeights &a)
{
    if (a.data().gamma.empty()) {
        throw Error({{}, "packed product"}, "weights", "packed with their coarse scales", "none");
    }
}

kernels::ScaleFunction scaleFor(Step careful, const PackedWeights &a)
{
    return careful == Step::Exact ? a.data().kernels->scaleReal : a.data().kernels->scale;
}

/// What a unit of a sum is worth beside the gammas.
float unitOf(Step careful, const ProductFormat &format)
{
    return careful == Step::Exact ? 1.0F : static_cast<float>(format.unit());
}

void requireNoneClamped(std::int64_t saturations, const ProductFormat &format)
{
    if (saturations > 0) {
        throw Error({{}, "packed product"}, "sums of codes", "at most " + std::to_string(format.sumBits) + " bits", "more");
    }
}

std::int64_t toFloat(const PackedWeights &a, const PackedActivations &b, Step careful, const EngineOptions &options, float *c,
                     const std::optional<ConvolutionWindow> &window, const std::optional<ProductColumns> &columns = {},
                     const float *bias = nullptr)
{
    requireScales(a);
    const TileProduct product(a, b, careful, window, columns);
    const std::int64_t stride = columns ? columns->stride : product.rows();
    return product.run(options, ToFloat{product, b, scaleFor(careful, a), unitOf(careful, a.format()), c, stride, bias});
}

std::int64_t toPlanes(const PackedWeights &a, const PackedActivations &b, Step careful, const EngineOptions &options,
                      float *planes, const PlaneLayout &layout, const std::optional<ConvolutionWindow> &window)
{
    requireScales(a);
    const TileProduct product(a, b, careful, window);
    return product.run(options, ToPlanes{product, b, scaleFor(careful, a), unitOf(careful, a.format()), planes, layout});
}

} // namespace

std::int64_t multiplyToSums(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                            const EngineOptions &options, SumLayout layout, std::int32_t *sums,
                            const std::optional<ConvolutionWindow> &window)
{
    const TileProduct product(a, b, carefulStep(a.format(), config), window);
    const int stride = product.a().kernels->panelRows;
    if (layout == SumLayout::RowsOfA) {
        return product.run(options, ToRowsOfA{sums, product.columns(), stride});
    }
    return product.run(options, ToRowsOfB{sums, product.rows(), stride});
}

std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const std::optional<ConvolutionWindow> &window,
                             const float *bias)
{
    return toFloat(a, b, carefulStep(a.format(), config), options, c, window, {}, bias);
}

std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const ProductColumns &columns)
{
    return toFloat(a, b, carefulStep(a.format(), config), options, c, std::nullopt, columns);
}

std::int64_t multiplyToPlanes(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                              const EngineOptions &options, float *planes, const PlaneLayout &layout,
                              const std::optional<ConvolutionWindow> &window)
{
    return toPlanes(a, b, carefulStep(a.format(), config), options, planes, layout, window);
}

void multiplyUnrounded(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *c,
                       const std::optional<ConvolutionWindow> &window, const float *bias)
{
    requireNoneClamped(toFloat(a, b, realStep(a.format()), options, c, window, {}, bias), a.format());
}

void multiplyUnrounded(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *c,
                       const ProductColumns &columns)
{
    requireNoneClamped(toFloat(a, b, realStep(a.format()), options, c, std::nullopt, columns), a.format());
}

void multiplyUnroundedToPlanes(const PackedWeights &a, const PackedActivations &b, const EngineOptions &options, float *planes,
                               const PlaneLayout &layout, const std::optional<ConvolutionWindow> &window)
{
    requireNoneClamped(toPlanes(a, b, realStep(a.format()), options, planes, layout, window), a.format());
}

} // namespace vsq
