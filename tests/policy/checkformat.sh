#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every C++ file is as clang-format 14 writes it; another version would write some of them otherwise.
if ! command -v clang-format-14 >/dev/null; then
    echo "skipped: clang-format-14 is not installed (package clang-format)"
    exit 77
fi
cd "$1" || exit 1
files=$(find core views app tests -name '*.cpp' -o -name '*.h')
[ -n "$files" ] || exit 1
echo "$files" | xargs -P "$(nproc)" -n 40 clang-format-14 --dry-run -Werror || exit 1
echo "$(echo "$files" | wc -l) files are formatted"
