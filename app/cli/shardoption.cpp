// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/shardoption.h"

#include "app/cli/command.h"
#include "app/cli/values.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace vsq::cli {

namespace {

constexpr std::int64_t kMostShards = std::int64_t{1} << 31;

std::optional<std::int64_t> environment(const char *name)
{
    const char *text = std::getenv(name);
    return text == nullptr ? std::nullopt : std::optional(integerOf(name, text, 0, kMostShards));
}

/// What a scheduler says of the task; count 0 where it does not say.
StudyShard scheduled()
{
    if (const auto task = environment("SLURM_ARRAY_TASK_ID")) {
        const std::int64_t first = environment("SLURM_ARRAY_TASK_MIN").value_or(0);
        const std::int64_t count = environment("SLURM_ARRAY_TASK_COUNT").value_or(0);
        if (const auto last = environment("SLURM_ARRAY_TASK_MAX"); last && count > 0 && *last - first + 1 != count) {
            throw UsageError(fmt::format("--shard auto: the array {}..{} has gaps, {} tasks: give --shard $SLURM_ARRAY_TASK_ID/n",
                                         first, *last, count));
        }
        return {.index = *task - first, .count = count};
    }
    if (const auto index = environment("JOB_COMPLETION_INDEX")) {
        return {.index = *index, .count = 0};
    }
    if (const auto rank = environment("OMPI_COMM_WORLD_RANK")) {
        return {.index = *rank, .count = environment("OMPI_COMM_WORLD_SIZE").value_or(0)};
    }
    if (const auto sequence = environment("PARALLEL_SEQ")) {
        return {.index = *sequence - 1, .count = 0};
    }
    throw UsageError("--shard auto: expected SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX, OMPI_COMM_WORLD_RANK or PARALLEL_SEQ in "
                     "the environment, found none");
}

} // namespace

void ShardOption::declare(CLI::App &app)
{
    app.add_option("--shard", m_text,
                   "Measure only part i of n, counted from 0, into STUDY.i.db; auto: as the scheduler numbers its tasks")
        ->type_name("i/n|auto[/n]");
}

StudyShard ShardOption::shard(std::int64_t points) const
{
    const std::size_t slash = m_text.find('/');
    const std::string head = m_text.substr(0, slash);
    StudyShard shard;
    if (head == "auto") {
        shard = scheduled();
        if (slash != std::string::npos) {
            shard.count = integerOf("--shard auto/n", m_text.substr(slash + 1), 1, kMostShards);
        } else if (shard.count == 0) {
            shard.count = points;
        }
    } else {
        if (slash == std::string::npos) {
            refuse("--shard", "i/n or auto", m_text);
        }
        shard.count = integerOf("--shard i/n", m_text.substr(slash + 1), 1, kMostShards);
        shard.index = integerOf("--shard i/n", head, 0, kMostShards);
    }
    if (shard.index < 0 || shard.index >= shard.count) {
        refuse("--shard", fmt::format("an index 0..{}", shard.count - 1), std::to_string(shard.index));
    }
    return shard;
}

std::string ShardOption::fileOf(const std::string &study, std::int64_t index)
{
    const std::filesystem::path path(study);
    const std::string name = path.stem().string() + "." + std::to_string(index) + path.extension().string();
    return (path.parent_path() / name).string();
}

} // namespace vsq::cli
