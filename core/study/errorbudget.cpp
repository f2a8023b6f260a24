// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/errorbudget.h"

#include "core/chip/plan.h"
#include "core/network/attention.h"
#include "core/run/activations.h"
#include "core/run/backend.h"
#include "core/run/chipmode.h"
#include "core/run/loadnetwork.h"
#include "core/study/calibrate.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace vsq {

namespace {

constexpr std::array<Stage, kStages> kAll{Stage::Codes, Stage::IntegerScales, Stage::RoundedProducts, Stage::Saturation};

Mode modeOrThrow(const NumberFormat &format)
{
    const std::optional<Mode> mode = modeOf(format);
    if (!mode) {
        throw Error({}, "error budget", "one of the chip's formats", describe(format));
    }
    return *mode;
}

std::vector<Stage> stagesOf(Mode mode)
{
    std::vector<Stage> stages;
    std::copy_if(kAll.begin(), kAll.end(), std::back_inserter(stages), [mode](Stage stage) { return exists(stage, mode); });
    return stages;
}

/// No stage, each alone, each with those before it.
std::vector<StageSet> setsOf(const std::vector<Stage> &stages)
{
    std::vector<StageSet> sets{StageSet{}};
    for (const Stage stage : stages) {
        sets.push_back(StageSet::only(stage));
    }
    for (const Stage stage : stages) {
        sets.push_back(StageSet::upTo(stage));
    }
    return sets;
}

/// From error energies in the order of setsOf(), without the exact product.
ErrorBudget budgetOf(std::string layer, double signal, const std::vector<Stage> &stages, const std::vector<double> &errors)
{
    ErrorBudget budget{.layer = std::move(layer), .signal = signal, .stages = {}};
    double before = 0.0;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        BudgetStage stage{.name = std::string(nameOf(stages[i])), .alone = {}};
        if (signal > 0.0) {
            stage.alone = errors[i] / signal;
            stage.inOrder = errors[stages.size() + i] / signal;
        }
        stage.added = stage.inOrder - before;
        before = stage.inOrder;
        budget.stages.push_back(std::move(stage));
    }
    return budget;
}

/// FP32 products; each is also computed with every set of stages, and the errors are added up layer by layer.
class BudgetBackend final : public ProductBackend {
public:
    BudgetBackend(const BudgetRequest &request, Mode mode) : m_request(request), m_mode(mode), m_sets(setsOf(stagesOf(mode))) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_request.config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        m_float->multiply(request, c);
        const auto products = stageProducts(request.a, quantizeStationary(request, m_request.format), request.b,
                                            quantizeImages(request, m_request.format), m_mode, m_request.config, m_sets);
        const std::vector<double> &exact = products.front();
        const std::lock_guard lock(m_mutex);
        Sums &sums = m_layers[request.node->name];
        sums.errors.resize(m_sets.size() - 1);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            sums.signal += exact[i] * exact[i];
            for (std::size_t set = 1; set < products.size(); ++set) {
                const double difference = products[set][i] - exact[i];
                sums.errors[set - 1] += difference * difference;
            }
        }
    }

    [[nodiscard]] std::vector<ErrorBudget> budgets(const std::vector<Layer> &layers) const
    {
        std::vector<ErrorBudget> list;
        for (const Layer &layer : layers) {
            const auto found = m_layers.find(layer.name);
            if (layer.onChip && found != m_layers.end()) {
                list.push_back(budgetOf(layer.name, found->second.signal, stagesOf(m_mode), found->second.errors));
            }
        }
        return list;
    }

private:
    struct Sums {
        double signal = 0.0;
        std::vector<double> errors;
    };

    const BudgetRequest &m_request;
    Mode m_mode;
    std::vector<StageSet> m_sets;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
    std::mutex m_mutex;
    std::map<std::string, Sums> m_layers;
};

/// The network's products with one set of stages.
class StageBackend final : public ProductBackend {
public:
    StageBackend(const BudgetRequest &request, Mode mode, StageSet set) : m_request(request), m_mode(mode), m_set(set) {}

    [[nodiscard]] bool packsTaps(std::int64_t channels) const override { return vsq::packsTaps(channels, m_request.config); }

    void multiply(const ProductRequest &request, float *c) override
    {
        const auto products = stageProducts(request.a, quantizeStationary(request, m_request.format), request.b,
                                            quantizeImages(request, m_request.format), m_mode, m_request.config, {m_set});
        std::transform(products.front().begin(), products.front().end(), c,
                       [](double value) { return static_cast<float>(value); });
    }

private:
    const BudgetRequest &m_request;
    Mode m_mode;
    StageSet m_set;
};

