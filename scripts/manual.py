#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual pages (mdoc) and shell completions of both programs, from what the programs say about themselves.

manual.py FOLDER VSQ VSQSCOPE: FOLDER/man/man1, FOLDER/bash-completion/completions, FOLDER/zsh/vendor-completions and
FOLDER/fish/vendor_completions.d, as they lie below share/.
"""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "manual"))
import bash  # noqa: E402
import fish  # noqa: E402
import helptext  # noqa: E402
import mdoc  # noqa: E402
import zsh  # noqa: E402


def output(*command):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", COLUMNS="200")
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def describe(program):
    """The program's description, its commands' below it."""
    top = helptext.parse(output(program, "--help"))
    for command in top.commands:
        command.update(helptext.parse(output(program, command.name, "--help")))
    return top


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])
    for program in sys.argv[2:]:
        name = pathlib.Path(program).name
        described = describe(program)
        described.name = name
        version = output(program, "--version").split()[-1]
        write(folder / "man/man1" / f"{name}.1", mdoc.page(described, version))
        write(folder / "bash-completion/completions" / name, bash.completion(described))
        write(folder / "zsh/vendor-completions" / f"_{name}", zsh.completion(described))
        write(folder / "fish/vendor_completions.d" / f"{name}.fish", fish.completion(described))


if __name__ == "__main__":
    main()
