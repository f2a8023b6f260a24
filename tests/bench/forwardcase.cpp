// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/forwardcase.h"

#include "core/base/random.h"
#include "core/chip/plan.h"
#include "core/data/dataset.h"
#include "core/network/architectures/bottlenecknetwork.h"
#include "core/network/architectures/publishedshapes.h"
#include "core/reference/kernels/floatkernels.h"
#include "core/reference/passes/fold.h"
#include "core/run/loadnetwork.h"
#include "core/study/samples.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace vsq::bench {

namespace {

constexpr std::int64_t kBatch = 8; // what an evaluation takes at a time
constexpr std::uint64_t kSeed = 1;

ForwardCase bert()
{
    ForwardCase made{.name = "bert-base-128", .graph = {}, .inputs = {}};
    made.graph = std::make_shared<const Graph>(foldForInference(buildBert(bertBaseShape(128), kSeed)));
    Random random(kSeed);
    std::vector<std::int64_t> words(128);
    for (std::int64_t &word : words) {
        word = random.between(0, 30000);
    }
    made.inputs.emplace("input_ids", Tensor::of<std::int64_t>({1, 128}, words));
    made.inputs.emplace("attention_mask", Tensor::of<std::int64_t>({1, 128}, std::vector<std::int64_t>(128, 1)));
    made.inputs.emplace("token_type_ids", Tensor(DType::Int64, {1, 128}));
    return made;
}

ForwardCase resnet50()
{
    ForwardCase made{.name = "resnet50", .graph = {}, .inputs = {}};
    made.graph = std::make_shared<const Graph>(foldForInference(buildBottleneckNetwork({}, kSeed)));
    Random random(kSeed);
    Tensor image(DType::Float32, {1, 3, 224, 224});
    for (float &value : image.mutableValues<float>()) {
        value = static_cast<float>(random.normal());
    }
    made.inputs.emplace("image", std::move(image));
    return made;
}

std::vector<Sample> samplesWithData()
{
    std::vector<Sample> samples = listSamples(samplesFolder());
    std::erase_if(samples, [](const Sample &sample) { return sample.dataPath.empty(); });
    return samples;
}

std::string nameOf(const Sample &sample)
{
    return std::filesystem::path(sample.path).stem().string();
}

ForwardCase make(const std::string &name)
{
    for (const Sample &sample : samplesWithData()) {
        if (nameOf(sample) == name) {
            ForwardCase made{.name = name, .graph = loadNetwork(sample.path).graph, .inputs = {}};
            const std::vector<Tensor> items = loadDataset(sample.dataPath, *made.graph, kBatch).batch(0, kBatch);
            for (std::size_t i = 0; i < items.size(); ++i) {
                made.inputs.emplace(made.graph->inputs[i].name, items[i]);
            }
            return made;
        }
    }
    return name == "resnet50" ? resnet50() : bert();
}

struct Product {
    std::vector<float> a;
    std::vector<float> b;
    ProductRequest request;
};

/// Computes each product, so that the run goes on as it should, and keeps its operands.
class Recorder final : public ProductBackend {
public:
    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, ChipConfig()); }
    void multiply(const ProductRequest &request, float *c) override
    {
        Product product;
        product.a.assign(request.a, request.a + request.m * request.k);
        product.b.assign(request.b, request.b + request.n * request.k);
        product.request = request;
        products.push_back(std::move(product));
        m_float->multiply(request, c);
    }
    std::vector<Product> products;

private:
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

} // namespace

std::shared_ptr<const ForwardCase> forwardCase(const std::string &name)
{
    static std::map<std::string, std::shared_ptr<const ForwardCase>> made;
    std::shared_ptr<const ForwardCase> &kept = made[name];
    if (!kept) {
        kept = std::make_shared<const ForwardCase>(make(name));
    }
    return kept;
}

std::vector<std::string> forwardNames()
{
    std::vector<std::string> names{"bert-base-128", "resnet50"};
    for (const Sample &sample : samplesWithData()) {
        names.push_back(nameOf(sample));
    }
    return names;
}

struct BareProducts::Private {
    std::unique_ptr<ProductBackend> backend = makeFloatBackend();
    std::vector<std::vector<Product>> nodes; ///< the products of one node, or of one piece of it
    std::vector<std::vector<float>> results; ///< one for each that may run side by side
};

BareProducts::BareProducts(const ForwardCase &of) : d(std::make_unique<Private>())
{
    Recorder recorder;
    // In one thread, so that products come in the order of their indices.
    tbb::task_arena(1).execute([&] { Executor(of.graph).run(of.inputs, recorder); });
    std::size_t most = 0;
    std::size_t largest = 0;
    for (Product &product : recorder.products) {
        const bool goesOn = !d->nodes.empty() && d->nodes.back().back().request.node == product.request.node
                            && product.request.index > d->nodes.back().back().request.index;
        if (!goesOn) {
            d->nodes.emplace_back();
        }
        largest = std::max(largest, static_cast<std::size_t>(product.request.m * product.request.n));
        d->nodes.back().push_back(std::move(product));
        most = std::max(most, d->nodes.back().size());
    }
    for (std::vector<Product> &node : d->nodes) {
        for (Product &product : node) {
            product.request.a = product.a.data();
            product.request.b = product.b.data();
        }
    }
    d->results.assign(most, std::vector<float>(largest));
}

BareProducts::~BareProducts() = default;

void BareProducts::run()
{
    const bool alone = tbb::this_task_arena::max_concurrency() == 1;
    const auto product = floatKernels().product;
    for (const std::vector<Product> &node : d->nodes) {
        if (node.size() == 1 && !alone) {
            d->backend->multiply(node[0].request, d->results[0].data());
            continue;
        }
        const auto one = [&](std::size_t i) {
            const ProductRequest &r = node[i].request;
            product(r.a, r.b, d->results[alone ? 0 : i].data(), r.m, r.n, r.k, r.m);
        };
        if (alone) {
            for (std::size_t i = 0; i < node.size(); ++i) {
                one(i);
            }
        } else {
            tbb::parallel_for(std::size_t{0}, node.size(), one);
        }
    }
}

} // namespace vsq::bench
