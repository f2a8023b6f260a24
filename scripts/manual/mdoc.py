# SPDX-License-Identifier: GPL-3.0-or-later
"""A manual page in mdoc(7)."""
import datetime
import os
import re
import textwrap


def escaped(text):
    text = text.replace("\\", "\\e").replace("--", "\\-\\-")
    return "\\&" + text if text.startswith((".", "'")) else text


def prose(text):
    """Lines of at most 78 characters, a sentence on each."""
    lines = []
    for sentence in re.split(r"(?<=[a-z0-9)\]][.!?]) +(?=[A-Z(])", text.strip()):
        lines += [escaped(line) for line in textwrap.wrap(sentence, 76, break_long_words=False, break_on_hyphens=False)]
    return lines


def literal(lines):
    body = [escaped(line.rstrip()) or "\\&" for line in textwrap.dedent("\n".join(lines)).split("\n")]
    return [".Bd -literal -offset indent", *body, ".Ed"]


def item(option):
    names = " , ".join(f"Fl {name[1:]}" for name in option.names)
    value = "|".join(option.choices) or option.value
    shown = f"Ar {escaped(value)}" if value else ""
    return ".It " + " ".join(part for part in (names, shown) if part)


def options_of(command):
    lines = []
    for title, options in command.sections:
        if title not in ("Options", "Positionals"):
            lines += [".Pp", escaped(title) + ":"]
        lines += [".Bl -tag -width Ds"]
        for option in options:
            notes = " Required." if option.required else ""
            repeated = " May be repeated." if option.repeats and "repeat" not in option.text else ""
            text = option.text + ("." if option.text and option.text[-1] not in ".:" and (notes or repeated) else "")
            lines += [item(option), *prose(text + notes + repeated)]
        lines += [".El"]
    return lines


def details_of(command):
    """What stands below the options; the examples as they are."""
    lines = []
    for block in re.split(r"\n\s*\n", "\n".join(command.details).strip()):
        rows = block.split("\n")
        if rows == [""]:
            continue
        if rows[0].startswith("Examples"):
            lines += [".Pp", "Examples:", *literal(rows[1:])]
        elif any(row.startswith("  ") for row in rows):
            lines += literal(rows)
        else:
            lines += [".Pp", *prose(" ".join(row.strip() for row in rows))]
    return lines


def subject(summary):
    """The summary without the program's name before a colon."""
    text = summary.split(": ", 1)[-1]
    return text[0].lower() + text[1:]


def page(command, version):
    day = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", 0)) or datetime.datetime.now().timestamp())
    name = command.name
    lines = [f".Dd {day:%B} {day.day}, {day.year}", f".Dt {name.upper()} 1", ".Os",
             ".Sh NAME", f".Nm {name}", f".Nd {escaped(subject(command.summary))}",
             ".Sh SYNOPSIS", f".Nm {name}"]
    if command.commands:
        lines += [".Ar command", ".Op Ar options"]
    else:
        lines += [".Op Ar options", *[f".Op Ar {option.value}" for option in command.positionals]]
    lines += [".Sh DESCRIPTION", *prose(command.summary + "."), *options_of(command)]
    if command.commands:
        lines += [".Sh COMMANDS"]
        for each in command.commands:
            lines += [f".Ss {name} {each.name}", *prose(each.summary + "."), *options_of(each), *details_of(each)]
    lines += [".Sh EXIT STATUS", ".Bl -tag -width Ds", ".It 0", "Done.", ".It 1", "The work failed.", ".It 2",
              "The arguments are wrong.", ".It 75", "Stopped early; call again to go on.", ".El"]
    other = "vsqscope" if name == "vsq" else "vsq"
    lines += [".Sh SEE ALSO", f".Xr {other} 1", ".Sh HISTORY", f"This page describes version {version}."]
    return "\n".join(lines) + "\n"
