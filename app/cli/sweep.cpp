// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweep.h"

#include "app/cli/chipoptions.h"
#include "app/cli/commandline.h"
#include "app/cli/dataoptions.h"
#include "app/cli/durationoption.h"
#include "app/cli/fidelityoption.h"
#include "app/cli/formatlist.h"
#include "app/cli/interrupt.h"
#include "app/cli/modeloption.h"
#include "app/cli/scalesoption.h"
#include "app/cli/shardoption.h"
#include "app/cli/sweeptable.h"
#include "core/base/hash.h"
#include "core/data/datahash.h"
#include "core/network/identity.h"
#include "core/study/shardfile.h"
#include "core/study/sweeprun.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace vsq::cli {

namespace {

class SweepCommand final : public Command {
public:
    std::string name() const override { return "sweep"; }
    std::string summary() const override { return "Measure accuracy under every combination of formats"; }
    std::string details() const override
    {
        return "Options of the format take lists; every combination is measured once. Results go to STUDY.db as they are\n"
               "found: interrupted and started again, the sweep goes on where it was. The table of all results is printed\n"
               "at the end. Several processes of one machine may work on one STUDY.db: each takes points that nobody has.\n\n"
               "On a cluster no file is shared: --shard 2/6 measures the third of six parts into STUDY.2.db, written whole or\n"
               "not at all (an unfinished part is kept beside it as STUDY.2.db.partial and goes on at the next call); vsq study\n"
               "merge puts them together, vsq study submit prints the scheduler's script. --stop-after, SIGTERM and SIGUSR1\n"
               "let the running point finish and end with exit code 75: the same call goes on.\n\n"
               "Examples:\n"
               "  vsq sweep network.onnx --data test.npz --weight-bits 3,4,6,8 --activation-bits 4,8 --vector 16,64 \\\n"
               "      --scale-bits 4,8,fp --out study.db\n"
               "  vsq sweep network.onnx --data test.npz --weight-bits 2,3,4,5,6,7,8 --granularity vector,channel,tensor \\\n"
               "      --limit 500 --out study.db --csv > study.csv\n"
               "  vsq sweep network.onnx --data test.npz --format vsq,int4,int8 --out study.db --list\n"
               "  vsq sweep network.onnx --data test.npz --weight-bits 3,4 --out study.db --shard auto --stop-after 55m";
    }

    void declare(CLI::App &app) override
    {
        m_app = &app;
        m_model.declare(app);
        app.add_option("--out", m_out, "File of the results")->type_name("STUDY.db");
        app.add_flag("--csv", m_csv, "Print the results as comma-separated values");
        app.add_flag("--list", m_listOnly, "Print the points with their ids and the seconds that each will take; measure none");
        m_shard.declare(app);
        app.add_option("--stop-after", m_stopAfter, "Begin no point after this time; exit code 75 where some are left")
            ->type_name("55m");
        m_data.declare(app);
        m_fidelity.declare(app);
        m_formats.declare(app);
        m_scales.declare(app);
        m_chip.declare(app);
    }

    void check() override
    {
        m_model.check();
        if (m_out.empty() && !m_listOnly) {
            throw UsageError("--out is required");
        }
        for (const NumberFormat &format : m_formats.formats()) {
            try {
                const Fidelity fidelity = m_fidelity.fidelity(format);
                if (fidelity == Fidelity::Float) {
                    throw UsageError("--fidelity float measures no format: FP32's accuracy is part of every sweep");
                }
                m_points.emplace_back(format, fidelity);
            } catch (const UsageError &error) {
                m_impossible.emplace_back(error.what());
            }
        }
        if (m_points.empty()) {
            throw UsageError(m_impossible.empty() ? "no combination is possible" : m_impossible.front());
        }
        m_seconds = m_stopAfter.empty() ? std::numeric_limits<double>::infinity() : secondsOf("--stop-after", m_stopAfter);
        m_part = m_shard.isGiven() ? std::optional(m_shard.shard(static_cast<std::int64_t>(m_points.size()))) : std::nullopt;
        checkChip();
        m_data.check();
    }

    void run(const Session &session) override
    {
        m_start = std::chrono::steady_clock::now();
        for (const std::string &message : m_impossible) {
            session.console.warning("left out: " + message);
        }
        const std::shared_ptr<void> limit = m_chip.limitThreads();
        try {
            const SweepTask task = prepare(session);
            const Dataset data = m_data.load(*task.graph, session.console);
            sweep(session, task, data);
        } catch (const Cancelled &) {
            if (session.signals != nullptr && session.signals->isEnding()) {
                throw StoppedEarly("stopped before the first point: call again");
            }
            throw;
        }
    }

    /// What was parsed, for scripts that call it again.
    [[nodiscard]] SweepDescription description() const
    {
        return {.arguments = argumentsOf(*m_app, {"shard", "list", "csv", "stop-after", "threads", "json", "quiet"}),
                .study = m_out,
                .points = static_cast<std::int64_t>(m_points.size())};
    }

private:
    /// A setting of the chip has to act on some point: on the chip's integers, or on formats that software computes.
    void checkChip() const
    {
        const auto isOnChip = [](const auto &point) { return point.second == Fidelity::Chip; };
        const bool some = std::any_of(m_points.begin(), m_points.end(), isOnChip);
        const bool all = std::all_of(m_points.begin(), m_points.end(), isOnChip);
        if (some == all) {
            m_chip.checkValuesOnly(all);
            return;
        }
        try {
            m_chip.checkValuesOnly(true);
        } catch (const UsageError &) {
            m_chip.checkValuesOnly(false);
        }
    }

