// SPDX-License-Identifier: GPL-3.0-or-later
// The tile kernel, written once over a small set of vector operations T that each instruction set provides:
//
//   Int                     a register of kLanes 32-bit integers
//   kRegisters, kColumns    registers a column (panelRows = kRegisters * kLanes), most columns held at once
//   kSumsInRegisters        whether the sums fit beside the dot products
//   kPlainAccumulates       whether unclamped products can be added up over many vectors
//   begin(correction)       the start of a vector's dot product
//   step(dot, a, b)         adds the products of one group
//   finish(dot)             32-bit dot products of the vector
//   multiply(dot, p)        dot * p for p of 16 bits
//   multiplyAdd(sum, dot, p)
//   kPairs                  whether two vectors' dot products fit one register (tilepairs-inl.h)
//   Real                    the same lanes as floats, with toReal, realOf, multiplyReal and so on
//
// All of it is in an unnamed namespace: each translation unit has its own copy, compiled for its instruction set.
#pragma once

#include "core/engine/kernels/tile.h"

namespace vsq::kernels {

namespace {

constexpr bool isClamped(Step step)
{
    return step != Step::Plain && step != Step::Scaled && step != Step::Exact;
}

constexpr bool isScaled(Step step)
{
    return step != Step::Plain && step != Step::Clamped;
}

/// What is added to the sum for one vector: the factor of its dot product, or the rounded product itself.
template <typename T, Step S>
inline typename T::Int scaledTerm(typename T::Int dot, typename T::Int scaleA, typename T::Int scaleB, const TileArguments &t)
{
    if constexpr (S == Step::ScaledClamped) {
        return T::multiply(dot, T::roundedProduct(scaleA, scaleB));
    } else {
        using Int = typename T::Int;
        const Int one = T::broadcast(1);
        const Int product = T::shiftRight(T::multiplyWide(scaleA, scaleB), t.productShift);
        const Int value = S == Step::EvenClamped ? product : T::multiplyWide(dot, product);
        // Half up adds half of the last place; nearest even that less one, plus the bit that will be last.
        Int half = T::broadcast(t.roundShift > 0 ? 1 << (t.roundShift - 1) : 0);
        if (S != Step::FullClamped && t.roundShift > 0) {
            half = T::add(T::subtract(half, one), T::bitAnd(T::shiftRight(value, t.roundShift), one));
        }
        const Int rounded = T::shiftRight(T::add(value, half), t.roundShift);
        return S == Step::EvenClamped ? T::multiplyWide(dot, rounded) : rounded;
    }
}

/// sum + dot * the part of the scale product.
template <typename T>
inline typename T::Int addExact(typename T::Int sum, typename T::Int dot, typename T::Int scaleA, typename T::Int scaleB,
                                const TileArguments &t)
{
    const typename T::Int product = T::shiftRight(T::multiplyWide(scaleA, scaleB), t.productShift + t.partShift);
    return T::add(sum, T::multiplyWide(dot, T::bitAnd(product, T::broadcast(t.partMask))));
}

/// The products of a vector's groups, added to dot; a and b go on behind them.
template <typename T, int C>
inline __attribute__((always_inline)) void addGroups(typename T::Int (&dot)[T::kRegisters][C], const std::uint8_t *&a,
                                                     const std::int8_t *(&b)[C], int groups)
{
    using Int = typename T::Int;
    constexpr int R = T::kRegisters;
    constexpr int L = T::kLanes;
    for (int group = 0; group < groups; group += 4) {
#pragma GCC unroll 4
        for (int g = 0; g < 4; ++g) {
            Int codes[R];
#pragma GCC unroll 4
            for (int r = 0; r < R; ++r) {
                codes[r] = T::load(a + (g * R + r) * L * 4);
            }
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
                const Int column = T::broadcastGroup(b[c] + g * 4);
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    dot[r][c] = T::step(dot[r][c], codes[r], column);
                }
            }
        }
        a += 4 * R * L * 4;
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
            b[c] += 16;
        }
    }
}

