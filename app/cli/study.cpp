// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/study.h"

#include "app/cli/sweep.h"
#include "app/cli/sweeptable.h"
#include "app/cli/values.h"
#include "core/base/json.h"
#include "core/study/studymerge.h"
#include "core/study/studystore.h"
#include "core/study/submitscript.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <numeric>

namespace vsq::cli {

namespace {

constexpr std::int64_t kMostScriptShards = 1000;

class StudyCommand final : public Command {
public:
    std::string name() const override { return "study"; }
    std::string summary() const override { return "Merge, inspect and distribute the studies of vsq sweep"; }
    std::string details() const override
    {
        return "merge puts shards (or studies of the same subject) together: in any order, again and again, whole or not at all;\n"
               "a shard that is missing, not finished or half copied is named (exit code 1 where a named file could not be taken).\n"
               "missing lists what is not measured yet; --array prints it as sbatch --array takes it: shards of a study that was\n"
               "made of shards, else points. submit prints the script of an engine and runs nothing; it takes the arguments of\n"
               "vsq sweep, or a STUDY.db whose missing parts are to be measured.\n\n"
               "Examples:\n"
               "  vsq study merge study.db study.0.db study.1.db study.2.db\n"
               "  vsq study missing study.db --array\n"
               "  vsq study show study.db --csv\n"
               "  vsq study submit --engine slurm --shards 6 --at-once 2 net.onnx --data test.npz --weight-bits 3,4 --out study.db\n"
               "  vsq study submit study.db --engine parallel";
    }

    void declare(CLI::App &app) override
    {
        app.require_subcommand(1);
        m_merge = app.add_subcommand("merge", "Put shards together in one study");
        m_merge->fallthrough();
        m_merge->add_option("out", m_study, "Study to write")->required()->type_name("OUT.db");
        m_merge->add_option("in", m_inputs, "Shards or studies")->required()->type_name("IN.db");
        m_missing = app.add_subcommand("missing", "List what is not measured yet");
        m_missing->fallthrough();
        m_missing->add_option("study", m_study, "Study")->required()->type_name("STUDY.db");
        m_missing->add_flag("--array", m_array, "As sbatch --array takes it: 3,7,12-19");
        m_show = app.add_subcommand("show", "Print the results");
        m_show->fallthrough();
        m_show->add_option("study", m_study, "Study")->required()->type_name("STUDY.db");
        m_show->add_flag("--csv", m_csv, "As comma-separated values");
        m_submit = app.add_subcommand("submit", "Print a scheduler's script");
        m_submit->allow_extras(); // and no fallthrough: what is not its own is the sweep's
        m_submit->add_option("--engine", m_engine, "slurm, parallel, snakemake or kubernetes")->required();
        m_submit->add_option("--shards", m_shards, "Parts of the study (default: one a point)");
        m_submit->add_option("--at-once", m_atOnce, "Tasks at a time (default: as many as the engine gives)");
        m_submit->add_option("--minutes", m_minutes, "Of a task (default 60); what is left goes on in the next");
        m_submit->add_option("--cores", m_cores, "Of a task (default 1)");
        m_submit->add_option("--program", m_program, "How the script calls vsq (default vsq)");
        m_submit->add_option("--image", m_image, "Kubernetes: container image with vsq");
        m_submit->add_option("--volume", m_volume, "Kubernetes: claim of the volume with network and data");
    }

    void check() override
    {
        if (!m_submit->parsed()) {
            return;
        }
        constexpr SubmitEngine kEngines[] = {SubmitEngine::Slurm, SubmitEngine::Parallel, SubmitEngine::Snakemake,
                                             SubmitEngine::Kubernetes};
        m_request.engine = kEngines[choiceOf("--engine", m_engine, {"slurm", "parallel", "snakemake", "kubernetes"})];
        m_request.program = m_program;
        m_request.image = m_image;
        m_request.volume = m_volume;
        m_request.atOnce = m_atOnce.empty() ? 0 : integerOf("--at-once", m_atOnce, 1, kMostScriptShards);
        m_request.minutes = integerOf("--minutes", m_minutes, 1, 60 * 24 * 365);
        m_request.cores = integerOf("--cores", m_cores, 1, 1024);
        m_request.shards = m_shards.empty() ? 0 : integerOf("--shards", m_shards, 1, kMostScriptShards);
    }

