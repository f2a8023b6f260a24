#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./run and ./test show of a build: how far it is, warnings, on failure everything, and the command's exit code.
set -euo pipefail
source "$1/scripts/progress.sh"
export VSQ_PROGRESS_SECONDS=0

build() { # exit code
    echo "[1/2] Building CXX object a.o"
    echo "a.cpp:3: warning: doubtful"
    echo "[2/2] Linking CXX executable a"
    echo "a detail"
    return "$1"
}

expect() { # text, pattern
    grep -qE -- "$2" <<<"$1" || { printf 'expected %s in:\n%s\n' "$2" "$1"; exit 1; }
}

good=$(vsq_progress Building build 0 2>&1)
expect "$good" '^Building [0-9]+ s \[1/2\] Building CXX object a.o$'
expect "$good" '^Building [0-9]+ s \[2/2\] Linking CXX executable a$'
expect "$good" '^a.cpp:3: warning: doubtful$'
! grep -q 'a detail' <<<"$good" || { echo "a build that succeeds shows details"; exit 1; }

code=0
bad=$(vsq_progress Building build 3 2>&1) || code=$?
[ "$code" -eq 3 ] || { echo "exit code 3 became $code"; exit 1; }
expect "$bad" '^Building failed:$'
expect "$bad" '^a detail$'
echo "progress is shown"
