// SPDX-License-Identifier: GPL-3.0-or-later
// How a matrix product becomes subtiles that fit the buffers, and what each costs (spec section 3, A-15, A-18, A-29).
//
// Units: m counts rows of A (features), n columns of C (rows of B: tokens, pixels), k elements along the reduction,
// vectors groups of VS elements. With convolutions n runs over PADDED columns; Plan::column() gives the real ones.
#pragma once

#include "core/chip/config.h"
#include "core/chip/mode.h"
#include "core/chip/outputformat.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// Geometry of a convolution, for A-29's lowering. K = channels * kernelHeight * kernelWidth.
struct ConvolutionShape {
    std::int64_t channels = 0; ///< of one group
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t outputHeight = 0;
    std::int64_t outputWidth = 0;
    bool operator==(const ConvolutionShape &) const = default;
};

/// What is to be computed: C [M,N] = A [M,K] B [N,K]^T.
struct ProductShape {
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    Mode mode = Mode::Vsq;
    OutputFormat output = OutputFormat::Sums;
    bool mayTranspose = false; ///< C^T = B A^T is as welcome; never taken where features share an output scale or a softmax
    double aDensity = 0.0;     ///< 0..1, 0 unknown: of two plans of equal cost the denser operand stands still
    double bDensity = 0.0;
    std::optional<ConvolutionShape> convolution; ///< then n = images * outputHeight * outputWidth
    bool operator==(const ProductShape &) const = default;
};

/// A part of the product that is resident in the buffers. Ranges are half-open; mBegin is a multiple of the lanes.
struct Subtile {
    std::int64_t mBegin = 0;
    std::int64_t mEnd = 0;
    std::int64_t nBegin = 0;
    std::int64_t nEnd = 0;
    std::int64_t vectorBegin = 0; ///< along K; a whole product unless the host adds parts
    std::int64_t vectorEnd = 0;
    std::int64_t firstCycle = 0; ///< of its fill phase, in the layer
    std::int64_t fillCycles = 0;
    std::int64_t computeCycles = 0;
    std::int64_t drainCycles = 0;
    std::int64_t firstTile = 0; ///< ordinal of its first tile in the layer

    [[nodiscard]] std::int64_t cycles() const { return fillCycles + computeCycles + drainCycles; }
    [[nodiscard]] std::int64_t vectors() const { return vectorEnd - vectorBegin; }
    bool operator==(const Subtile &) const = default;
};

/// One output tile: up to 16 rows of A by up to 16 columns, all its vectors along K.
struct Tile {
    std::int64_t ordinal = 0;    ///< within the subtile
    std::int64_t m = 0;          ///< first row of A; rows beyond Subtile::mEnd are padding
    std::int64_t rows = 0;       ///< 1 .. lanes
    std::int64_t n = 0;          ///< first (padded) column
    std::int64_t columns = 0;    ///< AD'
    std::int64_t firstCycle = 0; ///< within the subtile's compute phase
    std::int64_t cycles = 0;     ///< columns * vectors
    bool operator==(const Tile &) const = default;
};

struct Plan {
    ProductShape shape;                       ///< as asked for
    bool transposed = false;                  ///< executed as C^T = B A^T: the roles of A and B are swapped, m and n below too
    std::int64_t m = 0;                       ///< rows of the operand that stands still
    std::int64_t n = 0;                       ///< columns executed, padding included
    std::int64_t vectors = 0;                 ///< along K, convolution's padding included
    std::int64_t segments = 1;                ///< equal parts of K, each padded to whole vectors: a convolution's kernel taps
    OutputFormat output = OutputFormat::Sums; ///< what the PPU makes; Sums where the host adds parts
    int lanes = 16;                           ///< rows of a tile
    int tileColumns = 16;                     ///< columns of a full tile, AD
    int mTilesInside = 1;                     ///< M-tiles that run inside the n loop: 4 Vsq, 2 Int8Vector output (A-15), else 1
    int hostParts = 1;                        ///< > 1: K is split, the host adds the parts' sums in FP32 and post-processes
    std::string note;                         ///< one sentence where the product does not run as asked for, else empty
    std::vector<Subtile> subtiles;            ///< in order of execution

    std::int64_t rowLength = 0;       ///< pixels of an output row; 0: n is not padded
    std::int64_t paddedRowLength = 0; ///< the same rounded up to whole tiles (A-29)

    std::int64_t computeCycles = 0;
    std::int64_t fillDrainCycles = 0;

    [[nodiscard]] std::int64_t totalCycles() const { return computeCycles + fillDrainCycles; }
    [[nodiscard]] std::int64_t usefulMacs() const { return shape.m * shape.n * shape.k; }
    /// Useful MACs over what the multipliers could have done in totalCycles(), 0..1.
    [[nodiscard]] double utilisation() const;
    /// The row of B for a padded column, -1 for padding.
    [[nodiscard]] std::int64_t column(std::int64_t n) const;
    /// Number of tiles of a subtile, and tile by ordinal / by cycle within its compute phase, all in closed form.
    [[nodiscard]] std::int64_t tiles(const Subtile &subtile) const;
    [[nodiscard]] Tile tile(const Subtile &subtile, std::int64_t ordinal) const;
    [[nodiscard]] Tile tileAt(const Subtile &subtile, std::int64_t computeCycle) const;
    /// Index of the subtile that a cycle of the layer falls into; subtiles.size() at the end.
    [[nodiscard]] std::size_t subtileAt(std::int64_t cycle) const;
};

/// The cheapest plan, overhead counted. Throws Error when a dimension is not positive or when a single tile does not
/// fit the configured buffers.
Plan plan(const ProductShape &shape, const ChipConfig &config);

/// Whether a convolution of so many channels a group is packed by im2col: its kernel taps share vectors. Operands are
/// quantized so too: one segment a row in place of one a tap.
constexpr bool packsTaps(std::int64_t channels, const ChipConfig &config)
{
    return channels <= config.packedChannels;
}

/// Vectors along K: ceil(k / VS); convolutions pad the channels of every kernel tap to whole vectors, but those of few
/// channels are packed by im2col, as the first layer (A-29, ChipConfig::packedChannels).
std::int64_t vectorsAlongK(const ProductShape &shape, const ChipConfig &config);

} // namespace vsq
