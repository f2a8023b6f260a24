// SPDX-License-Identifier: GPL-3.0-or-later
// Plain C++ on 16-bit codes, rows of a panel one vector after the other: for machines without the other paths, and for the
// combinations whose products do not fit 32 bits.
#include "core/engine/kernels/tile.h"

namespace vsq::kernels {

namespace {

constexpr int kRows = 16;
constexpr int kColumns = 4;

/// value / 2^shift, half up or to nearest even.
template <bool Even>
inline std::int64_t rounded(std::int64_t value, int shift)
{
    if (shift == 0) {
        return value;
    }
    const std::int64_t half = std::int64_t{1} << (shift - 1);
    return (value + (Even ? half - 1 + ((value >> shift) & 1) : half)) >> shift;
}

inline std::int32_t dotProduct(const std::int16_t *a, const std::int16_t *b, int size)
{
    std::int32_t sum = 0;
    for (int i = 0; i < size; ++i) {
        sum += std::int32_t{a[i]} * b[i];
    }
    return sum;
}

inline float realOf(std::int32_t bits)
{
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}

template <Step S>
inline std::int64_t term(std::int64_t dot, std::int64_t product, int shift)
{
    constexpr bool kEven = S == Step::EvenClamped || S == Step::FullEvenClamped;
    if constexpr (S == Step::Plain || S == Step::Clamped) {
        return dot;
    } else if constexpr (S == Step::FullClamped || S == Step::FullEvenClamped) {
        return rounded<kEven>(dot * product, shift);
    } else {
        return dot * rounded<kEven>(product, shift);
    }
}

template <Step S, int C>
void tile(TileArguments &t)
{
    constexpr bool kScaled = S != Step::Plain && S != Step::Clamped;
    constexpr bool kClamped = S != Step::Plain && S != Step::Scaled && S != Step::Exact;
    const int size = t.groups * 2;
    const std::int64_t vectorBytes = std::int64_t{kRows} * size * 2 + (kScaled ? kRows * 4 : 0);
    for (int c = 0; c < C; ++c) {
        for (int r = 0; t.fresh && r < kRows; ++r) {
            t.sums[c * kRows + r] = 0;
        }
        const std::uint8_t *panel = t.panel;
        for (int segment = 0; segment < t.segments; ++segment) {
            const std::int64_t row = t.rows[segment * t.rowStride + c];
            const auto *b = reinterpret_cast<const std::int16_t *>(t.codes + row * t.rowBytes);
            const VectorAux *aux = t.aux + row * t.rowVectors;
            for (int vector = 0; vector < t.vectors; ++vector) {
                const auto *a = reinterpret_cast<const std::int16_t *>(panel);
                const auto *scales = reinterpret_cast<const std::int32_t *>(a + kRows * size);
                for (int r = 0; r < kRows; ++r) {
                    std::int32_t &sum = t.sums[c * kRows + r];
                    if constexpr (S == Step::Exact) {
                        const std::int32_t product = (scales[r] * aux->scale) >> (t.productShift + t.partShift);
                        sum += dotProduct(a + r * size, b, size) * (product & t.partMask);
                        continue;
                    }
                    const std::int64_t product = kScaled ? (std::int64_t{scales[r]} * aux->scale) >> t.productShift : 0;
                    const std::int64_t exact = sum + term<S>(dotProduct(a + r * size, b, size), product, t.roundShift);
                    if (kClamped && (exact > t.high || exact < t.low)) {
                        sum = exact > t.high ? t.high : t.low;
                        ++t.saturations;
                    } else {
                        sum = static_cast<std::int32_t>(exact);
                    }
                }
                panel += vectorBytes;
                b += size;
                ++aux;
            }
        }
    }
}

template <Step S, int C>
void fill(KernelSet &set)
{
    set.tile[static_cast<int>(S)][C - 1] = tile<S, C>;
    if constexpr (C > 1) {
        fill<S, C - 1>(set);
    }
}

template <bool Reals>
void scaleSums(const std::int32_t *sums, int columns, int rows, float unit, const float *gammaA, const float *gammaB,
               const float *bias, float *out, std::int64_t stride)
{
    for (int c = 0; c < columns; ++c, sums += kRows, out += stride) {
        for (int r = 0; r < rows; ++r) {
            const float value = (Reals ? realOf(sums[r]) : static_cast<float>(sums[r])) * unit * gammaA[r] * gammaB[c];
            out[r] = bias == nullptr ? value : value + bias[r];
        }
    }
}

KernelSet makeKernels()
{
    KernelSet set;
    set.panelRows = kRows;
    set.columns = kColumns;
    set.codeBytes = 2;
    set.offsetCodes = false;
    set.wholeVectors = true;
    fill<Step::Plain, kColumns>(set);
    fill<Step::Clamped, kColumns>(set);
    fill<Step::Scaled, kColumns>(set);
    fill<Step::ScaledClamped, kColumns>(set);
    fill<Step::EvenClamped, kColumns>(set);
    fill<Step::FullClamped, kColumns>(set);
    fill<Step::FullEvenClamped, kColumns>(set);
    fill<Step::Exact, kColumns>(set);
    set.scale = scaleSums<false>;
    set.scaleReal = scaleSums<true>;
    return set;
}

} // namespace

const KernelSet &portableKernels()
{
    static const KernelSet set = makeKernels();
    return set;
}

} // namespace vsq::kernels
