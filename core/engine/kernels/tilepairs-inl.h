// SPDX-License-Identifier: GPL-3.0-or-later
// Scaled vector products two at a time, for sums that cannot overflow. A vector's dot product needs 16 bits of its lane: the
// first one's moves into the upper half while the second's is added up in the lower, and one rounded product of two pairs of
// scales and one multiply-add serve both. The multiplications that scales cost beside the codes' are so halved.
//
// Beside tile-inl.h's operations T has toUpperHalf (a shift by 16 bits), bitOr and bitXor.
#pragma once

#include "core/engine/kernels/tile-inl.h"

namespace vsq::kernels {

namespace {

template <typename T, int C>
void tilePairs(TileArguments &t)
{
    using Int = typename T::Int;
    constexpr int R = T::kRegisters;
    constexpr int L = T::kLanes;
    const std::uint8_t *a = t.panel;
    const Int half = T::broadcast(0x8000);
    Int sum[R][C];
    loadSums<T, C>(t, sum);
    for (int segment = 0; segment < t.segments; ++segment) {
        const std::int8_t *b[C];
        const VectorAux *aux[C];
#pragma GCC unroll 8
        for (int c = 0; c < C; ++c) {
            const std::int64_t row = t.rows[segment * t.rowStride + c];
            b[c] = t.codes + row * t.rowBytes;
            aux[c] = t.aux + row * t.rowVectors;
        }
        for (int vector = 0; vector < t.vectors; vector += 2) {
            const bool both = vector + 1 < t.vectors;
            Int dot[R][C];
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    dot[r][c] = T::begin(aux[c]->correction);
                }
            }
            addGroups<T, C>(dot, a, b, t.groups);
            Int scales[R];
#pragma GCC unroll 4
            for (int r = 0; r < R; ++r) {
                scales[r] = T::load(a + r * L * 4);
            }
            a += R * L * 4;
            if (both) {
#pragma GCC unroll 8
                for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
                    for (int r = 0; r < R; ++r) {
                        dot[r][c] = T::toUpperHalf(dot[r][c]);
                    }
                }
                addGroups<T, C>(dot, a, b, t.groups);
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    scales[r] = T::bitOr(T::toUpperHalf(scales[r]), T::load(a + r * L * 4));
                }
                a += R * L * 4;
            }
#pragma GCC unroll 8
            for (int c = 0; c < C; ++c) {
                Int scale = T::broadcast(aux[c]->scale);
                Int correction = half;
                if (both) {
                    correction = T::add(T::broadcast(aux[c][1].correction), half);
                    scale = T::bitOr(T::toUpperHalf(scale), T::broadcast(aux[c][1].scale));
                }
#pragma GCC unroll 4
                for (int r = 0; r < R; ++r) {
                    // 2^15 more makes the second positive, so that it gives back what it borrowed of the first; then it is
                    // taken away where it went.
                    const Int dots = both ? T::bitXor(T::add(dot[r][c], correction), half) : dot[r][c];
                    sum[r][c] = T::multiplyAdd(sum[r][c], dots, T::roundedProduct(scales[r], scale));
                }
                aux[c] += 2;
            }
        }
    }
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c) {
#pragma GCC unroll 4
        for (int r = 0; r < R; ++r) {
            T::store(t.sums + (c * R + r) * L, sum[r][c]);
        }
    }
}

} // namespace

} // namespace vsq::kernels
