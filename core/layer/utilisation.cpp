// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layer/utilisation.h"

#include "core/chip/schedule.h"
#include "core/chip/stallbuilder.h"

#include <algorithm>
#include <cassert>

namespace vsq {

namespace {

/// Elements of vector k that exist: segments of K (a convolution's kernel taps) are padded to whole vectors.
std::int64_t validElements(const Plan &plan, std::int64_t k)
{
    const std::int64_t size = vectorSize(plan.shape.mode);
    const std::int64_t within = k % (plan.vectors / plan.segments);
    return std::clamp<std::int64_t>(plan.shape.k / plan.segments - within * size, 0, size);
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

CycleShares sharesOf(const LayerCost &cost)
{
    CycleShares shares = sharesOf(cost.counters, cost.multipliers());
    shares *= static_cast<double>(cost.count);
    return shares;
}

LaneActivity laneActivity(const Plan &plan, const ChipConfig &config, int bins)
{
    const Schedule schedule = canStall(config) ? Schedule(plan, buildStalls(plan, config).stalls) : Schedule(plan);
    LaneActivity activity;
    const int size = vectorSize(plan.shape.mode);
    activity.lanes = plan.lanes;
    activity.multipliers = size;
    activity.cycles = schedule.totalCycles();
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
    for (std::size_t index = 0; index < plan.subtiles.size(); ++index) {
        const Subtile &subtile = plan.subtiles[index];
        for (std::int64_t t = 0; t < plan.tiles(subtile); ++t) {
            const Tile tile = plan.tile(subtile, t);
            std::int64_t real = 0;
            for (std::int64_t n = tile.n; n < tile.n + tile.columns; ++n) {
                real += plan.column(n) >= 0 ? 1 : 0;
            }
            const std::int64_t begin = schedule.cycleOf(index, tile.firstCycle);
            const std::int64_t end = schedule.cycleOf(index, tile.firstCycle + tile.cycles - 1) + 1;
            const double share = static_cast<double>(real * subtile.vectors()) / static_cast<double>(end - begin);
            for (int lane = 0; lane < std::min<std::int64_t>(tile.rows, plan.lanes); ++lane) {
                laneCycles[static_cast<std::size_t>(lane)] += static_cast<double>(real * subtile.vectors());
                timeline.spread(begin, end, share * full, [&](int bin, double amount) {
                    time[static_cast<std::size_t>(lane) * activity.bins + bin] += amount;
                });
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

LaneActivity nonZeroActivity(const Plan &plan, const ChipConfig &config, const Operands &operands, int bins,
                             const JobContext &job)
{
    const Schedule schedule = canStall(config) ? Schedule(plan, buildStalls(plan, config).stalls) : Schedule(plan);
    const Operand &still = plan.transposed ? operands.b : operands.a;
    const Operand &moving = plan.transposed ? operands.a : operands.b;
    assert(still.vectors == plan.vectors && moving.vectors == plan.vectors);
    const auto size = static_cast<std::size_t>(vectorSize(plan.shape.mode));
    LaneActivity activity;
    activity.lanes = plan.lanes;
    activity.multipliers = static_cast<int>(size);
    activity.cycles = schedule.totalCycles();
    activity.bins = static_cast<int>(std::clamp<std::int64_t>(activity.cycles, 1, bins));
    std::vector<double> products(static_cast<std::size_t>(plan.lanes) * size, 0.0);
    std::vector<double> time(static_cast<std::size_t>(plan.lanes) * activity.bins, 0.0);
    std::vector<std::uint16_t> columnsWith; // columns of the tile whose code is not zero, by element along K
    std::vector<std::uint32_t> met(size);   // products that are not zero, by multiplier
    const Bins timeline(std::max<std::int64_t>(activity.cycles, 1), activity.bins);
    for (std::size_t index = 0; index < plan.subtiles.size(); ++index) {
        const Subtile &subtile = plan.subtiles[index];
        const auto length = static_cast<std::size_t>(subtile.vectors()) * size;
        for (std::int64_t t = 0; t < plan.tiles(subtile); ++t) {
            job.check();
            const Tile tile = plan.tile(subtile, t);
            columnsWith.assign(length, 0);
            for (std::int64_t n = tile.n; n < tile.n + tile.columns; ++n) {
                if (const std::int64_t row = plan.column(n); row >= 0) {
                    const std::int8_t *codes = moving.vector(row, subtile.vectorBegin, static_cast<int>(size));
                    for (std::size_t i = 0; i < length; ++i) {
                        columnsWith[i] = static_cast<std::uint16_t>(columnsWith[i] + (codes[i] != 0 ? 1 : 0));
                    }
                }
            }
            const std::int64_t begin = schedule.cycleOf(index, tile.firstCycle);
            const std::int64_t end = schedule.cycleOf(index, tile.firstCycle + tile.cycles - 1) + 1;
            for (int lane = 0; lane < std::min<std::int64_t>(tile.rows, plan.lanes); ++lane) {
                const std::int8_t *codes = still.vector(tile.m + lane, subtile.vectorBegin, static_cast<int>(size));
                std::fill(met.begin(), met.end(), 0);
                for (std::size_t from = 0; from < length; from += size) {
                    for (std::size_t j = 0; j < size; ++j) {
                        met[j] += codes[from + j] != 0 ? columnsWith[from + j] : 0;
                    }
                }
                double work = 0.0;
                for (std::size_t j = 0; j < size; ++j) {
                    products[static_cast<std::size_t>(lane) * size + j] += met[j];
                    work += met[j];
                }
                timeline.spread(
                    begin, end, work / static_cast<double>(size) / static_cast<double>(end - begin),
                    [&](int bin, double amount) { time[static_cast<std::size_t>(lane) * activity.bins + bin] += amount; });
            }
        }
    }
    const auto compute = static_cast<double>(std::max<std::int64_t>(plan.computeCycles, 1));
    for (const double count : products) {
        activity.byMultiplier.push_back(static_cast<float>(count / compute));
    }
    for (const double amount : time) {
        activity.byTime.push_back(static_cast<float>(amount / timeline.width()));
    }
    return activity;
}

} // namespace vsq
