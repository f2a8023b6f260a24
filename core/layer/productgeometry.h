// SPDX-License-Identifier: GPL-3.0-or-later
// Where a product's rows, columns and elements along K lie in the tensors of its network: pixel and channel of a convolution,
// token and head of an attention.
#pragma once

#include "core/layer/operandside.h"
#include "core/layer/runrecord.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vsq {

/// An element of a value of the network, row-major; index -1: a convolution's padding.
struct TensorElement {
    std::string value;
    std::int64_t index = -1;
    bool operator==(const TensorElement &) const = default;
};

/// A named coordinate: {"channel", 3}.
struct Coordinate {
    std::string name;
    std::int64_t at = 0;
    std::string text{}; ///< what stands there, where that is known: the word piece of a token
    bool operator==(const Coordinate &) const = default;
};

/// The coordinates of tokens with their word pieces.
std::vector<Coordinate> withTokens(std::vector<Coordinate> coordinates, const std::vector<std::string> &tokens);

/// One element of one of a layer's products.
struct ProductPosition {
    std::string layer;
    std::int64_t product = 0;
    std::int64_t m = 0;
    std::int64_t n = 0;
    bool operator==(const ProductPosition &) const = default;
};

/// The product's element that an element of a layer's output is, by the record's layouts: of a run that was read back too. Empty
/// where that is not known.
std::optional<ProductPosition> resultPosition(const RunRecord &record, const std::string &layer, std::int64_t index);

class ProductGeometry {
public:
    /// Of a node of a recorded run, whose values (its inputs and its output) must be there. The record must stay.
    ProductGeometry(const RunRecord &record, const Node &node);

    /// Convolution, Gemm or MatMul; others (Einsum) have no geometry that is known here.
    [[nodiscard]] bool isKnown() const { return m_kind != Kind::Unknown; }
    /// How its products lie in the node's output.
    [[nodiscard]] ResultLayout layout() const;
    /// The node's output element that C[m, n] of a product becomes, and the other way round.
    [[nodiscard]] TensorElement resultOf(const ProductPosition &position) const;
    [[nodiscard]] ProductPosition positionOf(std::int64_t index) const;
    /// The input element that A[row, k] or B[row, k] is.
    [[nodiscard]] std::optional<TensorElement> operandOf(OperandSide side, std::int64_t product, std::int64_t row,
                                                         std::int64_t k) const;
    /// "image", "channel", "y", "x" of a convolution's result; "head" (where there are several), "token", "feature" of others;
    /// "head", "query", "key" of attention's scores.
    [[nodiscard]] std::vector<Coordinate> coordinates(const ProductPosition &position) const;
    /// "channel", "y", "x" of the pixel that B[row, k] of a convolution is (y or x outside: padding); "feature" of others.
    [[nodiscard]] std::vector<Coordinate> operandCoordinates(std::int64_t product, std::int64_t row, std::int64_t k) const;

private:
    enum class Kind : std::uint8_t { Unknown, Convolution, Rows, Batched };
    struct Pixel {
        std::int64_t image = 0;
        std::int64_t channel = 0;
        std::int64_t y = 0;
        std::int64_t x = 0;
    };
    void convolution(const Tensor &x, const Tensor &w, const Tensor &y);
    [[nodiscard]] Pixel pixelOf(std::int64_t product, std::int64_t row, std::int64_t k) const;

    const Node *m_node;
    Kind m_kind = Kind::Unknown;
    const Graph *m_graph = nullptr;
    std::int64_t m_m = 0;
    std::int64_t m_n = 0; ///< columns of one product
    std::int64_t m_k = 0;
    std::int64_t m_count = 1;
    bool m_transX = false;  ///< Gemm: B lies as [K, N]
    bool m_transW = false;  ///< A lies as [K, M]
    bool m_sharedX = false; ///< one X for all products
    // Convolution.
    std::int64_t m_channels = 0; ///< of a group
    std::int64_t m_inputHeight = 1;
    std::int64_t m_inputWidth = 1;
    std::int64_t m_outputHeight = 1;
    std::int64_t m_outputWidth = 1;
    std::int64_t m_kernelHeight = 1;
    std::int64_t m_kernelWidth = 1;
    std::int64_t m_strideY = 1;
    std::int64_t m_strideX = 1;
    std::int64_t m_dilationY = 1;
    std::int64_t m_dilationX = 1;
    std::int64_t m_padTop = 0;
    std::int64_t m_padLeft = 0;
    bool m_hasPixels = false; ///< where each window begins is known (no auto_pad)
};

} // namespace vsq
