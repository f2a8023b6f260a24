// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quantize/crestcurve.h"

#include "core/base/random.h"
#include "core/quantize/errormeasures.h"
#include "core/quantize/quantizer.h"

#include <algorithm>
#include <cmath>

namespace vsq {

namespace {

constexpr std::int64_t kVectors = 3000;
constexpr double kBin = 0.25;
constexpr int kFewest = 10;

/// sign * |normal|^power: flat below 1, spiked above.
float drawn(Random &random, double power)
{
    const double normal = random.normal();
    return static_cast<float>(std::copysign(std::pow(std::abs(normal), power), normal));
}

} // namespace

double crestFactor(std::span<const float> values)
{
    double most = 0.0;
    double energy = 0.0;
    for (const float value : values) {
        most = std::max(most, std::abs(static_cast<double>(value)));
        energy += static_cast<double>(value) * static_cast<double>(value);
    }
    return energy > 0.0 ? most / std::sqrt(energy / static_cast<double>(values.size())) : 0.0;
}

std::vector<CrestPoint> crestCurve(const OperandFormat &format, int elements, std::uint64_t seed)
{
    Random random(seed);
    std::vector<float> x(static_cast<std::size_t>(kVectors * elements));
    for (std::int64_t row = 0; row < kVectors; ++row) {
        const double power = 0.1 * std::pow(40.0, random.uniform()); // 0.1 .. 4
        for (int i = 0; i < elements; ++i) {
            x[static_cast<std::size_t>(row * elements + i)] = drawn(random, power);
        }
    }
    const std::vector<float> y = dequantize(quantizeWeights(x.data(), kVectors, elements, format));
    struct Bin {
        NoiseEnergy energy;
        double crest = 0.0;
        int vectors = 0;
    };
    std::vector<Bin> bins(static_cast<std::size_t>(std::sqrt(static_cast<double>(elements)) / kBin) + 2);
    for (std::int64_t row = 0; row < kVectors; ++row) {
        const std::span<const float> values(x.data() + row * elements, static_cast<std::size_t>(elements));
        const std::span<const float> found(y.data() + row * elements, static_cast<std::size_t>(elements));
        const double crest = crestFactor(values);
        double scale = 0.0; // every vector weighs alike
        for (const float value : values) {
            scale += static_cast<double>(value) * static_cast<double>(value);
        }
        Bin &bin = bins[static_cast<std::size_t>(crest / kBin)];
        bin.crest += crest;
        ++bin.vectors;
        for (std::size_t i = 0; i < values.size(); ++i) {
            bin.energy.add(static_cast<double>(values[i]) / std::sqrt(scale), static_cast<double>(found[i]) / std::sqrt(scale));
        }
    }
    std::vector<CrestPoint> curve;
    for (const Bin &bin : bins) {
        if (bin.vectors >= kFewest && std::isfinite(bin.energy.sqnrDb())) {
            curve.push_back({.crest = bin.crest / bin.vectors, .sqnrDb = bin.energy.sqnrDb()});
        }
    }
    return curve;
}

} // namespace vsq
