// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomicfile.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/chip/snapshot.h"
#include "core/layer/golden/goldentitle.h"
#include "core/layer/golden/goldenverilog.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string_view>

namespace vsq {

namespace {

const char *const kRun = R"sh(#!/bin/sh
# Compiles and runs the bench: exit 0 and "PASS N words", or exit 1 and a FAIL line with file, word, vector and cycle.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${IVERILOG:-iverilog}" -g2012 -s bench -o "$work/bench.vvp" bench.sv "${REFERENCE:-reference.sv}" 2> "$work/warnings" || {
    cat "$work/warnings" >&2
    echo "FAIL compilation"
    exit 1
}
result=$("${VVP:-vvp}" -n "$work/bench.vvp") || {
    printf '%s\n' "$result"
    echo "FAIL simulation"
    exit 1
}
printf '%s\n' "$result"
case "$result" in
    *FAIL*) exit 1 ;;
    *"PASS "*" words"*) exit 0 ;;
esac
echo "FAIL no result"
exit 1
)sh";

std::string textOf(const GoldenFile &file)
{
    std::string text;
    for (const GoldenBits &word : file.words) {
        text += hexOf(word, file.width) + "\n";
    }
    return text;
}

std::string readme(const GoldenKit &kit, const OpenedChip &chip, const std::string &model)
{
    const LayerContext &context = chip.context();
    const ChipConfig &config = chip.config();
    const bool low = config.scaleByte == ChipConfig::ScaleByte::Low;
    const bool wide = chip.mode() == Mode::Int8;
    const int codes = vectorSize(chip.mode());
    const int bits = wide ? 8 : 4;
    const int data = low ? 8 : 0;
    std::string text = fmt::format(
        "# Golden vectors: layer '{}', product {}, {}\n\n"
        "Made by vsq golden from {}: tiles {} .. {} of the layer, {} products. `sh run.sh` compiles bench.sv and reference.sv with\n"
        "Icarus Verilog (11 or newer) and runs them: exit 0 and `PASS N words`, or exit 1 and one `FAIL FILE word W vector K cycle C`\n"
        "line. To check a design of your own, give it the ports of vsq_datapath and vsq_ppu and run `REFERENCE=mine.sv sh run.sh`; the\n"
        "bench writes what came out to dump.hex, and `vsq golden ... --check dump.hex` names the first difference.\n\n"
        "Words are hexadecimal, one a line, the most significant digit first, as $readmemh reads them.\n\n"
        "| file | bits | words | contents |\n|---|---|---|---|\n",
        chip.data().layer.name, chip.data().index, nameOf(chip.mode()), model, kit.firstTile, kit.lastTile, kit.steps.size());
    const auto row = [&](const GoldenFile &file, const std::string &what) {
        text += fmt::format("| {} | {} | {} | {} |\n", file.name, file.width, file.words.size(), what);
    };
    const int lanes = context.plan().lanes;
    row(kit.a,
        fmt::format("A buffer, the entries that are read, in the order of their first use: word {} * group + bank; where a group "
                    "of {} banks lies is in program.json's a_groups",
                    lanes, lanes));
    row(kit.b, "B buffer, the words that are read, in the order of their first use; where they lie is in program.json's b_words");
    row(kit.scales,
        "PPU scale buffer, one entry a tile of rows (program.json's ppu_words); lane i in bits 16 i + 15 .. 16 i, unsigned");
    row(kit.bias, fmt::format("PPU bias buffer: the same; lane i in bits {0} i + {1} .. {0} i, signed", kit.bias.width / kLanes,
                              kit.bias.width / kLanes - 1));
    row(kit.sums,
        "finished collector entries, in the order in which their last product is computed; lane i in bits 24 i + 23 .. 24 i");
    row(kit.out, context.ppu() ? "output words, in the same order" : "unused (one word of zeros): the sums leave as they are");
    row(kit.program, "what happens in each cycle, below");
    row(kit.checks,
        "a check of every word of the files above, in this order: h = 2166136261; for the 12 32-bit parts of the word, "
        "extended with zeros to 384 bits, from the lowest: h = (h * 16777619 mod 2^32) xor part");
    text += fmt::format(
        "\n## Words of the A and B buffers (264 bits)\n\n"
        "Bits {} .. {}: {} signed codes of {} bits, two's complement, element i in bits {} + {} i + {} .. {} + {} i. Bits {} .. {}: the\n"
        "vector's unsigned scale{} (A-28). Rows and columns that do not exist, and elements beyond K, are 0.\n\n",
        255 + data, data, codes, bits, data, bits, bits - 1, data, bits, low ? 7 : 263, low ? 0 : 256,
        chip.mode() == Mode::Vsq ? "" : ", 0 in this mode");
    text += "## Arithmetic\n\n";
    text += chip.mode() == Mode::Vsq ? fmt::format(
                "sum = sat24(sum + tree * p8), p8 = (sA * sB + 128) >> 8{}{}; real value sum * 256 * gammaA * gammaB.\n",
                config.scaleProduct == ChipConfig::ScaleProduct::Full ? " (here: the term rounded, A-2)" : "",
                config.rounding == ChipConfig::Rounding::NearestEven ? " (here: ties to even, A-1)" : "")
                                     : fmt::format("sum = {}(sum + tree); real value sum * gammaA * gammaB.\n",
                                                   config.overflow == ChipConfig::Overflow::Wrap ? "wrap24" : "sat24");
    if (context.ppu()) {
        const PpuSettings &settings = *context.ppu();
        text += fmt::format("\n## Output words: {}\n\nx = sum * scale; x = sat40(x + bias * 2^{}){}; t = sat16(x >> {}). ",
                            nameOf(settings.output), settings.biasShift, settings.relu ? "; x = max(x, 0)" : "",
                            settings.truncShift);
        const int perWord = codesPerOutputWord(settings.output);
        if (settings.output == OutputFormat::Softmax) {
            text +=
                "Word (384 bits): lane i's 2^(x - local maximum) in U(1,15) in bits 16 i + 15 .. 16 i; local maximum of slice s in\n"
                "bits 256 + 8 s + 7 .. 256 + 8 s, signed.\n";
        } else {
            text += fmt::format(
                "Word (136 bits): {} codes of {} bits, code i in bits {} + {} i + {} .. {} + {} i; the scale in bits {} .. "
                "{}{}.\n",
                perWord, 128 / perWord, data, 128 / perWord, 128 / perWord - 1, data, 128 / perWord, low ? 7 : 135, low ? 0 : 128,
                settings.output == OutputFormat::Vsq || settings.output == OutputFormat::Int8Vector ? "" : " is 0");
            text +=
                perWord == 32 && settings.output == OutputFormat::Int4
                    ? "A word is written in two halves as its tiles of rows come; each is a line of its own, the other half 0.\n"
                    : "";
        }
    }
    text += "\n## program.hex (168 bits)\n\n"
            "| bits | field |\n|---|---|\n"
            "| 31 .. 0 | cycle of the layer in which the chip computes the product |\n"
            "| 55 .. 32 | group of a.hex that the A register holds |\n"
            "| 79 .. 56 | word of b.hex that is broadcast |\n"
            "| 95 .. 80 | vector along K |\n"
            "| 111 .. 96 | word of scales.hex and bias.hex |\n"
            "| 119 .. 112 | collector entry |\n"
            "| 127 .. 120 | lanes that hold a row of A |\n"
            "| 131 .. 128 | tile of rows within an output vector |\n"
            "| 132, 133, 134 | the sum begins at 0; all of K is added; output words come of it |\n"
            "| 143 .. 136 | values in these output words |\n"
            "| 159 .. 144 | row of the VSQ buffer |\n"
            "| 167 .. 160 | codes before these in the output word |\n";
    return text;
}

