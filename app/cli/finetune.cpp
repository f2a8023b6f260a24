// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/finetune.h"

#include "app/cli/commandline.h"
#include "app/cli/ownprogram.h"
#include "app/cli/values.h"
#include "core/run/activationscales.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class FinetuneCommand final : public Command {
public:
    explicit FinetuneCommand(FinetuneFunction finetune) : m_finetune(std::move(finetune)) {}

    std::string name() const override { return "finetune"; }
    std::string summary() const override { return "Recover the accuracy that a format costs, by quantization-aware training"; }
    std::string details() const override
    {
        return "Forward passes are those of vsq run with --fidelity, the chip's integers to the bit; gradients go straight through\n"
               "the quantizers. TUNED.onnx is an ordinary network: vsq eval TUNED.onnx with the same options gives the accuracy that\n"
               "is reported, TUNED.scales.json beside it holds static scales of its activations (--scales). A folder of IDX files\n"
               "is trained on its training set and reported on its test set. A share of the training items (--holdout) only\n"
               "judges, or data of its own (--validation): the epoch that is best on it is kept, the network before the first step\n"
               "among them. Best is who has most right, or with --choose loss who has the smallest loss there: the finer measure,\n"
               "and with --distill 1 one that holds for items too that the FP32 network was trained on.\n\n"
               "Recipes: transformer (Adam at 3e-5 falling linearly, 5 epochs), residual (SGD at 1e-4 with momentum, tenfold decay\n"
               "every third, 6 epochs), both as published, and imitation: FP32's answers alone are learnt, labels are not looked\n"
               "at (Adam at 5e-5, --warmup 0.05, --decay cosine, --distill 1, --average 0.99, --choose loss, 2 epochs). It takes\n"
               "back most with few items and where the network knows its training items by heart already, so that their labels\n"
               "teach it nothing. Every number of a recipe is an option. Batch norms are folded into the layers before them when\n"
               "the network is read; those that cannot be are frozen: statistics stay, scale and shift are learnt.\n"
               "Vectors' scales follow the data at every step. With --static-scales activations have static ones, chosen anew by\n"
               "--calibration after each epoch; what is clipped has its gradient by --estimator: ste, pwl, mad, or mph (mad for\n"
               "weights, pwl for activations).\n\n"
               "Interrupted, it keeps its state in TUNED.onnx.checkpoint and exits with 75; the same call goes on from there to the\n"
               "same result. --density 0.5 keeps the larger half of each layer's weights, a list makes a network for each\n"
               "(TUNED-d0.5.onnx) and a table of accuracy against energy.\n\n"
               + std::string(DataOptions::kHelp)
               + "\nExamples:\n"
                 "  vsq finetune network.onnx --data /usr/share/datasets/fashion-mnist --format int4 --epochs 2 --out tuned.onnx\n"
                 "  vsq eval tuned.onnx --data /usr/share/datasets/fashion-mnist --format int4\n"
                 "  vsq finetune network.onnx --data train.npz --weight-bits 2 --activation-bits 4 --vector 16 --distill 0.5 --out tuned.onnx\n"
                 "  vsq finetune network.onnx --data train.npz --validation other.npz --recipe imitation --format vsq --out tuned.onnx\n"
                 "  vsq finetune network.onnx --data train.npz --format int4 --calibration octav --static-scales --out tuned.onnx\n"
                 "  vsq finetune network.onnx --data train.npz --format vsq --density 1,0.67,0.5,0.33 --out tuned.onnx";
    }

    void declare(CLI::App &app) override
    {
        m_app = &app;
        m.model.declare(app);
        m.data.declare(app);
        app.add_option("--out", m.out, "The fine-tuned network")->required()->type_name("TUNED.onnx");
        app.add_option("--epochs", m_epochs, "Passes over the training items (default: the recipe's)")->type_name("N");
        app.add_option("--recipe", m.recipe,
                       "transformer, residual (default: one of them by the network's operators) or imitation")
            ->type_name("NAME");
        app.add_option("--optimizer", m.optimizer, "adam or sgd");
        app.add_option("--learning-rate", m_learningRate, "Highest of the schedule")->type_name("RATE");
        app.add_option("--decay", m.decay, "Of the learning rate: none, linear, thirds or cosine");
        app.add_option("--warmup", m_warmup, "Share of all steps in which the rate rises from 0, 0..0.9 (default 0)");
        app.add_option("--momentum", m_momentum, "Of SGD");
        app.add_option("--weight-decay", m_weightDecay, "Of the products' weights");
        app.add_option("--batch", m_batch, "Items a step")->type_name("N");
        app.add_option("--train-items", m_trainItems, "Only the first N training items (--limit cuts what is reported on too)")
            ->type_name("N");
        app.add_option("--label-smoothing", m_labelSmoothing, "0..1");
        app.add_option("--distill", m_distillation, "Share of the loss that compares with the FP32 network's answers, 0..1");
        app.add_option("--temperature", m_temperature, "Of that comparison (default 2)");
        app.add_option("--average", m_averaging,
                       "Keep the weights' exponential average over the steps, with this decay, 0..0.99999 (default 0: the last)");
        app.add_option("--shift", m_shift, "Move training images at random by up to N pixels (default 0)")->type_name("N");
        app.add_flag("--flip", m.flip, "Mirror training images left to right at random");
        app.add_option("--choose", m.choice, "What chooses the epoch on the held-out items: accuracy (default) or loss");
        app.add_option("--largest-norm", m_largestNorm, "Longer gradients are scaled down to this; 0: never");
        app.add_option("--estimator", m.estimator, "Gradient of what is clipped: ste, pwl, mad or mph (default mph)");
        app.add_flag("--static-scales", m.staticScales, "Static scales of activations while training");
        app.add_option("--calibration-items", m_calibrationItems,
                       "Training items that static scales are chosen on (default 256)");
        app.add_option("--density", m_densities, "Share of each layer's weights that is kept, or a list of shares")
            ->type_name("D,...");
        app.add_option("--prune-over", m_pruneOver, "Share of the steps in which the density falls, 0..0.9 (default 0: at once)");
        app.add_option("--validation", m.validation, "Data that only judge (default: a share of the training items)")
            ->type_name("DATA");
        app.add_option("--test", m.test, "Data to report on (default: the test set of a folder of IDX files, else DATA)")
            ->type_name("DATA");
        app.add_option("--holdout", m_holdOut, "That share, 0.01..0.9 (default 0.1)");
        app.add_option("--held-out", m.heldOut, "Write the items that judge")->type_name("FILE.npz");
        app.add_option("--seed", m_seed, "Of the items' order and of what is held out (default 1)");
        app.add_option("--checkpoint", m.checkpoint, "Where the state is kept (default: TUNED.onnx.checkpoint)")
            ->type_name("FILE");
        app.add_option("--checkpoint-seconds", m_checkpointSeconds,
                       "Between two times that it is written within an epoch, 0.01..86400 (default 60)")
            ->type_name("S");
        app.add_flag("--restart", m.restart, "Begin anew where there is a checkpoint");
        app.add_option("--progress", m.progress,
                       "text, or json: steps, epochs and movement of the weights as lines of JSON on stderr");
        m.fidelityOption.declare(app);
        m.formatOptions.declare(app);
        m.formatOptions.declareLayers(app);
        m.chip.declare(app);
    }

    void check() override
    {
        m.model.check();
        m.data.check();
        m.format = m.formatOptions.layerFormats().others;
        m.layerFormats = m.formatOptions.layerFormats().layers;
        m.fidelity = m.fidelityOption.fidelity(m.format);
        if (m.fidelity == Fidelity::Float) {
            m.chip.check();
        } else {
            m.chip.checkValuesOnly(m.fidelity == Fidelity::Chip);
        }
        choose("--recipe", m.recipe, {"transformer", "residual", "imitation"});
        choose("--choose", m.choice, {"accuracy", "loss"});
        choose("--optimizer", m.optimizer, {"adam", "sgd"});
        choose("--decay", m.decay, {"none", "linear", "thirds", "cosine"});
        choose("--progress", m.progress, {"text", "json"});
        choose("--estimator", m.estimator, {"ste", "pwl", "mad", "mph"});
        m.epochs = integer("--epochs", m_epochs, 1, 100000);
        m.batch = integer("--batch", m_batch, 1, 1 << 20);
        m.trainItems = integer("--train-items", m_trainItems, 2, std::int64_t{1} << 40);
        m.calibrationItems = integer("--calibration-items", m_calibrationItems, 1, std::int64_t{1} << 40);
        m.learningRate = real("--learning-rate", m_learningRate, 0.0, 1e6);
        m.shift = integer("--shift", m_shift, 0, 1024);
        m.warmup = real("--warmup", m_warmup, 0.0, 0.9);
        m.averaging = real("--average", m_averaging, 0.0, 0.99999);
        m.checkpointSeconds = real("--checkpoint-seconds", m_checkpointSeconds, 0.01, 86400.0);
        m.momentum = real("--momentum", m_momentum, 0.0, 0.9999);
        m.weightDecay = real("--weight-decay", m_weightDecay, 0.0, 10.0);
        m.labelSmoothing = real("--label-smoothing", m_labelSmoothing, 0.0, 0.99);
        m.distillation = real("--distill", m_distillation, 0.0, 1.0);
        m.temperature = real("--temperature", m_temperature, 0.1, 100.0);
        m.largestNorm = real("--largest-norm", m_largestNorm, 0.0, 1e12);
        m.pruneOver = real("--prune-over", m_pruneOver, 0.0, 0.9);
        m.holdOut = real("--holdout", m_holdOut, 0.01, 0.9).value_or(0.1);
        m.seed = static_cast<std::uint64_t>(integerOf("--seed", m_seed, 0, std::int64_t{1} << 40));
        if (!m.validation.empty() && !m_holdOut.empty()) {
            throw UsageError("--validation and --holdout contradict each other: one of them says what judges");
        }
        if (m.staticScales && (!hasStaticScales(m.format) || m.fidelity == Fidelity::Float)) {
            throw UsageError("--static-scales goes with a format that has coarse scales of activations");
        }
        if (!m_densities.empty()) {
            m.densities.clear();
            for (const std::string &text : listOf("--density", m_densities)) {
                m.densities.push_back(realOf("--density", text, 0.01, 1.0));
            }
        }
        m.arguments = argumentsOf(*m_app, {});
        m.arguments.insert(m.arguments.begin(), name());
    }

    void run(const Session &session) override { m_finetune(session, m); }

