// SPDX-License-Identifier: GPL-3.0-or-later
// Operands as the kernels want them (kernels/tile.h): weights once, activations each time.
#pragma once

#include "core/engine/alignedbytes.h"
#include "core/engine/isa.h"
#include "core/engine/kernels/tile.h"
#include "core/engine/productformat.h"
#include "core/engine/weightbytes.h"
#include "core/quantize/quantizer.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace vsq {

struct CodeView;
struct Operand;

/// A's panels. Immutable and cheap to copy: copies share the panels. Holds no reference to what it was made from.
class PackedWeights {
public:
    PackedWeights() = default;
    /// Throws Error when a code or a scale is out of the format's range, or this machine lacks the instruction set; Cancelled.
    PackedWeights(const Operand &operand, Mode mode, Isa isa = Isa::Auto, const std::stop_token &stop = {});
    PackedWeights(const QuantizedMatrix &matrix, const ProductFormat &format, Isa isa = Isa::Auto,
                  const std::stop_token &stop = {});
    PackedWeights(const CodeView &codes, const ProductFormat &format, std::vector<float> gamma, Isa isa,
                  const std::stop_token &stop = {});

    [[nodiscard]] bool isEmpty() const { return d == nullptr; }
    [[nodiscard]] std::int64_t rows() const { return d->rows; }
    [[nodiscard]] std::int64_t columns() const { return d->columns; }
    [[nodiscard]] std::int64_t segments() const { return d->segments; }
    [[nodiscard]] const ProductFormat &format() const { return d->format; }
    [[nodiscard]] Isa isa() const { return d->isa; }
    [[nodiscard]] std::size_t byteSize() const { return d->data.size(); }

    struct Data {
        ProductFormat format;
        Isa isa = Isa::Portable;
        const kernels::KernelSet *kernels = nullptr;
        std::int64_t rows = 0;
        std::int64_t columns = 0;
        std::int64_t segments = 1;
        std::int64_t vectors = 0;
        std::size_t vectorBytes = 0;    ///< of one vector of K of a panel
        WeightBytes data;               ///< [panels, vectors, vectorBytes]
        std::vector<double> scaledNorm; ///< a panel: the largest sqrt(sum (code * scale)^2) of its rows
        std::vector<double> codeNorm;   ///< a panel: the largest sqrt(sum code^2)
        std::vector<float> gamma;       ///< [panels * panelRows]; empty where none was given
    };
    [[nodiscard]] const Data &data() const { return *d; }

private:
    friend class ColumnPacker;
    friend class ConstantPacker;
    explicit PackedWeights(std::shared_ptr<const Data> data) : d(std::move(data)) {}
    /// Panels to be written, for a matrix of the view's shape.
    static std::shared_ptr<Data> emptyPanels(const CodeView &shape, const ProductFormat &format, std::vector<float> gamma,
                                             Isa isa);

    std::shared_ptr<const Data> d;
};

/// B's rows. The product may take them as they are, or (a convolution) each as a segment of many columns of C.
class PackedActivations {
public:
    PackedActivations() = default;
    PackedActivations(const Operand &operand, Mode mode, Isa isa = Isa::Auto, const std::stop_token &stop = {});
    /// Takes the codes over where no padding is needed.
    PackedActivations(QuantizedMatrix matrix, const ProductFormat &format, Isa isa = Isa::Auto, const std::stop_token &stop = {});

    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] std::int64_t columns() const { return m_columns; }
    [[nodiscard]] std::int64_t segments() const { return m_segments; }
    [[nodiscard]] std::int64_t vectorsPerSegment() const { return m_vectors; }
    [[nodiscard]] const ProductFormat &format() const { return m_format; }
    [[nodiscard]] Isa isa() const { return m_isa; }
    /// Coarse scale of a row; one for all, or one a row where the matrix had that (images of a batch).
    [[nodiscard]] float gammaOf(std::int64_t row) const
    {
        return m_gamma[m_gamma.size() == 1 ? 0 : static_cast<std::size_t>(row)];
    }
    [[nodiscard]] std::size_t byteSize() const;

    // What the kernels read; a segment row is row * segments() + segment, the one after the last is all zeros.
    [[nodiscard]] const std::int8_t *codes() const;
    [[nodiscard]] const kernels::VectorAux *aux() const { return m_aux.data(); }
    [[nodiscard]] const std::int32_t *totals() const { return m_totals.data(); }
    [[nodiscard]] float scaledSquare(std::int64_t segmentRow) const
    {
        return m_scaledSquares[static_cast<std::size_t>(segmentRow)];
    }
    [[nodiscard]] float codeSquare(std::int64_t segmentRow) const { return m_codeSquares[static_cast<std::size_t>(segmentRow)]; }
    [[nodiscard]] float mostScaledSquare() const { return m_mostScaledSquare; } ///< of all segment rows
    [[nodiscard]] float mostCodeSquare() const { return m_mostCodeSquare; }

private:
    friend class ActivationPacker;
    void pack(const CodeView &codes, const std::stop_token &stop);
    void findMost();
    /// A bound stays one as a float.
    static float roundedUp(double value) { return static_cast<float>(value * (1.0 + 1e-6)); }

    ProductFormat m_format;
    Isa m_isa = Isa::Portable;
    std::int64_t m_rows = 0;
    std::int64_t m_columns = 0;
    std::int64_t m_segments = 1;
    std::int64_t m_vectors = 0;           ///< a segment
    std::vector<float> m_gamma{1.0F};     ///< [1] or [rows]
    std::vector<std::int8_t> m_taken;     ///< codes taken over as they were
    AlignedBytes m_packed;                ///< codes otherwise
    BlockArray<kernels::VectorAux> m_aux; ///< [segment rows + 1, vectors]
    BlockArray<std::int32_t> m_totals;    ///< [segment rows + 1]
    BlockArray<float> m_scaledSquares;    ///< [segment rows + 1]: sum (code * scale)^2, rounded up
    BlockArray<float> m_codeSquares;      ///< [segment rows + 1]: sum code^2, rounded up
    float m_mostScaledSquare = 0.0F;
    float m_mostCodeSquare = 0.0F;
};

class ActivationRows;

/// Quantizes as quantizeActivations() does and packs. Throws Error as the two do, Cancelled.
PackedActivations quantizeAndPack(const float *x, std::int64_t rows, std::int64_t columns, const OperandFormat &activations,
                                  const ProductFormat &format, std::optional<float> staticGamma = {},
                                  const Calibration &calibration = {}, std::int64_t segments = 1, Isa isa = Isa::Auto,
                                  std::int64_t itemRows = 0, const std::stop_token &stop = {});
/// The same from a source of rows, block by block; the calibration is the plain maximum.
PackedActivations quantizeAndPack(const ActivationRows &rows, const OperandFormat &activations, const ProductFormat &format,
                                  std::optional<float> staticGamma = {}, Isa isa = Isa::Auto, const std::stop_token &stop = {});

/// The kernels that a format runs on, on a path that the machine has.
const kernels::KernelSet &kernelsFor(const ProductFormat &format, Isa isa);

/// Left shifts that a stored scale of A and of B gets, so that (a * b + 2^14) >> 15 is their rounded product.
struct ScaleShifts {
    int a = 0;
    int b = 0;
};
ScaleShifts scaleShifts(const ProductFormat &format);

} // namespace vsq