std::string programJson(const GoldenKit &kit, const OpenedChip &chip)
{
    const LayerContext &context = chip.context();
    Json json;
    json["layer"] = chip.data().layer.name;
    json["product"] = chip.data().index;
    json["mode"] = nameOf(chip.mode());
    json["tiles"] = Json::array({kit.firstTile, kit.lastTile});
    json["lanes"] = context.plan().lanes;
    json["transposed"] = context.plan().transposed;
    json["output"] = context.ppu() ? nameOf(context.plan().output) : "sums";
    json["title"] = toText(titleOf(kit, chip));
    json["configuration"] = Json::parse(toJson(chip.config()));
    json["subtiles"] = Json::array();
    for (std::size_t i = 0; i < context.plan().subtiles.size(); ++i) {
        const Subtile &part = context.subtile(i);
        json["subtiles"].push_back({{"m", {part.mBegin, part.mEnd}},
                                    {"n", {part.nBegin, part.nEnd}},
                                    {"vectors", {part.vectorBegin, part.vectorEnd}},
                                    {"first_cycle", context.schedule().start(i)}});
    }
    const auto places = [](const std::vector<GoldenAddress> &words) {
        Json list = Json::array();
        for (const GoldenAddress &word : words) {
            list.push_back(Json::array({word.subtile, word.address}));
        }
        return list;
    };
    json["place_fields"] = Json::array({"subtile", "address"});
    json["a_groups"] = places(kit.aGroups);
    json["b_words"] = places(kit.bWords);
    json["ppu_words"] = places(kit.ppuWords);
    Json sums = Json::array();
    for (const std::size_t at : kit.sumSteps) {
        const GoldenStep &step = kit.steps[at];
        sums.push_back({{"m", step.m},
                        {"n", context.plan().column(step.n)},
                        {"cycle", step.cycle},
                        {"tile", step.tile},
                        {"entry", step.entry}});
    }
    Json outputs = Json::array();
    for (const GoldenOutput &word : kit.outputs) {
        const GoldenStep &step = kit.steps[word.step];
        outputs.push_back({{"m", word.m}, {"count", word.count}, {"n", context.plan().column(step.n)}, {"cycle", step.cycle}});
    }
    Json cycles = Json::array();
    for (const GoldenStep &step : kit.steps) {
        cycles.push_back(Json::array({step.cycle, kit.aGroups[static_cast<std::size_t>(step.a)].address,
                                      kit.bWords[static_cast<std::size_t>(step.b)].address, step.k, step.entry, step.tile}));
    }
    json["sums"] = std::move(sums);
    json["outputs"] = std::move(outputs);
    json["cycle_fields"] = Json::array({"cycle", "a_address", "b_address", "vector", "entry", "tile"});
    json["cycles"] = std::move(cycles);
    return json.dump() + "\n";
}

