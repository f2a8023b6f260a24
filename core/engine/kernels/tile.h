// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the kernels: one tile of C = A B^T, a panel of A's rows times a few of B's, over a range of K.
//
// A is packed into panels of `panelRows` rows. For each vector of K a panel holds, for each group of 4 bytes of codes along
// K, those of all its rows side by side (unsigned: code + offset where the products want that), then, where there are
// vector scales, one 32-bit scale a row. B stays row-major: signed codes padded to whole vectors, and beside them for
// each vector a correction (-offset * sum of its codes) and its scale.
//
// Kernel sources are compiled for instruction sets that the machine may lack. They must not instantiate inline
// functions that others share, or the linker could keep the wrong copy: no standard containers or algorithms here.
#pragma once

#include <cstdint>

namespace vsq::kernels {

/// What a vector of B has beside its codes.
struct VectorAux {
    std::int32_t correction; ///< added to the dot product of the packed codes
    std::int32_t scale;      ///< integer scale shifted left by TileArguments::scaleShift's part of B; high half 0
};

/// How vector products become sums. The clamped ones saturate at every addition and count; the others are for sums
/// that are known to fit, or (Plain) to wrap afterwards.
enum class Step : std::uint8_t {
    Plain,           ///< sum of products
    Clamped,         ///< the same, one saturating addition a vector
    Scaled,          ///< dot * p, p the rounded scale product (half up)
    ScaledClamped,   ///< the same, saturating
    EvenClamped,     ///< p rounded to nearest even (A-1)
    FullClamped,     ///< dot * full scale product, rounded half up (A-2)
    FullEvenClamped, ///< the same, to nearest even
    Exact,           ///< dot * a part of the scale product, nothing rounded; the caller ends a range before 32 bits are left
};
inline constexpr int kSteps = 8;

struct TileArguments {
    const std::uint8_t *panel = nullptr;  ///< at the first vector of the range
    const std::int8_t *codes = nullptr;   ///< B's codes at the first vector of the range in segment row 0
    const VectorAux *aux = nullptr;       ///< the same place in [segment rows, vectors a segment]
    const std::int32_t *totals = nullptr; ///< Plain: correction of a whole segment row; null: none to be added
    const std::int32_t *rows = nullptr;   ///< [segments, rowStride]: which segment row of B a column takes
    std::int64_t rowStride = 0;
    std::int64_t rowBytes = 0;   ///< bytes of codes a segment row
    std::int64_t rowVectors = 0; ///< vectors a segment row
    int segments = 1;            ///< in the range
    int vectors = 0;             ///< in the range, of each segment
    int groups = 0;              ///< groups of 4 bytes a vector; a multiple of 4
    int productShift = 0;        ///< left shift of the product of two stored scales
    int partShift = 0;           ///< Exact: (scale product >> partShift) & partMask is the part
    std::int32_t partMask = -1;
    int roundShift = 0;   ///< right shift of the scale product (8 on the chip)
    std::int32_t low = 0; ///< sums saturate to low..high
    std::int32_t high = 0;
    std::int32_t *sums = nullptr; ///< [columns, panelRows], read and written
    bool fresh = false;           ///< sums start at zero, whatever is there
    std::int64_t saturations = 0; ///< added to
};

using TileFunction = void (*)(TileArguments &);

/// out[c * stride + r] = sums[c * panelRows + r] * unit * gammaA[r] * gammaB[c] (+ bias[r], if not null), in binary32 from left
/// to right.
using ScaleFunction = void (*)(const std::int32_t *sums, int columns, int rows, float unit, const float *gammaA,
                               const float *gammaB, const float *bias, float *out, std::int64_t stride);

/// The kernels of one instruction set for one width of codes.
struct KernelSet {
    static constexpr int kMaxColumns = 8;
    int panelRows = 0;
    int columns = 0;                             ///< most columns a call
    int codeBytes = 1;                           ///< of a packed code, both operands
    bool offsetCodes = true;                     ///< A's codes are stored unsigned, with an offset
    bool halfCorrection = false;                 ///< VectorAux::correction is wanted as 16 bits, its high half 0
    bool wholeVectors = false;                   ///< a group is a whole vector of a row, not 4 bytes
    TileFunction tile[kSteps][kMaxColumns] = {}; ///< [step][columns - 1]
    ScaleFunction scale = nullptr;
    ScaleFunction scaleReal = nullptr; ///< the same of sums that are the bits of floats
};

/// Plain C++, for all widths.
const KernelSet &portableKernels();
#if defined(__x86_64__)
// Narrow: codes of up to 4 bits a side, vectors of up to 128: a dot product fits 16 bits. Wide: up to 8 bits; for
// avx512VnniWideKernels() B's codes must fit a signed byte.
const KernelSet &avx2NarrowKernels();
const KernelSet &avx2WideKernels();
const KernelSet &avx512BwNarrowKernels();
const KernelSet &avx512BwWideKernels();
const KernelSet &avx512VnniNarrowKernels();
const KernelSet &avx512VnniWideKernels();
#endif

} // namespace vsq::kernels
