#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds that core/layer/layerplan is the only way to a plan: nobody else calls the chip's planner."""
import pathlib
import re
import sys

# The chip itself, the one door, and how the fast engine splits a K that the buffers do not hold.
MAY_PLAN = ("core/chip/", "core/layer/layerplan.cpp", "core/run/productrun.cpp")
CALL = re.compile(r"(?<![\w.>:])(?:vsq::)?plan\((?!\))")
INCLUDE = '#include "core/chip/plan.h"'


def main():
    root = pathlib.Path(sys.argv[1])
    problems = []
    files = 0
    for top in ("core", "views", "app"):
        for path in sorted((root / top).rglob("*.cpp")):
            name = path.relative_to(root).as_posix()
            if name.startswith(MAY_PLAN):
                continue
            text = path.read_text(encoding="utf-8")
            files += 1
            if INCLUDE not in text and "layerplan.h" not in text:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                if CALL.search(line.split("//")[0]):
                    problems.append(f"{name}:{number}: plans for itself; ask core/layer/layerplan")
    print("\n".join(problems) if problems else f"{files} files take their plans from core/layer/layerplan")
    return 1 if problems or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
