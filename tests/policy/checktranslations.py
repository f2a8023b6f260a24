#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations are whole: every text has one, with the same places for values and no mnemonic lost. FILE.ts [name to say]"""
import re
import sys
import xml.etree.ElementTree as ElementTree


def places(text):
    return sorted(set(re.findall(r"%(?:\d|n)", text)))


def main():
    file = sys.argv[1]
    name = sys.argv[2] if len(sys.argv) > 2 else file
    problems = []
    count = 0
    for context in ElementTree.parse(file).iter("context"):
        for message in context.iter("message"):
            source = message.find("source").text or ""
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            where = f"{context.find('name').text}: {source!r}"
            count += 1
            if translation.get("type") == "unfinished" or not all(form.strip() or not source.strip() for form in forms):
                problems.append(f"no translation: {where}")
                continue
            for form in forms:
                if places(form) != places(source):
                    problems.append(f"other places for values: {where} as {form!r}")
                mnemonic = re.search(r"&[^& ]", source.replace("&&", "")) and not source.startswith("<") and "&gt;" not in source
                if mnemonic and not re.search(r"&\w", form):
                    problems.append(f"no mnemonic: {where} as {form!r}")
    if count < 500:
        problems.append(f"{count} texts are too few to be all")
    for problem in problems:
        print(f"{name}: {problem}")
    sys.exit(1 if problems else 0)


main()