template <typename T, int C>
inline __attribute__((always_inline)) void loadSums(const TileArguments &t, typename T::Int (&sum)[T::kRegisters][C])
{
    constexpr int R = T::kRegisters;
    constexpr int L = T::kLanes;
    if (t.fresh) {
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
            for (int r = 0; r < R; ++r) {
                sum[r][c] = T::broadcast(0);
            }
        }
        return;
    }
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            sum[r][c] = T::load(t.sums + (c * R + r) * L);
        }
    }
}

template <typename T, int C, Step S>
void tile(TileArguments &t)
{
    using Int = typename T::Int;
    constexpr int R = T::kRegisters;
    constexpr int L = T::kLanes;
    constexpr bool kKeep = T::kSumsInRegisters || (S == Step::Plain && T::kPlainAccumulates);
    const std::uint8_t *a = t.panel;
    const Int low = T::broadcast(t.low);
    const Int high = T::broadcast(t.high);
    Int clamped = T::broadcast(0);
    Int sum[R][C];
    if constexpr (kKeep) {
        loadSums<T, C>(t, sum);
    } else if (t.fresh) {
        for (int i = 0; i < R * C; ++i) {
            T::store(t.sums + i * L, T::broadcast(0));
        }
    }
    for (int segment = 0; segment < t.segments; ++segment) {
        const std::int8_t *b[C];
        const VectorAux *aux[C];
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
            const std::int64_t row = t.rows[segment * t.rowStride + c];
            b[c] = t.codes + row * t.rowBytes;
            aux[c] = t.aux + row * t.rowVectors;
            if constexpr (S == Step::Plain && T::kPlainAccumulates) {
                if (t.totals != nullptr) {
                    const Int total = T::broadcast(t.totals[row]);
#pragma GCC unroll 4
                    for (int r = 0; r < R; ++r) {
                        sum[r][c] = T::add(sum[r][c], total);
                    }
                }
            }
        }
        for (int vector = 0; vector < t.vectors; ++vector) {
            Int dot[R][C];
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    if constexpr (S == Step::Plain && T::kPlainAccumulates) {
                        dot[r][c] = sum[r][c];
                    } else {
                        dot[r][c] = T::begin(aux[c]->correction);
                    }
                }
            }
            addGroups<T, C>(dot, a, b, t.groups);
            Int scales[R];
            if constexpr (isScaled(S)) {
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    scales[r] = T::load(a + r * L * 4);
                }
                a += R * L * 4;
            }
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    if constexpr (S == Step::Plain && T::kPlainAccumulates) {
                        sum[r][c] = dot[r][c];
                        continue;
                    }
                    std::int32_t *place = t.sums + (c * R + r) * L;
                    Int before;
                    if constexpr (kKeep) {
                        before = sum[r][c];
                    } else {
                        before = T::load(place);
                    }
                    const Int product = T::finish(dot[r][c]);
                    Int after;
                    if constexpr (S == Step::Plain) {
                        after = T::add(before, product);
                    } else if constexpr (S == Step::Scaled) {
                        const Int p = T::roundedProduct(scales[r], T::broadcast(aux[c]->scale));
                        after = T::multiplyAdd(before, product, p);
                    } else if constexpr (S == Step::Exact) {
                        after = addExact<T>(before, product, scales[r], T::broadcast(aux[c]->scale), t);
                    } else {
                        Int exact;
                        if constexpr (S == Step::Clamped) {
                            exact = T::add(before, product);
                        } else {
                            exact = T::add(before, scaledTerm<T, S>(product, scales[r], T::broadcast(aux[c]->scale), t));
                        }
                        after = T::smaller(T::larger(exact, low), high);
                        clamped = T::countDifferent(clamped, exact, after);
                    }
                    if constexpr (kKeep) {
                        sum[r][c] = after;
                    } else {
                        T::store(place, after);
                    }
                }
                ++aux[c];
            }
        }
    }
    if constexpr (kKeep) {
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
            for (int r = 0; r < R; ++r) {
                T::store(t.sums + (c * R + r) * L, sum[r][c]);
            }
        }
    }
    if constexpr (isClamped(S)) {
        alignas(64) std::int32_t counts[L];
        T::store(counts, clamped);
        for (int i = 0; i < L; ++i) {
            t.saturations += counts[i];
        }
    }
}

