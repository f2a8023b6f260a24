// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/image.h"

#include "core/base/atomicfile.h"
#include "tests/fuzz/input.h"

#include <png.h>
#include <turbojpeg.h>
#include <vector>

namespace {

std::string png(png_uint_32 format, int bytesOfPixel)
{
    const std::vector<std::uint8_t> pixels(static_cast<std::size_t>(7 * 5 * bytesOfPixel), 99);
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = 7;
    image.height = 5;
    image.format = format;
    std::string bytes(4096, '\0');
    png_alloc_size_t size = bytes.size();
    if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
        std::abort();
    }
    bytes.resize(size);
    return bytes;
}

std::string jpeg(int sampling, int flags)
{
    const std::vector<std::uint8_t> pixels(std::size_t{17} * 9 * 3, 99);
    unsigned char *made = nullptr;
    unsigned long size = 0;
    const tjhandle writer = tjInitCompress();
    if (tjCompress2(writer, pixels.data(), 17, 0, 9, TJPF_RGB, &made, &size, sampling, 80, flags) != 0) {
        std::abort();
    }
    std::string bytes(reinterpret_cast<const char *>(made), size);
    tjFree(made);
    tjDestroy(writer);
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int * /*argc*/, char *** /*argv*/)
{
    return vsq::fuzz::writeSeeds([](const std::string &folder) {
        vsq::writeFileAtomically(folder + "/rgb.png", png(PNG_FORMAT_RGB, 3));
        vsq::writeFileAtomically(folder + "/rgba.png", png(PNG_FORMAT_RGBA, 4));
        vsq::writeFileAtomically(folder + "/grey.png", png(PNG_FORMAT_GRAY, 1));
        vsq::writeFileAtomically(folder + "/grey16.png", png(PNG_FORMAT_LINEAR_Y, 2));
        vsq::writeFileAtomically(folder + "/colour.jpeg", jpeg(TJSAMP_420, 0));
        vsq::writeFileAtomically(folder + "/progressive.jpeg", jpeg(TJSAMP_444, TJFLAG_PROGRESSIVE));
        vsq::writeFileAtomically(folder + "/grey.jpeg", jpeg(TJSAMP_GRAY, 0));
    });
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const vsq::fuzz::InputFile file(data, size);
    return vsq::fuzz::expectErrors([&] {
        const vsq::Image image = vsq::readImage(file.path());
        static_cast<void>(vsq::resizedCentre(image, image.width + 7, image.height / 2 + 1, 1, 1));
    });
}
