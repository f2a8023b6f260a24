// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/lowering.h"
#include "core/network/onnx/onnxreader.h"
#include "core/reference/passes/fold.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] { static_cast<void>(vsq::lower(vsq::foldForInference(vsq::readOnnx(file.path())))); });
}
