// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/safetensors.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::readSafetensors(file.path())); });
}
