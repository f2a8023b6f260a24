// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/submitscript.h"

#include "core/study/studypoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace vsq {

namespace {

constexpr std::int64_t kSecondsBeforeEnd = 120;

/// "vsq sweep net.onnx ... --shard SHARD", SHARD as it is.
std::string call(const SubmitRequest &request, const std::string &shard)
{
    std::string text = shellWord(request.program) + " sweep";
    for (const std::string &argument : request.arguments) {
        text += " " + shellWord(argument);
    }
    return text + " --shard " + shard + "/" + std::to_string(request.shards);
}

/// "study.2.db" with `index` in place of the number.
std::string shardFile(const SubmitRequest &request, const std::string &index)
{
    const std::filesystem::path path(request.study);
    return (path.parent_path() / (path.stem().string() + "." + index + path.extension().string())).string();
}

std::string merge(const SubmitRequest &request)
{
    const std::filesystem::path path(request.study);
    std::string name = (path.parent_path() / path.stem()).string();
    return fmt::format("{} study merge {} {}.[0-9]*{}", shellWord(request.program), shellWord(request.study), shellWord(name),
                       path.extension().string());
}

std::string jobName(const SubmitRequest &request)
{
    std::string name = std::filesystem::path(request.study).stem().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) {
        return std::isalnum(letter) != 0 ? static_cast<char>(std::tolower(letter)) : '-';
    });
    return name.empty() ? "study" : name;
}

std::string slurm(const SubmitRequest &request)
{
    const std::string limit = request.atOnce > 0 ? "%" + std::to_string(request.atOnce) : std::string();
    return fmt::format(R"(#!/bin/bash
# Submit: sbatch THIS_FILE    Merge: {merge}
# What is missing after that: {program} study missing {study} --array
#SBATCH --job-name={name}
#SBATCH --array={array}{limit}
#SBATCH --cpus-per-task={cores}
#SBATCH --time={minutes}
#SBATCH --signal=B:USR1@{before}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output={name}.%a.log

{call} &
child=$!
trap 'kill -USR1 $child' USR1 TERM
wait $child
code=$?
while [ $code -gt 128 ] && kill -0 $child 2>/dev/null; do
  wait $child
  code=$?
done
if [ $code -eq 75 ] || [ $code -eq 138 ]; then # 138: SIGUSR1 came before vsq listened to it
  scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}"
fi
exit $code
)",
                       fmt::arg("merge", merge(request)), fmt::arg("program", request.program), fmt::arg("study", request.study),
                       fmt::arg("name", jobName(request)), fmt::arg("array", rangesText(request.tasks)), fmt::arg("limit", limit),
                       fmt::arg("cores", request.cores), fmt::arg("minutes", request.minutes),
                       fmt::arg("before", kSecondsBeforeEnd), fmt::arg("call", call(request, "\"$SLURM_ARRAY_TASK_ID\"")));
}

std::string listOf(const std::vector<std::int64_t> &tasks, const char *separator)
{
    return fmt::format("{}", fmt::join(tasks, separator));
}

std::string parallel(const SubmitRequest &request)
{
    return fmt::format(R"(#!/bin/bash
# Run: bash THIS_FILE    Other machines: add --sshloginfile nodes.txt (no file is shared: bring the shards together before the merge)
set -e
shard() {{
  until {call}; do
    code=$?
    [ $code -eq 75 ] || [ $code -eq 138 ] || return $code # 138: SIGUSR1 came before vsq listened to it
  done
}}
export -f shard
export SHELL=/bin/bash
parallel --jobs {jobs} --joblog {name}.joblog shard ::: {tasks}
{merge}
)",
                       fmt::arg("call", call(request, "\"$1\"") + fmt::format(" --threads {}", request.cores)),
                       fmt::arg("jobs", request.atOnce > 0 ? std::to_string(request.atOnce) : std::string("100%")),
                       fmt::arg("name", jobName(request)), fmt::arg("tasks", listOf(request.tasks, " ")),
                       fmt::arg("merge", merge(request)));
}

std::string snakemake(const SubmitRequest &request)
{
    return fmt::format(R"(# Run: snakemake --snakefile THIS_FILE --cores {cores}
SHARDS = [{tasks}]

rule all:
    input: {study:?}

rule shard:
    output: {shard:?}
    wildcard_constraints: index="[0-9]+"
    threads: {cores}
    shell: r"""
        set +e
        until {call} --threads {{threads}}; do
            code=$?; [ $code -eq 75 ] || exit $code
        done
        """

rule merge:
    input: expand({shard:?}, index=SHARDS)
    output: {study:?}
    shell: "{program} study merge {{output}} {{input}}"
)",
                       fmt::arg("cores", request.cores), fmt::arg("tasks", listOf(request.tasks, ", ")),
                       fmt::arg("study", request.study), fmt::arg("shard", shardFile(request, "{index}")),
                       fmt::arg("call", call(request, "{wildcards.index}")), fmt::arg("program", shellWord(request.program)));
}

std::string kubernetes(const SubmitRequest &request)
{
    return fmt::format(R"(# Run: kubectl apply -f THIS_FILE    Merge, where the volume is mounted: {merge}
apiVersion: batch/v1
kind: Job
metadata:
  name: {name}
spec:
  completionMode: Indexed
  completions: {shards}
  parallelism: {atOnce}
  backoffLimit: {retries}
  template:
    spec:
      restartPolicy: OnFailure
      terminationGracePeriodSeconds: {grace}
      containers:
        - name: vsq
          image: {image}
          workingDir: /study
          command: ["/bin/sh", "-c"]
          args:
            - |
              until {call}; do
                code=$?; [ $code -eq 75 ] || exit $code
              done
          resources:
            requests: {{cpu: "{cores}"}}
            limits: {{cpu: "{cores}"}}
          volumeMounts:
            - {{name: study, mountPath: /study}}
      volumes:
        - name: study
          persistentVolumeClaim: {{claimName: {volume}}}
)",
                       fmt::arg("merge", merge(request)), fmt::arg("name", jobName(request)), fmt::arg("shards", request.shards),
                       fmt::arg("atOnce", request.atOnce > 0 ? request.atOnce : request.shards),
                       fmt::arg("retries", 6 * request.shards), fmt::arg("grace", kSecondsBeforeEnd),
                       fmt::arg("image", request.image), fmt::arg("call", call(request, "\"$JOB_COMPLETION_INDEX\"")),
                       fmt::arg("cores", request.cores), fmt::arg("volume", request.volume));
}

} // namespace

std::string_view nameOf(SubmitEngine engine)
{
    switch (engine) {
    case SubmitEngine::Slurm: return "slurm";
    case SubmitEngine::Parallel: return "parallel";
    case SubmitEngine::Snakemake: return "snakemake";
    case SubmitEngine::Kubernetes: break;
    }
    return "kubernetes";
}

std::string shellWord(const std::string &text)
{
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) {
        return text;
    }
    std::string quoted = "'";
    for (const char letter : text) {
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return quoted + "'";
}

std::string submitScript(const SubmitRequest &request)
{
    switch (request.engine) {
    case SubmitEngine::Slurm: return slurm(request);
    case SubmitEngine::Parallel: return parallel(request);
    case SubmitEngine::Snakemake: return snakemake(request);
    case SubmitEngine::Kubernetes: break;
    }
    return kubernetes(request);
}

} // namespace vsq
