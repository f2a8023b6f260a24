// SPDX-License-Identifier: GPL-3.0-or-later
// Packed weights that two ways made, compared byte by byte.
#pragma once

#include "core/engine/packedoperand.h"

#include <cstring>

namespace vsq::test {

/// Null where they are equal, else the name of what differs first.
inline const char *differenceOf(const PackedWeights &found, const PackedWeights &expected)
{
    if (found.rows() != expected.rows() || found.columns() != expected.columns() || found.segments() != expected.segments()) {
        return "shape";
    }
    if (found.data().gamma != expected.data().gamma) {
        return "gamma";
    }
    if (found.data().codeNorm != expected.data().codeNorm || found.data().scaledNorm != expected.data().scaledNorm) {
        return "norms";
    }
    const bool areBytesEqual = found.byteSize() == expected.byteSize()
                               && std::memcmp(found.data().data.data(), expected.data().data.data(), expected.byteSize()) == 0;
    return areBytesEqual ? nullptr : "packed bytes";
}

} // namespace vsq::test