private:
    static void choose(const char *option, const std::string &text, const std::vector<std::string> &choices)
    {
        if (!text.empty()) {
            static_cast<void>(choiceOf(option, text, choices));
        }
    }
    static std::optional<std::int64_t> integer(const char *option, const std::string &text, std::int64_t low, std::int64_t high)
    {
        return text.empty() ? std::nullopt : std::optional(integerOf(option, text, low, high));
    }
    static std::optional<double> real(const char *option, const std::string &text, double low, double high)
    {
        return text.empty() ? std::nullopt : std::optional(realOf(option, text, low, high));
    }

    FinetuneFunction m_finetune;
    CLI::App *m_app = nullptr;
    FinetuneRequest m;
    std::string m_epochs;
    std::string m_batch;
    std::string m_trainItems;
    std::string m_calibrationItems;
    std::string m_learningRate;
    std::string m_warmup;
    std::string m_averaging;
    std::string m_shift;
    std::string m_checkpointSeconds;
    std::string m_momentum;
    std::string m_weightDecay;
    std::string m_labelSmoothing;
    std::string m_distillation;
    std::string m_temperature;
    std::string m_largestNorm;
    std::string m_pruneOver;
    std::string m_holdOut;
    std::string m_seed = "1";
    std::string m_densities;
};

} // namespace

std::unique_ptr<Command> makeFinetuneCommand(FinetuneFunction finetune)
{
    return std::make_unique<FinetuneCommand>(std::move(finetune));
}

void finetuneInOwnProgram(const Session &session, const FinetuneRequest &request)
{
    goOverIntoTraining(session, "fine-tune", request.arguments);
}

} // namespace vsq::cli
