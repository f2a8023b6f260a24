// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/assignment.h"

#include "core/layer/chipcomparison.h"
#include "core/layer/layerplan.h"
#include "core/run/backend.h"
#include "core/run/loadnetwork.h"
#include "core/study/classifier.h"
#include "core/study/paretofront.h"
#include "core/study/score.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace vsq {

namespace {

/// One layer's change from one format to the next on its lower convex hull.
struct HullStep {
    std::size_t layer = 0;
    std::size_t format = 0; ///< that it changes to
    double cost = 0.0;      ///< more of it
    double noise = 0.0;     ///< less of it

    [[nodiscard]] double worth() const { return noise / cost; }
};

/// The layer's formats that no mixture of two others beats, cheapest first.
std::vector<std::size_t> hullOf(const std::vector<std::vector<double>> &costs, const std::vector<std::vector<double>> &noises,
                                std::size_t layer)
{
    std::vector<std::size_t> order(costs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto cost = [&](std::size_t format) { return costs[format][layer]; };
    const auto noise = [&](std::size_t format) { return noises[format][layer]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return cost(a) != cost(b) ? cost(a) < cost(b) : noise(a) < noise(b); });
    std::vector<std::size_t> hull;
    for (const std::size_t format : order) {
        if (!hull.empty() && noise(format) >= noise(hull.back())) {
            continue; // dearer and no better
        }
        while (hull.size() > 1) {
            const std::size_t last = hull.back();
            const std::size_t before = hull[hull.size() - 2];
            const double slope = (noise(before) - noise(last)) / (cost(last) - cost(before));
            const double next = (noise(last) - noise(format)) / (cost(format) - cost(last));
            if (next < slope) {
                break;
            }
            hull.pop_back();
        }
        hull.push_back(format);
    }
    return hull;
}

/// As run and eval compute the same formats: `most` is the network's, the others are their layers' own.
PreparedNetwork prepared(const AssignmentRequest &request, const NumberFormat &most,
                         const std::map<std::string, NumberFormat> &formats, const std::stop_token &stop)
{
    BackendOptions options;
    options.format = most;
    for (const auto &[layer, format] : formats) {
        if (!(format == most)) {
            options.layerFormats[layer] = format;
        }
    }
    options.config = request.config;
    options.engine = request.engine;
    options.engine.stop = stop;
    return prepareNetwork(request.graph, defaultFidelity(options.format), options);
}

/// The first of the formats that most layers have.
NumberFormat mostFrequentOf(const std::map<std::string, NumberFormat> &formats)
{
    const auto uses = [&](const NumberFormat &format) {
        return std::count_if(formats.begin(), formats.end(), [&](const auto &other) { return other.second == format; });
    };
    return std::max_element(formats.begin(), formats.end(),
                            [&](const auto &a, const auto &b) { return uses(a.second) < uses(b.second); })
        ->second;
}

Outcome outcomeOf(const PreparedNetwork &network, const Dataset &data, const JobContext &job)
{
    const auto start = std::chrono::steady_clock::now();
    Outcome outcome;
    outcome.right = rightAnswers(Classifier(network.graph).predict(data, *network.backend, job).items, Metric::Top1);
    outcome.accuracy = {.correct = std::accumulate(outcome.right.begin(), outcome.right.end(), std::int64_t{0}),
                        .count = static_cast<std::int64_t>(outcome.right.size())};
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return outcome;
}

/// Of an assignment; layers without a format of their own have `format`.
double assignedCost(const AssignmentRequest &request, const std::vector<Layer> &layers, const NumberFormat &format,
                    const std::map<std::string, NumberFormat> &formats)
{
    const auto formatOf = [&](const Layer &layer) -> const NumberFormat & {
        const auto own = formats.find(layer.name);
        return own == formats.end() ? format : own->second;
    };
    if (request.cost == AssignmentCost::Bits) {
        double bits = 0.0;
        for (const Layer &layer : layers) {
            bits += static_cast<double>(layer.macs) * (formatOf(layer).weights.bits + formatOf(layer).activations.bits);
        }
        return bits;
    }
    for (const Layer &layer : layers) {
        if (!costOf(layer, formatOf(layer), request.config, nextFormat(layer, format, formats))) {
            throw Error({{}, "layer '" + layer.name + "'"}, "energy", "one of the chip's formats (cost bits takes all)",
                        describe(formatOf(layer)));
        }
    }
    return networkCost(layers, format, formats, request.config).energy;
}

/// With the cost of its own formats; cheapest first, without those that an other beats in cost and noise.
std::vector<Assignment> priced(std::vector<Assignment> front, const AssignmentRequest &request, const std::vector<Layer> &layers)
{
    std::vector<double> costs;
    std::vector<double> values;
    for (Assignment &assignment : front) {
        assignment.cost = assignedCost(request, layers, request.formats.front(), formatsOf(assignment, layers, request.formats));
        costs.push_back(assignment.cost);
        values.push_back(-assignment.noise);
    }
    std::vector<Assignment> kept;
    for (const std::size_t index : paretoFront(costs, values)) {
        kept.push_back(front[index]);
    }
    return kept;
}

/// Measures assignments of the front where their accuracy is wanted, each once.
class FrontSearch {
public:
    FrontSearch(const AssignmentRequest &request, AssignmentResult &result, const JobContext &job)
        : m_request(request), m_result(result), m_job(job)
    {
    }

