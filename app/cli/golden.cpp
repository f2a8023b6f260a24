// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/golden.h"

#include "app/cli/layeroptions.h"
#include "app/cli/values.h"
#include "core/base/json.h"
#include "core/layer/golden/goldendiff.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vsq::cli {

namespace {

class GoldenCommand final : public Command {
public:
    std::string name() const override { return "golden"; }
    std::string summary() const override { return "Write a layer's golden vectors with a reference design and a bench"; }
    std::string details() const override
    {
        return "DIR gets what a hardware team checks its own against: buffer images and expected words for $readmemh (a.hex, b.hex,\n"
               "scales.hex, bias.hex, expected_sums.hex, expected_out.hex), a SystemVerilog reference of the datapath and a self-checking\n"
               "bench, README.md with every bit of the words, program.json with subtiles, addresses and cycles. `sh DIR/run.sh` runs it in\n"
               "Icarus Verilog: exit 0 and PASS N words, or exit 1 and a FAIL line with file, word, vector and cycle. --check reads a\n"
               "bench's dump back and names the first value that differs (with --exit-code: exit 1); a dump of another layer, format,\n"
               "configuration, tiles or inputs is refused, also where the words would be the same.\n\n"
               "Examples:\n"
               "  vsq golden network.onnx --layer blocks.0.mlp.fc1 --inputs x.npz --out golden\n"
               "  vsq golden network.onnx --layer stem.conv --format int8 --tiles 0..3 --out golden\n"
               "  vsq golden network.onnx --layer stem.conv --format int8 --tiles 0..3 --check golden/dump.hex --json";
    }

    void declare(CLI::App &app) override
    {
        m_open.declare(app);
        app.add_option("--tiles", m_tilesText,
                       "Tiles of the layer, both inclusive (default: from 0, about 2048 cycles; with --check alone the dump's)")
            ->type_name("I..J");
        app.add_option("--out", m_out, "Folder to write")->type_name("DIR");
        app.add_option("--check", m_check, "A bench's dump to compare")->type_name("DUMP.hex");
        app.add_flag("--exit-code", m_exitCode, "Exit with 1 where the dump differs");
    }

    void check() override
    {
        m_open.check();
        if (m_out.empty() && m_check.empty()) {
            throw UsageError("--out DIR or --check DUMP.hex is missing");
        }
        if (m_tilesText.empty()) {
            return;
        }
        const std::size_t dots = m_tilesText.find("..");
        constexpr std::int64_t kMost = std::int64_t{1} << 40;
        m_first = integerOf("--tiles", m_tilesText.substr(0, dots), 0, kMost);
        m_last = dots == std::string::npos ? m_first : integerOf("--tiles", m_tilesText.substr(dots + 2), 0, kMost);
        if (m_last < m_first) {
            refuse("--tiles", "I..J with J at least I", m_tilesText);
        }
    }

    void run(const Session &session) override
    {
        const OpenedNetwork opened = m_open.run(session);
        const OpenedChip chip = opened.open(m_open.layer(), m_open.product());
        const bool alone = m_out.empty() && m_tilesText.empty(); // the dump says which tiles it is of
        const GoldenKit kit = alone ? kitForDump(chip, m_check) : makeGoldenKit(chip, m_first, m_last);
        if (session.stop.stop_requested()) {
            throw Cancelled();
        }
        if (!m_out.empty()) {
            writeGoldenKit(m_out, kit, chip, m_open.path());
            session.console.message(fmt::format("{}: tiles {} .. {}, {} products, {} sums, {} output words", m_out, kit.firstTile,
                                                kit.lastTile, kit.steps.size(), kit.sums.words.size(), kit.outputs.size()));
        }
        if (!m_check.empty()) {
            report(session, compareDump(kit, chip, m_check));
        }
    }

private:
    void report(const Session &session, const GoldenComparison &result) const
    {
        Json json{{"same", !result.first}, {"words", result.words}};
        if (result.first) {
            const GoldenDifference &first = *result.first;
            json.update({{"layer", m_open.layer()},
                         {"file", first.file},
                         {"word", first.word},
                         {"tile", first.tile},
                         {"cycle", first.cycle},
                         {"lane", first.lane},
                         {"m", first.m},
                         {"n", first.n},
                         {"a", first.expected},
                         {"b", first.found}});
        }
        json["layers"] = Json::array({{{"name", m_open.layer()}, {"different", result.different}, {"largest", result.largest}}});
        if (session.console.json) {
            session.console.data(json.dump(2) + "\n");
        } else if (!result.first) {
            session.console.data(fmt::format("The same: {} words.\n", result.words));
        } else {
            const GoldenDifference &first = *result.first;
            session.console.data(
                fmt::format("First difference: {} word {}, layer {}, tile {}, cycle {}, lane {}, m {}, n {}: expected {}, "
                            "found {}. {} values differ, by {} at most.\n",
                            first.file, first.word, m_open.layer(), first.tile, first.cycle, first.lane, first.m, first.n,
                            first.expected, first.found, result.different, result.largest));
        }
        if (m_exitCode && result.first) {
            throw Error({.file = m_check, .item = {}}, "the dump differs from what the chip computes");
        }
    }

    LayerOptions m_open;
    std::string m_tilesText;
    std::int64_t m_first = 0;
    std::int64_t m_last = -1;
    std::string m_out;
    std::string m_check;
    bool m_exitCode = false;
};

} // namespace

std::unique_ptr<Command> makeGoldenCommand()
{
    return std::make_unique<GoldenCommand>();
}

} // namespace vsq::cli
