// SPDX-License-Identifier: GPL-3.0-or-later
// Whole bundled networks on bundled images, at chip fidelity and in FP32, images a second on all cores and on one.
#include "core/run/loadnetwork.h"
#include "core/study/evaluation.h"
#include "core/study/samples.h"

#include <benchmark/benchmark.h>
#include <filesystem>
#include <tbb/task_arena.h>

namespace vsq::bench {

namespace {

constexpr std::int64_t kImages = 200;

struct Loaded {
    std::shared_ptr<const Graph> graph;
    Dataset data;
};

void add(const std::shared_ptr<Loaded> &sample, const std::string &path, const std::string &dataPath, const std::string &name,
         const std::string &format, Fidelity fidelity, int threads)
{
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) {
        if (!sample->graph) {
            sample->graph = loadNetwork(path).graph;
            sample->data = loadDataset(dataPath, *sample->graph, kImages);
        }
        const Accuracy known; // so that only one run is timed
        double seconds = 0.0;
        for (auto _ : state) {
            tbb::task_arena arena(threads);
            const double taken = arena.execute(
                [&] { return evaluate(sample->graph, sample->data, namedFormat(format), {}, fidelity, {}, &known).seconds; });
            state.SetIterationTime(taken);
            seconds += taken;
        }
        state.counters["rate"] = static_cast<double>(sample->data.size() * state.iterations()) / seconds;
    })->UseManualTime();
}

} // namespace

void registerNetworks()
{
    for (const Sample &sample : listSamples(samplesFolder())) {
        if (sample.dataPath.empty()) {
            continue;
        }
        const auto loaded = std::make_shared<Loaded>();
        const std::string name = "network/" + std::filesystem::path(sample.path).stem().string() + "/";
        for (const int threads : {1, 2}) {
            const std::string suffix = threads == 1 ? "/one" : "/two";
            add(loaded, sample.path, sample.dataPath, name + "fp32" + suffix, "vsq", Fidelity::Float, threads);
            for (const char *format : {"vsq", "int8"}) {
                add(loaded, sample.path, sample.dataPath, name + format + suffix, format, Fidelity::Chip, threads);
            }
        }
    }
}

} // namespace vsq::bench
