// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/tuningprogress.h"

#include <fmt/format.h>

namespace vsq::cli {

namespace {

std::string percentText(const Accuracy &accuracy)
{
    return fmt::format("{:.2f} %", 100 * accuracy.value());
}

} // namespace

void TuningProgress::emit(const char *event, Json fields)
{
    fields["event"] = event;
    m_console.message(jsonText(fields, -1));
}

void TuningProgress::start(const TuningReport &report, std::int64_t training, std::int64_t validation)
{
    const TuningRecipe &recipe = report.recipe;
    if (m_asJson) {
        Json fields{{"fp32", accuracyJson(report.fp32)}, {"post_training", accuracyJson(report.postTraining)},
                    {"own_test", report.ownTest},        {"training_items", training},
                    {"validation_items", validation},    {"batch_norm", report.batchNorms},
                    {"recipe", recipeJson(recipe)}};
        fields["recipe"]["name"] = recipe.name;
        emit("start", std::move(fields));
        return;
    }
    m_console.message(fmt::format("FP32 {}, {} before fine-tuning {} ({} items)", percentText(report.fp32),
                                  describe(report.request.format), percentText(report.postTraining), report.fp32.count));
    m_console.message(fmt::format("recipe {}: {} at {:g}, {} epochs of {} items in batches of {}; batch norms: {}", recipe.name,
                                  nameOf(recipe.optimizer), recipe.learningRate, recipe.epochs, training, recipe.batch,
                                  report.batchNorms));
}

void TuningProgress::watch(TuningOptions &options, double density, bool several)
{
    options.epochDone = [this, epochs = options.recipe.epochs, density, several](const TuningEpoch &epoch) {
        tell(epoch, epochs, density, several);
    };
    options.note = [this](const std::string &text) {
        if (m_asJson) {
            emit("note", {{"text", text}});
        } else {
            m_console.message(text);
        }
    };
    if (!m_asJson) {
        return;
    }
    options.resumed = [this, density](const std::vector<TuningEpoch> &epochs) {
        Json list = Json::array();
        for (const TuningEpoch &epoch : epochs) {
            list.push_back(epochJson(epoch));
        }
        emit("resumed", {{"density", density}, {"epochs", std::move(list)}});
    };
    options.stepDone = [this, density](const TuningStep &step) {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_told < std::chrono::milliseconds(50) && step.done < step.total) {
            return;
        }
        m_told = now;
        emit("step", {{"density", density},
                      {"epoch", step.epoch},
                      {"done", step.done},
                      {"total", step.total},
                      {"loss", step.loss},
                      {"epoch_loss", step.epochLoss}});
    };
    options.moved = [this, density](const std::vector<LayerMovement> &movement) {
        emit("movement", {{"density", density}, {"layers", movementJson(movement)}});
    };
}

void TuningProgress::tell(const TuningEpoch &epoch, std::int64_t epochs, double density, bool several)
{
    if (m_asJson) {
        Json fields = epochJson(epoch);
        fields["density"] = density;
        emit("epoch", std::move(fields));
        return;
    }
    const std::string which = several ? fmt::format("density {:g}, ", density) : std::string();
    const std::string loss = epoch.number == 0 ? "before the first step"
                                               : fmt::format("loss {:.4f}, {:.2f} % of the training items", epoch.loss,
                                                             100 * epoch.trainingRight);
    m_console.message(fmt::format("{}epoch {} of {}: {}, validation {}, loss {:.4f}{}, {:.0f} s", which, epoch.number, epochs,
                                  loss, percentText(epoch.validation), epoch.validationLoss,
                                  epoch.best && epoch.number > 0 ? " (best)" : "", epoch.seconds));
}

} // namespace vsq::cli