/// Signed value of some bits of a word.
std::int64_t signedBits(const GoldenBits &word, int at, int width)
{
    std::int64_t value = 0;
    for (int i = 0; i < width; ++i) {
        value |= static_cast<std::int64_t>(word[static_cast<std::size_t>((at + i) / 32)] >> ((at + i) % 32) & 1U) << i;
    }
    return value >= std::int64_t{1} << (width - 1) ? value - (std::int64_t{1} << width) : value;
}

GoldenBits wordFrom(const std::string &line, const std::string &path, std::size_t number)
{
    GoldenBits word{};
    int digit = 0;
    for (auto at = line.rbegin(); at != line.rend(); ++at) {
        const std::size_t value = std::string("0123456789abcdef").find(static_cast<char>(std::tolower(*at)));
        if (*at == '_') {
            continue;
        }
        if (value == std::string::npos || digit >= 96) {
            constexpr std::size_t kShown = 40;
            throw Error({.file = path, .item = "line " + std::to_string(number)}, "word", "at most 96 hexadecimal digits",
                        "'" + line.substr(0, kShown) + (line.size() > kShown ? "...'" : "'"));
        }
        word[static_cast<std::size_t>(digit / 8)] |= static_cast<std::uint32_t>(value) << (4 * (digit % 8));
        ++digit;
    }
    return word;
}

struct Dump {
    std::vector<GoldenBits> sums;
    std::vector<GoldenBits> out;
};

Dump readDump(const std::string &path)
{
    std::istringstream lines(readFile(path, "a dump of the bench"));
    Dump dump;
    std::vector<GoldenBits> *to = &dump.sums;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find("expected_out") != std::string::npos) {
            to = &dump.out;
            continue;
        }
        line.erase(std::remove_if(line.begin(), line.end(), [](unsigned char c) { return std::isspace(c) != 0; }), line.end());
        if (!line.empty() && line.rfind("//", 0) != 0) {
            to->push_back(wordFrom(line, path, number));
        }
    }
    return dump;
}

} // namespace

