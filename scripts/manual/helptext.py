# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the help that CLI11 prints: a summary, sections of options, and what stands below them."""
import dataclasses
import re


@dataclasses.dataclass
class Option:
    names: list       # ["-h", "--help"]; [] of an argument without a name
    value: str        # "FILE.json", "" of a flag
    text: str
    choices: list
    required: bool = False
    repeats: bool = False

    @property
    def is_file(self):
        """Whether the value names a file or a folder, as far as its type says so."""
        paths = {"--model", "--data", "--out", "--in", "--screenshots", "--chip", "--scales", "--vocab", "--report", "--inputs"}
        return bool(paths & set(self.names)) or bool(re.search(r"FILE|DIR|DATA|MODEL|\.\w{1,6}\b|\.db\b", self.value))


@dataclasses.dataclass
class Command:
    name: str = ""
    summary: str = ""
    usage: str = ""
    sections: list = dataclasses.field(default_factory=list)  # (title, [Option])
    commands: list = dataclasses.field(default_factory=list)
    details: list = dataclasses.field(default_factory=list)   # lines below the options

    def update(self, other):
        self.usage, self.sections, self.details = other.usage, other.sections, other.details

    @property
    def options(self):
        return [option for title, options in self.sections if title != "Positionals" for option in options]

    @property
    def positionals(self):
        return [option for title, options in self.sections if title == "Positionals" for option in options]


def option_from(left, text, named):
    """left: "-h,--help", "--theme TEXT:{light,dark} REQUIRED", "model MODEL REQUIRED"."""
    words = left.split()
    names = words[0].split(",") if named else []
    rest = words[1:]
    required = "REQUIRED" in rest
    repeats = "..." in rest
    if "Needs:" in rest:
        rest = rest[:rest.index("Needs:")]
    rest = [word for word in rest if word not in ("REQUIRED", "...")]
    value = " ".join(rest)
    choices = []
    found = re.search(r":\{([^}]*)\}", value)
    if found:
        choices = found.group(1).split(",")
        value = value[:found.start()]
    if not named and value in ("", "TEXT"):
        value = words[0]
    return Option(names, value, text, choices, required, repeats)


def parse(text):
    lines = text.rstrip().split("\n")
    command = Command(summary=lines[0].strip())
    title = None
    entries = []  # [title, left, text]
    below = len(lines)
    for number, line in enumerate(lines[1:], 1):
        if line.startswith("Usage: "):
            command.usage = line[len("Usage: "):]
        elif re.match(r"^\S.*:$", line) and number + 1 < len(lines) and re.match(r"^  \S", lines[number + 1]) \
                and not line.startswith(("Examples", "DATA")):
            title = line[:-1]
        elif title and re.match(r"^  \S", line):
            left, _, right = line.strip().partition("  ")
            entries.append([title, left, right.strip()])
        elif title and re.match(r"^ {20,}\S", line):
            entries[-1][2] = (entries[-1][2] + " " + line.strip()).strip()
        elif line.strip() and title:
            below = number
            break
    command.details = lines[below:]
    for section, left, right in entries:
        if section == "Subcommands":
            command.commands.append(Command(name=left, summary=right))
            continue
        if not command.sections or command.sections[-1][0] != section:
            command.sections.append((section, []))
        command.sections[-1][1].append(option_from(left, right, section != "Positionals"))
    return command
