// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/image.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] {
        const vsq::Image image = vsq::readImage(file.path());
        static_cast<void>(vsq::resizedCentre(image, image.width + 7, image.height / 2 + 1, 1, 1));
    });
}
