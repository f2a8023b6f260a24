// SPDX-License-Identifier: GPL-3.0-or-later
// Whole bundled networks on bundled images, at chip fidelity and in FP32, images a second on all cores.
#include "core/network/onnx/onnxreader.h"
#include "core/study/evaluation.h"
#include "core/study/samples.h"

#include <benchmark/benchmark.h>
#include <filesystem>

namespace vsq::bench {

namespace {

constexpr std::int64_t kImages = 200;

struct Loaded {
    std::shared_ptr<const Graph> graph;
    Dataset data;
};

void add(const std::shared_ptr<Loaded> &sample, const std::string &path, const std::string &dataPath, const std::string &name,
         const std::string &format, Fidelity fidelity)
{
    benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State &state) {
        if (!sample->graph) {
            sample->graph = std::make_shared<Graph>(readOnnx(path));
            sample->data = loadDataset(dataPath, *sample->graph, kImages);
        }
        const Accuracy known; // so that only one run is timed
        double seconds = 0.0;
        for (auto _ : state) {
            const Evaluation evaluation = evaluate(sample->graph, sample->data, namedFormat(format), {}, fidelity, {}, &known);
            state.SetIterationTime(evaluation.seconds);
            seconds += evaluation.seconds;
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
        add(loaded, sample.path, sample.dataPath, name + "fp32", "vsq", Fidelity::Float);
        for (const char *format : {"vsq", "int8"}) {
            add(loaded, sample.path, sample.dataPath, name + format, format, Fidelity::Chip);
        }
    }
}

} // namespace vsq::bench