    void run(const Session &session) override
    {
        if (m_merge->parsed()) {
            merge(session);
        } else if (m_missing->parsed()) {
            missing(session);
        } else if (m_show->parsed()) {
            show(session);
        } else {
            submit(session);
        }
    }

private:
    void merge(const Session &session) const
    {
        const MergeReport report = mergeStudies(m_study, m_inputs);
        for (const std::string &message : report.refused) {
            session.console.error("left out: " + message);
        }
        for (const std::int64_t shard : report.missingShards) {
            session.console.warning(fmt::format("shard {} is missing or not finished", shard));
        }
        if (session.console.json) {
            session.console.data(Json{{"points", report.points},
                                      {"measured", report.measured},
                                      {"added", report.added},
                                      {"missing_shards", report.missingShards},
                                      {"refused", report.refused}}
                                     .dump(2)
                                 + "\n");
        } else {
            session.console.message(
                fmt::format("{}: {} of {} points, {} results new", m_study, report.measured, report.points, report.added));
        }
        if (!report.refused.empty()) {
            throw Error(fmt::format("{} of {} files could not be taken", report.refused.size(), m_inputs.size()));
        }
    }

    void missing(const Session &session) const
    {
        if (m_array) {
            session.console.data(rangesText(missingTasks(m_study)) + "\n");
            return;
        }
        std::vector<StudyPoint> open;
        for (StudyPoint &point : StudyStore(m_study).points()) {
            if (!point.outcome) {
                open.push_back(std::move(point));
            }
        }
        if (session.console.json) {
            Json list = Json::array();
            for (const StudyPoint &point : open) {
                list.push_back({{"id", point.id}, {"title", titleOf(point)}});
            }
            session.console.data(list.dump(2) + "\n");
            return;
        }
        std::string text;
        for (const StudyPoint &point : open) {
            text += fmt::format("{:>5}  {}\n", point.id == kFp32Point ? "-" : std::to_string(point.id), titleOf(point));
        }
        session.console.data(text);
    }

    void show(const Session &session) const
    {
        const StudyStore store(m_study);
        const std::vector<Evaluation> results = store.evaluations();
        if (session.console.json) {
            session.console.data(sweepJson(results).dump(2) + "\n");
        } else if (m_csv) {
            session.console.data(sweepCsv(results));
        } else {
            const auto subject = store.subject();
            const auto value = [&](const char *key) {
                const auto found = subject.find(key);
                return found == subject.end() ? std::string() : found->second;
            };
            session.console.data(fmt::format("{} on {}, {} items\n", value("model"), value("data"), value("items"))
                                 + sweepText(results));
        }
    }

    void submit(const Session &session)
    {
        std::vector<std::string> arguments;
        for (const std::string &argument : m_submit->remaining()) {
            const bool own = arguments.empty() && (argument == "sweep" || argument == "vsq");
            if (argument != "--" && !own) {
                arguments.push_back(argument);
            }
        }
        std::vector<std::int64_t> tasks;
        if (arguments.size() == 1 && std::filesystem::path(arguments.front()).extension() != ".onnx") {
            const StudyStore store(arguments.front());
            tasks = missingTasks(store.path());
            m_request.shards = store.shards() > 0 ? store.shards() : std::max<std::int64_t>(m_request.shards, 0);
            const auto subject = store.subject();
            const auto command = subject.find("command");
            if (command == subject.end()) {
                throw Error({.file = store.path(), .item = {}}, "study", "one that says how it was measured",
                            "none: give the arguments of vsq sweep");
            }
            arguments = parseJson(command->second, store.path(), "arguments of a sweep").get<std::vector<std::string>>();
        }
        const SweepDescription sweep = describeSweep(arguments);
        m_request.arguments = sweep.arguments;
        m_request.study = sweep.study;
        if (m_request.shards == 0) {
            m_request.shards = std::min(sweep.points, kMostScriptShards);
        }
        if (tasks.empty()) {
            tasks.resize(static_cast<std::size_t>(m_request.shards));
            std::iota(tasks.begin(), tasks.end(), std::int64_t{0});
        }
        m_request.tasks = tasks;
        session.console.data(submitScript(m_request));
    }

    CLI::App *m_merge = nullptr;
    CLI::App *m_missing = nullptr;
    CLI::App *m_show = nullptr;
    CLI::App *m_submit = nullptr;
    std::string m_study;
    std::vector<std::string> m_inputs;
    bool m_array = false;
    bool m_csv = false;
    std::string m_engine;
    std::string m_shards;
    std::string m_atOnce;
    std::string m_minutes = "60";
    std::string m_cores = "1";
    std::string m_program = "vsq";
    std::string m_image = "vsq:latest";
    std::string m_volume = "study";
    SubmitRequest m_request;
};

} // namespace

std::unique_ptr<Command> makeStudyCommand()
{
    return std::make_unique<StudyCommand>();
}

} // namespace vsq::cli
