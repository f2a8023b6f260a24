// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/evaluation.h"

#include "core/study/backend.h"
#include "core/study/classifier.h"

#include <chrono>
#include <cmath>

namespace vsq {

std::array<double, 2> Accuracy::interval() const
{
    if (count == 0) {
        return {0.0, 1.0};
    }
    constexpr double kZ = 1.959963984540054; // 97.5 % quantile of the standard normal
    const auto n = static_cast<double>(count);
    const double p = value();
    const double centre = p + kZ * kZ / (2 * n);
    const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
    const double scale = 1 + kZ * kZ / n;
    // At the ends rounding errors would leave 0..1 or miss them.
    return {correct == 0 ? 0.0 : (centre - half) / scale, correct == count ? 1.0 : (centre + half) / scale};
}

Fidelity defaultFidelity(const NumberFormat &format)
{
    return nameOf(format).empty() ? Fidelity::Quantized : Fidelity::Chip;
}

namespace {

Accuracy measure(const Classifier &classifier, const Dataset &data, Fidelity fidelity, const NumberFormat &format,
                 const ChipConfig &config, const EngineOptions &engine, const JobContext &job)
{
    BackendOptions options;
    options.format = format;
    options.config = config;
    options.engine = engine;
    options.engine.stop = job.stop;
    const auto backend = makeBackend(fidelity, options);
    return classifier.classify(data, *backend, job);
}

JobContext named(const JobContext &job, const std::string &step)
{
    JobContext other;
    other.stop = job.stop;
    if (job.progress) {
        other.progress = [&job, step](std::int64_t done, std::int64_t total, const std::string &) {
            job.progress(done, total, step);
        };
    }
    return other;
}

Evaluation evaluateOne(const Classifier &classifier, const Dataset &data, const NumberFormat &format,
                       const ChipConfig &config, Fidelity fidelity, const Accuracy &fp32, const EngineOptions &engine,
                       const JobContext &job)
{
    Evaluation evaluation;
    evaluation.fp32 = fp32;
    evaluation.format = format;
    evaluation.fidelity = fidelity;
    const auto start = std::chrono::steady_clock::now();
    evaluation.quantized = measure(classifier, data, fidelity, format, config, engine, job);
    evaluation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return evaluation;
}

} // namespace

Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job, const Accuracy *fp32,
                    const EngineOptions &engine)
{
    const Classifier classifier(graph);
    if (fidelity == Fidelity::Float && fp32 == nullptr) {
        Evaluation evaluation = evaluateOne(classifier, data, format, config, fidelity, {}, engine, named(job, "FP32"));
        evaluation.fp32 = evaluation.quantized;
        return evaluation;
    }
    const Accuracy reference =
        fp32 != nullptr ? *fp32 : measure(classifier, data, Fidelity::Float, format, config, engine, named(job, "FP32"));
    return evaluateOne(classifier, data, format, config, fidelity, reference, engine, named(job, std::string(nameOf(fidelity))));
}

void runStudy(const std::shared_ptr<const Graph> &graph, const Dataset &data, const AccuracyStudy &study,
              const ChipConfig &config, const std::function<void(std::size_t index, const Evaluation &)> &done,
              const JobContext &job, const EngineOptions &engine)
{
    const Classifier classifier(graph);
    const auto runs = static_cast<std::int64_t>(study.formats.size()) + 1;
    std::int64_t finished = 0;
    JobContext part;
    part.stop = job.stop;
    std::string step;
    if (job.progress) {
        part.progress = [&](std::int64_t items, std::int64_t, const std::string &) {
            job.progress(finished * data.size() + items, runs * data.size(), step);
        };
    }
    step = "FP32";
    const Accuracy fp32 = measure(classifier, data, Fidelity::Float, {}, config, engine, part);
    for (std::size_t i = 0; i < study.formats.size(); ++i) {
        ++finished;
        step = describe(study.formats[i]);
        const Fidelity fidelity = defaultFidelity(study.formats[i]);
        done(i, evaluateOne(classifier, data, study.formats[i], config, fidelity, fp32, engine, part));
    }
}

} // namespace vsq
