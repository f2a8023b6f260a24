// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts that run a sweep's shards on engines that others have: Slurm, GNU parallel, Snakemake, Kubernetes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vsq {

enum class SubmitEngine : std::uint8_t { Slurm, Parallel, Snakemake, Kubernetes };

/// "slurm", "parallel", "snakemake", "kubernetes".
std::string_view nameOf(SubmitEngine engine);

struct SubmitRequest {
    SubmitEngine engine = SubmitEngine::Slurm;
    std::string program = "vsq";        ///< as the script calls it
    std::vector<std::string> arguments; ///< of `vsq sweep`, --out among them, without --shard
    std::string study;                  ///< --out
    std::vector<std::int64_t> tasks;    ///< shards to run, ascending
    std::int64_t shards = 1;            ///< of the whole study
    std::int64_t atOnce = 0;            ///< tasks at a time; 0: as many as the engine gives
    std::int64_t minutes = 60;          ///< of a task; the points of its last two minutes are left to the next call
    std::int64_t cores = 1;             ///< of a task
    std::string image = "vsq:latest";   ///< Kubernetes
    std::string volume = "study";       ///< Kubernetes: claim that holds network, data and results, mounted as /study
};

/// The whole text. Calls end with 75 where points are left; the scripts call again until a shard is whole, and say how the
/// shards are merged.
std::string submitScript(const SubmitRequest &request);

/// The text as one word of a POSIX shell: quoted where it has to be.
std::string shellWord(const std::string &text);

} // namespace vsq
