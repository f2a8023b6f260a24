// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/finetuner.h"

#include "core/data/shuffle.h"
#include "core/study/calibrate.h"
#include "core/train/tuningbatch.h"
#include "core/train/tuningcheckpoint.h"
#include "core/train/tuningjudge.h"
#include "core/train/tuninglabels.h"
#include "core/train/tuningstate.h"
#include "core/train/tuningstepper.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <malloc.h>

namespace vsq {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

bool isNotFinite(const Error &error)
{
    return error.found().find("NaN") != std::string::npos || error.found().find("infinity") != std::string::npos;
}

class FineTuner {
public:
    FineTuner(const std::shared_ptr<const Graph> &graph, const Dataset &training, const Dataset &validation,
              const TuningOptions &options, const JobContext &job)
        : m_original(graph), m_training(training), m_validation(validation), m_options(options), m_recipe(options.recipe),
          m_job(job), m_stepper(graph, options.recipe, {.fidelity = options.fidelity, .backend = options.backend}),
          m_judge(graph, validation, lossOptions(options.recipe, *graph))
    {
        const std::int64_t fixed = fixedBatch(*graph);
        m_recipe.batch = batchSize(*graph, training, m_recipe.batch);
        m_steps = fixed > 0 ? m_training.size() / m_recipe.batch : (m_training.size() + m_recipe.batch - 1) / m_recipe.batch;
        if (m_recipe.shift > 0 || m_recipe.flip) {
            requireImages(*graph, training);
        }
    }

    Tuned run()
    {
        for (const Dataset *data : {&m_training, &m_validation}) {
            requireLabels(m_original, *data, m_job);
        }
        start();
        while (m_state.epoch < m_recipe.epochs) {
            const auto begin = Clock::now();
            trainEpoch();
            judge(begin);
            keep();
        }
        return result();
    }

private:
    [[nodiscard]] JobContext quiet() const
    {
        JobContext job;
        job.stop = m_job.stop;
        return job;
    }

    /// From the checkpoint, or from the network as it is.
    void start()
    {
        if (!m_options.checkpoint.empty()) {
            m_settings = tuningSettings(m_options, m_recipe, m_training, m_validation, quiet());
            if (auto found = readCheckpoint(m_options.checkpoint, m_options.network, m_settings, m_stepper.weights())) {
                restore(*found);
                return;
            }
        }
        if (m_recipe.pruneOver <= 0.0) {
            m_stepper.prune(m_recipe.density);
        }
        m_state.epoch = -1;
        const auto begin = Clock::now();
        judge(begin);
        keep();
    }

    void restore(const TuningCheckpoint &checkpoint)
    {
        try {
            m_state = tuningStateFromJson(checkpoint.state,
                                          {.epochs = m_recipe.epochs,
                                           .steps = m_steps,
                                           .trainingItems = m_training.size(),
                                           .validationItems = m_validation.size()},
                                          m_options.checkpoint);
            m_stepper.restore(checkpoint.weights, checkpoint.average, checkpoint.first, checkpoint.second);
        } catch (const Error &error) {
            throw Error({.file = m_options.checkpoint, .item = error.place().item}, error.problem(), error.expected(),
                        error.found() + " (remove the file to start anew)");
        }
        m_best = checkpoint.best;
        if (m_options.note) {
            m_options.note(fmt::format("going on from {}: {}", m_options.checkpoint, progressText()));
        }
        if (m_options.resumed) {
            m_options.resumed(m_state.epochs);
        }
        tellMovement();
    }

    /// "epoch 2 of 3, step 5 of 16"
    [[nodiscard]] std::string progressText() const
    {
        if (m_state.epoch == m_recipe.epochs) {
            return m_recipe.epochs == 1 ? "its epoch is done" : fmt::format("all {} epochs are done", m_recipe.epochs);
        }
        const std::string epoch = fmt::format("epoch {} of {}", m_state.epoch + 1, m_recipe.epochs);
        return m_state.step == m_steps ? epoch + ", all steps done, to be judged"
                                       : epoch + fmt::format(", step {} of {}", m_state.step + 1, m_steps);
    }

    void tellMovement() const
    {
        if (m_options.moved) {
            m_options.moved(movementOf(*m_original, *m_stepper.judged()));
        }
    }

