#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the texts that the sample of language is trained and tested on: paragraphs of Debian's manual pages.

    apt-get download $(samples/make-texts.py --packages)
    samples/make-texts.py --debs . --out texts

A class is a language (English, German, French) and a section, commands (manual sections 1 and 8) or programming (2 and 3): the
label is twice the language's place plus 1 for programming. Pages are told apart by name and
section in all languages together, so that neither a page nor its translation is in both parts. Writes texts/train.csv and
texts/test.csv (text,label), both in a seeded order. Needs mandoc and dpkg-deb.
"""
import argparse
import csv
import gzip
import hashlib
import pathlib
import random
import re
import subprocess
import sys
import tempfile

LANGUAGES = ["en", "de", "fr"]
SECTIONS = {"1": 0, "8": 0, "2": 1, "3": 1}
PACKAGES = ["manpages", "manpages-dev", "coreutils", "util-linux", "mount", "procps", "iproute2", "findutils", "systemd", "tar"]
PACKAGES += [f"manpages-{language}{part}" for language in LANGUAGES[1:] for part in ("", "-dev")]
WORDS = (25, 150)  # of a paragraph
ENGLISH = {"the", "of", "is", "and", "to", "this", "that", "with", "be", "are"}
MOST = 6000  # training paragraphs a class


def pages(root):
    """(language, section, name, path) of every page, links left out."""
    for path in sorted(root.rglob("man/**/*.gz")):
        parts = path.relative_to(root).parts
        where = parts[parts.index("man") + 1 :]
        language = where[0] if len(where) == 3 else "en"
        match = re.fullmatch(r"(.+)\.([0-9])[a-z0-9]*\.gz", path.name)
        if path.is_symlink() or language not in LANGUAGES or not match or match.group(2) not in SECTIONS:
            continue
        text = gzip.open(path, "rb").read()
        if not text.lstrip().startswith(b".so "):
            yield language, match.group(2), match.group(1), text


def paragraphs(source):
    """Running text of a page, a paragraph each; headings, tables and code are too short or have too few words."""
    done = subprocess.run(["mandoc", "-K", "utf-8", "-T", "utf8", "-O", "width=1000"], input=source, capture_output=True, timeout=60)
    text = re.sub(".\b", "", done.stdout.decode("utf-8", "replace"))
    for line in text.splitlines():
        line = " ".join(line.split())
        words = re.findall(r"[^\W\d_]{2,}", line)
        if WORDS[0] <= len(words) <= WORDS[1] and len("".join(words)) > 0.6 * len(line.replace(" ", "")):
            yield line


def is_left_in_english(text, language):
    """Translators leave paragraphs out."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text)]
    return language != "en" and sum(word in ENGLISH for word in words) > 0.1 * len(words)


def part_of(name, section):
    """A page and its translations are always in the same part: one page in eight is for testing."""
    return "test" if int(hashlib.sha256(f"{name}.{section}".encode()).hexdigest(), 16) % 8 == 0 else "train"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", action="store_true", help="print the packages that are needed")
    parser.add_argument("--debs", help="folder of the packages' files")
    parser.add_argument("--out", help="folder to write to")
    parser.add_argument("--test", type=int, default=1000, help="test paragraphs, as many of each class as of any other, but for a remainder")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.packages:
        print(" ".join(PACKAGES))
        return 0
    found = {"train": {}, "test": {}}
    seen = set()
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for deb in sorted(pathlib.Path(options.debs).glob("*.deb")):
            if deb.name.split("_")[0] in PACKAGES:
                subprocess.run(["dpkg-deb", "-x", str(deb), scratch], check=True)
        for language, section, name, source in sorted(pages(root), key=lambda page: LANGUAGES.index(page[0])):
            label = 2 * LANGUAGES.index(language) + SECTIONS[section]
            for text in paragraphs(source):
                if text.lower() not in seen and not is_left_in_english(text, language):  # licences and the like stand in many pages
                    seen.add(text.lower())
                    found[part_of(name, section)].setdefault(label, []).append(text)
    rng = random.Random(options.seed)
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    classes = 2 * len(LANGUAGES)
    for part in ("train", "test"):
        rows = []
        for label in range(classes):
            most = MOST if part == "train" else options.test // classes + (label < options.test % classes)
            texts = found[part][label]
            rng.shuffle(texts)
            rows += [(text, label) for text in texts[:most]]
        rng.shuffle(rows)
        with open(out / f"{part}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["text", "label"])
            writer.writerows(rows)
        counts = [sum(row[1] == label for row in rows) for label in range(classes)]
        print(f"{part}: {len(rows)} paragraphs, by class {counts}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
