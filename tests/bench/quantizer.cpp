// SPDX-License-Identifier: GPL-3.0-or-later
// Quantizers in bytes of floats read a second, beside memcpy of the same floats; one thread, data in the cache or nearly.
#include "core/quantize/quantizer.h"
#include "core/engine/packedoperand.h"
#include "core/quantize/quantizedvalues.h"
#include "tests/bench/product.h"

#include <benchmark/benchmark.h>
#include <cstring>
#include <tbb/task_arena.h>

namespace vsq::bench {

namespace {

constexpr double kBytes = static_cast<double>(kN * kK) * sizeof(float);

void rate(benchmark::State &state)
{
    state.counters["rate"] = benchmark::Counter(kBytes * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

} // namespace

void registerQuantizer()
{
    benchmark::RegisterBenchmark("memcpy", [](benchmark::State &state) {
        const std::vector<float> from = gaussian(kN * kK, 3);
        std::vector<float> to(from.size());
        for (auto _ : state) {
            std::memcpy(to.data(), from.data(), from.size() * sizeof(float));
            benchmark::DoNotOptimize(to.data());
            benchmark::ClobberMemory();
        }
        rate(state);
    });
    for (const char *name : {"mxfp4", "nvfp4", "if4", "nf4", "q4_0", "int4-v16-fp"}) {
        benchmark::RegisterBenchmark((std::string("values/") + name).c_str(), [name](benchmark::State &state) {
            const OperandFormat format = operandFromText(name);
            const std::vector<float> x = gaussian(kN * kK, 3);
            std::vector<float> y(x.size());
            tbb::task_arena arena(1);
            for (auto _ : state) {
                arena.execute([&] { activationValues(x.data(), kN, kK, format, {}, {}, 1, kN, y.data()); });
                benchmark::DoNotOptimize(y.data());
            }
            rate(state);
        });
    }
    for (const char *name : {"vsq", "int8"}) {
        benchmark::RegisterBenchmark((std::string("quantizer/") + name).c_str(), [name](benchmark::State &state) {
            const OperandFormat format = namedFormat(name).activations;
            const std::vector<float> x = gaussian(kN * kK, 3);
            tbb::task_arena arena(1);
            for (auto _ : state) {
                arena.execute([&] { benchmark::DoNotOptimize(quantizeActivations(x.data(), kN, kK, format)); });
            }
            rate(state);
        });
        benchmark::RegisterBenchmark((std::string("packing/") + name).c_str(), [name](benchmark::State &state) {
            const NumberFormat format = namedFormat(name);
            const ProductFormat product = productFormat(format.weights, format.activations);
            const std::vector<float> x = gaussian(kN * kK, 3);
            tbb::task_arena arena(1);
            for (auto _ : state) {
                arena.execute([&] { benchmark::DoNotOptimize(quantizeAndPack(x.data(), kN, kK, format.activations, product)); });
            }
            rate(state);
        });
    }
}

} // namespace vsq::bench