    void keep()
    {
        m_kept = Clock::now();
        if (m_options.checkpoint.empty()) {
            return;
        }
        TuningCheckpoint checkpoint{.network = m_options.network,
                                    .settings = m_settings,
                                    .state = toJson(m_state),
                                    .weights = m_stepper.weights(),
                                    .average = m_stepper.average(),
                                    .best = m_best,
                                    .first = m_stepper.optimizer().first(),
                                    .second = m_stepper.optimizer().second()};
        writeCheckpoint(m_options.checkpoint, checkpoint);
    }

    void trainEpoch()
    {
        const Dataset order = shuffled(m_training, m_options.seed * 1000003 + static_cast<std::uint64_t>(m_state.epoch));
        try {
            while (m_state.step < m_steps) {
                m_job.check();
                step(order);
                if (secondsSince(m_kept) >= m_options.checkpointSeconds) {
                    keep();
                }
            }
        } catch (const Cancelled &) {
            keep(); // the step that was begun left nothing behind
            throw;
        }
    }

    void step(const Dataset &order)
    {
        const std::int64_t begin = m_state.step * m_recipe.batch;
        const std::int64_t end = std::min(order.size(), begin + m_recipe.batch);
        const double share = static_cast<double>(m_state.epoch * m_steps + m_state.step)
                             / static_cast<double>(m_recipe.epochs * m_steps);
        const std::uint64_t draw = m_options.seed * 1000003 + static_cast<std::uint64_t>(m_state.updates);
        TuningStepper::Step taken;
        try {
            taken = m_stepper.step(variedInputs(*m_original, order, begin, end, m_recipe, draw),
                                   {order.labels.data() + begin, static_cast<std::size_t>(end - begin)}, m_state.scales,
                                   rateAt(m_recipe, share), m_state.updates + 1, quiet());
        } catch (const Error &error) {
            if (isNotFinite(error)) {
                diverged(error);
            }
            throw;
        }
        ++m_state.updates;
        if (share < m_recipe.pruneOver) {
            m_stepper.prune(densityAt(m_recipe, static_cast<double>(m_state.epoch * m_steps + m_state.step + 1)
                                                    / static_cast<double>(m_recipe.epochs * m_steps)));
        }
        m_state.lossSum += taken.loss * static_cast<double>(end - begin);
        m_state.right += taken.right;
        m_state.seen += end - begin;
        ++m_state.step;
        const TuningStep done{.epoch = m_state.epoch + 1,
                              .done = m_state.epoch * m_steps + m_state.step,
                              .total = m_recipe.epochs * m_steps,
                              .loss = taken.loss,
                              .epochLoss = m_state.lossSum / static_cast<double>(m_state.seen)};
        if (m_options.stepDone) {
            m_options.stepDone(done);
        }
        m_job.report(done.done, done.total,
                     fmt::format("epoch {} of {}, loss {:.4f}, best {:.2f} %", done.epoch, m_recipe.epochs, done.epochLoss,
                                 100 * m_state.best().value()));
    }

    [[noreturn]] void diverged(const Error &error) const
    {
        const std::string layer = error.place().item.empty() ? "the loss" : error.place().item;
        if (m_state.epoch < 0) { // it is not the steps' fault
            throw Error({.file = m_original->sourceFile, .item = layer}, "answers before the first step",
                        error.expected().empty() ? "finite numbers" : error.expected(), error.found());
        }
        throw Error({.file = m_original->sourceFile, .item = layer},
                    fmt::format("fine-tuning left the finite numbers in epoch {}, step {} (learning rate {:g})",
                                m_state.epoch + 1, m_state.step + 1, m_recipe.learningRate),
                    error.expected().empty() ? "finite numbers" : error.expected(),
                    error.found()
                        + (m_options.checkpoint.empty() ? std::string()
                                                        : "; the last good state is in " + m_options.checkpoint
                                                              + ": remove it and begin again with a smaller --learning-rate"));
    }

