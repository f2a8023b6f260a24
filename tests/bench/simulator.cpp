// SPDX-License-Identifier: GPL-3.0-or-later
// The stepped chip: cycles a second with all counters, and how long a jump takes, on a BERT-Base layer at 128 tokens.
#include "core/chip/simulator.h"

#include "core/base/random.h"

#include <benchmark/benchmark.h>
#include <memory>

namespace vsq::bench {

namespace {

std::shared_ptr<const Operands> layer(std::int64_t m, std::int64_t n, std::int64_t k)
{
    Random random(1);
    const auto operand = [&](std::int64_t rows) {
        std::vector<std::int8_t> codes(static_cast<std::size_t>(rows * k));
        for (std::int8_t &code : codes) {
            code = static_cast<std::int8_t>(random.between(-7, 7));
        }
        std::vector<std::uint16_t> scales(static_cast<std::size_t>(rows * ((k + 63) / 64)));
        for (std::uint16_t &scale : scales) {
            scale = static_cast<std::uint16_t>(random.between(1, 255));
        }
        return makeOperand(Mode::Vsq, rows, k, codes, scales);
    };
    auto operands = std::make_shared<Operands>();
    operands->a = operand(m);
    operands->b = operand(n);
    return operands;
}

PpuSettings vsqOutput()
{
    PpuSettings settings;
    settings.truncShift = 4;
    return settings;
}

} // namespace

void registerSimulator()
{
    benchmark::RegisterBenchmark("chip/step", [](benchmark::State &state) {
        Simulator simulator(layer(768, 128, 768), {}, vsqOutput());
        for (auto _ : state) {
            if (!simulator.step()) {
                simulator.seek(0);
            }
        }
        state.counters["cycles"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    });
    benchmark::RegisterBenchmark("chip/first-seek", [](benchmark::State &state) {
        const auto operands = layer(3072, 128, 768);
        for (auto _ : state) {
            Simulator simulator(operands, {}, vsqOutput());
            simulator.seek(simulator.totalCycles() - 100);
        }
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("chip/seek", [](benchmark::State &state) {
        Simulator simulator(layer(3072, 128, 768), {}, vsqOutput());
        simulator.seek(simulator.totalCycles());
        Random random(2);
        for (auto _ : state) {
            simulator.seek(random.between(0, simulator.totalCycles()));
        }
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("chip/step-back", [](benchmark::State &state) {
        Simulator simulator(layer(3072, 128, 768), {}, vsqOutput());
        simulator.seek(simulator.totalCycles());
        for (auto _ : state) {
            if (!simulator.stepBack()) {
                simulator.seek(simulator.totalCycles());
            }
        }
    })->Unit(benchmark::kMicrosecond);
}

} // namespace vsq::bench
