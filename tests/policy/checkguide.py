#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows "Where things go" of CONTRIBUTING.md literally in a temporary copy: adds one view, operator, format, setting and
subcommand, each in the files that the page names, and has the compiler read every source that was touched.

checkguide.py SOURCES BUILD: BUILD has compile_commands.json."""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"

# What is added: new files, and lines after the first line that matches. Each file must be named in its recipe on the page.
RECIPES = {
    "A view": {
        "names": ["views/", "views/registry"],
        "new": {
            "views/example/exampleview.h": SPDX + """#pragma once
#include "views/workspace/view.h"
namespace vsq {
class ExampleView : public View {
    Q_OBJECT
public:
    ExampleView(Workspace *workspace, QWidget *parent) : View(QStringLiteral("example"), workspace, parent) {}
    [[nodiscard]] std::vector<FigureSpec> figures() const override { return {}; }
};
} // namespace vsq
""",
        },
        "lines": {
            "views/registry/viewregistry.cpp": [
                (r'#include "views/log/logview.h"', '#include "views/example/exampleview.h"'),
                (r"entries\{", '{QStringLiteral("example"), registryText("Example"), QStringLiteral("log"), registryText("Shows nothing."),'
                               ' ViewArea::Bottom, make<ExampleView>},'),
            ],
        },
    },
    "An operator": {
        "names": ["core/network/operators", "core/reference/operators"],
        "lines": {
            "core/network/operators/unary.cpp": [
                (r'table\.add\(\{\.name = "Mish"', 'table.add({.name = "Example", .since = 18, .shape = likeFirst, .floats = 1});')],
            "core/reference/operators/unary.cpp": [
                (r'registry\.add\("Mish"',
                 'registry.add("Example", [](Call &call) { return mapFloats(call, [](float x) { return x + 1.0F; }); });')],
        },
    },
    "A number format": {
        "names": ["core/quantize/formats", "core/quantize/formatnames.cpp"],
        "new": {
            "core/quantize/formats/example.cpp": SPDX + """#include "core/quantize/formats/formats.h"
namespace vsq {
namespace {
BlockScale quantize(const float *x, int count, float, ScaleRule, std::int8_t *codes)
{
    for (int i = 0; i < count; ++i) {
        codes[i] = x[i] < 0.0F ? -1 : 1;
    }
    return {0, largestOf(x, count)};
}
const float *levels(std::uint16_t)
{
    return nf4Levels();
}
} // namespace
const BlockFormat kExample{quantize, levels};
} // namespace vsq
""",
        },
        "lines": {
            "core/quantize/formats/formats.h": [(r"extern const BlockFormat kQ8;", "extern const BlockFormat kExample;")],
            "core/quantize/formatnames.cpp": [
                (r"names\{", '{"example", block(4, 32, Element::Integer, ScaleType::Float), "signs", "nobody", {}, &kExample},')],
        },
    },
    "A setting of the chip": {
        "names": ["ChipConfig", "core/chip/config.cpp"],
        "lines": {
            "core/chip/config.h": [(r"struct ChipConfig \{", "int example = 1;")],
            "core/chip/config.cpp": [(r'entry\("lanes"', 'entry("example", 0, &C::example, 1, 2, "An example."),')],
        },
    },
    "A subcommand": {
        "names": ["app/cli", "app/cli/commands.cpp"],
        "new": {
            "app/cli/example.h": SPDX + """#pragma once
#include "app/cli/command.h"
namespace vsq::cli {
std::unique_ptr<Command> makeExampleCommand();
} // namespace vsq::cli
""",
            "app/cli/example.cpp": SPDX + """#include "app/cli/example.h"
namespace vsq::cli {
namespace {
class ExampleCommand final : public Command {
public:
    std::string name() const override { return "example"; }
    std::string summary() const override { return "Say hello"; }
    std::string details() const override { return "Examples:\\n  vsq example"; }
    void declare(CLI::App &) override {}
    void run(const Session &session) override { session.console.data("hello\\n"); }
};
} // namespace
std::unique_ptr<Command> makeExampleCommand()
{
    return std::make_unique<ExampleCommand>();
}
} // namespace vsq::cli
""",
        },
        "lines": {
            "app/cli/commands.cpp": [
                (r'#include "app/cli/export.h"', '#include "app/cli/example.h"'),
                (r"makeInfoCommand\(\)", "commands.push_back(makeExampleCommand());"),
            ],
        },
    },
}


def recipe_text(page, title):
    found = re.search(rf"^- \*\*{re.escape(title)}\*\*:(.*?)(?=^- \*\*|^#)", page, re.M | re.S)
    return found.group(1) if found else ""


def apply(copy, recipe):
    for name, text in recipe.get("new", {}).items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    for name, insertions in recipe["lines"].items():
        lines = (copy / name).read_text(encoding="utf-8").split("\n")
        for pattern, added in insertions:
            at = next((i for i, line in enumerate(lines) if re.search(pattern, line)), None)
            if at is None:
                return f"{name}: no line like {pattern}"
            lines.insert(at + 1, added)
        (copy / name).write_text("\n".join(lines), encoding="utf-8")
    return None


def flags_for(commands, source, root, copy):
    """Those of the source, or of any in its library: sources are compiled in groups."""
    folder = "/".join(source.split("/")[:2])
    library = "views/" if source.startswith("views/") else folder + "/"
    def belongs(entry):
        return f"/{library}" in entry["file"] or f"{library}CMakeFiles" in entry["command"]
    entry = commands.get(str(root / source)) or next((e for e in commands.values() if belongs(e)), None)
    if entry is None:
        return None
    words, flags, skip = shlex.split(entry["command"]), [], False
    start = next(i for i, word in enumerate(words) if re.search(r"(c\+\+|clang\+\+|g\+\+)(-\d+)?$", word))
    for word in words[start:]:
        if skip or word in ("-o", "-c", "-include", "-MT", "-MF"):
            skip = not skip and word != "-c"
        elif not word.endswith(".cpp") and not word.startswith("-M") and word != "-Winvalid-pch":
            flags.append(word.replace(f"-I{root}", f"-I{copy}") if word == f"-I{root}" else word)
    return flags


def compiles(copy, source, flags):
    command = [*flags, "-Werror", "-Wno-subobject-linkage", "-fsyntax-only", str(copy / source)]
    result = subprocess.run(command, capture_output=True, text=True, cwd=copy)
    return "" if result.returncode == 0 else result.stderr


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = {entry["file"]: entry for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))}
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        for top in ("core", "views", "app"):
            shutil.copytree(root / top, copy / top)
        sources = []
        for title, recipe in RECIPES.items():
            text = recipe_text(page, title)
            problems += [f"CONTRIBUTING.md, {title}: does not name {name}" for name in recipe["names"] if name not in text]
            failure = apply(copy, recipe)
            problems += [f"{title}: {failure}"] if failure else []
            sources += [name for name in [*recipe.get("new", {}), *recipe["lines"]] if name.endswith(".cpp")]
        includes = pathlib.Path(__file__).parent / "checkincludes.py"
        checked = subprocess.run([sys.executable, str(includes), str(copy)], capture_output=True, text=True)
        problems += [checked.stdout] if checked.returncode else []
        for source in sources:
            flags = flags_for(commands, source, root, copy)
            if flags is None:
                print(f"skipped: {source} (its library is not built here)")
                continue
            failure = compiles(copy, source, flags)
            problems += [f"{source} does not compile:\n{failure}"] if failure else []
    print("\n".join(problems) if problems else f"{len(RECIPES)} recipes of CONTRIBUTING.md hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
