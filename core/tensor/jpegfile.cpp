// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/tensor/imagefile.h"

#include <cstring>
#include <memory>
#include <turbojpeg.h>

namespace vsq {

namespace {

/// Pillow's CMYK of a JPEG (inverted, as Adobe writes it) to RGB: libImaging's cmyk2rgb.
std::vector<std::uint8_t> rgbFromCmyk(const std::vector<std::uint8_t> &stored)
{
    std::vector<std::uint8_t> rgb(stored.size() / 4 * 3);
    for (std::size_t i = 0; i < stored.size() / 4; ++i) {
        const unsigned black = stored[4 * i + 3];
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const unsigned product = (255U - stored[4 * i + channel]) * black + 128U;
            rgb[3 * i + channel] = static_cast<std::uint8_t>(black - (((product >> 8U) + product) >> 8U));
        }
    }
    return rgb;
}

} // namespace

Image readJpeg(const std::string &path, const std::string &bytes)
{
    const std::unique_ptr<void, int (*)(void *)> decoder(tjInitDecompress(), tjDestroy);
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    Image image;
    int subsampling = 0;
    int colours = 0;
    bool whole = tjDecompressHeader3(decoder.get(), data, bytes.size(), &image.width, &image.height, &subsampling, &colours) == 0;
    if (whole) {
        checkImageSize(path, image.width, image.height);
        const bool cmyk = colours == TJCS_CMYK || colours == TJCS_YCCK;
        image.values.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * (cmyk ? 4 : 3));
        whole = tjDecompress2(decoder.get(), data, bytes.size(), image.values.data(), image.width, 0, image.height,
                              cmyk ? TJPF_CMYK : TJPF_RGB, TJFLAG_LIMITSCANS)
                == 0;
        // A file that ends early is only a warning to the decoder, and its lower rows would be grey; other warnings (bytes
        // between segments) leave nothing out.
        whole = whole
                || (tjGetErrorCode(decoder.get()) == TJERR_WARNING
                    && std::strstr(tjGetErrorStr2(decoder.get()), "Premature end") == nullptr);
        if (whole && cmyk) {
            image.values = rgbFromCmyk(image.values);
        }
    }
    if (!whole) {
        throw Error({.file = path, .item = {}}, "damaged image", "a whole JPEG file", tjGetErrorStr2(decoder.get()));
    }
    return image;
}

} // namespace vsq
