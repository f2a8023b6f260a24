// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/image.h"

#include "core/base/error.h"
#include "core/base/file.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <png.h>
#include <turbojpeg.h>

namespace vsq {

namespace {

constexpr int kChannels = 3;
constexpr std::int64_t kMostPixels = std::int64_t{1} << 28; ///< more is a damaged header, or no image for a network

void checkSize(const std::string &path, std::int64_t width, std::int64_t height)
{
    if (width * height > kMostPixels) {
        throw Error({.file = path, .item = {}}, "size of the image", "at most 2^28 pixels",
                    std::to_string(width) + " x " + std::to_string(height));
    }
}

Image readPng(const std::string &path, const std::string &bytes)
{
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    const std::unique_ptr<png_image, void (*)(png_image *)> guard(&header, png_image_free);
    Image image;
    bool whole = png_image_begin_read_from_memory(&header, bytes.data(), bytes.size()) != 0;
    if (whole) {
        checkSize(path, header.width, header.height);
        header.format = PNG_FORMAT_RGB;
        image.width = static_cast<int>(header.width);
        image.height = static_cast<int>(header.height);
        image.values.resize(PNG_IMAGE_SIZE(header));
        const png_color black{0, 0, 0};
        whole = png_image_finish_read(&header, &black, image.values.data(), 0, nullptr) != 0;
    }
    if (!whole) {
        throw Error({.file = path, .item = {}}, "damaged image", "a whole PNG file", header.message);
    }
    return image;
}

Image readJpeg(const std::string &path, const std::string &bytes)
{
    const std::unique_ptr<void, int (*)(void *)> decoder(tjInitDecompress(), tjDestroy);
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    Image image;
    int subsampling = 0;
    int colours = 0;
    bool whole = tjDecompressHeader3(decoder.get(), data, bytes.size(), &image.width, &image.height, &subsampling, &colours) == 0;
    if (whole) {
        checkSize(path, image.width, image.height);
        image.values.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * kChannels);
        // A file that ends early is only a warning to the decoder; its lower rows would be grey.
        whole = tjDecompress2(decoder.get(), data, bytes.size(), image.values.data(), image.width, 0, image.height, TJPF_RGB, 0)
                == 0;
    }
    if (!whole) {
        throw Error({.file = path, .item = {}}, "damaged image", "a whole JPEG file", tjGetErrorStr2(decoder.get()));
    }
    return image;
}

/// Which pixels of a line of `from` make pixel i of a line of `to`, with weights that add up to 1.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> tapsOf(int from, int to)
{
    const double scale = static_cast<double>(from) / to;
    const double reach = std::max(scale, 1.0);
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        Taps &taps = all[static_cast<std::size_t>(i)];
        taps.first = std::max(static_cast<int>(centre - reach + 0.5), 0);
        const int end = std::min(static_cast<int>(centre + reach + 0.5), from);
        double sum = 0.0;
        for (int x = taps.first; x < end; ++x) {
            const double weight = std::max(1.0 - std::abs((x + 0.5 - centre) / reach), 0.0);
            taps.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (float &weight : taps.weights) {
            weight = static_cast<float>(weight / sum);
        }
    }
    return all;
}

std::uint8_t toByte(float value)
{
    return static_cast<std::uint8_t>(std::clamp(std::floor(value + 0.5F), 0.0F, 255.0F));
}

Image widened(const Image &image, int width)
{
    Image result{.width = width, .height = image.height, .values = {}};
    const std::vector<Taps> taps = tapsOf(image.width, width);
    result.values.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(image.height) * kChannels);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t *row = image.values.data()
                                  + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * kChannels;
        for (const Taps &tap : taps) {
            for (int channel = 0; channel < kChannels; ++channel) {
                float sum = 0.0F;
                for (std::size_t i = 0; i < tap.weights.size(); ++i) {
                    sum += tap.weights[i]
                           * static_cast<float>(
                               row[(static_cast<std::size_t>(tap.first) + i) * kChannels + static_cast<std::size_t>(channel)]);
                }
                result.values.push_back(toByte(sum));
            }
        }
    }
    return result;
}

Image transposed(const Image &image)
{
    Image result{.width = image.height, .height = image.width, .values = {}};
    result.values.resize(image.values.size());
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const auto from = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x))
                              * kChannels;
            const auto to = (static_cast<std::size_t>(x) * static_cast<std::size_t>(image.height) + static_cast<std::size_t>(y))
                            * kChannels;
            std::copy_n(image.values.begin() + static_cast<std::ptrdiff_t>(from), kChannels,
                        result.values.begin() + static_cast<std::ptrdiff_t>(to));
        }
    }
    return result;
}

} // namespace

Image readImage(const std::string &path)
{
    const std::string bytes = readFile(path, "an image");
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        return readPng(path, bytes);
    }
    if (bytes.starts_with("\xff\xd8\xff")) {
        return readJpeg(path, bytes);
    }
    throw Error({.file = path, .item = {}}, "kind of the file", "a PNG or JPEG image",
                bytes.empty() ? "an empty file" : "something else");
}

Image resized(const Image &image, int width, int height)
{
    const Image wide = width == image.width ? image : widened(image, width);
    return height == image.height ? wide : transposed(widened(transposed(wide), height));
}

Image centreCropped(const Image &image, int width, int height)
{
    Image result{.width = width, .height = height, .values = {}};
    const auto left = static_cast<std::size_t>(std::lround((image.width - width) / 2.0));
    const auto top = static_cast<std::size_t>(std::lround((image.height - height) / 2.0));
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const auto begin = image.values.begin()
                           + static_cast<std::ptrdiff_t>(((top + y) * static_cast<std::size_t>(image.width) + left) * kChannels);
        result.values.insert(result.values.end(), begin, begin + static_cast<std::ptrdiff_t>(width) * kChannels);
    }
    return result;
}

} // namespace vsq
