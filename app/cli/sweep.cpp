// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweep.h"

#include "app/cli/chipoptions.h"
#include "app/cli/dataoptions.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatlist.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "app/cli/sweeptable.h"
#include "core/base/hash.h"
#include "core/network/identity.h"
#include "core/study/studystore.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

std::string hashOfData(const Dataset &data)
{
    std::string hash = hashOf(data.labels.data(), data.labels.size() * sizeof(std::int64_t));
    hash = hashOf(data.targets.data(), data.targets.size() * sizeof(double), hash);
    for (std::int64_t i = 0; i < data.size(); ++i) {
        for (const Tensor &input : data.batch(i, i + 1)) {
            hash = hashOf(input.bytes(), input.byteSize(), hash);
        }
    }
    return hash;
}

/// "image[-1,1,28,28] mask[-1,28]": a network whose open dimensions are bound otherwise computes something else.
std::string shapesOf(const Graph &graph)
{
    std::string text;
    for (const ValueInfo &input : graph.inputs) {
        text += (text.empty() ? "" : " ") + input.name + toString(input.shape);
    }
    return text;
}

class SweepCommand final : public Command {
public:
    std::string name() const override { return "sweep"; }
    std::string summary() const override { return "Measure accuracy under every combination of formats"; }
    std::string details() const override
    {
        return "Options of the format take lists; every combination is measured once. Results go to STUDY.db as they are\n"
               "found: interrupted and started again, the sweep goes on where it was. The table of all results is printed\n"
               "at the end.\n\n"
               "Examples:\n"
               "  vsq sweep network.onnx --data test.npz --weight-bits 3,4,6,8 --activation-bits 4,8 --vector 16,64 \\\n"
               "      --scale-bits 4,8,fp --out study.db\n"
               "  vsq sweep network.onnx --data test.npz --weight-bits 2,3,4,5,6,7,8 --granularity vector,channel,tensor \\\n"
               "      --limit 500 --out study.db --csv > study.csv";
    }

    void declare(CLI::App &app) override
    {
        m_model.declare(app);
        app.add_option("--out", m_out, "File of the results")->required()->type_name("STUDY.db");
        app.add_flag("--csv", m_csv, "Print the results as comma-separated values");
        m_data.declare(app);
        m_fidelity.declare(app);
        m_formats.declare(app);
        m_scales.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        m_list = m_formats.formats();
        for (const NumberFormat &format : m_list) {
            m_chosen.push_back(m_fidelity.fidelity(format));
            if (m_chosen.back() == Fidelity::Float) {
                throw UsageError("--fidelity float measures no format: FP32's accuracy is part of every sweep");
            }
        }
        m_chip.check();
        m_data.check();
    }

    void run(const Session &session) override
    {
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        const ChipConfig config = m_chip.config();
        const auto graph = m_model.load(session).graph;
        for (const NumberFormat &format : m_list) {
            m_static = m_scales.read(*graph, m_model.path(), format);
        }
        const Dataset data = m_data.load(*graph, session.console);
        StudyStore store(m_out, {.model = m_model.path(),
                                 .modelHash = identityOf(*graph, m_model.path()),
                                 .data = m_data.path(),
                                 .dataHash = hashOfData(data),
                                 .items = data.size(),
                                 .chip = toJson(config),
                                 .scales = m_static ? toJson(*m_static) : std::string(),
                                 .fidelity = m_fidelity.name(),
                                 .shapes = shapesOf(*graph),
                                 .isModel = [&](const std::string &hash) { return isNetwork(hash, *graph, m_model.path()); }});
        measure(session, graph, data, config, store);
        const std::vector<Evaluation> results = store.evaluations();
        session.console.data(session.console.json ? jsonText(sweepJson(results)) + "\n"
                             : m_csv              ? sweepCsv(results)
                                                  : sweepText(results));
    }

private:
    void measure(const Session &session, const std::shared_ptr<const Graph> &graph, const Dataset &data, const ChipConfig &config,
                 StudyStore &store)
    {
        std::vector<std::size_t> missing;
        for (std::size_t i = 0; i < m_list.size(); ++i) {
            if (!store.contains(m_list[i])) {
                missing.push_back(i);
            }
        }
        if (missing.size() < m_list.size()) {
            session.console.message(
                fmt::format("{} of {} combinations are in {} already", m_list.size() - missing.size(), m_list.size(), m_out));
        }
        auto fp32 = store.fp32();
        const JobContext job = session.job();
        std::int64_t runs = 0;
        const std::int64_t total = static_cast<std::int64_t>(missing.size()) + (fp32 ? 0 : 1);
        JobContext part;
        part.stop = job.stop;
        part.progress = [&](std::int64_t done, std::int64_t, const std::string &step) {
            job.report(runs * data.size() + done, total * data.size(), step);
        };
        if (!fp32 && !missing.empty()) {
            fp32 = evaluate(graph, data, {}, config, Fidelity::Float, part, nullptr,
                            {.engine = m_chip.engine(session.stop), .scales = {}})
                       .fp32;
            store.setFp32(*fp32);
            ++runs;
        }
        const EvaluationOptions options{.engine = m_chip.engine(session.stop), .scales = m_static};
        for (const std::size_t i : missing) {
            store.add(evaluate(graph, data, m_list[i], config, m_chosen[i], part, &*fp32, options));
            ++runs;
        }
    }

    ModelOption m_model;
    DataOptions m_data;
    std::string m_out;
    bool m_csv = false;
    FidelityOption m_fidelity;
    FormatList m_formats;
    ScalesOption m_scales;
    std::shared_ptr<const ActivationScales> m_static;
    ChipOptions m_chip;
    std::vector<NumberFormat> m_list;
    std::vector<Fidelity> m_chosen;
};

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

} // namespace vsq::cli
