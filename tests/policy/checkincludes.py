#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the include directions of ARCHITECTURE.md: each folder may include only what is listed for it here."""
import pathlib
import re
import sys

# In the order in which they may include each other: each knows only what it lists.
CORE = {
    "core/base": [],
    "core/tensor": ["core/base"],
    "core/network": ["core/base", "core/tensor"],
    "core/quantize": ["core/base", "core/tensor"],
    "core/chip": ["core/base", "core/quantize"],
    "core/engine": ["core/base", "core/quantize", "core/chip"],
    "core/energy": ["core/base", "core/chip"],
    "core/reference": ["core/base", "core/tensor", "core/network"],
    "core/data": ["core/base", "core/tensor", "core/network"],
    "core/run": ["core/base", "core/tensor", "core/network", "core/quantize", "core/chip", "core/engine", "core/energy",
                 "core/reference", "core/data"],
    "core/layer": ["core/base", "core/tensor", "core/network", "core/quantize", "core/chip", "core/engine", "core/energy",
                   "core/reference", "core/data", "core/run"],
    "core/qdq": ["core/base", "core/tensor", "core/network", "core/quantize", "core/chip", "core/reference", "core/run"],
    "core/study": ["core/base", "core/tensor", "core/network", "core/quantize", "core/chip", "core/engine", "core/energy",
                   "core/reference", "core/data", "core/run", "core/layer", "core/qdq"],
    "core/train": ["core/base", "core/tensor", "core/network", "core/quantize", "core/chip", "core/engine", "core/energy",
                   "core/reference", "core/data", "core/run", "core/study"],
}
ANY_CORE = [folder for folder in CORE if folder != "core/train"]
VIEWS_BASE = {
    "views/theme": ["core/base"],
    "views/icons": ["views/theme"],
    "views/figure": ANY_CORE + ["views/theme"],
    "views/workspace": ANY_CORE + ["views/theme", "views/icons", "views/figure"],
}
# What every view stands on; a view includes no other view, only the registry knows them all.
VIEWS_SHARED = [*VIEWS_BASE, "views/plots"]
APP = ("app/cli", "app/gui", "app/train")


def listed(folder):
    return folder in CORE or folder in APP or folder.startswith("views/")


def allowed(folder, included):
    if folder in CORE:
        return included == folder or included in CORE[folder]
    if folder in VIEWS_BASE:
        return included == folder or included in VIEWS_BASE[folder]
    if folder == "views/registry":
        return included.startswith("views/")
    if folder.startswith("views/"):
        return included in ANY_CORE or included == folder or included in VIEWS_SHARED
    if folder == "app/cli":
        return included in ANY_CORE or included == "app/cli"
    if folder == "app/train":
        return included in CORE or included in ("app/cli", "app/train")
    return included in CORE or included.startswith("views/") or included.startswith("app/gui")


def main():
    root = pathlib.Path(sys.argv[1])
    problems = []
    files = 0
    for top in ("core", "views", "app"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix not in (".h", ".cpp"):
                continue
            files += 1
            folder = "/".join(path.relative_to(root).parts[:2])
            if not listed(folder):
                problems.append(f"{path.relative_to(root)}: checkincludes.py does not say what {folder} may include")
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
                if not found:
                    continue
                name = found.group(1)
                where = f"{path.relative_to(root)}:{number}"
                if re.match(r"(core|views|app)/", name):
                    included = "/".join(pathlib.PurePosixPath(name).parts[:2])
                    if not allowed(folder, included):
                        problems.append(f"{where}: {folder} must not include {name}")
                elif top == "core" and re.match(r"(Q[A-Z]|qcustomplot)", name):
                    problems.append(f"{where}: core knows no Qt, includes {name}")
                elif re.match(r"(QThreadPool|QtConcurrent)", name):
                    problems.append(f"{where}: Qt's pool is for painting, which would wait for {name}'s work")
                elif folder == "app/cli" and re.match(r"(Q[A-Z]|qcustomplot)", name):
                    problems.append(f"{where}: vsq knows no Qt, includes {name}")
    print("\n".join(problems) if problems else f"{files} files keep the include directions")
    return 1 if problems or files == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