    /// Some along the whole front, then halfway towards the cheapest that is within the budget.
    void run()
    {
        const std::size_t size = m_result.front.size();
        const auto spread = static_cast<std::size_t>(std::clamp(m_request.measured / 2, 2, 6));
        for (std::size_t i = 0; i < spread; ++i) {
            measure((size - 1) * i / (spread - 1));
        }
        for (;;) {
            const std::optional<std::size_t> cheapest = cheapestWithin();
            if (!cheapest || *cheapest == 0 || m_measured >= m_request.measured) {
                break;
            }
            std::size_t below = *cheapest;
            while (below > 0 && !m_result.front[below - 1].outcome) {
                --below;
            }
            if (below == *cheapest) {
                break; // the next cheaper one is measured and does not do
            }
            measure(below + (*cheapest - below) / 2);
        }
        m_result.chosen = cheapestWithin();
    }

private:
    void measure(std::size_t index)
    {
        Assignment &assignment = m_result.front[index];
        if (!assignment.outcome) {
            const NumberFormat &most = m_request.formats[mostFrequent(assignment, m_request.formats.size())];
            assignment.outcome = outcomeOf(
                prepared(m_request, most, formatsOf(assignment, m_result.layers, m_request.formats), m_job.stop), *m_request.data,
                m_job);
            ++m_measured;
        }
    }
    [[nodiscard]] std::optional<std::size_t> cheapestWithin() const
    {
        for (std::size_t i = 0; i < m_result.front.size(); ++i) {
            const Assignment &assignment = m_result.front[i];
            if (assignment.outcome && m_result.loss(assignment) <= m_request.budget) {
                return i;
            }
        }
        return std::nullopt;
    }

    const AssignmentRequest &m_request;
    AssignmentResult &m_result;
    const JobContext &m_job;
    int m_measured = 0;
};

} // namespace

std::string_view nameOf(AssignmentCost cost)
{
    return cost == AssignmentCost::Energy ? "energy" : "bits";
}

std::map<std::string, NumberFormat> formatsOf(const Assignment &assignment, const std::vector<Layer> &layers,
                                              const std::vector<NumberFormat> &formats)
{
    std::map<std::string, NumberFormat> own;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        own[layers[i].name] = formats[assignment.formats[i]];
    }
    return own;
}

std::size_t mostFrequent(const Assignment &assignment, std::size_t formats)
{
    std::vector<std::int64_t> uses(formats, 0);
    for (const std::size_t format : assignment.formats) {
        ++uses[format];
    }
    return static_cast<std::size_t>(std::max_element(uses.begin(), uses.end()) - uses.begin());
}

std::vector<Assignment> frontOf(const std::vector<std::vector<double>> &costs, const std::vector<std::vector<double>> &noises)
{
    const std::size_t layers = costs.empty() ? 0 : costs.front().size();
    Assignment current;
    std::vector<HullStep> steps;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        const std::vector<std::size_t> hull = hullOf(costs, noises, layer);
        current.formats.push_back(hull.front());
        current.cost += costs[hull.front()][layer];
        current.noise += noises[hull.front()][layer];
        for (std::size_t i = 1; i < hull.size(); ++i) {
            steps.push_back({.layer = layer,
                             .format = hull[i],
                             .cost = costs[hull[i]][layer] - costs[hull[i - 1]][layer],
                             .noise = noises[hull[i - 1]][layer] - noises[hull[i]][layer]});
        }
    }
    std::stable_sort(steps.begin(), steps.end(), [](const HullStep &a, const HullStep &b) { return a.worth() > b.worth(); });
    std::vector<Assignment> front{current};
    for (const HullStep &step : steps) {
        current.formats[step.layer] = step.format;
        current.cost += step.cost;
        current.noise -= step.noise;
        front.push_back(current);
    }
    return front;
}

AssignmentResult assignFormats(const AssignmentRequest &request, const JobContext &job)
{
    AssignmentResult result;
    for (Layer &layer : listLayers(request.graph)) {
        if (layer.onChip) {
            result.layers.push_back(std::move(layer));
        }
    }
    if (result.layers.empty()) {
        throw Error({.file = request.graph->sourceFile, .item = {}}, "network", "a layer on the chip", "none");
    }
    std::vector<std::vector<double>> costs;
    for (const NumberFormat &format : request.formats) {
        costs.emplace_back();
        for (const Layer &layer : result.layers) {
            costs.back().push_back(assignedCost(request, {layer}, format, {}));
        }
    }
    const Sensitivity sensitivity = measureSensitivity(request.graph, *request.data, request.formats, SensitiveSide::Both,
                                                       request.config, request.engine, job);
    std::vector<std::vector<double>> noises(request.formats.size());
    for (std::size_t i = 0; i < sensitivity.layers.size(); ++i) {
        noises[i / result.layers.size()].push_back(sensitivity.layers[i].noise);
    }
    result.fp32 = outcomeOf({.graph = request.graph, .backend = makeFloatBackend()}, *request.data, job);
    result.front = priced(frontOf(costs, noises), request, result.layers);
    for (std::size_t format = 0; format < request.formats.size(); ++format) {
        Assignment all{.formats = std::vector<std::size_t>(result.layers.size(), format),
                       .cost = std::accumulate(costs[format].begin(), costs[format].end(), 0.0),
                       .noise = std::accumulate(noises[format].begin(), noises[format].end(), 0.0),
                       .outcome = {}};
        all.outcome = outcomeOf(prepared(request, request.formats[format], {}, job.stop), *request.data, job);
        result.uniform.push_back(std::move(all));
    }
    FrontSearch(request, result, job).run();
    for (ComparedChoice choice : request.compared) {
        const NumberFormat inside = mostFrequentOf(choice.formats);
        choice.cost = assignedCost(request, result.layers, inside, choice.formats);
        choice.outcome = outcomeOf(prepared(request, inside, choice.formats, job.stop), *request.data, job);
        result.compared.push_back(std::move(choice));
    }
    return result;
}

} // namespace vsq
