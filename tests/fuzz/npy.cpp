// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return vsq::fuzz::expectErrors([&] {
        static_cast<void>(vsq::parseNpy({reinterpret_cast<const char *>(data), size}, "input"));
    });
}
