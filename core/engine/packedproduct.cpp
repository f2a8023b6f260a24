// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/packedproduct.h"

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
    float unit;
    float *out;

    void operator()(std::int64_t row, int rows, std::int64_t column, int columns, const std::int32_t *tile) const
    {
        float gammas[KernelSet::kMaxColumns];
        for (int i = 0; i < columns; ++i) {
            gammas[i] = b.gammaOf(product.rowOfB(column + i));
        }
        product.a().kernels->scale(tile, columns, rows, unit, product.a().gamma.data() + row, gammas,
                                   out + column * product.rows() + row, product.rows());
    }
};

} // namespace

std::int64_t ConvolutionWindow::pixel(std::int64_t n, std::int64_t s) const
{
    const std::int64_t x = n % outputWidth * strideX - padLeft + s % kernelWidth * dilationX;
    const std::int64_t y = n / outputWidth % outputHeight * strideY - padTop + s / kernelWidth * dilationY;
    if (x < 0 || x >= width || y < 0 || y >= height) {
        return -1;
    }
    return (n / (outputWidth * outputHeight) * height + y) * width + x;
}

std::int64_t multiplyToSums(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                            const EngineOptions &options, SumLayout layout, std::int32_t *sums,
                            const std::optional<ConvolutionWindow> &window)
{
    const TileProduct product(a, b, config, window);
    const int stride = product.a().kernels->panelRows;
    if (layout == SumLayout::RowsOfA) {
        return product.run(options, ToRowsOfA{sums, product.columns(), stride});
    }
    return product.run(options, ToRowsOfB{sums, product.rows(), stride});
}

std::int64_t multiplyToFloat(const PackedWeights &a, const PackedActivations &b, const ChipConfig &config,
                             const EngineOptions &options, float *c, const std::optional<ConvolutionWindow> &window)
{
    if (a.data().gamma.empty()) {
        throw Error({{}, "packed product"}, "weights", "packed with their coarse scales", "none");
    }
    const TileProduct product(a, b, config, window);
    return product.run(options, ToFloat{product, b, static_cast<float>(a.format().unit()), c});
}

} // namespace vsq
