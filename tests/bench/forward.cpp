// SPDX-License-Identifier: GPL-3.0-or-later
// Forward runs of whole networks: FP32 beside the bare products it contains, chip fidelity beside FP32. A first run
// makes executor and backend and with them everything that later runs find ready: weights in the products' order,
// quantized and packed. What reads or builds the network is in neither.
#include "core/run/backend.h"
#include "tests/bench/forwardcase.h"

#include <benchmark/benchmark.h>
#include <optional>
#include <tbb/task_arena.h>

namespace vsq::bench {

namespace {

BackendOptions optionsOf(const std::string &format)
{
    BackendOptions options;
    options.format = namedFormat(format);
    return options;
}

Fidelity fidelityOf(const std::string &format)
{
    return format == "fp32" ? Fidelity::Float : Fidelity::Chip;
}

/// As `vsq run` and `vsq eval` do.
struct Prepared {
    Prepared(const std::shared_ptr<const Graph> &graph, const std::string &format)
        : network(prepareNetwork(graph, fidelityOf(format), optionsOf(format == "fp32" ? "vsq" : format))),
          executor(network.graph)
    {
    }
    PreparedNetwork network;
    Executor executor;
};

/// once() before the clock starts, then timed.
template <typename Once>
void time(benchmark::State &state, int threads, const Once &once)
{
    tbb::task_arena arena(threads);
    arena.execute(once);
    for (auto _ : state) {
        arena.execute(once);
    }
    state.counters["rate"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void add(const std::string &name, const std::function<void(benchmark::State &)> &body)
{
    benchmark::RegisterBenchmark(name.c_str(), body)->UseRealTime()->Unit(benchmark::kMillisecond);
}

void addCase(const std::string &name, int threads)
{
    const std::string suffix = threads == 1 ? "/one" : "/two";
    const std::string prefix = "forward/" + name + "/";
    const auto products = std::make_shared<std::optional<BareProducts>>();
    add(prefix + "products" + suffix, [=](benchmark::State &state) {
        if (!*products) {
            products->emplace(*forwardCase(name));
        }
        time(state, threads, [&] { (*products)->run(); });
    });
    for (const std::string format : {"fp32", "vsq", "int8"}) {
        const auto prepared = std::make_shared<std::optional<Prepared>>();
        add(prefix + format + suffix, [=](benchmark::State &state) {
            const auto of = forwardCase(name);
            if (!*prepared) {
                prepared->emplace(of->graph, format);
            }
            time(state, threads,
                 [&] { benchmark::DoNotOptimize((*prepared)->executor.run(of->inputs, *(*prepared)->network.backend)); });
        });
        add(prefix + format + "-first" + suffix, [=](benchmark::State &state) {
            const auto of = forwardCase(name);
            time(state, threads, [&] {
                const Prepared fresh(of->graph, format);
                benchmark::DoNotOptimize(fresh.executor.run(of->inputs, *fresh.network.backend));
            });
        });
    }
}

} // namespace

void registerForward()
{
    for (const std::string &name : forwardNames()) {
        for (const int threads : {1, 2}) {
            addCase(name, threads);
        }
    }
}

} // namespace vsq::bench
