# SPDX-License-Identifier: GPL-3.0-or-later
"""A completion for zsh."""


def escaped(text):
    for character in "\\'[]:":
        text = text.replace(character, "'\\''" if character == "'" else "\\" + character)
    return text


def specification(option):
    action = ""
    if option.choices:
        action = f":{escaped(option.value)}:({' '.join(option.choices)})"
    elif option.value:
        action = f":{escaped(option.value)}:" + ("_files" if option.is_file else " ")
    repeated = "*" if option.repeats or "repeat" in option.text else ""
    return [f"'{repeated}{name}[{escaped(option.text)}]{action}'" for name in option.names]


def arguments(command, indent):
    specs = [each for option in command.options for each in specification(option)] + ["'*:file:_files'"]
    return [f"{indent}_arguments \\"] + [f"{indent}    {each} \\" for each in specs[:-1]] + [f"{indent}    {specs[-1]}"]


def completion(command):
    name = command.name
    lines = [f"#compdef {name}", f"# Completion of {name} for zsh, made from its help.", f"_{name}()", "{"]
    if command.commands:
        lines += ["    local -a commands", "    commands=("]
        lines += [f"        '{each.name}:{escaped(each.summary)}'" for each in command.commands]
        lines += ["    )", "    if (( CURRENT == 2 )); then", "        _describe command commands", "        return", "    fi",
                  "    local command=$words[2]", "    shift words", "    (( CURRENT-- ))", "    case $command in"]
        for each in command.commands:
            lines += [f"    {each.name})"]
            lines += ["        _describe command commands" if each.name == "help" else line
                      for line in (["help"] if each.name == "help" else arguments(each, "        "))]
            lines += ["        ;;"]
        lines += ["    esac"]
    else:
        lines += arguments(command, "    ")
    lines += ["}", f'_{name} "$@"', ""]
    return "\n".join(lines)
