// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/evaluation.h"

#include "core/run/backend.h"
#include "core/study/classifier.h"

#include <algorithm>
#include <chrono>

namespace vsq {

namespace {

constexpr std::int64_t kTop = 5;

struct Measured {
    Accuracy accuracy;
    double score = 0.0;
};

void requireLabels(const Dataset &data, Metric metric)
{
    if (isRegression(metric) == data.targets.empty()) {
        throw Error({.file = data.path, .item = {}}, "labels for metric " + std::string(nameOf(metric)),
                    isRegression(metric) ? "real numbers" : "classes", isRegression(metric) ? "classes" : "real numbers");
    }
}

Measured judge(const Classifier::Answers &answers, const Dataset &data, Metric metric)
{
    const std::vector<Prediction> &items = answers.items;
    Measured measured;
    measured.accuracy.count = data.size();
    if (isRegression(metric)) {
        std::vector<double> values(items.size());
        std::transform(items.begin(), items.end(), values.begin(), [](const Prediction &p) { return double{p.value}; });
        measured.score = metric == Metric::Pearson ? pearson(values, data.targets) : spearman(values, data.targets);
        return measured;
    }
    const std::int64_t within = metric == Metric::Top5 ? kTop : 1;
    measured.accuracy.correct = std::count_if(items.begin(), items.end(), [&](const Prediction &p) { return p.rank < within; });
    measured.score = metric == Metric::F1 ? f1Score(items, data.labels, answers.classes) : measured.accuracy.value();
    return measured;
}

Measured measure(const std::shared_ptr<const Graph> &graph, const Dataset &data, Fidelity fidelity, const NumberFormat &format,
                 const ChipConfig &config, const EvaluationOptions &options, const JobContext &job)
{
    BackendOptions backend;
    backend.format = format;
    backend.config = config;
    backend.engine = options.engine;
    backend.engine.stop = job.stop;
    backend.scales = options.scales;
    backend.layerFormats = options.layerFormats;
    backend.maxima = options.maxima;
    if (fidelity != Fidelity::Float && needsMaxima(backend) && !backend.maxima) {
        backend.maxima = columnMaximaOf(graph, data, job);
    }
    const PreparedNetwork prepared = prepareNetwork(graph, fidelity, std::move(backend));
    return judge(Classifier(prepared.graph).predict(data, *prepared.backend, job), data, options.metric);
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

Evaluation evaluateOne(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                       const ChipConfig &config, Fidelity fidelity, const Measured &fp32, const EvaluationOptions &options,
                       const JobContext &job)
{
    Evaluation evaluation;
    evaluation.fp32 = fp32.accuracy;
    evaluation.fp32Score = fp32.score;
    evaluation.format = format;
    evaluation.fidelity = fidelity;
    evaluation.metric = options.metric;
    const auto start = std::chrono::steady_clock::now();
    const Measured measured = measure(graph, data, fidelity, format, config, options, job);
    evaluation.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    evaluation.quantized = measured.accuracy;
    evaluation.score = measured.score;
    return evaluation;
}

} // namespace

Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job, const Accuracy *fp32,
                    const EvaluationOptions &options)
{
    requireLabels(data, options.metric);
    if (fidelity == Fidelity::Float && fp32 == nullptr) {
        Evaluation evaluation = evaluateOne(graph, data, format, config, fidelity, {}, options, named(job, "FP32"));
        evaluation.fp32 = evaluation.quantized;
        evaluation.fp32Score = evaluation.score;
        return evaluation;
    }
    const Measured reference = fp32 != nullptr
                                   ? Measured{.accuracy = *fp32, .score = fp32->value()}
                                   : measure(graph, data, Fidelity::Float, format, config, options, named(job, "FP32"));
    return evaluateOne(graph, data, format, config, fidelity, reference, options, named(job, std::string(nameOf(fidelity))));
}

void runStudy(const std::shared_ptr<const Graph> &graph, const Dataset &data, const AccuracyStudy &study,
              const ChipConfig &config, const std::function<void(std::size_t index, const Evaluation &)> &done,
              const JobContext &job, const EvaluationOptions &options)
{
    requireLabels(data, options.metric);
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
    const Measured fp32 = measure(graph, data, Fidelity::Float, {}, config, options, part);
    for (std::size_t i = 0; i < study.formats.size(); ++i) {
        ++finished;
        step = describe(study.formats[i]);
        const Fidelity fidelity = defaultFidelity(study.formats[i]);
        done(i, evaluateOne(graph, data, study.formats[i], config, fidelity, fp32, options, part));
    }
}

} // namespace vsq
