# SPDX-License-Identifier: GPL-3.0-or-later
"""A completion for fish."""


def quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def option_line(program, option, condition):
    parts = ["complete", "-c", program]
    if condition:
        parts += ["-n", quoted(condition)]
    for name in option.names:
        parts += ["-l", name[2:]] if name.startswith("--") else ["-s", name[1:]]
    if option.choices:
        parts += ["-x", "-a", quoted(" ".join(option.choices))]
    elif option.value:
        parts += ["-r" if option.is_file else "-x"]
    return " ".join(parts + ["-d", quoted(option.text)])


def completion(command):
    lines = [f"# Completion of {command.name} for fish, made from its help."]
    lines += [option_line(command.name, option, "__fish_use_subcommand" if command.commands else "") for option in command.options]
    for each in command.commands:
        lines += [f"complete -c {command.name} -n __fish_use_subcommand -f -a {each.name} -d {quoted(each.summary)}"]
        condition = f"__fish_seen_subcommand_from {each.name}"
        if each.name == "help":
            every = " ".join(other.name for other in command.commands)
            lines += [f"complete -c {command.name} -n {quoted(condition)} -f -a {quoted(every)}"]
            continue
        lines += [option_line(command.name, option, condition) for option in each.options]
    return "\n".join(lines) + "\n"