/// The sums' lanes as floats, times unit, gammaA and gammaB from left to right, and the bias added. Kept apart from the tile,
/// whose registers are taken.
template <typename T, bool Reals>
void scaleSums(const std::int32_t *sums, int columns, int rows, float unit, const float *gammaA, const float *gammaB,
               const float *bias, float *out, std::int64_t stride)
{
    using Real = typename T::Real;
    constexpr int R = T::kRegisters;
    constexpr int L = T::kLanes;
    const Real factor = T::broadcastReal(unit);
    Real gammas[R];
#pragma GCC unroll 4
    for (int r = 0; r < R; ++r) {
        gammas[r] = T::loadReal(gammaA + r * L);
    }
    alignas(64) float biases[R * L] = {};
    if (bias != nullptr) {
        __builtin_memcpy(biases, bias, static_cast<unsigned long>(rows) * sizeof(float));
    }
    for (int c = 0; c < columns; ++c, sums += R * L, out += stride) {
        const Real gamma = T::broadcastReal(gammaB[c]);
        alignas(64) float part[R * L];
        float *to = rows == R * L ? out : part;
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            const typename T::Int sum = T::load(sums + r * L);
            Real value;
            if constexpr (Reals) {
                value = T::realOf(sum);
            } else {
                value = T::toReal(sum);
            }
            value = T::multiplyReal(T::multiplyReal(T::multiplyReal(value, factor), gammas[r]), gamma);
            T::storeReal(to + r * L, bias == nullptr ? value : T::addReal(value, T::loadReal(biases + r * L)));
        }
        if (rows != R * L) {
            __builtin_memcpy(out, part, static_cast<unsigned long>(rows) * sizeof(float));
        }
    }
}

template <typename T, int C>
void tilePairs(TileArguments &t);

template <typename T, int C>
void fillColumns(KernelSet &set)
{
    set.tile[static_cast<int>(Step::Plain)][C - 1] = tile<T, C, Step::Plain>;
    set.tile[static_cast<int>(Step::Clamped)][C - 1] = tile<T, C, Step::Clamped>;
    if constexpr (T::kPairs) {
        set.tile[static_cast<int>(Step::Scaled)][C - 1] = tilePairs<T, C>;
    } else {
        set.tile[static_cast<int>(Step::Scaled)][C - 1] = tile<T, C, Step::Scaled>;
    }
    set.tile[static_cast<int>(Step::ScaledClamped)][C - 1] = tile<T, C, Step::ScaledClamped>;
    set.tile[static_cast<int>(Step::EvenClamped)][C - 1] = tile<T, C, Step::EvenClamped>;
    set.tile[static_cast<int>(Step::FullClamped)][C - 1] = tile<T, C, Step::FullClamped>;
    set.tile[static_cast<int>(Step::FullEvenClamped)][C - 1] = tile<T, C, Step::FullEvenClamped>;
    set.tile[static_cast<int>(Step::Exact)][C - 1] = tile<T, C, Step::Exact>;
    if constexpr (C > 1) {
        fillColumns<T, C - 1>(set);
    }
}

template <typename T>
KernelSet makeKernels()
{
    KernelSet set;
    set.panelRows = T::kRegisters * T::kLanes;
    set.columns = T::kColumns;
    set.codeBytes = T::kCodeBytes;
    set.offsetCodes = T::kOffsetCodes;
    set.halfCorrection = T::kHalfCorrection;
    set.scale = scaleSums<T, false>;
    set.scaleReal = scaleSums<T, true>;
    fillColumns<T, T::kColumns>(set);
    return set;
}

} // namespace

} // namespace vsq::kernels
