// SPDX-License-Identifier: GPL-3.0-or-later
// Pillow's resampling (libImaging/Resample.c): horizontally, rounded to bytes, then vertically, with weights of 22 bits.
#include "core/tensor/image.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr std::size_t kChannels = 3;
constexpr int kPrecision = 32 - 8 - 2;

/// Pixels first, first + 1, ... of a line make one of the new line, with weights that add up to 2^kPrecision.
struct Taps {
    std::int64_t first = 0;
    std::vector<std::int32_t> weights;
};

/// Of pixels begin .. end-1 of a line of `to` that a line of `from` is resized to.
std::vector<Taps> tapsOf(std::int64_t from, std::int64_t to, std::int64_t begin, std::int64_t end)
{
    const double scale = static_cast<double>(from) / static_cast<double>(to);
    const double reach = std::max(scale, 1.0);
    std::vector<Taps> all(static_cast<std::size_t>(end - begin));
    std::vector<double> weights;
    for (std::int64_t i = begin; i < end; ++i) {
        const double centre = (static_cast<double>(i) + 0.5) * scale;
        Taps &taps = all[static_cast<std::size_t>(i - begin)];
        taps.first = std::max<std::int64_t>(static_cast<std::int64_t>(centre - reach + 0.5), 0);
        const std::int64_t last = std::min(static_cast<std::int64_t>(centre + reach + 0.5), from);
        weights.clear();
        double sum = 0.0;
        for (std::int64_t x = taps.first; x < last; ++x) {
            weights.push_back(std::max(1.0 - std::abs((static_cast<double>(x) - centre + 0.5) * (1.0 / reach)), 0.0));
            sum += weights.back();
        }
        for (const double weight : weights) {
            const double share = sum != 0.0 ? weight / sum : weight;
            taps.weights.push_back(static_cast<std::int32_t>(0.5 + share * (1 << kPrecision)));
        }
    }
    return all;
}

std::uint8_t toByte(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> kPrecision, 0, 255));
}

/// The columns that taps make of rows top .. bottom-1.
Image horizontally(const Image &image, const std::vector<Taps> &columns, std::int64_t top, std::int64_t bottom)
{
    Image result{.width = static_cast<int>(columns.size()), .height = static_cast<int>(bottom - top), .values = {}};
    result.values.reserve(columns.size() * static_cast<std::size_t>(bottom - top) * kChannels);
    for (std::int64_t y = top; y < bottom; ++y) {
        const std::uint8_t *row = image.values.data()
                                  + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) * kChannels;
        for (const Taps &taps : columns) {
            const std::uint8_t *pixel = row + static_cast<std::size_t>(taps.first) * kChannels;
            std::int32_t sums[kChannels]{1 << (kPrecision - 1), 1 << (kPrecision - 1), 1 << (kPrecision - 1)};
            for (const std::int32_t weight : taps.weights) {
                for (std::size_t channel = 0; channel < kChannels; ++channel) {
                    sums[channel] += weight * static_cast<std::int32_t>(*pixel++);
                }
            }
            for (const std::int32_t sum : sums) {
                result.values.push_back(toByte(sum));
            }
        }
    }
    return result;
}

/// The rows that taps make of the image's, whose first has the number top.
Image vertically(const Image &image, const std::vector<Taps> &rows, std::int64_t top)
{
    Image result{.width = image.width, .height = static_cast<int>(rows.size()), .values = {}};
    const std::size_t width = static_cast<std::size_t>(image.width) * kChannels;
    result.values.resize(width * rows.size());
    std::vector<std::int32_t> sums(width);
    std::uint8_t *out = result.values.data();
    for (const Taps &taps : rows) {
        std::fill(sums.begin(), sums.end(), 1 << (kPrecision - 1));
        const std::uint8_t *in = image.values.data() + static_cast<std::size_t>(taps.first - top) * width;
        for (const std::int32_t weight : taps.weights) {
            for (std::size_t i = 0; i < width; ++i) {
                sums[i] += weight * static_cast<std::int32_t>(*in++);
            }
        }
        out = std::transform(sums.begin(), sums.end(), out, toByte);
    }
    return result;
}

/// The first of `part` of `whole` pixels in the middle, a half rounded to the even one as Python's round() does.
std::int64_t middle(std::int64_t whole, std::int64_t part)
{
    return static_cast<std::int64_t>(std::nearbyint(static_cast<double>(whole - part) / 2.0));
}

} // namespace

Image resized(const Image &image, int width, int height)
{
    return resizedCentre(image, width, height, width, height);
}

Image resizedCentre(const Image &image, std::int64_t width, std::int64_t height, int cropWidth, int cropHeight)
{
    const std::int64_t left = middle(width, cropWidth);
    const std::int64_t top = middle(height, cropHeight);
    const std::vector<Taps> columns = tapsOf(image.width, width, left, left + cropWidth);
    const std::vector<Taps> rows = tapsOf(image.height, height, top, top + cropHeight);
    // Pillow leaves out the pass of a side that stays; with the same length a tap has weight one, and the pass changes nothing.
    std::int64_t first = image.height;
    std::int64_t end = 0;
    for (const Taps &taps : rows) {
        first = std::min(first, taps.first);
        end = std::max(end, taps.first + static_cast<std::int64_t>(taps.weights.size()));
    }
    return vertically(horizontally(image, columns, first, std::max(first, end)), rows, first);
}

Image centreCropped(const Image &image, int width, int height)
{
    Image result{.width = width, .height = height, .values = {}};
    const auto left = static_cast<std::size_t>(middle(image.width, width));
    const auto top = static_cast<std::size_t>(middle(image.height, height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const auto begin = image.values.begin()
                           + static_cast<std::ptrdiff_t>(((top + y) * static_cast<std::size_t>(image.width) + left) * kChannels);
        result.values.insert(result.values.end(), begin,
                             begin + static_cast<std::ptrdiff_t>(width) * static_cast<std::ptrdiff_t>(kChannels));
    }
    return result;
}

} // namespace vsq
