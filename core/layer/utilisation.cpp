// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/utilisation.h"

#include "core/base/error.h"
#include "core/chip/mode.h"
#include "core/reference/product.h"
#include "core/run/chipmode.h"

#include <algorithm>

namespace vsq {

namespace {

/// Elements of vector k that exist: convolutions pad the channels of each kernel tap to whole vectors.
std::int64_t validElements(const Plan &plan, std::int64_t k)
{
    const std::int64_t size = vectorSize(plan.shape.mode);
    std::int64_t length = plan.shape.k;
    std::int64_t within = k;
    if (plan.shape.convolution) {
        const ConvolutionShape &shape = *plan.shape.convolution;
        const std::int64_t taps = shape.kernelHeight * shape.kernelWidth;
        const std::int64_t perTap = (shape.channels + size - 1) / size;
        if (perTap * taps == plan.vectors) {
            length = shape.channels;
            within = k % perTap;
        }
    }
    return std::clamp<std::int64_t>(length - within * size, 0, size);
}

/// Spreads an amount evenly over the cycles [begin, end) of equal bins.
class Bins {
public:
    Bins(std::int64_t cycles, int bins) : m_width(static_cast<double>(cycles) / bins), m_bins(bins) {}

    template <typename Add>
    void spread(std::int64_t begin, std::int64_t end, double each, Add add) const
    {
        auto bin = static_cast<int>(static_cast<double>(begin) / m_width);
        for (double at = static_cast<double>(begin); at < static_cast<double>(end) && bin < m_bins; ++bin) {
            const double next = std::min((bin + 1) * m_width, static_cast<double>(end));
            add(bin, (next - at) * each);
            at = next;
        }
    }
    [[nodiscard]] double width() const { return m_width; }

private:
    double m_width;
    int m_bins;
};

} // namespace

std::optional<Plan> planOf(const Layer &layer, const NumberFormat &format, const ChipConfig &config)
{
    const std::optional<Mode> mode = modeOf(format);
    if (!layer.onChip || !mode) {
        return std::nullopt;
    }
    ProductShape shape{.m = layer.m, .n = layer.n, .k = layer.k, .mode = *mode, .convolution = {}};
    ChipConfig asLowered = config;
    if (layer.channels > 0 && layer.outputHeight * layer.outputWidth > 0
        && layer.n % (layer.outputHeight * layer.outputWidth) == 0) {
        shape.convolution = ConvolutionShape{.channels = layer.channels,
                                             .kernelHeight = layer.kernelHeight,
                                             .kernelWidth = layer.kernelWidth,
                                             .outputHeight = layer.outputHeight,
                                             .outputWidth = layer.outputWidth};
        const auto channels = static_cast<int>(std::min<std::int64_t>(layer.channels, kPackedChannels));
        asLowered.packedChannels = layer.channels < kPackedChannels ? channels : std::min(config.packedChannels, channels - 1);
    }
    try {
        return plan(shape, asLowered);
    } catch (const Error &) {
        return std::nullopt; // opening the layer gives the reason
    }
}

CycleShares &CycleShares::operator+=(const CycleShares &other)
{
    useful += other.useful;
    paddingM += other.paddingM;
    paddingK += other.paddingK;
    paddingN += other.paddingN;
    fillDrain += other.fillDrain;
    stalls += other.stalls;
    total += other.total;
    return *this;
}

CycleShares &CycleShares::operator*=(double times)
{
    for (double *part : {&useful, &paddingM, &paddingK, &paddingN, &fillDrain, &stalls, &total}) {
        *part *= times;
    }
    return *this;
}

CycleShares sharesOf(const Counters &counters, int multipliers)
{
    CycleShares shares;
    const double per = multipliers;
    shares.useful = static_cast<double>(counters.usefulMacs) / per;
    shares.paddingM = static_cast<double>(counters.paddedMacsM) / per;
    shares.paddingK = static_cast<double>(counters.paddedMacsK) / per;
    shares.paddingN = static_cast<double>(counters.paddedMacsN) / per;
    shares.fillDrain = static_cast<double>(counters.fillDrainCycles);
    shares.stalls = static_cast<double>(counters.stallCycles);
    shares.total = static_cast<double>(counters.cycles);
    return shares;
}

LaneActivity laneActivity(const Plan &plan, int bins)
{
    LaneActivity activity;
    const int size = vectorSize(plan.shape.mode);
    activity.lanes = plan.lanes;
    activity.multipliers = size;
    activity.cycles = plan.totalCycles();
    activity.bins = static_cast<int>(std::clamp<std::int64_t>(activity.cycles, 1, bins));
    std::vector<double> laneCycles(static_cast<std::size_t>(plan.lanes), 0.0); // real columns that a lane works on
    std::vector<double> vectorsWith(static_cast<std::size_t>(size) + 1, 0.0);  // vectors with more than j elements
    std::vector<double> time(static_cast<std::size_t>(plan.lanes) * activity.bins, 0.0);
    double elements = 0.0;
    for (std::int64_t k = 0; k < plan.vectors; ++k) {
        const std::int64_t valid = validElements(plan, k);
        elements += static_cast<double>(valid);
        for (std::int64_t j = 0; j < valid; ++j) {
            vectorsWith[static_cast<std::size_t>(j)] += 1.0;
        }
    }
    const double full = elements / static_cast<double>(plan.vectors * size);
    const Bins timeline(std::max<std::int64_t>(activity.cycles, 1), activity.bins);
    for (const Subtile &subtile : plan.subtiles) {
        const std::int64_t start = subtile.firstCycle + subtile.fillCycles;
        for (std::int64_t t = 0; t < plan.tiles(subtile); ++t) {
            const Tile tile = plan.tile(subtile, t);
            std::int64_t real = 0;
            for (std::int64_t n = tile.n; n < tile.n + tile.columns; ++n) {
                real += plan.column(n) >= 0 ? 1 : 0;
            }
            const double share = static_cast<double>(real) / static_cast<double>(tile.columns);
            for (int lane = 0; lane < std::min<std::int64_t>(tile.rows, plan.lanes); ++lane) {
                laneCycles[static_cast<std::size_t>(lane)] += static_cast<double>(real * subtile.vectors());
                timeline.spread(
                    start + tile.firstCycle, start + tile.firstCycle + tile.cycles, share * full,
                    [&](int bin, double amount) { time[static_cast<std::size_t>(lane) * activity.bins + bin] += amount; });
            }
        }
    }
    const auto compute = static_cast<double>(std::max<std::int64_t>(plan.computeCycles, 1));
    for (int lane = 0; lane < plan.lanes; ++lane) {
        for (int j = 0; j < size; ++j) {
            activity.byMultiplier.push_back(
                static_cast<float>(laneCycles[static_cast<std::size_t>(lane)] / compute * vectorsWith[static_cast<std::size_t>(j)]
                                   / static_cast<double>(plan.vectors)));
        }
        for (int bin = 0; bin < activity.bins; ++bin) {
            activity.byTime.push_back(
                static_cast<float>(time[static_cast<std::size_t>(lane) * activity.bins + bin] / timeline.width()));
        }
    }
    return activity;
}

} // namespace vsq
