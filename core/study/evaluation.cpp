// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/evaluation.h"

#include "core/data/shuffle.h"
#include "core/run/backend.h"
#include "core/run/columnmaxima.h"
#include "core/study/classifier.h"
#include "core/study/score.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace vsq {

namespace {

/// Items between two looks at the interval, and before the first.
constexpr std::int64_t kItemsALook = 128;
constexpr std::int64_t kFewestItems = 256;

void requireLabels(const Dataset &data, Metric metric)
{
    if (isRegression(metric) == data.targets.empty()) {
        const auto real = std::find_if(data.targets.begin(), data.targets.end(),
                                       [](double label) { return !isClassNumber(label); });
        const std::string item = real == data.targets.end() ? std::string() : data.placeOf(real - data.targets.begin());
        throw Error({.file = data.path, .item = item}, "labels for metric " + std::string(nameOf(metric)),
                    isRegression(metric) ? "real numbers" : "classes", isRegression(metric) ? "classes" : "real numbers");
    }
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

/// With the largest magnitudes that smoothing wants: of the data's first items where none are given.
EvaluationOptions withMaxima(EvaluationOptions options, const std::shared_ptr<const Graph> &graph, const Dataset &data,
                             const NumberFormat &format, const ChipConfig &config, Fidelity fidelity, const JobContext &job)
{
    BackendOptions asked;
    asked.format = format;
    asked.layerFormats = options.layerFormats;
    if (fidelity != Fidelity::Float && !options.maxima && needsMaxima(asked)) {
        options.maxima = columnMaximaOf(graph, data, job, config);
    }
    return options;
}

/// One network under one format, with the answers so far.
class Run {
public:
    Run(const std::shared_ptr<const Graph> &graph, Fidelity fidelity, const NumberFormat &format, const ChipConfig &config,
        const EvaluationOptions &options, const JobContext &job)
        : m_metric(options.metric)
    {
        BackendOptions backend;
        backend.format = format;
        backend.config = config;
        backend.engine = options.engine;
        backend.engine.stop = job.stop;
        backend.scales = options.scales;
        backend.layerFormats = options.layerFormats;
        backend.maxima = options.maxima;
        const auto start = std::chrono::steady_clock::now();
        PreparedNetwork prepared = prepareNetwork(graph, fidelity, std::move(backend));
        m_backend = std::move(prepared.backend);
        m_classifier = std::make_unique<Classifier>(prepared.graph);
        m_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }

    void take(const Dataset &data, const JobContext &job)
    {
        const auto start = std::chrono::steady_clock::now();
        Classifier::Answers answers = m_classifier->predict(data, *m_backend, job);
        m_seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_classes = answers.classes;
        m_answers.insert(m_answers.end(), answers.items.begin(), answers.items.end());
    }

    /// The answers stay; packed weights need not lie beside the next run's.
    void dropNetwork()
    {
        m_backend.reset();
        m_classifier.reset();
    }

    [[nodiscard]] double score(const Dataset &data, std::span<const std::size_t> items) const
    {
        return scoreOf(m_answers, data, m_metric, m_classes, items);
    }
    [[nodiscard]] double score(const Dataset &data) const
    {
        std::vector<std::size_t> all(m_answers.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return score(data, all);
    }
    [[nodiscard]] std::vector<std::uint8_t> right() const { return rightAnswers(m_answers, m_metric); }
    [[nodiscard]] Accuracy accuracy() const
    {
        const std::vector<std::uint8_t> flags = right();
        return {.correct = std::accumulate(flags.begin(), flags.end(), std::int64_t{0}),
                .count = static_cast<std::int64_t>(m_answers.size())};
    }
    [[nodiscard]] std::size_t items() const { return m_answers.size(); }
    [[nodiscard]] double seconds() const { return m_seconds; }

private:
    Metric m_metric;
    std::unique_ptr<ProductBackend> m_backend;
    std::unique_ptr<Classifier> m_classifier;
    std::vector<Prediction> m_answers;
    std::int64_t m_classes = 0;
    double m_seconds = 0.0;
};

void fillIn(Evaluation &evaluation, const Run &run, const Dataset &data)
{
    evaluation.quantized = run.accuracy();
    evaluation.score = run.score(data);
    evaluation.right = run.right();
    evaluation.seconds = run.seconds();
    evaluation.offered = data.size();
}

void fillInFp32(Evaluation &evaluation, const Run &run, const Dataset &data)
{
    evaluation.fp32 = run.accuracy();
    evaluation.fp32Score = run.score(data);
    evaluation.fp32Right = run.right();
}

/// Both runs on the same items, piece by piece, until the interval is narrow enough.
void takeUntilNarrow(Run &fp32, Run &quantized, const Dataset &mixed, double precision, const JobContext &job)
{
    for (std::int64_t begin = 0; begin < mixed.size();) {
        const std::int64_t end = std::min(mixed.size(), begin + (begin == 0 ? kFewestItems : kItemsALook));
        const Dataset part = itemRange(mixed, begin, end);
        JobContext quiet;
        quiet.stop = job.stop;
        fp32.take(part, quiet);
        quantized.take(part, quiet);
        begin = end;
        const double half = pairedDifference(fp32.right(), quantized.right()).halfWidth();
        job.report(end, mixed.size(), "interval to either side " + std::to_string(100.0 * half) + " points");
        if (half <= precision) {
            return;
        }
    }
}

} // namespace

std::optional<PairedDifference> Evaluation::paired() const
{
    return right.empty() || right.size() != fp32Right.size() ? std::nullopt : std::optional(pairedDifference(fp32Right, right));
}

Evaluation evaluate(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                    const ChipConfig &config, Fidelity fidelity, const JobContext &job, const Accuracy *fp32,
                    const EvaluationOptions &given)
{
    requireLabels(data, given.metric);
    const EvaluationOptions options = withMaxima(given, graph, data, format, config, fidelity, job);
    Evaluation evaluation;
    evaluation.format = format;
    evaluation.fidelity = fidelity;
    evaluation.metric = options.metric;
    const JobContext ownJob = named(job, std::string(fidelity == Fidelity::Float ? "FP32" : nameOf(fidelity)));
    if (fidelity == Fidelity::Float || fp32 != nullptr) {
        Run run(graph, fidelity, format, config, options, job);
        run.take(data, ownJob);
        fillIn(evaluation, run, data);
        if (fp32 == nullptr) {
            fillInFp32(evaluation, run, data);
        } else {
            evaluation.fp32 = *fp32;
            evaluation.fp32Score = fp32->value();
        }
        return evaluation;
    }
    Run reference(graph, Fidelity::Float, format, config, options, job);
    const bool early = options.precision > 0.0 && countsRight(options.metric);
    const Dataset mixed = early ? shuffled(data, options.seed) : data;
    if (!early) {
        reference.take(data, named(job, "FP32"));
        reference.dropNetwork();
    }
    Run run(graph, fidelity, format, config, options, job);
    if (early) {
        takeUntilNarrow(reference, run, mixed, options.precision, job);
    } else {
        run.take(data, ownJob);
    }
    fillIn(evaluation, run, mixed);
    fillInFp32(evaluation, reference, mixed);
    evaluation.recovery = countsRight(options.metric)
                              ? recoveryOf(evaluation.fp32Right, evaluation.right, options.seed)
                              : recoveryOf(
                                  run.items(), [&](std::span<const std::size_t> items) { return reference.score(mixed, items); },
                                  [&](std::span<const std::size_t> items) { return run.score(mixed, items); }, options.seed);
    return evaluation;
}

Outcome measurePoint(const std::shared_ptr<const Graph> &graph, const Dataset &data, const NumberFormat &format,
                     const ChipConfig &config, Fidelity fidelity, const JobContext &job, const EvaluationOptions &options)
{
    requireLabels(data, Metric::Top1);
    EvaluationOptions top1 = withMaxima(options, graph, data, format, config, fidelity, job);
    top1.metric = Metric::Top1;
    Run run(graph, fidelity, format, config, top1, job);
    run.take(data, job);
    return {.accuracy = run.accuracy(), .seconds = run.seconds(), .right = run.right()};
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
    Run reference(graph, Fidelity::Float, {}, config, options, job);
    reference.take(data, part);
    reference.dropNetwork();
    for (std::size_t i = 0; i < study.formats.size(); ++i) {
        ++finished;
        step = describe(study.formats[i]);
        Evaluation evaluation;
        evaluation.format = study.formats[i];
        evaluation.fidelity = defaultFidelity(study.formats[i]);
        evaluation.metric = options.metric;
        Run run(graph, evaluation.fidelity, evaluation.format, config,
                withMaxima(options, graph, data, evaluation.format, config, evaluation.fidelity, job), job);
        run.take(data, part);
        fillIn(evaluation, run, data);
        fillInFp32(evaluation, reference, data);
        done(i, evaluation);
    }
}

} // namespace vsq
