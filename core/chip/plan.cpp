// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/plan.h"

#include "core/base/checked.h"
#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace vsq {
namespace {

constexpr std::int64_t kMostSubtiles = std::int64_t{1} << 22;

void check(const ProductShape &shape)
{
    const auto positive = [](std::int64_t value, const char *what) {
        if (value <= 0) {
            throw Error({}, fmt::format("matrix product's {}", what), "at least 1", fmt::format("{}", value));
        }
    };
    positive(shape.m, "M");
    positive(shape.n, "N");
    positive(shape.k, "K");
    if (!shape.convolution) {
        return;
    }
    const ConvolutionShape &c = *shape.convolution;
    positive(c.channels, "convolution channels");
    positive(c.outputHeight, "output height");
    positive(c.outputWidth, "output width");
    if (c.channels * c.kernelHeight * c.kernelWidth != shape.k) {
        throw Error({}, "convolution's K", fmt::format("{} x {} x {}", c.channels, c.kernelHeight, c.kernelWidth),
                    fmt::format("{}", shape.k));
    }
    if (shape.n % (c.outputHeight * c.outputWidth) != 0) {
        throw Error({}, "convolution's N", fmt::format("a multiple of {} x {}", c.outputHeight, c.outputWidth),
                    fmt::format("{}", shape.n));
    }
}

/// M-tiles whose values share an output scale, so that a subtile must hold all of them; else 1.
std::int64_t tilesOfVector(OutputFormat output, const ChipConfig &config)
{
    const int values = output == OutputFormat::Int8Vector ? config.int8ScaleVector : outputVectorSize(output);
    return std::max(1, values / config.lanes);
}

/// Output-buffer words of one column of a subtile with so many rows.
std::int64_t outputWords(OutputFormat output, std::int64_t rows, const ChipConfig &config)
{
    const int codes = codesPerOutputWord(output);
    if (codes == 0) {
        return 0;
    }
    if (output == OutputFormat::Vsq || output == OutputFormat::Int8Vector) {
        const int vector = output == OutputFormat::Vsq ? outputVectorSize(output) : config.int8ScaleVector;
        return ceilDiv(rows, vector) * ceilDiv(vector, codes);
    }
    return ceilDiv(rows, codes);
}

/// A size of subtile that fits, and how many of them the product needs.
struct Split {
    std::int64_t mTiles = 0;
    std::int64_t columns = 0;
    std::int64_t mBlocks = 0;
    std::int64_t nBlocks = 0;
    [[nodiscard]] std::int64_t blocks() const { return mBlocks * nBlocks; }
};

/// Names the field that leaves no room for the smallest subtile: the M-tiles of an output vector by the fewest columns.
[[noreturn]] void nothingFits(const Plan &plan, std::int64_t vectors, const ChipConfig &config)
{
    const auto need = [](const char *field, std::int64_t least, std::int64_t found, const std::string &why) {
        if (found < least) {
            throw Error({{}, "chip configuration"}, fmt::format("field '{}'", field), fmt::format("at least {} ({})", least, why),
                        std::to_string(found));
        }
    };
    const int codes = codesPerOutputWord(plan.output);
    if (codes % config.lanes != 0) {
        throw Error({{}, "chip configuration"}, "field 'lanes'", fmt::format("a divisor of an output word's {} codes", codes),
                    std::to_string(config.lanes));
    }
    const std::int64_t tiles = std::min(tilesOfVector(plan.output, config), ceilDiv(plan.m, plan.lanes));
    const std::int64_t columns = plan.rowLength > 0 ? plan.tileColumns : 1;
    const std::string sharing = fmt::format("the {} M-tiles that share an output scale", tiles);
    need("scaleEntries", tiles, config.scaleEntries, sharing);
    need("aBankEntries", tiles * vectors, config.aBankEntries, fmt::format("{}, {} vectors each", sharing, vectors));
    need("bBufferEntries", columns * vectors, config.bBufferEntries,
         fmt::format("{} {} of {} vectors", columns, columns == 1 ? "column" : "columns", vectors));
    const std::int64_t words = outputWords(plan.output, std::min(tiles * plan.lanes, plan.m), config);
    need("outputWords", columns * words, config.outputWords,
         fmt::format("{} {} of {} words", columns, columns == 1 ? "column" : "columns", words));
    throw Error({{}, "plan"}, "subtile", "one that fits the buffers", "none");
}

/// The fewest subtiles for M-tiles x n columns x vectors: products cost the same cycles however they are cut at tile
/// borders, so the cheapest split is the one with the fewest overheads. Equal: fewest words brought in from outside.
Split cheapestSplit(const Plan &plan, std::int64_t vectors, const ChipConfig &config)
{
    const std::int64_t tilesOfM = ceilDiv(plan.m, plan.lanes);
    const std::int64_t most = std::min<std::int64_t>({tilesOfM, config.aBankEntries / vectors, config.scaleEntries});
    const std::int64_t group = tilesOfVector(plan.output, config);
    const bool streams = config.operandSupply == ChipConfig::Operands::Streaming;
    Split best;
    auto bestKey = std::tuple(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max());
    for (std::int64_t mTiles = 1; mTiles <= most; ++mTiles) {
        if (mTiles % group != 0 && mTiles != tilesOfM) {
            continue;
        }
        std::int64_t columns = std::min<std::int64_t>(plan.n, config.bBufferEntries / vectors);
        const std::int64_t words = outputWords(plan.output, std::min(mTiles * plan.lanes, plan.m), config);
        if (words > 0 && !streams) {
            columns = std::min(columns, config.outputWords / words);
        }
        if (plan.rowLength > 0) {
            columns -= columns % plan.tileColumns;
        }
        if (columns <= 0) {
            continue;
        }
        Split split{mTiles, columns, ceilDiv(tilesOfM, mTiles), ceilDiv(plan.n, columns)};
        const std::int64_t words264 = tilesOfM * plan.lanes + plan.n * split.mBlocks;
        if (const auto key = std::tuple(split.blocks(), words264); key < bestKey) {
            bestKey = key;
            best = split;
        }
    }
    if (best.blocks() == 0) {
        nothingFits(plan, vectors, config);
    }
    // The same number of blocks, but of even size and cut at whole tiles where that costs no further block.
    const std::int64_t groups = ceilDiv(tilesOfM, group);
    if (const std::int64_t even = ceilDiv(groups, best.mBlocks) * group; even <= best.mTiles) {
        best.mTiles = even;
    }
    const std::int64_t even = ceilDiv(ceilDiv(plan.n, best.nBlocks), plan.tileColumns) * plan.tileColumns;
    best.columns = std::min(best.columns, even);
    return best;
}

void cut(Plan &plan, const ChipConfig &config)
{
    const std::int64_t group = std::min(tilesOfVector(plan.output, config), ceilDiv(plan.m, plan.lanes));
    const std::int64_t mostVectors = std::min<std::int64_t>(config.aBankEntries / group, config.bBufferEntries);
    if (mostVectors < plan.vectors) {
        const std::int64_t most = std::min<std::int64_t>(config.aBankEntries, config.bBufferEntries);
        const int size = vectorSize(plan.shape.mode);
        plan.hostParts = static_cast<int>(ceilDiv(plan.vectors, std::max<std::int64_t>(most, 1)));
        plan.note = fmt::format("{} vectors along K are beyond the {} (K <= {}) that {} output can have resident: ", plan.vectors,
                                mostVectors, mostVectors * size, nameOf(plan.output));
        plan.note += plan.hostParts > 1
                         ? fmt::format("the host splits K into {} parts and adds their sums in FP32", plan.hostParts)
                         : std::string("the chip delivers sums and the host post-processes them");
        plan.output = OutputFormat::Sums;
        plan.mTilesInside = 1;
    }
    const std::int64_t overhead = plan.output == OutputFormat::Vsq ? config.fillDrainCyclesVsq : config.fillDrainCycles;
    std::int64_t cycle = 0;
    std::int64_t tile = 0;
    for (std::int64_t part = 0; part < plan.hostParts; ++part) {
        const std::int64_t from = part * plan.vectors / plan.hostParts;
        const std::int64_t to = (part + 1) * plan.vectors / plan.hostParts;
        const Split split = cheapestSplit(plan, to - from, config);
        if (split.blocks() * plan.hostParts > kMostSubtiles) {
            throw Error({}, "product's subtiles", fmt::format("at most {}", kMostSubtiles),
                        fmt::format("{}", split.blocks() * plan.hostParts));
        }
        const std::int64_t rows = split.mTiles * plan.lanes;
        for (std::int64_t m = 0; m < plan.m; m += rows) {
            for (std::int64_t n = 0; n < plan.n; n += split.columns) {
                Subtile subtile;
                subtile.mBegin = m;
                subtile.mEnd = std::min(m + rows, plan.m);
                subtile.nBegin = n;
                subtile.nEnd = std::min(n + split.columns, plan.n);
                subtile.vectorBegin = from;
                subtile.vectorEnd = to;
                subtile.firstCycle = cycle;
                subtile.fillCycles = overhead / 2;
                subtile.drainCycles = overhead - overhead / 2;
                subtile.computeCycles = ceilDiv(subtile.mEnd - m, plan.lanes) * (subtile.nEnd - n) * (to - from);
                subtile.firstTile = tile;
                cycle += subtile.cycles();
                tile += plan.tiles(subtile);
                plan.computeCycles += subtile.computeCycles;
                plan.fillDrainCycles += overhead;
                plan.subtiles.push_back(subtile);
            }
        }
    }
}

Plan straight(const ProductShape &shape, const ChipConfig &config, bool transposed)
{
    Plan plan;
    plan.shape = shape;
    plan.transposed = transposed;
    plan.m = transposed ? shape.n : shape.m;
    plan.n = transposed ? shape.m : shape.n;
    plan.vectors = vectorsAlongK(shape, config);
    if (const auto &c = shape.convolution; c && !packsTaps(c->channels, config)) {
        plan.segments = c->kernelHeight * c->kernelWidth;
    }
    plan.output = shape.output;
    plan.lanes = config.lanes;
    plan.tileColumns = config.collectorEntries;
    plan.mTilesInside = config.vsqTilesInside ? static_cast<int>(tilesOfVector(shape.output, config)) : 1;
    if (shape.convolution && config.convolutionColumns == ChipConfig::ConvolutionColumns::PaddedRows
        && shape.convolution->outputWidth >= config.convolutionFlatBelow) {
        plan.rowLength = shape.convolution->outputWidth;
        plan.paddedRowLength = ceilDiv(plan.rowLength, plan.tileColumns) * plan.tileColumns;
        plan.n = shape.n / plan.rowLength * plan.paddedRowLength;
    }
    cut(plan, config);
    return plan;
}

} // namespace

std::int64_t vectorsAlongK(const ProductShape &shape, const ChipConfig &config)
{
    const std::int64_t size = vectorSize(shape.mode);
    if (shape.convolution && !packsTaps(shape.convolution->channels, config)) {
        const ConvolutionShape &c = *shape.convolution;
        return c.kernelHeight * c.kernelWidth * ceilDiv(c.channels, size);
    }
    return ceilDiv(shape.k, size);
}

Plan plan(const ProductShape &shape, const ChipConfig &config)
{
    check(shape);
    Plan asIs = straight(shape, config, false);
    const bool alongM = outputVectorSize(shape.output) > 0 || shape.output == OutputFormat::Softmax;
    if (!shape.mayTranspose || shape.convolution || alongM) {
        return asIs;
    }
    Plan swapped = straight(shape, config, true);
    const auto key = [](const Plan &plan, double standing) { return std::tuple(plan.totalCycles(), -standing); };
    return key(swapped, shape.bDensity) < key(asIs, shape.aDensity) ? swapped : asIs;
}

} // namespace vsq
