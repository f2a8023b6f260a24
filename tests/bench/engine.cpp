// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products of every format and path, FP32 products, and what the instructions could do at most.
#include "core/engine/packedproduct.h"
#include "core/quantize/quantizer.h"
#include "core/reference/product.h"
#include "tests/bench/limits.h"
#include "tests/bench/product.h"

#include <benchmark/benchmark.h>
#include <memory>
#include <tbb/task_arena.h>

namespace vsq::bench {

namespace {

struct Case {
    const char *name;
    OperandFormat weights;
    OperandFormat activations;
    bool clamped = false; ///< data for which saturation cannot be ruled out
};

std::vector<Case> cases()
{
    const NumberFormat vsq = namedFormat("vsq");
    const NumberFormat int4 = namedFormat("int4");
    const NumberFormat int8 = namedFormat("int8");
    OperandFormat v16 = vsq.weights;
    v16.vectorSize = 16;
    OperandFormat v32 = vsq.weights;
    v32.vectorSize = 32;
    OperandFormat wide = v32;
    wide.bits = 8;
    return {{"vsq", vsq.weights, vsq.activations},
            {"vsq-clamped", vsq.weights, vsq.activations, true},
            {"v32", v32, v32},
            {"v16", v16, v16},
            {"int4", int4.weights, int4.activations},
            {"int8", int8.weights, int8.activations},
            {"w8a8-v32", wide, wide}};
}

struct Operandset {
    std::vector<float> a;
    std::vector<float> b;
    ProductFormat format;
    PackedWeights weights;
    PackedActivations activations;
    std::vector<float> c;
};

std::shared_ptr<Operandset> prepare(const Case &of, Isa isa)
{
    auto set = std::make_shared<Operandset>();
    set->a = gaussian(kM * kK, 1);
    set->b = gaussian(kN * kK, 2);
    if (of.clamped) {
        // Nearly constant rows have the largest norms and sums that do saturate.
        for (float &value : set->a) {
            value = 1.0F + 0.01F * value;
        }
        for (float &value : set->b) {
            value = 1.0F + 0.01F * value;
        }
    }
    set->format = productFormat(of.weights, of.activations);
    set->weights = PackedWeights(quantizeWeights(set->a.data(), kM, kK, of.weights), set->format, isa);
    set->activations = quantizeAndPack(set->b.data(), kN, kK, of.activations, set->format, {}, {}, 1, isa);
    set->c.resize(static_cast<std::size_t>(kM * kN));
    return set;
}

void rate(benchmark::State &state, double perIteration)
{
    state.counters["rate"] = benchmark::Counter(perIteration * static_cast<double>(state.iterations()),
                                                benchmark::Counter::kIsRate);
}

void addEngine(const Case &of, Isa isa)
{
    const std::string suffix = std::string(of.name) + "/" + std::string(nameOf(isa));
    const auto shared = std::make_shared<std::shared_ptr<Operandset>>();
    const auto operands = [of, isa, shared] {
        if (!*shared) {
            *shared = prepare(of, isa);
        }
        return *shared;
    };
    const auto product = [operands](benchmark::State &state, int threads, const OperandFormat *quantize) {
        const std::shared_ptr<Operandset> set = operands();
        multiplyToFloat(set->weights, set->activations, {}, {.threads = threads}, set->c.data()); // pages, caches, threads
        for (auto _ : state) {
            if (quantize != nullptr) {
                tbb::task_arena arena(threads);
                arena.execute([&] {
                    set->activations = quantizeAndPack(set->b.data(), kN, kK, *quantize, set->format, {}, {}, 1,
                                                       set->weights.isa());
                });
            }
            multiplyToFloat(set->weights, set->activations, {}, {.threads = threads}, set->c.data());
            benchmark::DoNotOptimize(set->c.data());
        }
        rate(state, kOperations);
    };
    benchmark::RegisterBenchmark(("engine/" + suffix).c_str(),
                                 [product](benchmark::State &state) { product(state, 1, nullptr); });
    if (isa == supportedIsas().back()) {
        benchmark::RegisterBenchmark(("quantized/" + suffix).c_str(),
                                     [product, of](benchmark::State &state) { product(state, 1, &of.activations); });
        benchmark::RegisterBenchmark(("two/" + suffix).c_str(), [product](benchmark::State &state) {
            product(state, 2, nullptr);
        })->UseRealTime();
    }
}

} // namespace

void registerEngine()
{
    for (const Isa isa : supportedIsas()) {
        if (isa != Isa::Portable) {
            benchmark::RegisterBenchmark(("limit/" + std::string(nameOf(isa))).c_str(), [isa](benchmark::State &state) {
                double done = 0.0;
                for (auto _ : state) {
                    done += runLimit(isa, kOperations);
                }
                state.counters["rate"] = benchmark::Counter(done, benchmark::Counter::kIsRate);
            });
        }
        for (const Case &of : cases()) {
            addEngine(of, isa);
        }
    }
    benchmark::RegisterBenchmark("fp32", [](benchmark::State &state) {
        const std::vector<float> a = gaussian(kM * kK, 1);
        const std::vector<float> b = gaussian(kN * kK, 2);
        std::vector<float> c(static_cast<std::size_t>(kM * kN));
        const std::unique_ptr<ProductBackend> backend = makeFloatBackend();
        ProductRequest request;
        request.m = kM;
        request.n = kN;
        request.k = kK;
        request.a = a.data();
        request.b = b.data();
        request.aIsConstant = true;
        request.segmentLength = kK;
        request.itemRows = kN;
        tbb::task_arena arena(1);
        arena.execute([&] { backend->multiply(request, c.data()); });
        for (auto _ : state) {
            arena.execute([&] { backend->multiply(request, c.data()); });
            benchmark::DoNotOptimize(c.data());
        }
        rate(state, kOperations);
    });
}

} // namespace vsq::bench
