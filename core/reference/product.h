// SPDX-License-Identifier: GPL-3.0-or-later
// The one door through which every matrix product of a network goes.
#pragma once

#include "core/network/graph.h"

#include <cstdint>
#include <memory>

namespace vsq {

/// A convolution's images as they lie in memory, before im2col, for backends that read them themselves: [images, channels,
/// height, width], possibly a group of the channels of wider images.
struct ProductImages {
    const float *data = nullptr;  ///< first channel of the first image
    std::int64_t imageStride = 0; ///< floats from one image to the next
    std::int64_t images = 0;
    std::int64_t channels = 0;
    std::int64_t height = 1;
    std::int64_t width = 0;
    std::int64_t kernelHeight = 1;
    std::int64_t kernelWidth = 1;
    std::int64_t strideY = 1;
    std::int64_t strideX = 1;
    std::int64_t padTop = 0;
    std::int64_t padLeft = 0;
    std::int64_t dilationY = 1;
    std::int64_t dilationX = 1;
    std::int64_t outputHeight = 1;
    std::int64_t outputWidth = 0;
    std::int64_t resultStride = 0; ///< floats from one image's result to the next
    const float *bias = nullptr;   ///< [m], to be added; null: none. Only backends whose addsBias() said so see it
};

/// One matrix product C = A B^T as the lowering makes it: A [M,K], B [N,K] row-major float32, C is [N,M] row-major
/// (tokens x features, what the next operator wants).
///
/// The images of a batch are merged into N where A is constant: N = items * itemRows, item after item. A large convolution
/// comes in several requests of whole items (same node and index), so what a backend makes of B must not depend on which
/// items come together: scales taken from the data are to be taken per item.
///
/// Convolution: K runs over (r, s, c) with the channel c innermost, as the chip's vectors run over channels (spec A-29):
/// K = segments * segmentLength with segments = R*S and segmentLength = C/group. Each segment starts a new vector on the
/// chip, so a backend pads each to whole vectors. With few channels the taps are packed, as for a first layer, where the backend
/// wants them so (packsTaps()): one segment of R*S*C. Everything that is no convolution is one segment too.
struct ProductRequest {
    const Node *node = nullptr;
    std::int64_t index = 0; ///< which of the node's products (head, group), 0-based
    std::int64_t count = 1;
    std::int64_t m = 0;
    std::int64_t n = 0;
    std::int64_t k = 0;
    const float *a = nullptr;
    const float *b = nullptr;
    bool aIsConstant = false; ///< weights: may be quantized and packed once (key: node and index)
    /// A lies as [K,M], as networks store weights. Only backends whose takesTransposed() said so see it.
    bool aIsTransposed = false;
    std::int64_t segments = 1;
    std::int64_t segmentLength = 0; ///< k / segments
    std::int64_t itemRows = 0;      ///< rows of B that belong to one item of the batch; n is a multiple of it
    /// Where other than 0, requests with the same number have the same elements in B (several layers read one value), so that
    /// what is made of it can be made once.
    std::uint64_t bValue = 0;
    /// A and B hold the network's own integers, which fit eight bits with sign: what takes such codes need not choose scales.
    bool areCodes = false;
    /// Where not null, [m], to be added to each row of C. Only backends whose addsRowBias() said so see it.
    const float *rowBias = nullptr;
    /// Where not null, B is what im2col would make of these images (b is null), and C is wanted as [images, m, itemRows],
    /// the images' results resultStride apart. Only backends whose takesImages() said so see it.
    const ProductImages *images = nullptr;
};

/// [outer, inner] products of one node that are alike, neither operand constant (the heads of an attention), their operands
/// and results where the network has them: rows lie strides apart, so that nothing need be transposed or copied before.
struct ProductBatch {
    struct Place {
        std::int64_t outer = 0; ///< floats from one of the outer products to the next; 0: all have the same
        std::int64_t inner = 0;
        std::int64_t row = 0; ///< floats from one row, as it lies, to the next
    };

    ProductRequest first; ///< of index 0, a and b with it; count is outer * inner
    std::int64_t outer = 1;
    std::int64_t inner = 1;
    Place a;
    Place b;
    Place c;

    [[nodiscard]] static std::int64_t offset(const Place &place, std::int64_t index, std::int64_t inner)
    {
        return index / inner * place.outer + index % inner * place.inner;
    }
    /// The one of that index. Its rows lie a.row and b.row apart.
    [[nodiscard]] ProductRequest at(std::int64_t index) const
    {
        ProductRequest one = first;
        one.index = index;
        one.a += offset(a, index, inner);
        one.b += offset(b, index, inner);
        return one;
    }
    [[nodiscard]] std::int64_t offsetOfC(std::int64_t index) const { return offset(c, index, inner); }
};

class ProductBackend {
public:
    virtual ~ProductBackend() = default;
    /// Whether the backend wants this convolution (b and images are not set yet) as images in place of im2col's rows.
    [[nodiscard]] virtual bool takesImages(const ProductRequest &request) const
    {
        static_cast<void>(request);
        return false;
    }
    /// Whether the kernel taps of a convolution of so many channels a group share vectors: one segment in place of one a tap.
    [[nodiscard]] virtual bool packsTaps(std::int64_t channels) const
    {
        static_cast<void>(channels);
        return false;
    }
    /// Whether A may come as [K,M]: the executor then has nothing to transpose and to keep.
    [[nodiscard]] virtual bool takesTransposed(bool aIsConstant) const
    {
        static_cast<void>(aIsConstant);
        return false;
    }
    /// Whether a convolution's bias may come with its images.
    [[nodiscard]] virtual bool addsBias() const { return false; }
    /// Whether the bias behind a product of weights may come with it, as the last thing that is done to a result.
    [[nodiscard]] virtual bool addsRowBias() const { return false; }
    /// Whether products are computed as the network means them, so that integers may be summed exactly elsewhere.
    [[nodiscard]] virtual bool isExact() const { return false; }
    /// Whether a node's products (heads, groups) may be handed over in any order, from several threads at a time.
    [[nodiscard]] virtual bool takesAnyOrder() const { return false; }
    /// Writes C [N,M].
    virtual void multiply(const ProductRequest &request, float *c) = 0;
    /// All products of the batch, c being where the first one's result begins; false: nothing was done, and the caller goes on
    /// one by one with operands whose rows follow each other.
    virtual bool multiplyBatch(const ProductBatch &batch, float *c)
    {
        static_cast<void>(batch), static_cast<void>(c);
        return false;
    }
    /// Softmax (base e) of each of the rows in place, where the backend has a unit of its own for this node; false, with x
    /// as it was: the host computes it. No rows: only the question.
    virtual bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width)
    {
        static_cast<void>(node), static_cast<void>(x), static_cast<void>(rows), static_cast<void>(width);
        return false;
    }
};

/// FP32 products (Eigen), with the widest instruction set of the machine or what VSQ_ISA says.
std::unique_ptr<ProductBackend> makeFloatBackend();

} // namespace vsq