/// FP32, but for attention's softmax, which the chip's unit computes.
class SoftmaxBackend final : public ProductBackend {
public:
    explicit SoftmaxBackend(std::unique_ptr<ProductBackend> chip) : m_chip(std::move(chip)) {}
    void multiply(const ProductRequest &request, float *c) override { m_float->multiply(request, c); }
    bool softmax(const Node &node, float *x, std::int64_t rows, std::int64_t width) override
    {
        return m_chip->softmax(node, x, rows, width);
    }

private:
    std::unique_ptr<ProductBackend> m_chip;
    std::unique_ptr<ProductBackend> m_float = makeFloatBackend();
};

Tensor firstOutput(const std::shared_ptr<const Graph> &graph, const TensorMap &inputs, ProductBackend &backend,
                   const JobContext &job)
{
    JobContext quiet;
    quiet.stop = job.stop;
    return Executor(graph).run(inputs, backend, quiet).at(graph->outputs.front().name).toFloat();
}

double differenceOf(const Tensor &exact, const Tensor &other)
{
    double error = 0.0;
    for (std::int64_t i = 0; i < exact.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double difference = double{exact.values<float>()[at]} - double{other.values<float>()[at]};
        error += difference * difference;
    }
    return error;
}

BackendOptions chipOptions(const BudgetRequest &request, const JobContext &job)
{
    BackendOptions options;
    options.format = request.format;
    options.config = request.config;
    options.config.softmax = ChipConfig::Softmax::Exact;
    options.config.layerOutput = ChipConfig::LayerOutput::Sums;
    options.engine = request.engine;
    options.engine.stop = job.stop;
    return options;
}

/// The inputs as items of a data set, to find static scales on.
Dataset asData(const BudgetRequest &request)
{
    Dataset data;
    for (const ValueInfo &input : request.graph->inputs) {
        data.inputs.push_back(request.inputs.at(input.name));
    }
    const std::int64_t items = data.inputs.empty() || data.inputs.front().rank() == 0 ? 1 : data.inputs.front().dim(0);
    data.labels.assign(static_cast<std::size_t>(items), 0);
    return data;
}

void addStage(ErrorBudget &budget, std::string name, std::optional<double> alone, double error)
{
    BudgetStage stage{.name = std::move(name), .alone = alone};
    stage.inOrder = budget.signal > 0.0 ? error / budget.signal : 0.0;
    stage.added = stage.inOrder - budget.total();
    budget.stages.push_back(std::move(stage));
}

} // namespace

std::vector<ErrorBudget> layerBudgets(const BudgetRequest &request, const JobContext &job)
{
    BudgetBackend backend(request, modeOrThrow(request.format));
    static_cast<void>(Executor(request.graph).run(request.inputs, backend, job));
    return backend.budgets(listLayers(request.graph));
}

ErrorBudget networkBudget(const BudgetRequest &request, const JobContext &job)
{
    const Mode mode = modeOrThrow(request.format);
    const std::vector<Stage> stages = stagesOf(mode);
    const std::unique_ptr<ProductBackend> fp32 = makeFloatBackend();
    const Tensor exact = firstOutput(request.graph, request.inputs, *fp32, job);
    std::vector<double> errors;
    const std::vector<StageSet> sets = setsOf(stages);
    for (std::size_t set = 1; set < sets.size(); ++set) {
        job.report(static_cast<std::int64_t>(set), static_cast<std::int64_t>(sets.size()) + 2);
        StageBackend backend(request, mode, sets[set]);
        errors.push_back(differenceOf(exact, firstOutput(request.graph, request.inputs, backend, job)));
    }
    ErrorBudget budget = budgetOf({}, differenceOf(exact, Tensor(DType::Float32, exact.shape())), stages, errors);
    BackendOptions options = chipOptions(request, job);
    if (!attentionSoftmaxes(*request.graph).empty()) {
        options.config.softmax = ChipConfig::Softmax::Chip;
        PreparedNetwork chip = prepareNetwork(request.graph, Fidelity::Chip, options);
        const double inOrder = differenceOf(exact, firstOutput(chip.graph, request.inputs, *chip.backend, job));
        SoftmaxBackend alone(std::move(chip.backend));
        const double only = differenceOf(exact, firstOutput(request.graph, request.inputs, alone, job));
        addStage(budget, "softmax", budget.signal > 0.0 ? std::optional(only / budget.signal) : std::nullopt, inOrder);
    }
    if (!linkLayers(request.graph, request.format, request.config).links.empty()) {
        options.scales = std::make_shared<const ActivationScales>(
            calibrate(request.graph, asData(request), request.format, options.config, Fidelity::Chip, job, options.engine));
        options.config.layerOutput = ChipConfig::LayerOutput::Ppu;
        const PreparedNetwork chip = prepareNetwork(request.graph, Fidelity::Chip, options);
        addStage(budget, "PPU", std::nullopt, differenceOf(exact, firstOutput(chip.graph, request.inputs, *chip.backend, job)));
    }
    return budget;
}

} // namespace vsq
