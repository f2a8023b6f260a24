#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# trycluster.sh VSQ [FOLDER]: a sweep in six shards, two at a time, with GNU parallel and with Slurm on this machine, tasks
# signalled on the way; both merged tables must be the undisturbed sweep's. What is not installed is skipped with a word.
set -euo pipefail
vsq=$(readlink -f "${1:?usage: trycluster.sh VSQ [FOLDER]}")
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${2:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(readlink -f "$folder")
cd "$folder"
sweep=("$root/samples/fashion-resnet.onnx" --data "$root/samples/fashion-mnist-test-1000.npz" --limit 200
       --weight-bits 2,3,4,5,6,8 --activation-bits 4,8 --granularity vector,channel)

# Of a study, without the column of times.
table() { "$vsq" study show "$1" --csv | cut -d, -f14 --complement; }
same() {
  if diff <(table whole.db) <(table "$1"); then
    echo "$2: the merged table is the undisturbed one"
  else
    echo "$2: the merged table differs" >&2
    exit 1
  fi
}

"$vsq" sweep "${sweep[@]}" --threads 1 --out whole.db --quiet > /dev/null
echo "undisturbed: $(($(table whole.db | wc -l) - 1)) points"

if command -v parallel > /dev/null; then
  "$vsq" study submit --engine parallel --program "$vsq" --shards 6 --at-once 2 "${sweep[@]}" --out "$folder/gnu.db" > gnu.sh
  # Whoever runs gets the scheduler's signal three times: exit code 75, and the script calls again.
  (for _ in 1 2 3; do sleep 1; pgrep -f -- "--out $folder/gnu.db" | xargs -r kill -USR1 2> /dev/null || true; done) &
  bash gnu.sh > gnu.log 2>&1
  wait
  same gnu.db "GNU parallel"
else
  echo "GNU parallel is not installed: skipped"
fi

if ! command -v slurmctld > /dev/null || ! command -v slurmd > /dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "Slurm (slurmctld, slurmd) is not installed, or this is not root: skipped"
  exit 0
fi
export SLURM_CONF=$folder/slurm.conf
cat > slurm.conf << CONF
ClusterName=try
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmUser=root
SlurmctldPort=26817
SlurmdPort=26818
AuthType=auth/none
CredType=cred/none
AuthInfo=cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=2,bf_interval=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ReturnToService=2
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=try Nodes=ALL Default=YES MaxTime=60 State=UP
CONF
mkdir -p state spool
slurmctld && slurmd
stop() {
  for pid in slurmd.pid slurmctld.pid; do
    if [ -s "$folder/$pid" ]; then kill "$(cat "$folder/$pid")" 2> /dev/null || true; fi
  done
}
trap stop EXIT
for _ in $(seq 30); do
  if sinfo -h -o %T 2> /dev/null | grep -q idle; then break; fi
  sleep 1
done
sinfo -h -o %T | grep -q idle || { echo "Slurm does not start here (see $folder/slurmctld.log): skipped"; exit 0; }
"$vsq" study submit --engine slurm --program "$vsq" --shards 6 --at-once 2 --minutes 3 "${sweep[@]}" --out cluster.db > cluster.sh
job=$(sbatch --parsable cluster.sh)
for _ in 1 2; do
  sleep 2
  scancel --signal=USR1 --batch "$job" 2> /dev/null || true # as the time limit's --signal does
done
for _ in $(seq 300); do
  if [ -z "$(squeue -h -j "$job" 2> /dev/null)" ]; then break; fi
  sleep 1
done
"$vsq" study merge cluster.db cluster.[0-9]*.db
echo "missing: '$("$vsq" study missing cluster.db --array)'; requeued: $(grep -c 'stopped early' cluster.*.log 2> /dev/null | awk -F: '{n += $2} END {print n}') times"
same cluster.db "Slurm"
