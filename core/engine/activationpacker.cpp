// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/activationpacker.h"

#include "core/base/error.h"
#include "core/base/handover.h"
#include "core/engine/codeview.h"
#include "core/engine/stopped.h"
#include "core/quantize/rounder.h"
#include "core/quantize/vectorkernels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vsq {

namespace {

constexpr std::int64_t kBlockFloats = 8192;   ///< 32 KiB of floats and 8 KiB of codes: what the nearest caches hold
constexpr std::int64_t kSerialFloats = 32768; ///< fewer are quantized before another thread is awake

} // namespace

ActivationPacker::ActivationPacker(const ActivationRows &source, const OperandFormat &activations, const ProductFormat &format,
                                   Isa isa, std::stop_token stop)
    : m_source(source), m_stop(std::move(stop)), m_activations(activations), m_isa(resolve(isa)),
      m_set(kernelsFor(format, m_isa)), m_vectors(activations.granularity == Granularity::Vector),
      m_parts(source.rows() * source.segments()), m_itemParts(source.itemRows() * source.segments())
{
    validate(format);
    validate(activations);
    requireFits(activations, format.bitsB, format.unsignedB, "B");
    if (m_parts > 0 && (m_itemParts < 1 || m_parts % m_itemParts != 0)) {
        throw Error({}, "rows that share a coarse scale", "a divisor of " + std::to_string(m_parts), std::to_string(m_itemParts));
    }
    m_packed.m_format = format;
    m_packed.m_isa = m_isa;
    m_items = m_parts == 0 ? 0 : m_parts / m_itemParts;
    m_blockParts = std::clamp<std::int64_t>(kBlockFloats / std::max<std::int64_t>(1, source.stride()), 1,
                                            std::max<std::int64_t>(1, m_itemParts));
    m_blocksPerItem = m_parts == 0 ? 0 : (m_itemParts + m_blockParts - 1) / m_blockParts;
    m_offset = m_set.offsetCodes && !format.unsignedA ? 1 << (format.bitsA - 1) : 0;
    m_shift = scaleShifts(format).b;
}

template <typename Function>
void ActivationPacker::forBlocks(const Function &function) const
{
    const auto blockAt = [this](std::int64_t index) {
        const std::int64_t item = index / m_blocksPerItem;
        const std::int64_t begin = index % m_blocksPerItem * m_blockParts;
        return Block{item, item * m_itemParts + begin, std::min(m_blockParts, m_itemParts - begin)};
    };
    const std::int64_t blocks = m_items * m_blocksPerItem;
    if (m_parts * m_source.stride() <= kSerialFloats || tbb::this_task_arena::max_concurrency() == 1) {
        for (std::int64_t i = 0; i < blocks; ++i) {
            throwIfStopped(m_stop);
            function(i, blockAt(i));
        }
    } else {
        handOver(
            [&](std::int64_t i) {
                throwIfStopped(m_stop);
                function(i, blockAt(i));
            },
            [&](const auto &body) { tbb::parallel_for(std::int64_t{0}, blocks, body); });
    }
}

const float *ActivationPacker::read(const Block &block) const
{
    thread_local std::vector<float> scratch;
    const auto size = static_cast<std::size_t>(block.count * m_source.stride());
    if (scratch.size() < size) {
        scratch.resize(size);
    }
    return m_source.read(block.first, block.count, scratch.data());
}

void ActivationPacker::allocate()
{
    const int size = m_packed.m_format.vectorSize;
    PackedActivations &to = m_packed;
    to.m_rows = m_source.rows();
    to.m_segments = m_source.segments();
    to.m_columns = m_source.segments() * m_source.length();
    to.m_vectors = (m_source.length() + size - 1) / size;
    const auto parts = static_cast<std::size_t>(m_parts + 1);
    const auto vectors = static_cast<std::size_t>(to.m_vectors);
    to.m_packed = AlignedBytes(parts * vectors * static_cast<std::size_t>(size * m_set.codeBytes));
    to.m_aux = BlockArray<kernels::VectorAux>(parts * vectors);
    to.m_totals = BlockArray<std::int32_t>(parts);
    to.m_scaledSquares = BlockArray<float>(parts);
    to.m_codeSquares = BlockArray<float>(parts);
    const auto zeros = static_cast<std::size_t>(m_parts); // the row that stands for padding
    std::fill_n(to.m_aux.data() + zeros * vectors, vectors, kernels::VectorAux{0, 0});
    to.m_totals[zeros] = 0;
    to.m_scaledSquares[zeros] = 0.0F;
    to.m_codeSquares[zeros] = 0.0F;
    if (!m_vectors) {
        std::fill_n(to.m_scaledSquares.data(), parts, 0.0F);
    }
    const std::size_t rowBytes = vectors * static_cast<std::size_t>(size * m_set.codeBytes);
    std::fill_n(to.m_packed.data() + static_cast<std::size_t>(m_parts) * rowBytes, rowBytes, std::uint8_t{0});
    m_largest.assign(static_cast<std::size_t>(m_items * m_blocksPerItem), 0.0F);
    m_squares = BlockArray<float>(m_vectors ? static_cast<std::size_t>(m_parts) * vectors : 0);
}

