// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/diff.h"

#include "app/cli/layeroptions.h"
#include "app/cli/values.h"
#include "core/base/json.h"
#include "core/base/nearestname.h"
#include "core/layer/golden/goldendiff.h"
#include "core/layer/golden/goldentitle.h"
#include "core/layer/rundiff.h"
#include "core/layer/rundump.h"
#include "core/tensor/npz.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace vsq::cli {

namespace {

/// Options of one side: --format and the others of a format, --scales, the chip's.
class Side {
public:
    void parse(const std::string &option, const std::string &text)
    {
        CLI::App app;
        app.set_help_flag();
        m_format.declare(app);
        m_scales.declare(app);
        m_chip.declare(app);
        try {
            app.parse(text, false);
        } catch (const CLI::ParseError &error) {
            throw UsageError(option + ": " + error.what());
        }
        m_chip.check();
        m_number = m_scales.format(m_format);
    }

    [[nodiscard]] RunRecord run(const LoadedNetwork &network, const std::string &path, const TensorMap &inputs,
                                const Session &session) const
    {
        BackendOptions options;
        options.format = m_number;
        options.config = m_chip.config();
        options.engine = m_chip.engine(session.stop);
        options.scales = m_scales.read(*network.graph, path, m_number);
        RecordOptions wanted;
        wanted.operands = false; // integers and values are compared
        return recordRun(network.graph, network.layers, inputs, options, wanted, session.job());
    }

private:
    FormatOptions m_format;
    ScalesOption m_scales;
    ChipOptions m_chip;
    NumberFormat m_number;
};

bool isFolder(const std::string &path)
{
    return std::filesystem::is_directory(path);
}

bool endsWith(const std::string &path, const char *ending)
{
    return path.ends_with(ending);
}

class DiffCommand final : public Command {
public:
    std::string name() const override { return "diff"; }
    std::string summary() const override { return "Find where two runs first part"; }
    std::string details() const override
    {
        return "A and B are folders that vsq run --dump wrote; or A is a network that runs with the options --a and with those of --b\n"
               "(B may be another network, before and after a fine-tuning); or B is an .npz with tensors of another runtime by the name of\n"
               "a node's output; or a dump.hex of the bench of vsq golden, which says itself what layer, product and tiles it is of.\n"
               "Prints the first difference (layer, tile, cycle, lane, element, both values), then a table of layers. Sums on the chip are\n"
               "compared exactly, real values by --tolerance, in parts of the largest magnitude of a tensor. --exit-code: 1 where they\n"
               "differ.\n\n"
               "Examples:\n"
               "  vsq diff runs/before runs/after\n"
               "  vsq diff network.onnx --inputs x.npz --a \"--format vsq\" --b \"--format vsq --set rounding=nearesteven\"\n"
               "  vsq diff network.onnx tuned.onnx --inputs x.npz --a \"--format int4\" --b \"--format int4\" --json\n"
               "  vsq diff runs/float tensors.npz --tolerance 1e-4\n"
               "  vsq diff runs/vsq golden/dump.hex";
    }

    void declare(CLI::App &app) override
    {
        app.add_option("A", m_a, "Folder of a run, or a network")->required()->type_name("A");
        app.add_option("B", m_b, "Folder of a run, a network, tensors (.npz) or a bench's dump (.hex)")->type_name("B");
        app.add_option("--inputs", m_inputs, "Inputs of networks by name (default: seeded)")->type_name("X.npz");
        app.add_option("--a", m_optionsA, "Options of the first run")->type_name("OPTIONS");
        app.add_option("--b", m_optionsB, "Options of the second run")->type_name("OPTIONS");
        app.add_option("--tolerance", m_toleranceText, "Of real values (default 1e-6)");
        app.add_option("--layer", m_layer, "Layer of a bench's dump (default: the one that it says)")->type_name("NAME");
        app.add_option("--product", m_productText, "Its product (default: the same)")->type_name("I");
        app.add_option("--tiles", m_tiles, "Its tiles (default: the same)")->type_name("I..J");
        app.add_flag("--exit-code", m_exitCode, "Exit with 1 where they differ");
        m_model.declareDetails(app);
    }

