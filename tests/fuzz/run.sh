#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS [TARGET...]]: builds the fuzz targets with clang and runs each for a minute or SECONDS, as many at a time as there
# are processors, on what samples give to begin with. Of each the first and last lines and the executions are printed; whole logs
# and findings stay in build/fuzz/logs and build/fuzz/findings. Exit 1 where there is a finding.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export seconds=${1:-60} work=build/fuzz
shift || true
cmake --preset fuzz --log-level=WARNING >/dev/null
cmake --build $work --target fuzz -- --quiet
mkdir -p $work/findings $work/logs
seeds() { # pattern...
    find samples -type f \( -false $(printf -- '-o -name %s ' "$@") \) -size -300k
}
[ $# -gt 0 ] || set -- npy npz idx image safetensors csv shapelist onnx vocab json study project
for target in "$@"; do
    corpus=$work/corpus/$target
    mkdir -p "$corpus"
    files=
    case $target in
    npy | npz | onnx | safetensors) files=$(seeds "*.$target") ;;
    idx) files=$(seeds "*idx*") ;;
    csv | shapelist) files=$(seeds "*.csv") ;;
    json) files=$(seeds "*.json") ;;
    vocab) printf '[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n\nab [SEP] \xc3\xa9' >"$corpus/small" ;;
    image | study | project) VSQ_SEEDS=$corpus "$work/fuzz/fuzz_$target" ;;
    esac
    for file in $files; do cp "$file" "$corpus/$(echo "$file" | tr / _)"; done
done
one() { # target
    local log=$work/logs/$1 status=0
    "$work/fuzz/fuzz_$1" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="$work/findings/$1-" "$work/corpus/$1" >"$log" 2>&1 || status=$?
    printf '%s: %s\n' "$1" "$([ $status -eq 0 ] && echo "no finding" || echo "FINDING ($log)")"
    sed -n '1,2p;/stat::number_of_executed_units/p;/ERROR/,$p;$p' "$log" | head -40
    return $status
}
export -f one
printf '%s\n' "$@" | xargs -P "$(nproc)" -I {} bash -c 'one {}' || exit 1
