// SPDX-License-Identifier: GPL-3.0-or-later
// A subtile's rows of A interleaved by lane, as the lane kernel wants them; a tile of rows is packed when first asked for.
#pragma once

#include "core/chip/layercontext.h"

#include <cstdint>
#include <memory>
#include <new>
#include <vector>

namespace vsq {

class PackedTiles {
public:
    explicit PackedTiles(const LayerContext &context) : m_context(&context) {}

    /// Vector k of the rows m .. m+lanes-1; both as in the whole matrix. Valid until another subtile is asked for.
    LaneOperands at(std::size_t subtile, std::int64_t m, std::int64_t k);

private:
    template <typename T>
    struct Aligned {
        using value_type = T;
        Aligned() = default;
        template <typename U>
        Aligned(const Aligned<U> &)
        {
        }
        T *allocate(std::size_t n) { return static_cast<T *>(::operator new (n * sizeof(T), std::align_val_t{64})); }
        void deallocate(T *p, std::size_t) { ::operator delete (p, std::align_val_t{64}); }
        template <typename U>
        bool operator==(const Aligned<U> &) const
        {
            return true;
        }
    };
    struct RowTile {
        std::vector<std::int16_t, Aligned<std::int16_t>> codes;  ///< [vectors][VS/2][16][2]
        std::vector<std::int32_t, Aligned<std::int32_t>> scales; ///< [vectors][16]
    };

    void pack(RowTile &tile, const Subtile &subtile, std::int64_t m) const;

    const LayerContext *m_context;
    std::size_t m_subtile = static_cast<std::size_t>(-1);
    std::vector<RowTile> m_tiles;
};

} // namespace vsq