PackedActivations ActivationPacker::pack(std::optional<float> staticGamma)
{
    if (staticGamma && !(*staticGamma >= 0.0F && *staticGamma <= std::numeric_limits<float>::max())) {
        throw Error({{}, "gamma"}, "static scale of activations", "a finite value of at least 0", std::to_string(*staticGamma));
    }
    allocate();
    if (!m_vectors) {
        findMaxima();
        scaleItems(staticGamma);
    }
    forBlocks([this](std::int64_t index, const Block &block) {
        m_largest[static_cast<std::size_t>(index)] = 0.0F;
        quantizeBlock(block);
    });
    if (m_vectors) {
        scaleItems(staticGamma);
        forBlocks([this](std::int64_t, const Block &block) { scaleParts(block.first, block.first + block.count); });
    }
    m_packed.findMost();
    return std::move(m_packed);
}

void ActivationPacker::findMaxima()
{
    forBlocks([this](std::int64_t index, const Block &block) {
        const float *x = read(block);
        const std::uint32_t most = kernels::largestMagnitude(x, block.count * m_source.stride());
        if (most >= kernels::kNotFinite) {
            for (std::int64_t i = 0; i < block.count; ++i) {
                if (kernels::largestMagnitude(x + i * m_source.stride(), m_source.length()) >= kernels::kNotFinite) {
                    throwNotFinite(block.first + i, x + i * m_source.stride());
                }
            }
        }
        m_largest[static_cast<std::size_t>(index)] = std::bit_cast<float>(most);
    });
}

void ActivationPacker::quantizeBlock(const Block &block)
{
    thread_local std::vector<float> scales;
    thread_local std::vector<std::int8_t> bytes;
    thread_local std::vector<kernels::CodeSums> sums;
    const std::int64_t vectors = m_packed.m_vectors;
    const std::int64_t padded = vectors * m_packed.m_format.vectorSize;
    const auto blockVectors = static_cast<std::size_t>(block.count * vectors);
    if (sums.size() < blockVectors) {
        sums.resize(blockVectors);
        scales.resize(blockVectors);
    }
    std::uint8_t *place = m_packed.m_packed.data() + static_cast<std::size_t>(block.first * padded * m_set.codeBytes);
    auto *codes = reinterpret_cast<std::int8_t *>(place);
    if (m_set.codeBytes == 2) {
        bytes.resize(std::max(bytes.size(), static_cast<std::size_t>(block.count * padded)));
        codes = bytes.data();
    }
    const bool isOneVector = m_vectors && vectors == 1 && m_source.length() == padded;
    const PartsApart parts = isOneVector ? m_source.lying(block.first) : PartsApart{};
    if (parts.first != nullptr) {
        quantizeVectorsOf(block, parts.first, parts.apart, codes, {scales.data(), sums.data()});
    } else {
        const float *x = read(block);
        const std::int64_t stride = m_source.stride();
        // Where rows follow each other without gaps, their vectors do as well.
        const bool together = m_vectors && stride == padded;
        if (together) {
            quantizeVectorsOf(block, x, stride, codes, {scales.data(), sums.data()});
        }
        for (std::int64_t i = 0; !together && i < block.count; ++i) {
            packPart(block.first + i, x + i * stride, codes + i * padded,
                     {scales.data() + i * vectors, sums.data() + i * vectors});
        }
    }
    store(block.first, block.count, {scales.data(), sums.data()});
    if (m_set.codeBytes == 2) {
        std::copy_n(codes, block.count * padded, reinterpret_cast<std::int16_t *>(place));
    }
    const std::int64_t index = block.item * m_blocksPerItem + (block.first - block.item * m_itemParts) / m_blockParts;
    m_largest[static_cast<std::size_t>(index)] = m_vectors ? *std::max_element(scales.data(), scales.data() + blockVectors)
                                                           : 0.0F;
}

void ActivationPacker::quantizeVectorsOf(const Block &block, const float *x, std::int64_t apart, std::int8_t *codes,
                                         const Scratch &scratch) const
{
    const std::int64_t stride = m_source.stride();
    const int size = m_packed.m_format.vectorSize;
    const int most = largestCode(m_activations);
    const std::uint32_t largest =
        apart == stride ? kernels::quantizeVectors(x, block.count * stride, size, most, scratch.scales, codes, scratch.sums)
                        : kernels::quantizeRows(x, apart, block.count, size, most, scratch.scales, codes, scratch.sums);
    if (largest < kernels::kNotFinite) {
        return;
    }
    std::int64_t i = 0;
    while (kernels::largestMagnitude(x + i * apart, stride) < kernels::kNotFinite) {
        ++i;
    }
    throwNotFinite(block.first + i, x + i * apart);
}

