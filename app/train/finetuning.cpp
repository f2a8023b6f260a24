// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/finetuning.h"

#include "app/train/tuningprogress.h"
#include "core/base/atomicfile.h"
#include "core/data/shuffle.h"
#include "core/network/identity.h"
#include "core/network/onnx/onnxwriter.h"
#include "core/run/loadnetwork.h"
#include "core/study/calibrate.h"
#include "core/study/evaluation.h"
#include "core/tensor/npz.h"
#include "core/train/finetuner.h"
#include "core/train/heldout.h"
#include "core/train/stepcost.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace vsq::cli {

namespace {

/// "tuned.onnx" with something before its ending.
std::string beside(const std::string &out, const std::string &what, const std::string &ending)
{
    const std::filesystem::path path(out);
    return (path.parent_path() / (path.stem().string() + what + ending)).string();
}

TuningRecipe recipeOf(const FinetuneRequest &r, const Graph &graph)
{
    TuningRecipe recipe = tuningRecipe(r.recipe.empty() ? tuningRecipeFor(graph) : r.recipe);
    if (!r.optimizer.empty()) {
        recipe.optimizer = optimizerFromName(r.optimizer);
    }
    if (!r.decay.empty()) {
        recipe.decay = decayFromName(r.decay);
    }
    if (!r.estimator.empty()) {
        recipe.estimator = gradientEstimatorFromName(r.estimator);
    }
    recipe.epochs = r.epochs.value_or(recipe.epochs);
    recipe.batch = r.batch.value_or(recipe.batch);
    recipe.calibrationItems = r.calibrationItems.value_or(recipe.calibrationItems);
    recipe.learningRate = r.learningRate.value_or(recipe.learningRate);
    recipe.momentum = r.momentum.value_or(recipe.momentum);
    recipe.weightDecay = r.weightDecay.value_or(recipe.weightDecay);
    recipe.labelSmoothing = r.labelSmoothing.value_or(recipe.labelSmoothing);
    recipe.distillation = r.distillation.value_or(recipe.distillation);
    recipe.temperature = r.temperature.value_or(recipe.temperature);
    recipe.largestNorm = r.largestNorm.value_or(recipe.largestNorm);
    if (!r.choice.empty()) {
        recipe.choice = choiceFromName(r.choice);
    }
    recipe.warmup = r.warmup.value_or(recipe.warmup);
    recipe.averaging = r.averaging.value_or(recipe.averaging);
    recipe.shift = r.shift.value_or(recipe.shift);
    recipe.flip = r.flip;
    recipe.staticScales = r.staticScales;
    recipe.pruneOver = r.pruneOver.value_or(0.0);
    return recipe;
}

std::string aboutBatchNorms(const LoadedNetwork &network)
{
    const auto count = [](const Graph &graph) {
        return std::count_if(graph.nodes.begin(), graph.nodes.end(), [](const Node &n) { return n.op == "BatchNormalization"; });
    };
    const auto all = count(*network.file);
    const auto left = count(*network.graph);
    if (all == 0 && left == 0) {
        return "none";
    }
    return fmt::format("{} folded into the layers before them, {} frozen", all - left, left);
}

class Tuning {
public:
    Tuning(const Session &session, const FinetuneRequest &request)
        : m_session(session), m_r(request), m_progress(session.console, request.progress == "json"),
          m_config(request.chip.config()), m_network(request.model.load(session)), m_recipe(recipeOf(request, *m_network.graph))
    {
        requireLayers(request.layerFormats, *m_network.graph);
        m_identity = identityOf(*m_network.graph, request.model.path());
        loadData();
    }

    void run()
    {
        Outcome before = measure(m_network.graph, m_r.fidelity, nullptr);
        const Outcome fp32 = m_r.fidelity == Fidelity::Float ? before : measure(m_network.graph, Fidelity::Float, nullptr);
        TuningReport report{.request = m_r,
                            .recipe = m_recipe,
                            .batchNorms = aboutBatchNorms(m_network),
                            .fp32 = fp32.accuracy,
                            .postTraining = before.accuracy,
                            .ownTest = m_hasTest,
                            .results = {}};
        m_progress.start(report, m_training.size(), m_validation.size());
        for (const double density : m_r.densities) {
            report.results.push_back(tune(density));
        }
        m_session.console.data(m_session.console.json ? jsonText(reportJson(report)) + "\n" : reportText(report));
    }

private:
    void loadData()
    {
        m_data = m_r.test.empty() ? m_r.data.load(*m_network.graph, m_session.console)
                                  : m_r.data.loadOther(m_r.test, *m_network.graph, m_session.console);
        Dataset learnt = m_r.data.loadTraining(*m_network.graph, m_session.console);
        if (!learnt.targets.empty()) {
            throw Error({.file = learnt.path, .item = {}}, "labels to fine-tune on", "classes", "real numbers");
        }
        // IDX folders come with a test set; other data are what they are.
        m_hasTest = !m_r.test.empty() || (std::filesystem::is_directory(m_r.data.path()) && learnt.labels != m_data.labels);
        if (m_r.trainItems && *m_r.trainItems < learnt.size()) {
            learnt = itemRange(learnt, 0, *m_r.trainItems);
        }
        if (m_r.validation.empty()) {
            HeldOut parts = holdOut(learnt, m_r.holdOut, m_r.seed);
            m_training = std::move(parts.training);
            m_validation = std::move(parts.validation);
        } else {
            m_training = std::move(learnt);
            m_validation = m_r.data.loadOther(m_r.validation, *m_network.graph, m_session.console);
        }
        if (!m_r.heldOut.empty()) {
            std::map<std::string, Tensor> arrays{{"y", Tensor::of<std::int64_t>({m_validation.size()}, m_validation.labels)}};
            const std::vector<Tensor> inputs = m_validation.batch(0, m_validation.size());
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                arrays.emplace(inputs.size() == 1 ? "x" : m_network.graph->inputs[i].name, inputs[i]);
            }
            writeNpz(m_r.heldOut, arrays);
        }
    }

