# SPDX-License-Identifier: GPL-3.0-or-later
"""A completion for bash, without bash-completion's helpers."""


def names(options):
    return " ".join(name for option in options for name in option.names)


def values(options, indent):
    """Cases that complete the value of the word before."""
    lines = []
    for option in options:
        if not option.value and not option.choices:
            continue
        pattern = "|".join(option.names)
        if option.choices:
            lines.append(f'{indent}{pattern}) COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word")); return ;;')
        elif option.is_file:
            lines.append(f'{indent}{pattern}) COMPREPLY=($(compgen -f -- "$word")); return ;;')
        else:
            lines.append(f"{indent}{pattern}) COMPREPLY=(); return ;;")
    return lines


def completion(command):
    function = f"_{command.name}_complete"
    lines = [f"# Completion of {command.name} for bash, made from its help.", f"{function}()", "{",
             '    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}', "    local IFS=$' \\t\\n'"]
    if command.commands:
        every = " ".join(each.name for each in command.commands)
        lines += ['    local command=${COMP_WORDS[1]}',
                  "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
                  f'        COMPREPLY=($(compgen -W "{every} {names(command.options)}" -- "$word"))', "        return", "    fi",
                  '    case "$command" in']
        for each in command.commands:
            lines += [f"    {each.name})"]
            if each.name == "help":
                lines += [f'        COMPREPLY=($(compgen -W "{every}" -- "$word"))', "        return ;;"]
                continue
            lines += ['        case "$before" in', *values(each.options, "        "), "        esac",
                      f'        local options="{names(each.options)}" ;;']
        lines += ["    *) return ;;", "    esac"]
    else:
        lines += ['    case "$before" in', *values(command.options, "    "), "    esac",
                  f'    local options="{names(command.options)}"']
    lines += ['    case "$word" in', '    -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;',
              '    *) COMPREPLY=($(compgen -f -- "$word")) ;;', "    esac", "}",
              f"complete -o filenames -F {function} {command.name}", ""]
    return "\n".join(lines)
