// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reference/kernels/floatkernels.h"

#define VSQ_EIGEN EigenPortable
#define VSQ_ISA_NAME "portable"
#include "core/reference/kernels/floatkernels.inl"

namespace vsq {

const FloatKernels &portableKernels()
{
    return kKernels;
}

} // namespace vsq