    /// What vsq eval says of the data.
    Outcome measure(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, std::shared_ptr<const ActivationScales> scales)
    {
        EvaluationOptions how;
        how.engine = m_r.chip.engine(m_session.stop);
        how.layerFormats = m_r.layerFormats;
        how.scales = std::move(scales);
        return measurePoint(graph, m_data, m_r.format, m_config, fidelity, m_session.job(), how);
    }

    TuningResult tune(double density)
    {
        const auto start = std::chrono::steady_clock::now();
        const bool several = m_r.densities.size() > 1;
        TuningResult result;
        result.density = density;
        result.out = several ? beside(m_r.out, fmt::format("-d{:g}", density), ".onnx") : m_r.out;
        TuningOptions options;
        options.recipe = m_recipe;
        options.recipe.density = density;
        options.fidelity = m_r.fidelity;
        options.backend.format = m_r.format;
        options.backend.layerFormats = m_r.layerFormats;
        options.backend.config = m_config;
        options.backend.engine = m_r.chip.engine(m_session.stop);
        options.seed = m_r.seed;
        options.network = m_identity;
        options.checkpointSeconds = m_r.checkpointSeconds.value_or(options.checkpointSeconds);
        const std::string checkpoint = m_r.checkpoint.empty() ? m_r.out + ".checkpoint" : m_r.checkpoint;
        options.checkpoint = several ? fmt::format("{}-d{:g}", checkpoint, density) : checkpoint;
        if (m_r.restart) {
            std::filesystem::remove(options.checkpoint);
        }
        if (m_r.fidelity != Fidelity::Float && needsMaxima(options.backend)) {
            options.backend.maxima = columnMaximaOf(m_network.graph, m_training, m_session.job(), m_config);
        }
        m_progress.watch(options, density, several);
        result.tuned = fineTune(m_network.graph, m_training, m_validation, options, m_session.job());
        result.cost = measureStepCost(m_network.graph, m_training, options, result.tuned.scales, m_session.job());
        finish(result);
        std::filesystem::remove(options.checkpoint);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return result;
    }

    /// The network as others will read it is what is measured.
    void finish(TuningResult &result)
    {
        writeOnnx(*result.tuned.graph, result.out);
        const std::shared_ptr<const Graph> graph = loadNetwork(result.out, {}, m_session.job()).graph;
        if (hasStaticScales(m_r.format) && m_r.fidelity != Fidelity::Float && !m_r.format.preparation.smooth) {
            ActivationScales scales;
            if (result.tuned.scales) {
                scales = *result.tuned.scales;
            } else {
                const Dataset some = itemRange(shuffled(m_training, m_r.seed), 0,
                                               std::min(m_training.size(), m_recipe.calibrationItems));
                scales = calibrate(graph, some, m_r.format, m_config, m_r.fidelity, m_session.job(),
                                   m_r.chip.engine(m_session.stop));
            }
            scales.network = result.out;
            scales.networkHash = identityOf(*graph, result.out);
            result.scalesFile = beside(result.out, ".scales", ".json");
            writeFileAtomically(result.scalesFile, toJson(scales));
            const auto read = std::make_shared<const ActivationScales>(readActivationScales(result.scalesFile));
            result.withScales = measure(graph, m_r.fidelity, read).accuracy;
        }
        result.fromData = measure(graph, m_r.fidelity, nullptr).accuracy;
    }

    const Session &m_session;
    const FinetuneRequest &m_r;
    TuningProgress m_progress;
    ChipConfig m_config;
    LoadedNetwork m_network;
    TuningRecipe m_recipe;
    std::string m_identity;
    Dataset m_data; ///< that the result is reported on
    Dataset m_training;
    Dataset m_validation;
    bool m_hasTest = false;
};

} // namespace

void finetuneNetwork(const Session &session, const FinetuneRequest &request)
{
    const std::shared_ptr<void> limit = request.chip.limitThreads();
    try {
        Tuning(session, request).run();
    } catch (const Cancelled &) {
        throw StoppedEarly("stopped: the same call goes on from where it was");
    }
}

} // namespace vsq::cli
