#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file says its licence in its first lines."""
import pathlib
import sys

SUFFIXES = {".h", ".cpp", ".cmake", ".py", ".sh"}


def main():
    root = pathlib.Path(sys.argv[1])
    files = [path for folder in ("core", "views", "app", "tests", "cmake", "scripts", "samples", "resources")
             for path in (root / folder).rglob("*")
             if path.suffix in SUFFIXES or path.name == "CMakeLists.txt"]
    missing = [str(path.relative_to(root)) for path in files
               if "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text(encoding="utf-8")[:300]]
    print("\n".join(f"{name}: no SPDX line" for name in missing) or f"{len(files)} files say their licence")
    return 1 if missing or not files else 0


if __name__ == "__main__":
    sys.exit(main())