    /// Static scales for the weights as they are, and how good the network is with them.
    void judge(Clock::time_point begin)
    {
        try {
            const std::shared_ptr<const Graph> graph = m_stepper.judged();
            std::shared_ptr<const ActivationScales> scales;
            if (m_recipe.staticScales) {
                const Dataset some = shuffled(m_training, m_options.seed);
                auto made = std::make_shared<ActivationScales>(calibrate(
                    graph, itemRange(some, 0, std::min(some.size(), m_recipe.calibrationItems)), m_options.backend.format,
                    m_options.backend.config, m_options.fidelity, quiet(), m_options.backend.engine));
                made->networkHash = m_options.network;
                scales = std::move(made);
            }
            BackendOptions how = m_options.backend;
            how.scales = scales;
            const Judgement judgement = m_judge.judge(graph, m_options.fidelity, how, quiet());
            if (!std::isfinite(judgement.loss)) {
                throw Error({}, "loss of the items that judge", "a finite number", "NaN or infinity");
            }
            take(*graph, judgement, scales, begin);
        } catch (const Cancelled &) {
            if (m_state.epoch >= 0) {
                keep(); // all steps of the epoch are done, it is only to be judged
            }
            throw;
        } catch (const Error &error) {
            if (isNotFinite(error)) {
                diverged(error);
            }
            throw;
        }
    }

    void take(const Graph &judged, const Judgement &judgement, const std::shared_ptr<const ActivationScales> &scales,
              Clock::time_point begin)
    {
        TuningEpoch epoch{.number = m_state.epoch + 1,
                          .loss = 0.0,
                          .trainingRight = 0.0,
                          .validation = judgement.accuracy,
                          .validationLoss = judgement.loss,
                          .best = false,
                          .seconds = secondsSince(begin)};
        if (m_state.seen > 0) {
            epoch.loss = m_state.lossSum / static_cast<double>(m_state.seen);
            epoch.trainingRight = static_cast<double>(m_state.right) / static_cast<double>(m_state.seen);
        }
        const auto isPruned = [this](std::int64_t number) {
            return static_cast<double>(number) >= m_recipe.pruneOver * static_cast<double>(m_recipe.epochs);
        };
        epoch.best = m_state.epochs.empty() || (isPruned(epoch.number) && (!isPruned(m_state.bestEpoch) || isBetter(epoch)));
        if (epoch.best) {
            m_state.bestEpoch = epoch.number;
            m_state.bestScales = scales;
            for (const TrainableParameter &parameter : m_stepper.parameters()) {
                m_best.insert_or_assign(parameter.name, *judged.constant(parameter.name));
            }
        }
        m_state.scales = scales;
        m_state.epochs.push_back(epoch);
        ++m_state.epoch;
        m_state.step = 0;
        m_state.lossSum = 0.0;
        m_state.right = m_state.seen = 0;
        if (m_options.epochDone) {
            m_options.epochDone(epoch);
        }
        tellMovement();
    }

    /// Than the best so far.
    [[nodiscard]] bool isBetter(const TuningEpoch &epoch) const
    {
        const TuningEpoch &best = m_state.epochs[static_cast<std::size_t>(m_state.bestEpoch)];
        return m_recipe.choice == TuningRecipe::Choice::Loss ? epoch.validationLoss < best.validationLoss
                                                             : epoch.validation.correct > best.validation.correct;
    }

    [[nodiscard]] Tuned result() const
    {
        auto graph = std::make_shared<Graph>(*m_original);
        for (const auto &[name, tensor] : m_best) {
            graph->constants.insert_or_assign(name, tensor);
        }
        return {.graph = graph,
                .scales = m_state.bestScales,
                .epochs = m_state.epochs,
                .bestEpoch = m_state.bestEpoch,
                .movement = movementOf(*m_original, *graph)};
    }

    std::shared_ptr<const Graph> m_original;
    const Dataset &m_training;
    const Dataset &m_validation;
    const TuningOptions &m_options;
    TuningRecipe m_recipe; ///< with the batch that there is
    const JobContext &m_job;
    TuningStepper m_stepper;
    TuningJudge m_judge;
    std::int64_t m_steps = 0; ///< an epoch
    Json m_settings;          ///< that a checkpoint must agree with
    Clock::time_point m_kept = Clock::now();

    TuningState m_state;
    TensorMap m_best; ///< parameters of the best epoch
};

} // namespace

Tuned fineTune(const std::shared_ptr<const Graph> &graph, const Dataset &training, const Dataset &validation,
               const TuningOptions &options, const JobContext &job)
{
    if (!training.targets.empty() || !validation.targets.empty()) {
        throw Error({.file = training.path, .item = {}}, "labels to fine-tune on", "classes", "real numbers");
    }
    // A step's values would go back to the kernel and be zeroed page by page at every step.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
    return FineTuner(graph, training, validation, options, job).run();
}

} // namespace vsq
