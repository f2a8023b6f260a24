// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chip/simulator.h"

#include "core/chip/simulatorprivate.h"

#include <algorithm>
#include <cassert>

namespace vsq {

namespace {

Plan planFor(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, OutputFormat output)
{
    ProductShape shape;
    if (operands) {
        shape.m = operands->m();
        shape.n = operands->n();
        shape.k = operands->a.vectors * vectorSize(operands->mode);
        shape.mode = operands->mode;
    }
    shape.output = output;
    Plan plan = vsq::plan(shape, config);
    plan.shape.k = operands->k(); // planned with whole vectors, which a convolution's segments need
    return plan;
}

} // namespace

Simulator::Simulator(const std::shared_ptr<const Operands> &operands, const ChipConfig &config)
    : Simulator(operands, config, planFor(operands, config, OutputFormat::Sums))
{
}

Simulator::Simulator(const std::shared_ptr<const Operands> &operands, const ChipConfig &config, PpuSettings ppu)
    : Simulator(operands, config, planFor(operands, config, ppu.output), ppu)
{
}

Simulator::Simulator(std::shared_ptr<const Operands> operands, const ChipConfig &config, Plan plan,
                     std::optional<PpuSettings> ppu)
    : d(std::make_unique<Private>(std::move(operands), config, std::move(plan), std::move(ppu)))
{
}

Simulator::~Simulator() = default;
Simulator::Simulator(Simulator &&) noexcept = default;
Simulator &Simulator::operator=(Simulator &&) noexcept = default;

const Operands &Simulator::operands() const
{
    return d->context.operands();
}
const ChipConfig &Simulator::config() const
{
    return d->context.config();
}
const Plan &Simulator::plan() const
{
    return d->context.plan();
}
const Schedule &Simulator::schedule() const
{
    return d->context.schedule();
}
const std::optional<PpuSettings> &Simulator::ppu() const
{
    return d->context.ppu();
}
const LayerContext &Simulator::context() const
{
    return d->context;
}
const ChipState &Simulator::state() const
{
    return d->state;
}
std::int64_t Simulator::totalCycles() const
{
    return d->context.schedule().totalCycles();
}
const Position &Simulator::position() const
{
    return d->state.next;
}
Position Simulator::positionAt(std::int64_t cycle) const
{
    return d->context.positionAt(std::clamp<std::int64_t>(cycle, 0, totalCycles()));
}
bool Simulator::done() const
{
    return d->state.next.phase == Phase::Done;
}
std::span<const Event> Simulator::events() const
{
    return d->machine.events();
}
const Counters &Simulator::counters() const
{
    return d->state.counters;
}
std::uint64_t Simulator::stateHash() const
{
    return hashOf(d->state);
}
Snapshot Simulator::snapshot() const
{
    return makeSnapshot(d->context, d->state, d->machine);
}

const std::vector<std::int32_t> &Simulator::sums() const
{
    d->syncSums();
    return d->sums;
}

const PpuOutput &Simulator::output() const
{
    if (ppu()) {
        d->syncOutput();
    }
    return d->output;
}

bool Simulator::step()
{
    if (done()) {
        return false;
    }
    d->step();
    return true;
}

bool Simulator::stepBack()
{
    if (position().cycle == 0) {
        return false;
    }
    d->seek(position().cycle - 1);
    return true;
}

void Simulator::seek(std::int64_t cycle)
{
    d->seek(std::clamp<std::int64_t>(cycle, 0, totalCycles()));
}

bool Simulator::runUntil(const std::function<bool(const Simulator &)> &predicate, const std::stop_token &stop)
{
    constexpr std::int64_t kStopEvery = 256; // cycles between looks at the stop token
    for (std::int64_t count = 0; count % kStopEvery != 0 || !stop.stop_requested(); ++count) {
        if (!step()) {
            break;
        }
        if (predicate && predicate(*this)) {
            return true;
        }
    }
    return false;
}

void Simulator::stepUnit(Unit unit, const std::stop_token &stop)
{
    const std::int64_t target = nextUnit(unit);
    if (position().cycle < target) {
        runUntil([target](const Simulator &simulator) { return simulator.position().cycle >= target; }, stop);
    }
}

void Simulator::stepUnitBack(Unit unit)
{
    seek(previousUnit(unit));
}

std::int64_t Simulator::nextUnit(Unit unit) const
{
    const Position &at = position();
    const std::int64_t total = totalCycles();
    const auto subtile = static_cast<std::size_t>(at.subtile);
    const bool isLast = subtile + 1 == plan().subtiles.size();
    switch (unit) {
    case Unit::Cycle: return std::min(at.cycle + 1, total);
    case Unit::Layer: return total;
    case Unit::Subtile: return schedule().start(subtile + 1);
    case Unit::Vector:
    case Unit::Tile: break;
    }
    const Subtile &part = plan().subtiles[subtile];
    if (at.phase == Phase::Done) {
        return total;
    }
    std::int64_t product = 0; // the first of the next unit
    if (at.phase == Phase::Compute || at.phase == Phase::Stall) {
        const std::int64_t now = schedule().at(at.cycle).compute;
        if (now < part.computeCycles) {
            const Tile tile = plan().tileAt(part, now);
            const std::int64_t length = unit == Unit::Tile ? tile.cycles : tile.columns;
            const std::int64_t begun = tile.firstCycle + (now - tile.firstCycle) / length * length;
            product = at.phase == Phase::Stall && begun == now ? now : begun + length;
        } else {
            product = now; // stalls before the drain
        }
    } else if (at.phase == Phase::Drain) {
        product = part.computeCycles;
    }
    if (product < part.computeCycles) {
        return schedule().cycleOf(subtile, product);
    }
    return isLast ? total : schedule().cycleOf(subtile + 1, 0);
}

std::int64_t Simulator::previousUnit(Unit unit) const
{
    const Position &at = position();
    auto subtile = static_cast<std::size_t>(at.subtile);
    if (at.cycle == 0 || unit == Unit::Layer) {
        return 0;
    }
    if (unit == Unit::Cycle) {
        return at.cycle - 1;
    }
    if (unit == Unit::Subtile) {
        return schedule().start(schedule().at(at.cycle - 1).subtile);
    }
    // The last product executed decides: its unit's beginning lies before this cycle.
    const Moment moment = schedule().at(at.cycle);
    std::int64_t product = at.phase == Phase::Done ? plan().subtiles[subtile].computeCycles - 1 : moment.compute - 1;
    if (at.phase == Phase::Fill || product < 0) {
        if (subtile == 0) {
            return 0;
        }
        --subtile;
        product = plan().subtiles[subtile].computeCycles - 1;
    }
    const Tile tile = plan().tileAt(plan().subtiles[subtile], product);
    const std::int64_t length = unit == Unit::Tile ? tile.cycles : tile.columns;
    return schedule().cycleOf(subtile, tile.firstCycle + (product - tile.firstCycle) / length * length);
}

std::optional<std::int64_t> Simulator::nextEvent(EventKind kind, std::int64_t fromCycle, const std::stop_token &stop) const
{
    return d->search.next(kind, fromCycle, stop);
}

std::optional<std::int64_t> Simulator::previousEvent(EventKind kind, std::int64_t fromCycle, const std::stop_token &stop) const
{
    return d->search.previous(kind, fromCycle, stop);
}

} // namespace vsq
