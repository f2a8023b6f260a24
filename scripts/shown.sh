#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What shows the debugger at its full length, where the tests do a part of it in seconds: 200 seeded bit flips in each of six golden
# kits, each found by the bench in Icarus Verilog, and BERT-Base followed through twelve layers, compared, and timed. Some minutes on
# one processor. scripts/shown.sh [build folder] [seed]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:-build/release}
export QT_QPA_PLATFORM=offscreen QTEST_FUNCTION_TIMEOUT=3600000 VSQ_FLIPS=200 VSQ_SEED=${2:-1} VSQ_BERT=1
nice -n 19 "$build/tests/bin/tst_layer" --only goldenflips
nice -n 19 "$build/tests/bin/tst_layer" --only debuggerspeed
