// SPDX-License-Identifier: GPL-3.0-or-later
// Activations quantized by their maxima and packed in one go, block by block: each block is read, quantized and written
// where the kernels want it while it is in the cache. The same codes and scales as quantizeActivations() and a packing.
#pragma once

#include "core/engine/activationrows.h"
#include "core/engine/packedoperand.h"
#include "core/quantize/vectorkernels.h"

#include <optional>
#include <stop_token>

namespace vsq {

class ActivationPacker {
public:
    /// What the packer can do: the plain maximum of signed codes. Others go by way of a QuantizedMatrix.
    static bool takes(const OperandFormat &activations, const Calibration &calibration)
    {
        return calibration.method == Calibration::Method::Max && !activations.isUnsigned
               && activations.search == ScaleSearch::None && activations.isTwoLevel()
               && (activations.granularity != Granularity::Vector || activations.scaleBits > 0);
    }

    /// Throws Error when the formats do not go together, and naming the place of a value that is not finite.
    ActivationPacker(const ActivationRows &source, const OperandFormat &activations, const ProductFormat &format, Isa isa,
                     std::stop_token stop = {});

    /// One gamma for each item from its data, or the given one for all. Throws Cancelled.
    PackedActivations pack(std::optional<float> staticGamma);

private:
    struct Block {
        std::int64_t item;
        std::int64_t first; ///< part
        std::int64_t count;
    };

    /// A thread's own, for the vectors of one part.
    struct Scratch {
        float *scales;
        kernels::CodeSums *sums;
    };

    template <typename Function>
    void forBlocks(const Function &function) const;
    [[nodiscard]] const float *read(const Block &block) const;
    void allocate();
    void findMaxima();
    void quantizeBlock(const Block &block);
    /// Parts `apart` floats from each other: as read() has them, or of one whole vector each.
    void quantizeVectorsOf(const Block &block, const float *x, std::int64_t apart, std::int8_t *codes,
                           const Scratch &scratch) const;
    void packPart(std::int64_t part, const float *x, std::int8_t *codes, const Scratch &scratch);
    void store(std::int64_t first, std::int64_t count, const Scratch &scratch);
    void scaleItems(std::optional<float> staticGamma);
    void scaleParts(std::int64_t begin, std::int64_t end);
    [[noreturn]] void throwNotFinite(std::int64_t part, const float *x) const;

    const ActivationRows &m_source;
    std::stop_token m_stop;
    OperandFormat m_activations;
    Isa m_isa;
    const kernels::KernelSet &m_set;
    bool m_vectors;       ///< scales a vector
    std::int64_t m_parts; ///< of all rows
    std::int64_t m_itemParts;
    std::int64_t m_blockParts;
    std::int64_t m_blocksPerItem;
    std::int64_t m_items;
    int m_offset;
    int m_shift;
    PackedActivations m_packed;
    std::vector<float> m_largest; ///< a block: largest magnitude, or largest scale of a vector
    BlockArray<float> m_squares;  ///< a vector: sum of the squared codes
    std::vector<float> m_itemGamma;
};

} // namespace vsq