    SweepTask prepare(const Session &session)
    {
        SweepTask task;
        task.config = m_chip.config();
        task.graph = m_model.load(session).graph;
        for (const auto &[format, fidelity] : m_points) {
            m_static = m_scales.read(*task.graph, m_model.path(), format);
        }
        task.evaluation = {.engine = m_chip.engine(session.stop), .scales = m_static};
        return task;
    }

    [[nodiscard]] StudySubject subjectOf(const SweepTask &task, const Dataset &data, const JobContext &job) const
    {
        return {.model = m_model.path(),
                .modelHash = identityOf(*task.graph, m_model.path()),
                .data = m_data.path(),
                .dataHash = hashOfData(data, job),
                .items = data.size(),
                .chip = toJson(task.config),
                .scales = m_static ? toJson(*m_static) : std::string(),
                .fidelity = m_fidelity.name(),
                .shapes = shapesOf(*task.graph),
                .isModel = [graph = task.graph, path = m_model.path()](const std::string &hash) {
                    return isNetwork(hash, *graph, path);
                }};
    }

    void sweep(const Session &session, SweepTask task, const Dataset &data)
    {
        task.data = &data;
        if (m_listOnly) {
            list(session, task);
            return;
        }
        const StudySubject subject = subjectOf(task, data, {.stop = session.stop, .progress = {}});
        ShardFile file(m_part ? ShardOption::fileOf(m_out, m_part->index) : m_out, m_part, subject, m_points, session.stop,
                       [&session](const std::string &reason) { session.console.warning(reason); });
        file.store().setCommand(Json(description().arguments).dump());
        const std::set<std::int64_t> wanted = file.wanted();
        tellPresent(session, file.store(), wanted);
        task.shouldEnd = [&] {
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
            return seconds >= m_seconds || (session.signals != nullptr && session.signals->isEnding());
        };
        std::int64_t failures = 0;
        task.failed = [&](const StudyPoint &point, const std::string &reason) {
            ++failures;
            session.console.warning(fmt::format("{}: left out: {}", titleOf(point), reason));
        };
        if (session.signals != nullptr) {
            session.signals->finishPoints();
        }
        const SweepEnd end = runSweep(file.store(), wanted, task, session.job());
        if (end == SweepEnd::Finished && failures == 0) {
            file.finish();
        }
        print(session, file.store().evaluations());
        if (end == SweepEnd::Early) {
            const auto missing = file.missing();
            throw StoppedEarly(fmt::format("stopped early: {} of {} points are left: call again", missing, wanted.size()));
        }
        if (failures > 0) {
            throw Error(fmt::format("{} of {} combinations could not be measured, the others are in {}", failures,
                                    m_points.size(), file.store().path()));
        }
    }

    void tellPresent(const Session &session, const StudyStore &store, const std::set<std::int64_t> &wanted) const
    {
        std::size_t present = 0;
        for (const StudyPoint &point : store.points()) {
            present += point.outcome && point.id != kFp32Point && wanted.contains(point.id) ? 1 : 0;
        }
        if (present > 0) {
            session.console.message(
                fmt::format("{} of {} combinations are in {} already", present, wanted.size() - wanted.count(kFp32Point), m_out));
        }
    }

    void list(const Session &session, const SweepTask &task) const
    {
        std::vector<StudyPoint> points;
        for (const auto &[format, fidelity] : m_points) {
            points.push_back({.id = static_cast<std::int64_t>(points.size()), .format = format, .fidelity = fidelity});
        }
        const std::vector<double> seconds = estimateSeconds(points, task, session.job());
        session.console.data(session.console.json ? pointsJson(points, seconds).dump(2) + "\n" : pointsText(points, seconds));
    }

    void print(const Session &session, const std::vector<Evaluation> &results) const
    {
        session.console.data(session.console.json ? sweepJson(results).dump(2) + "\n"
                             : m_csv              ? sweepCsv(results)
                                                  : sweepText(results));
    }

    CLI::App *m_app = nullptr;
    ModelOption m_model;
    DataOptions m_data;
    std::string m_out;
    bool m_csv = false;
    bool m_listOnly = false;
    ShardOption m_shard;
    std::string m_stopAfter;
    double m_seconds = 0.0;
    std::chrono::steady_clock::time_point m_start;
    FidelityOption m_fidelity;
    FormatList m_formats;
    ScalesOption m_scales;
    std::shared_ptr<const ActivationScales> m_static;
    ChipOptions m_chip;
    std::vector<std::pair<NumberFormat, Fidelity>> m_points;
    std::vector<std::string> m_impossible;
    std::optional<StudyShard> m_part;
};

} // namespace

std::unique_ptr<Command> makeSweepCommand()
{
    return std::make_unique<SweepCommand>();
}

SweepDescription describeSweep(const std::vector<std::string> &arguments)
{
    SweepCommand command;
    CLI::App app;
    command.declare(app);
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError &error) {
        throw UsageError(error.what());
    }
    command.check();
    return command.description();
}

} // namespace vsq::cli