    void check() override
    {
        m_model.check();
        m_tolerance = realOf("--tolerance", m_toleranceText, 0.0, 1e30);
        m_product = m_productText.empty() ? 0 : integerOf("--product", m_productText, 0, std::int64_t{1} << 40);
        m_sideA.parse("--a", m_optionsA);
        m_sideB.parse("--b", m_optionsB);
        const bool isNetwork = !isFolder(m_a);
        if (!isNetwork && (m_b.empty() || !m_optionsA.empty() || !m_optionsB.empty())) {
            throw UsageError(
                "a run's folder is compared with a second one, an .npz or a bench's dump; --a and --b are for networks");
        }
        if (!m_tiles.empty()) {
            const std::size_t dots = m_tiles.find("..");
            m_first = integerOf("--tiles", m_tiles.substr(0, dots), 0, std::int64_t{1} << 40);
            m_last = dots == std::string::npos ? m_first
                                               : integerOf("--tiles", m_tiles.substr(dots + 2), m_first, std::int64_t{1} << 40);
        }
    }

    void run(const Session &session) override
    {
        const RunRecord a = isFolder(m_a) ? readRunDump(m_a) : runOf(m_a, m_sideA, session);
        RunDifference difference;
        if (endsWith(m_b, ".hex")) {
            difference = compareDump(a, session);
        } else if (endsWith(m_b, ".npz")) {
            difference = compareValues(a, readNpz(m_b), m_tolerance, m_b);
        } else {
            const std::string &other = m_b.empty() ? m_a : m_b;
            difference = compareRuns(a, isFolder(other) ? readRunDump(other) : runOf(other, m_sideB, session), m_tolerance);
        }
        session.console.data(session.console.json ? jsonOf(difference).dump(2) + "\n" : textOf(difference));
        if (m_exitCode && !difference.same()) {
            throw Error("the runs differ");
        }
    }

private:
    RunRecord runOf(const std::string &path, const Side &side, const Session &session) const
    {
        const LoadedNetwork network = m_model.load(path, session, Weights::MustBeFinite);
        return side.run(network, path, inputsFor(m_inputs, *network.graph, session), session);
    }

    /// The kit again, of the run's own operands; what the post-processing unit does is asked of the network.
    RunDifference compareDump(const RunRecord &a, const Session &session) const
    {
        const auto title = titleOfDump(m_b);
        if (m_layer.empty() && !title) {
            throw Error({.file = m_b, .item = {}}, "layer", "a '// kit:' line, as the bench writes it, or --layer NAME",
                        "neither");
        }
        const std::string name = m_layer.empty() ? title->layer : m_layer;
        const std::int64_t product = m_productText.empty() ? (title ? title->product : 0) : m_product;
        const LayerData *data = a.product(name, product);
        if (data == nullptr) {
            throwNoProduct(a, name, product);
        }
        if (a.graph == nullptr && !std::filesystem::exists(a.model)) {
            throw Error({.file = m_a, .item = "model"}, "the run's network, which says what becomes of the layer's sums",
                        "a file", "none at " + a.model);
        }
        const LoadedNetwork network = m_model.load(a.graph == nullptr ? a.model : m_a, session, Weights::MustBeFinite);
        LayerData opened = *data;
        opened.layer = asRun(findLayer(network.graph->sourceFile, network.layers, name), data->layer);
        const OpenedChip chip(network.graph, std::make_shared<const LayerData>(std::move(opened)), a.config, a.scales.get());
        return compareBench(chip, m_b, m_tiles.empty() ? std::nullopt : std::optional(GoldenTiles(m_first, m_last)));
    }