void ActivationPacker::packPart(std::int64_t part, const float *x, std::int8_t *codes, const Scratch &scratch)
{
    const std::int64_t count = m_source.stride();
    const std::int64_t padded = m_packed.m_vectors * m_packed.m_format.vectorSize;
    if (m_vectors) {
        quantizeVectorsOf({0, part, 1}, x, count, codes, scratch);
    } else {
        const int qmax = largestCode(m_activations);
        const float gamma = m_itemGamma[static_cast<std::size_t>(part / m_itemParts)];
        if (gamma > 0.0F) {
            kernels::encode(x, count, gamma, -qmax, qmax, codes);
        } else {
            std::fill_n(codes, count, std::int8_t{0});
        }
    }
    std::fill(codes + count, codes + padded, std::int8_t{0});
    if (!m_vectors) {
        kernels::sumCodes(codes, m_packed.m_vectors, m_packed.m_format.vectorSize, scratch.sums);
    }
}

void ActivationPacker::store(std::int64_t first, std::int64_t count, const Scratch &scratch)
{
    const std::int64_t vectors = m_packed.m_vectors;
    const std::int32_t mask = m_set.halfCorrection ? 0xffff : -1;
    const std::int32_t factor = -m_offset;
    kernels::VectorAux *aux = m_packed.m_aux.data() + first * vectors;
    const kernels::CodeSums *sums = scratch.sums;
    if (m_vectors) {
        // The scale waits here as a real number until the item's largest is known.
        float *squares = m_squares.data() + first * vectors;
        for (std::int64_t i = 0; i < count * vectors; ++i) {
            aux[i] = {(factor * sums[i].sum) & mask, std::bit_cast<std::int32_t>(scratch.scales[i])};
            squares[i] = static_cast<float>(sums[i].square);
        }
    } else {
        for (std::int64_t i = 0; i < count * vectors; ++i) {
            aux[i] = {(factor * sums[i].sum) & mask, 0};
        }
    }
    std::int32_t *totals = m_packed.m_totals.data() + first;
    float *codeSquares = m_packed.m_codeSquares.data() + first;
    for (std::int64_t part = 0; part < count; ++part, sums += vectors) {
        std::int64_t square = 0;
        std::int32_t total = 0;
        for (std::int64_t v = 0; v < vectors; ++v) {
            total += factor * sums[v].sum;
            square += sums[v].square;
        }
        totals[part] = total;
        codeSquares[part] = PackedActivations::roundedUp(static_cast<double>(square));
    }
}

void ActivationPacker::scaleItems(std::optional<float> staticGamma)
{
    const auto divisor = static_cast<float>(m_vectors ? (1 << m_activations.scaleBits) - 1 : largestCode(m_activations));
    m_itemGamma.assign(static_cast<std::size_t>(m_items), staticGamma.value_or(0.0F));
    for (std::int64_t item = 0; item < m_items && !staticGamma; ++item) {
        const auto first = m_largest.begin() + item * m_blocksPerItem;
        m_itemGamma[static_cast<std::size_t>(item)] = *std::max_element(first, first + m_blocksPerItem) / divisor;
    }
    if (m_items > 1) {
        m_packed.m_gamma.resize(static_cast<std::size_t>(m_source.rows()));
        for (std::int64_t item = 0; item < m_items; ++item) {
            std::fill_n(m_packed.m_gamma.begin() + item * m_source.itemRows(), m_source.itemRows(),
                        m_itemGamma[static_cast<std::size_t>(item)]);
        }
    } else {
        m_packed.m_gamma.assign(1, m_items == 1 ? m_itemGamma.front() : 1.0F);
    }
}

void ActivationPacker::scaleParts(std::int64_t begin, std::int64_t end)
{
    const auto largest = static_cast<float>((1 << m_activations.scaleBits) - 1);
    const float gamma = m_itemGamma[static_cast<std::size_t>(begin / m_itemParts)];
    const std::int64_t vectors = m_packed.m_vectors;
    const std::int64_t count = (end - begin) * vectors;
    const int shift = m_shift;
    kernels::VectorAux *aux = m_packed.m_aux.data() + begin * vectors;
    float *squares = m_squares.data() + begin * vectors; // they become scaled ones, exact but for their last bits
    for (std::int64_t i = 0; i < count; ++i) {
        const auto real = std::bit_cast<float>(aux[i].scale);
        const float scale = gamma > 0.0F ? (std::min(real / gamma, largest) + kRounder) - kRounder : 0.0F;
        aux[i].scale = static_cast<std::int32_t>(scale) << shift;
        squares[i] *= scale * scale;
    }
    float *sums = m_packed.m_scaledSquares.data() + begin;
    for (std::int64_t part = 0; part < end - begin; ++part, squares += vectors) {
        double square = 0.0;
        for (std::int64_t v = 0; v < vectors; ++v) {
            square += static_cast<double>(squares[v]);
        }
        sums[part] = PackedActivations::roundedUp(square);
    }
}

void ActivationPacker::throwNotFinite(std::int64_t part, const float *x) const
{
    const float *bad = std::find_if(x, x + m_source.length(), [](float v) { return !std::isfinite(v); });
    throw Error({{}, m_source.placeOf(part, bad - x)}, "matrix to quantize", "finite values",
                std::isnan(*bad) ? "NaN" : "infinity");
}

} // namespace vsq
