#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SECONDS [TARGET...]]: builds the fuzz targets with clang and runs each for a minute or SECONDS on what samples give to
# begin with. Findings stay in build/fuzz/findings.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
shift || true
cmake --preset fuzz --log-level=WARNING >/dev/null
cmake --build build/fuzz --target fuzz -- --quiet
work=build/fuzz
mkdir -p $work/findings
seeds() { # pattern...
    find samples -type f \( -false $(printf -- '-o -name %s ' "$@") \) -size -300k
}
[ $# -gt 0 ] || set -- npy npz idx image safetensors csv shapelist onnx vocab json study
for target in "$@"; do
    corpus=$work/corpus/$target
    mkdir -p "$corpus"
    case $target in
    npy | npz | onnx | safetensors) files=$(seeds "*.$target") ;;
    idx) files=$(seeds "*idx*") ;;
    csv | shapelist) files=$(seeds "*.csv") ;;
    json) files=$(seeds "*.json") ;;
    *) files= ;;
    esac
    for file in $files; do cp "$file" "$corpus/$(echo "$file" | tr / _)"; done
    [ "$target" != vocab ] || printf '[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n\nab [SEP] \xc3\xa9' >"$corpus/small"
    [ "$target" != image ] || printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR' >"$corpus/png"
    "$work/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="$work/findings/$target-" "$corpus" 2>&1 | sed -n '1,2p;$p;/stat::number_of_executed_units/p;/ERROR/,$p'
done