void writeGoldenKit(const std::string &folder, const GoldenKit &kit, const OpenedChip &chip, const std::string &model)
{
    const std::filesystem::path path(folder);
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        throw Error({.file = folder, .item = {}}, "cannot be made: " + error.message());
    }
    const auto write = [&](const std::string &name, const std::string &text) {
        writeFileAtomically((path / name).string(), text);
    };
    for (const GoldenFile *file : kit.files()) {
        write(file->name, textOf(*file));
    }
    write(kit.checks.name, textOf(kit.checks));
    write("reference.sv", referenceVerilog());
    write("bench.sv", benchVerilog(kit, chip));
    write("program.json", programJson(kit, chip));
    write("README.md", readme(kit, chip, model));
    write("run.sh", kRun);
    using std::filesystem::perms;
    std::filesystem::permissions(path / "run.sh", perms::owner_exec | perms::group_exec | perms::others_exec,
                                 std::filesystem::perm_options::add, error);
}

GoldenComparison compareDump(const GoldenKit &kit, const OpenedChip &chip, const std::string &path)
{
    const Dump dump = readDump(path);
    if (const auto title = titleOfDump(path)) {
        requireSame(titleOf(kit, chip), *title, path);
    }
    const auto demand = [&](const char *what, std::size_t expected, std::size_t found) {
        if (expected != found) {
            throw Error({.file = path, .item = {}}, what,
                        fmt::format("{} (another layer, other tiles or another configuration?)", expected),
                        std::to_string(found));
        }
    };
    demand("sums", kit.sums.words.size(), dump.sums.size());
    demand("output words", kit.outputs.size(), dump.out.empty() && kit.outputs.empty() ? 0 : dump.out.size());
    GoldenComparison result;
    const Plan &plan = chip.context().plan();
    const auto compare = [&](const char *file, std::size_t word, const GoldenStep &step, int lane, std::int64_t m,
                             std::int64_t expected, std::int64_t found) {
        ++result.values;
        if (expected == found) {
            return;
        }
        ++result.different;
        result.largest = std::max(result.largest, std::abs(expected - found));
        if (!result.first || step.cycle < result.first->cycle) {
            GoldenDifference first;
            first.file = file;
            first.word = static_cast<std::int64_t>(word);
            first.tile = step.tile;
            first.cycle = step.cycle;
            first.lane = lane;
            first.entry = step.entry;
            const std::int64_t column = plan.column(step.n);
            first.m = plan.transposed ? column : m;
            first.n = plan.transposed ? m : column;
            first.expected = expected;
            first.found = found;
            result.first = first;
        }
    };
    for (std::size_t i = 0; i < dump.sums.size(); ++i, ++result.words) {
        const GoldenStep &step = kit.steps[kit.sumSteps[i]];
        for (int lane = 0; lane < plan.lanes; ++lane) {
            compare("expected_sums.hex", i, step, lane, step.m + lane, signedBits(kit.sums.words[i], 24 * lane, 24),
                    signedBits(dump.sums[i], 24 * lane, 24));
        }
    }
    const bool softmax = plan.output == OutputFormat::Softmax;
    const int width = softmax ? 16 : 128 / std::max(1, codesPerOutputWord(plan.output));
    const bool low = chip.config().scaleByte == ChipConfig::ScaleByte::Low;
    for (std::size_t i = 0; i < kit.outputs.size(); ++i, ++result.words) {
        const GoldenOutput &word = kit.outputs[i];
        const GoldenStep &step = kit.steps[word.step];
        const bool vectors = outputVectorSize(plan.output) > 0;
        const int before = softmax || vectors ? 0 : step.offset;
        for (int code = 0; code < word.count; ++code) {
            const int at = softmax ? 16 * code : (low ? 8 : 0) + width * (before + code);
            compare("expected_out.hex", i, step, static_cast<int>((word.m + code) % plan.lanes), word.m + code,
                    signedBits(kit.out.words[i], at, width), signedBits(dump.out[i], at, width));
        }
        for (int at = softmax ? 256 : low ? 0 : 128; at < (softmax ? 384 : low ? 8 : 136); at += 8) { // scales, local maxima
            compare("expected_out.hex", i, step, 0, word.m, signedBits(kit.out.words[i], at, 8), signedBits(dump.out[i], at, 8));
        }
    }
    return result;
}

} // namespace vsq
