#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# trykills.sh VSQ [KILLS] [SEED] [sweep|finetune]: kill -9 at random moments, KILLS times (10) each, during a sweep (every other time
# two processes on one study), during shards and during their merge; then during a short fine-tuning of each of the three samples, of
# which two undisturbed runs must agree. Each goes on, and its table, or its tuned network, must be the undisturbed one's to the byte.
set -euo pipefail
vsq=$(readlink -f "${1:?usage: trykills.sh VSQ [KILLS] [SEED] [sweep|finetune]}")
kills=${2:-10}
RANDOM=${3:-1}
what=${4:-}
case "$what" in '' | sweep | finetune) ;; *) echo "sweep or finetune, not $what" >&2; exit 2 ;; esac
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
shards=4
sweep=("$root/samples/fashion-resnet.onnx" --data "$root/samples/fashion-mnist-test-1000.npz" --limit 400 --threads 1 --quiet
       --weight-bits 2,3,4,5,6,7,8 --activation-bits 4,6,8 --granularity vector,channel)

# Of a study, without the column of times.
table() { "$vsq" study show "$1" --csv | cut -d, -f14 --complement; }
same() {
  diff whole.csv <(table "$1") || { echo "$2: another table" >&2; exit 1; }
  echo "$2: the undisturbed table after $3 kills"
}
pause() { sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"; } # milliseconds
# killed COMMAND...: ends it by kill -9 within $most milliseconds; false where it was done before.
killed() {
  "$@" > /dev/null 2> messages &
  local id=$!
  pause $((RANDOM % most + least))
  kill -9 "$id" 2> /dev/null || true
  local code=0
  wait "$id" 2> /dev/null || code=$?
  [ "$code" -eq 137 ] || { [ "$code" -eq 0 ] || { cat messages >&2; exit 1; }; return 1; }
}

sweeps() {
  "$vsq" sweep "${sweep[@]}" --out whole.db > /dev/null
  table whole.db > whole.csv
  echo "undisturbed: $(($(wc -l < whole.csv) - 1)) points, seed ${3:-1}"

  least=30 most=900 hits=0
  while [ "$hits" -lt "$kills" ]; do
    if [ $((hits % 2)) -eq 1 ]; then "$vsq" sweep "${sweep[@]}" --out killed.db > /dev/null 2>&1 & other=$!; else other=; fi
    if killed "$vsq" sweep "${sweep[@]}" --out killed.db; then hits=$((hits + 1)); else rm -f killed.db*; fi
    if [ -n "$other" ]; then kill -9 "$other" 2> /dev/null || true; wait "$other" 2> /dev/null || true; fi
  done
  "$vsq" sweep "${sweep[@]}" --out killed.db > /dev/null
  same killed.db "sweep" "$hits"

  hits=0
  while [ "$hits" -lt "$kills" ]; do
    shard=$((hits % shards))
    if killed "$vsq" sweep "${sweep[@]}" --out parts.db --shard $shard/$shards; then hits=$((hits + 1)); else rm -f parts.$shard.db*; fi
  done
  for shard in $(seq 0 $((shards - 1))); do "$vsq" sweep "${sweep[@]}" --out parts.db --shard "$shard/$shards" > /dev/null; done

  least=1 most=40 hits=0 tries=0
  while [ "$hits" -lt "$kills" ] && [ "$tries" -lt $((50 * kills)) ]; do
    tries=$((tries + 1))
    [ $((tries % 3)) -ne 0 ] || rm -f merged.db # onto nothing, and onto what is there
    if killed "$vsq" study merge merged.db parts.[0-9].db; then hits=$((hits + 1)); fi
    [ ! -e merged.db ] || table merged.db > /dev/null # a whole study or none
  done
  "$vsq" study merge merged.db parts.[0-9].db > /dev/null 2>&1
  same merged.db "shards and merge" "$((kills + hits))"
  rm -f merged.db
  [ "$hits" -eq "$kills" ] || { echo "only $hits merges could be killed in $tries tries" >&2; exit 1; }
}

# tuned NAME OPTIONS...: a fine-tuning that nobody disturbs, and one that is killed.
tuned() {
  local name=$1 call
  shift
  call=("$vsq" finetune "$@" --threads 1 --seed 5 --epochs 2 --checkpoint-seconds 0.2 --quiet)
  local begin runs=1
  begin=$(date +%s%N)
  "${call[@]}" --out "$name-whole.onnx" > whole.txt
  most=$((($(date +%s%N) - begin) / 2000000)) least=1 hits=0 # so that several kills hit one and the same run
  "${call[@]}" --out "$name-again.onnx" > again.txt
  cmp "$name-whole.onnx" "$name-again.onnx"
  while [ "$hits" -lt "$kills" ]; do
    if killed "${call[@]}" --out "$name-killed.onnx"; then hits=$((hits + 1)); else rm -f "$name-killed".*; runs=$((runs + 1)); fi
  done
  "${call[@]}" --out "$name-killed.onnx" > killed.txt
  cmp "$name-whole.onnx" "$name-killed.onnx"
  cmp <(sed "s/$name-whole/NAME/" "$name-whole.scales.json") <(sed "s/$name-killed/NAME/" "$name-killed.scales.json")
  diff <(grep -v '^a step ' whole.txt) <(grep -v '^a step ' killed.txt)
  echo "fine-tuning of the $name network: the undisturbed bytes after $hits kills in $runs runs, each within $most ms; the same bytes twice"
}

[ "$what" = finetune ] || sweeps "$@"
if [ "$what" = finetune ] || { [ -z "$what" ] && [ -x "$(dirname "$vsq")/vsq-train" ]; }; then
  tuned residual "$root/samples/fashion-resnet.onnx" --data "$root/samples/fashion-mnist-test-1000.npz" --recipe imitation \
    --weight-bits 2 --activation-bits 4 --limit 200 --flip --shift 1
  tuned vision "$root/samples/fashion-vit.onnx" --data "$root/samples/fashion-mnist-test-1000.npz" --recipe imitation \
    --weight-bits 2 --activation-bits 4 --limit 200
  tuned text "$root/samples/manpages-bert.onnx" --data "$root/samples/manpages-test-1000.csv" --vocab "$root/samples/vocab.txt" \
    --recipe imitation --weight-bits 2 --activation-bits 4 --limit 200
fi
left=$(find . -name '*.partial*' -o -name '*.part-*' -o -name '*-journal' -o -name '*.checkpoint*')
[ -z "$left" ] || { echo "left behind: $left" >&2; exit 1; }