    [[noreturn]] void throwNoProduct(const RunRecord &a, const std::string &name, std::int64_t product) const
    {
        std::vector<std::string> names;
        std::int64_t count = 0;
        for (const auto &[key, each] : a.products) {
            names.push_back(key.first);
            count += key.first == name ? 1 : 0;
        }
        if (count > 0) {
            throw Error({.file = m_a, .item = "layer '" + name + "'"}, "product", fmt::format("0 .. {}", count - 1),
                        std::to_string(product));
        }
        const std::string nearest = nearestName(name, names);
        throw Error({.file = m_a, .item = "layer '" + name + "'"}, "the run has none of that name on the chip",
                    nearest.empty() ? "one of its layers" : "one of its layers (nearest: '" + nearest + "')", "'" + name + "'");
    }

    static Json jsonOf(const RunDifference &difference)
    {
        Json json{{"same", difference.same()}};
        if (difference.first) {
            const FirstDifference &first = *difference.first;
            const auto known = [](std::int64_t value) { return value < 0 ? Json(nullptr) : Json(value); };
            json["layer"] = first.layer;
            json["product"] = first.product;
            json["what"] = first.what;
            json["tile"] = known(first.tile);
            json["cycle"] = known(first.cycle);
            json["lane"] = known(first.lane);
            json["m"] = known(first.m);
            json["n"] = known(first.n);
            json["k"] = known(first.k);
            json["index"] = known(first.index);
            json["a"] = first.a;
            json["b"] = first.b;
        }
        json["layers"] = Json::array();
        for (const LayerDifference &layer : difference.layers) {
            Json row{{"name", layer.name},
                     {"elements", layer.elements},
                     {"different", layer.different},
                     {"largest", layer.notFinite > 0 ? Json(nullptr) : Json(layer.largest)},
                     {"not_finite", layer.notFinite}};
            if (!layer.missing.empty()) {
                row["missing"] = layer.missing;
            }
            json["layers"].push_back(std::move(row));
        }
        return json;
    }

    /// Values that are infinite or no number have no distance, and none is the largest then.
    static std::string largestText(const LayerDifference &layer)
    {
        return layer.notFinite > 0 ? fmt::format("{} not finite", layer.notFinite) : fmt::format("{:.6g}", layer.largest);
    }

    static std::string textOf(const RunDifference &difference)
    {
        std::string text = "The same.\n";
        if (difference.first) {
            const FirstDifference &first = *difference.first;
            const auto known = [](std::int64_t value) { return value < 0 ? std::string("-") : std::to_string(value); };
            text = fmt::format("First difference: layer {}, tile {}, cycle {}, lane {}, m {}, n {}, k {}: {} {} and {}\n",
                               first.layer, known(first.tile), known(first.cycle), known(first.lane), known(first.m),
                               known(first.n), known(first.k), first.what, first.a, first.b);
        }
        std::size_t width = 5;
        for (const LayerDifference &layer : difference.layers) {
            width = std::max(width, layer.name.size());
        }
        text += fmt::format("\n{:<{}} {:>12} {:>12} {:>14}\n", "layer", width, "elements", "different", "largest");
        for (const LayerDifference &layer : difference.layers) {
            text += layer.missing.empty() ? fmt::format("{:<{}} {:>12} {:>12} {:>14}\n", layer.name, width, layer.elements,
                                                        layer.different, largestText(layer))
                                          : fmt::format("{:<{}} not in {}\n", layer.name, width, layer.missing);
        }
        return text;
    }

    std::string m_a;
    std::string m_b;
    std::string m_inputs;
    std::string m_optionsA;
    std::string m_optionsB;
    std::string m_toleranceText = "1e-6";
    double m_tolerance = 1e-6;
    std::string m_layer;
    std::string m_productText;
    std::int64_t m_product = 0;
    std::string m_tiles;
    std::int64_t m_first = 0;
    std::int64_t m_last = -1;
    bool m_exitCode = false;
    ModelOption m_model;
    Side m_sideA;
    Side m_sideB;
};

} // namespace

std::unique_ptr<Command> makeDiffCommand()
{
    return std::make_unique<DiffCommand>();
}

} // namespace vsq::cli
